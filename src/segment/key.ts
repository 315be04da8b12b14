import { hash } from 'node:crypto'
import type { Role } from '../article/unit.ts'

/**
 * The text a segment is known by: canonical composition, white space runs as one space, invisible break hints
 * (soft hyphen, zero width space) dropped, lone surrogates replaced so that no two texts hash alike by accident
 * of encoding. Case and digits stay: Polish is not polish. Done before the text is written in notation: what
 * looks like a code only once its soft hyphen is gone must still be told apart from one.
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00AD\u200B]/g, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim()
}

/** 48 bits name a sentence within one article's role with room to spare; the memory key is the full 256. */
const KEY_HEX_DIGITS = 12

/** `paragraph.3f2a9c0d1b7e`: depends on the words, inline codes and role only, never on place or neighbours. */
export function segmentKey(role: Role, normalisedNotation: string): string {
  return `${role}.${hash('sha256', normalisedNotation, 'hex').slice(0, KEY_HEX_DIGITS)}`
}
