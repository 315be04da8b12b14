import { type Code, type Content, MARKER } from '../../article/content.ts'
import type { Rung } from '../gap.ts'
import { restoreLost } from './restore.ts'

/**
 * Puts inline codes back into a translation that was made without them: a pair goes round its own words,
 * translated on the side, where they occur exactly once; a code that holds no words goes to the word boundary
 * in proportion. A pair that cannot be placed is left out and the target flagged: better no link than a wrong one.
 */
export function project(
  text: string,
  translatedWords: readonly string[],
  source: Content,
  pairs: readonly CodePair[],
): { content: Content; rung: Rung } {
  const halves = new Map(source.codes.map((code, index) => [`${code.kind} ${code.id}`, index]))
  const placeOf = finder(text)
  const spans = pairs.flatMap(({ id }, nth): Span[] => {
    const place = placeOf(bare(translatedWords[nth] ?? ''))
    const first = halves.get(`open ${id}`)
    const last = halves.get(`close ${id}`)
    return place === undefined || first === undefined || last === undefined ? [] : [{ ...place, first, last }]
  })
  const wrapped = wrap(text, spans, source.codes)
  const isWhole = wrapped !== undefined && spans.length === pairs.length
  return {
    content: restoreLost(wrapped ?? { text, codes: [] }, source),
    rung: isWhole ? 'projected' : 'degraded',
  }
}

/** A pair of codes and the words between its halves, in order of opening. */
export interface CodePair {
  readonly id: number
  readonly words: string
}

/** Pairs without words are left out. */
export function pairs(source: Content): CodePair[] {
  const result: CodePair[] = []
  const positions: number[] = []
  for (let at = source.text.indexOf(MARKER); at !== -1; at = source.text.indexOf(MARKER, at + 1))
    positions.push(at)
  const closes = new Map(
    source.codes.flatMap((code, index) => (code.kind === 'close' ? [[code.id, positions[index]!]] : [])),
  )
  for (const [index, code] of source.codes.entries()) {
    if (code.kind !== 'open') continue
    const words = source.text
      .slice(positions[index]! + 1, closes.get(code.id))
      .replaceAll(MARKER, '')
      .trim()
    if (words !== '') result.push({ id: code.id, words })
  }
  return result
}

/** Where a pair goes in the text, and which of the source's codes its halves are. */
interface Span {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly last: number
}

/** Undefined when pairs overlap, or one is inside another that was not so in the source: no guesses then. */
function wrap(text: string, spans: readonly Span[], codes: readonly Code[]): Content | undefined {
  const found: Code[] = []
  const open: Span[] = []
  let out = ''
  let from = 0
  const put = (at: number, code: number) => {
    out += text.slice(from, at) + MARKER
    found.push(codes[code]!)
    from = at
  }
  const closeUpTo = (at: number) => {
    for (let top = open.at(-1); top !== undefined && top.end <= at; top = open.at(-1)) {
      put(top.end, top.last)
      open.pop()
    }
  }
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end || a.first - b.first)) {
    closeUpTo(span.start)
    const outer = open.at(-1)
    const nests =
      outer === undefined || (span.end <= outer.end && outer.first < span.first && span.last < outer.last)
    if (!nests) return undefined
    put(span.start, span.first)
    open.push(span)
  }
  closeUpTo(text.length)
  return { text: out + text.slice(from), codes: found }
}

/** The one place of some words in a text, whatever their case; undefined when there is none, or more. */
function finder(text: string): (words: string) => { start: number; end: number } | undefined {
  const haystack = text.toLowerCase()
  return (words) => {
    if (words === '' || haystack.length !== text.length) return undefined
    const needle = words.toLowerCase()
    const start = haystack.indexOf(needle)
    if (start === -1 || haystack.indexOf(needle, start + 1) !== -1) return undefined
    const end = start + needle.length
    return isWordChar(text[start - 1]) || isWordChar(text[end]) ? undefined : { start, end }
  }
}

/** Scripts that write words apart, and marks that belong to the letter before them. */
const isWordChar = (c: string | undefined) =>
  c !== undefined && /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}]/u.test(c)
const bare = (words: string) => words.trim().replace(/[.。]$/u, '')
