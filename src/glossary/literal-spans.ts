import { MARKER } from '../article/content.ts'
import { LITERAL } from '../article/literals.ts'

const ANY_LITERAL = new RegExp(LITERAL, 'gu')

/** A stretch of a text: UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Placeholders, URLs, e-mail addresses, handles and hashtags of a text, in order; none across an inline code. */
export function literalSpans(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const stretch of text.split(MARKER)) {
    for (const { 0: literal, index } of stretch.matchAll(ANY_LITERAL))
      spans.push({ start: from + index, end: from + index + literal.length })
    from += stretch.length + 1
  }
  return spans
}
