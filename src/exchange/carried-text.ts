import { type Code, type Content, MARKER } from '../article/content.ts'
import { textHash } from '../review/locale-file.ts'
import { fromNotation, tagsIn, toNotation } from '../segment/notation.ts'

/**
 * Texts on their way through other people's formats. Not every character can be carried in each of them; what a format could
 * not carry is no change that anyone made.
 */

/** A text in notation with every tag in it as a code, also those that its source does not have. */
export function contentOf(notation: string): Content {
  const codes = tagsIn(notation).map((tag): Code => ({ ...tag, raw: '', canDelete: true, canCopy: true }))
  const parsed = fromNotation(notation, codes)
  return parsed.ok ? parsed.content : { text: notation, codes: [] }
}

/** Control characters and halves of characters that neither XML 1.0 nor PO can carry as U+FFFD. */
export const legible = (text: string): string => text.toWellFormed().replace(UNCARRIED, '\uFFFD')

/** What is no character of XML 1.0, but for halves of surrogate pairs. @see https://www.w3.org/TR/xml/#charsets */
const UNCARRIED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** The same for two texts that differ in nothing that a person would have changed. @param text in notation */
export const carriedHash = (text: string): string => textHash(legible(toNotation(contentOf(text))))

/** An inline code as its text has it, without what it stands for. */
export type Tag = Pick<Code, 'kind' | 'name' | 'id'>

/** A text that is one of our tags and nothing else. */
export function tagOf(text: string): Tag | undefined {
  const [tag, ...others] = tagsIn(text)
  if (tag === undefined || others.length > 0) return undefined
  const code = { ...tag, raw: '', canDelete: true, canCopy: true }
  return toNotation({ text: MARKER, codes: [code] }) === text ? tag : undefined
}

/** Of a tag that opens. */
export const closing = (tag: Tag | undefined): Tag | undefined =>
  tag?.kind === 'open' ? { ...tag, kind: 'close' } : undefined
