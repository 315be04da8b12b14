import { type Code, type Content, MARKER } from '../article/content.ts'
import type { Rung } from './gap.ts'
import type { CodePair } from './order.ts'

/**
 * Puts inline codes back into a translation that was made without them: a pair goes round its own words,
 * translated on the side, where they occur exactly once; a standalone code goes to the word boundary in
 * proportion. A pair that cannot be placed is left out and the target flagged: better no link than a wrong one.
 */
export function project(
  text: string,
  translatedWords: readonly string[],
  source: Content,
  pairs: readonly CodePair[],
): { content: Content; rung: Rung } {
  const inserts: Insert[] = []
  let rung: Rung = 'projected'
  for (const [index, pair] of pairs.entries()) {
    const found = onlyPlace(text, bare(translatedWords[index] ?? ''))
    const open = source.codes.find((c) => c.kind === 'open' && c.id === pair.id)
    const close = source.codes.find((c) => c.kind === 'close' && c.id === pair.id)
    if (found === undefined || open === undefined || close === undefined) rung = 'degraded'
    else inserts.push({ at: found.start, code: open, order: 1 }, { at: found.end, code: close, order: 0 })
  }
  let at = -1
  for (const code of source.codes) {
    at = source.text.indexOf(MARKER, at + 1)
    if (code.kind !== 'alone') continue
    const near = Math.round((at / Math.max(1, source.text.length)) * text.length)
    inserts.push({ at: boundary(text, near), code, order: 2 })
  }
  return { content: insert(text, inserts), rung: nested(inserts) ? rung : 'degraded' }
}

interface Insert {
  readonly at: number
  readonly code: Code
  /** At one offset: what closes first, then what opens, then what stands alone. */
  readonly order: number
}

function insert(text: string, inserts: readonly Insert[]): Content {
  const usable = nested(inserts) ? inserts : inserts.filter((i) => i.code.kind === 'alone')
  const ordered = usable.toSorted((a, b) => a.at - b.at || a.order - b.order)
  let out = ''
  let from = 0
  for (const { at, code } of ordered) {
    out += text.slice(from, at) + (code ? MARKER : '')
    from = at
  }
  return { text: out + text.slice(from), codes: ordered.map((i) => i.code) }
}

/** Do the pairs nest? Overlapping guesses are no guesses. */
function nested(inserts: readonly Insert[]): boolean {
  const stack: number[] = []
  for (const { code } of inserts.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    if (code.kind === 'open') stack.push(code.id)
    else if (code.kind === 'close' && stack.pop() !== code.id) return false
  }
  return stack.length === 0
}

function onlyPlace(text: string, words: string): { start: number; end: number } | undefined {
  if (words === '') return undefined
  const haystack = text.toLocaleLowerCase()
  const needle = words.toLocaleLowerCase()
  if (haystack.length !== text.length) return undefined
  const start = haystack.indexOf(needle)
  if (start === -1 || haystack.indexOf(needle, start + 1) !== -1) return undefined
  const end = start + needle.length
  return isWordChar(text[start - 1]) || isWordChar(text[end]) ? undefined : { start, end }
}

const isWordChar = (c: string | undefined) =>
  c !== undefined && /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(c)
const bare = (words: string) => words.trim().replace(/[.。]$/u, '')

function boundary(text: string, near: number): number {
  for (let away = 0; away <= text.length; away++) {
    for (const at of [near + away, near - away]) {
      if (at === 0 || at === text.length || (at > 0 && at < text.length && /\s/.test(text[at]!))) return at
    }
  }
  return text.length
}
