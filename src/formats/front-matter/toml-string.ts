/**
 * One TOML string rewritten in the kind it was written in, where the new value allows it; else in the kind that
 * has escapes. What is written is valid TOML 1.0, which older readers know too.
 * @see https://toml.io/en/v1.0.0#string
 */
export function writeTomlString(value: string, raw: string, eol: string): string {
  // TOML has no place for half a surrogate pair.
  const text = value.toWellFormed()
  switch (KIND.exec(raw)?.[0]) {
    case '"""':
      return multilineBasic(text, raw, eol)
    case "'''":
      return fitsMultilineLiteral(text) ? multilineLiteral(text, raw, eol) : multilineBasic(text, raw, eol)
    case "'":
      return fitsLiteral(text) ? `'${text}'` : basicString(text)
    default:
      return basicString(text)
  }
}

export const basicString = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, escapeOf)}"`

const KIND = /^(?:"""|'''|'|")/

function multilineBasic(text: string, raw: string, eol: string): string {
  const written = text
    .replaceAll('\\', '\\\\')
    .replace(CONTROL, escapeOf)
    // Three would end the string, and one at its end would be taken for one of the closing ones.
    .replace(/"(?="")|"$/g, '\\"')
  return `"""${openingBreak(text, raw, eol)}${withBreaks(written, eol)}"""`
}

const multilineLiteral = (text: string, raw: string, eol: string): string =>
  `'''${openingBreak(text, raw, eol)}${withBreaks(text, eol)}'''`

/** A line break right behind the opening is no part of the value. */
const openingBreak = (text: string, raw: string, eol: string): string =>
  text.startsWith('\n') || /^(?:"""\\?|''')[ \t]*\r?\n/.test(raw) ? eol : ''

const withBreaks = (text: string, eol: string): string => text.replaceAll('\n', eol)

const fitsLiteral = (text: string): boolean => !text.includes("'") && !/[\x00-\x08\x0a-\x1f\x7f]/.test(text)

const fitsMultilineLiteral = (text: string): boolean =>
  !text.includes("'''") && !text.endsWith("'") && text.search(CONTROL) === -1

/** Control characters but tabs and line breaks, which strings of several lines may hold as they are. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/g

const escapeOf = (character: string): string =>
  SHORT_ESCAPES.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const SHORT_ESCAPES = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
])
