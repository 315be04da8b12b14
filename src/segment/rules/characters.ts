/** Character classes of the segmenter, on UTF-16 units: a lone surrogate is just another symbol. */

/** The Burmese little section: Unicode lists it as a terminator, Burmese uses it as a comma. */
const innerMarks = '\\u104a'

/** Finds line breaks and whatever may end a sentence in a language. */
export function terminators(extra = '', fullStopIsInner = false): RegExp {
  const not = `(?![${innerMarks}${fullStopIsInner ? '.…' : ''}])`
  return new RegExp(`${not}[\\p{Sentence_Terminal}…\\n\\r\\v\\f\\u0085\\u2028\\u2029${extra}]`, 'gu')
}

const rareSpace = /[\s\u0085\u200b]/

export function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit < 0x85) return unit === 32 || (unit < 14 && unit > 8)
  return (unit < 0xa1 || unit > 0x167f) && rareSpace.test(text[at]!)
}

export function isLineBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (unit > 9 && unit < 14) || unit === 0x85 || unit === 0x2028 || unit === 0x2029
}

export function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && isSpace(text, at)) at++
  return at
}

const invisible = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'

/** Marks that stay with the sentence they follow: quotes, brackets, superior figures, variation selectors. */
export const closers = `"'”’»›“‘«‹)\\]}」』）】》〉］⁾⁰¹²³⁴⁵⁶⁷⁸⁹†‡\\ufe0e\\ufe0f${invisible}`
/** The same after a full-width mark, where “ can only open. */
export const wideClosers = `"'”’»›)\\]}」』）】》〉］⁾⁰¹²³⁴⁵⁶⁷⁸⁹†‡\\ufe0e\\ufe0f${invisible}`
export const openers = `"'“”‘’«»„‚‹›(\\[{「『（【《〈［¿¡${invisible}`
export const bullets = '•⁃◦▪‣●■□▶►○∙·⦁'
export const dashes = '\\-–—―−'
