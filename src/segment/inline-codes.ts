import { type Code, type Content, MARKER } from '../article/content.ts'

/**
 * Inline codes at the edges of a segment. What encloses a sentence whole, stands before or after it, or is
 * half of a pair that another sentence completes is hoisted out: it stays in the source's own bytes and is
 * neither sent nor paid for (the XLIFF 2 practice of trimming inline codes).
 */

/** Codes that stand for words, so they belong to their sentence even at its edge. */
const WORDLIKE = new Set([
  'code',
  'url',
  'kbd',
  'samp',
  'var',
  'math',
  'x',
  'span',
  'ruby',
  'time',
  'abbr',
  'nt',
])
export const isWordlike = (code: Code): boolean => code.kind === 'alone' && WORDLIKE.has(code.name)

const SPACE = /\s/

/** What of a sentence must be translated: offsets into its text, and how much of its codes goes with it. */
export interface Core {
  readonly from: number
  readonly to: number
  readonly content: Content
}

export function core(inside: Content): Core {
  const partner = partners(inside.codes)
  let from = 0
  let to = inside.text.length
  let firstCode = 0
  let lastCode = inside.codes.length - 1
  for (;;) {
    while (from < to && SPACE.test(inside.text[from]!)) from++
    while (to > from && SPACE.test(inside.text[to - 1]!)) to--
    const opens = inside.text[from] === MARKER && from < to
    const closes = inside.text[to - 1] === MARKER && from < to
    if (opens && isLoose(inside.codes[firstCode]!, partner[firstCode])) {
      from++
      firstCode++
    } else if (closes && isLoose(inside.codes[lastCode]!, partner[lastCode])) {
      to--
      lastCode--
    } else if (opens && closes && partner[firstCode] === lastCode && firstCode !== lastCode) {
      from++
      to--
      firstCode++
      lastCode--
    } else break
  }
  const codes = inside.codes.slice(firstCode, lastCode + 1)
  return { from, to, content: { text: inside.text.slice(from, to), codes } }
}

const isLoose = (code: Code, partner: number | undefined) =>
  code.kind === 'alone' ? !isWordlike(code) : partner === undefined

/** For each code the index of its other half in the same list, or undefined. */
function partners(codes: readonly Code[]): (number | undefined)[] {
  const open = new Map<number, number>()
  const result: (number | undefined)[] = codes.map(() => undefined)
  for (const [index, code] of codes.entries()) {
    if (code.kind === 'open') open.set(code.id, index)
    else if (code.kind === 'close') {
      const start = open.get(code.id)
      if (start === undefined) continue
      result[start] = index
      result[index] = start
      open.delete(code.id)
    }
  }
  return result
}

/**
 * Numbers codes from 1 in order of appearance. A half whose other half is elsewhere stands alone, and neither
 * leaves nor comes twice, even of a kind that may: the other half is waiting for it.
 */
export function renumber(content: Content): Content {
  if (content.codes.length === 0) return content
  const partner = partners(content.codes)
  const ids: number[] = []
  let next = 1
  for (const index of content.codes.keys()) {
    const other = partner[index]
    ids.push(other !== undefined && other < index ? ids[other]! : next++)
  }
  const codes = content.codes.map((code, index): Code => {
    const id = ids[index]!
    if (code.kind === 'alone' || partner[index] !== undefined) return { ...code, id }
    return { ...code, id, kind: 'alone', canDelete: false, canCopy: false }
  })
  return { text: content.text, codes }
}
