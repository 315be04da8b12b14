import { sha256 } from '../article/hash.ts'
import type { Role } from '../article/unit.ts'

/**
 * The text a segment is known by: canonical composition, white space runs as one space, invisible break hints
 * (soft hyphen, zero width space) dropped, lone surrogates replaced so that no two texts hash alike by accident
 * of encoding. Case and digits stay: Polish is not polish. Done before the text is written in notation: what
 * looks like a code only once its soft hyphen is gone must still be told apart from one.
 */
export const normalise = (text: string): string => (isPlain(text) ? text : composed(text)).trim()

/** Latin letters, their punctuation and single spaces stay as they are, and most text is nothing else. */
export const isPlain = (text: string): boolean => !MAY_CHANGE.test(text)
const MAY_CHANGE = /[^\x20-\xAC\xAE-\u02FF\u2010-\u2027\u20AC\uFFFC]| {2}/

const composed = (text: string): string =>
  oneSpaced(
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\u00AD\u200B]/g, ''),
  )

/** White space runs as one space. A no-break space is the author's and stays. */
export const oneSpaced = (text: string): string => text.replace(/[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+/g, ' ')

/** 48 bits name a sentence within one article's role with room to spare; the memory key is the full 256. */
const KEY_HEX_DIGITS = 12

/** `paragraph.3f2a9c0d1b7e`: depends on the words, inline codes and role only, never on place or neighbours. */
export function segmentKey(role: Role, normalisedNotation: string): string {
  return `${role}.${sha256(normalisedNotation).slice(0, KEY_HEX_DIGITS)}`
}

/** The hash in a segment key, which the same words have whatever their role. */
export const wordsHash = (key: string): string => key.slice(key.lastIndexOf('.') + 1)
