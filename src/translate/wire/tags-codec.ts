import { type Code, type Content, MARKER } from '../../article/content.ts'
import type { Span } from '../../article/literals.ts'
import { lookUps, readDigits } from './look-ups.ts'

/**
 * Inline codes in numbered tags, for language models: `<g1>…</g1>` for a pair, `<x2/>` for one alone, in literal
 * text. Nothing is escaped, since a model drops or doubles backslashes and entities: text that would be read as
 * a tag is sent as a code of its own instead (see `lookAlikes`).
 */

/** @param content whose look-alikes are codes already. */
export function toTags({ text, codes }: Content): string {
  return text.split(MARKER).reduce((out, words, nth) => out + tagOf(codes[nth - 1]!) + words)
}

function tagOf({ kind, id }: Code): string {
  switch (kind) {
    case 'open':
      return `<g${id}>`
    case 'close':
      return `</g${id}>`
    case 'alone':
      return `<x${id}/>`
  }
}

/** One of ours, as models misspell them (`< G ١ >`); or any tag else. Both end at the next `<` at the latest. */
const ANY_TAG =
  /<(?:\s{0,3}(\/?)\s{0,3}[gx]\s{0,3}(\p{Nd}{1,9})(?![\p{L}\p{N}_-])([^<>]*)|\/?[a-z][^<>]*)>/giu

/** Reads a reply back. The number says which code it is, whatever its letter. Foreign tags vanish. */
export function fromTags(reply: string, codes: readonly Code[]): Content {
  const found = lookUps(codes)
  let from = 0
  for (const match of reply.matchAll(ANY_TAG)) {
    const [whole, slash, digits, rest = ''] = match
    found.text(reply.slice(from, match.index))
    from = match.index + whole.length
    if (digits === undefined) continue
    const id = readDigits(digits)
    if (slash) found.code('close', id)
    else if (found.isAlone(id)) found.code('alone', id)
    else if (!rest.trimEnd().endsWith('/')) found.code('open', id)
  }
  found.text(reply.slice(from))
  return found.content()
}

/** Text that a reply could not hold as text: `<b>` in an article about HTML. None across an inline code. */
export function lookAlikes(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const stretch of text.split(MARKER)) {
    for (const { 0: tag, index } of stretch.matchAll(ANY_TAG))
      spans.push({ start: from + index, end: from + index + tag.length })
    from += stretch.length + 1
  }
  return spans
}
