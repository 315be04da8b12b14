import { UnitSet } from './unit-set.ts'

/** Character classes of the segmenter, on UTF-16 units: a lone surrogate is just another symbol. */

/** The Burmese little section: Unicode lists it as a terminator, Burmese uses it as a comma. */
const innerMarks = '\\u104a'

/** Line breaks and whatever may end a sentence in a language. */
export interface Terminators {
  /** Offset of the next one; -1 if there is none. */
  next(text: string, from: number): number
}

export function terminators(extra = '', fullStopIsInner = false): Terminators {
  const inner = innerMarks + (fullStopIsInner ? '.…' : '')
  const terminator = `[\\p{Sentence_Terminal}…\\n\\r\\v\\f\\u0085\\u2028\\u2029${extra}]--[${inner}]`
  const candidates = new UnitSet(new RegExp(`[[${terminator}]\\ud800-\\udbff]`, 'v'))
  const exact = new RegExp(`[${terminator}]`, 'vy')
  return {
    next(text, from) {
      let at = candidates.next(text, from)
      while (isHighSurrogate(text.charCodeAt(at)) && !matchesAt(exact, text, at)) {
        at = candidates.next(text, at + 1)
      }
      return at
    },
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

export const isHighSurrogate = (unit: number): boolean => unit > 0xd7ff && unit < 0xdc00

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
