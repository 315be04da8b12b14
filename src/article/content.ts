/**
 * Content: text with inline codes, the XLIFF 2 model in memory. Every code is one MARKER character in the
 * text, and `codes` lists them in the order of their markers, so that a position in the text says on which
 * side of a code it stands. Text is decoded (`&amp;` is `&`); codes keep the bytes they were written with.
 */

/** Stands in `Content.text` for one inline code. A literal U+FFFC in an article is itself read as a code. */
export const MARKER = '\uFFFC'

/** What one inline code is: half of a pair, or standing alone (also: half of a pair cut by a sentence end). */
export type CodeKind = 'open' | 'close' | 'alone'

export interface Code {
  readonly kind: CodeKind
  /** Links the halves of a pair. Unique in a unit; from 1 in a segment. */
  readonly id: number
  /** Short lower-case name that people and providers see: a, b, i, em, br, img, code… Letters only. */
  readonly name: string
  /** The source's own bytes for this code, e.g. `<a href="/x">`. Never sent to a provider. */
  readonly raw: string
  /** May a target leave it out, or repeat it (XLIFF 2 canDelete, canCopy)? Links, images, ids: neither. */
  readonly canDelete: boolean
  readonly canCopy: boolean
}

export interface Content {
  readonly text: string
  readonly codes: readonly Code[]
}

export const plain = (text: string): Content => ({ text, codes: [] })

/** Text as a reader sees it: without the markers. */
export const readable = (content: Content): string => content.text.replaceAll(MARKER, '')

/** The part of a content from `start` to `end` (UTF-16 offsets into `text`), with the codes that stand in it. */
export function slice(content: Content, start: number, end: number): Content {
  const text = content.text.slice(start, end)
  if (content.codes.length === 0) return { text, codes: [] }
  const first = countMarkers(content.text, 0, start)
  return { text, codes: content.codes.slice(first, first + countMarkers(text, 0, text.length)) }
}

/** Looks no further than `end`: else each sentence of a long text would pay for all that follow it. */
export const countMarkers = (text: string, start: number, end: number): number =>
  text.slice(start, end).split(MARKER).length - 1

/** Ids of the pairs with no text between their halves: anchor points, linked images, what a word has left. */
export function wordlessPairs({ text, codes }: Content): ReadonlySet<number> {
  const wordless = new Set<number>()
  const opened = new Map<number, number>()
  let words = 0
  let from = 0
  for (const { kind, id } of codes) {
    const at = text.indexOf(MARKER, from)
    if (text.slice(from, at).trim() !== '') words++
    from = at + 1
    if (kind === 'open') opened.set(id, words)
    else if (kind === 'close' && opened.get(id) === words) wordless.add(id)
  }
  return wordless
}
