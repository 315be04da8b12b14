import { legible } from '../carried-text.ts'

/**
 * Text as XML 1.0 has it. A reader makes one line feed of a carriage return, and spaces of tabs and line ends in an attribute:
 * so these are written by number. What is no character of XML becomes U+FFFD; whoever must keep it takes it out before.
 */
export const escapeText = (text: string): string => legible(text).replace(/[&<>\r]/g, reference)

const escapeAttribute = (value: string): string => legible(value).replace(/[&<>"\t\n\r]/g, reference)

/** ` name="value"` for each that has a value. */
export const attributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`))
    .join('')

const reference = (character: string): string => NAMED[character] ?? `&#${character.charCodeAt(0)};`

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
