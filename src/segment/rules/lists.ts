import { bullets } from './characters.ts'

/** How far one item of a list in running text may reach; bounds the search. */
const LONGEST_ITEM = 400

const marker = /(\(?)(\d{1,3}|\p{L}|[ivx]{1,5})(\.\)|[.)])\s/uy
const alone = /^[([]?(?:\d{1,3}|\p{L}|[ivxlcIVXLC]{1,5})(?:\.\d{1,2}){0,3}[.)\]]{1,2}$/u
const leadingBullet = new RegExp(`^[${bullets}]\\s*`)
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/** “1.”, “(a)”, “IV.”: a marker is no sentence by itself. */
export function isListMarker(text: string, start: number, end: number): boolean {
  return end - start < 14 && alone.test(text.slice(start, end).replace(leadingBullet, ''))
}

/**
 * Where the next item begins, if an item begins at `start` and the text runs on to another of its kind:
 * “1) bread 2) salt”, “• bread • salt”. @returns -1 if there is none
 */
export function nextListItem(text: string, start: number, fullStopIsOrdinal: boolean): number {
  const first = text[start]
  if (first === undefined) return -1
  const line = () => text.slice(start, start + LONGEST_ITEM).split(/[\n\r]/, 1)[0]!
  if (bullets.includes(first)) {
    const found = line()
      .slice(1)
      .search(new RegExp(`\\s${first}`))
    return found < 0 ? -1 : start + found + 2
  }
  if (beginsWord(text, start)) return -1
  marker.lastIndex = start
  const match = marker.exec(text)
  if (!match || (match[3] === '.' && fullStopIsOrdinal)) return -1
  const [head, open, label, close] = match
  const found = line().indexOf(` ${open}${successor(label!)}${close} `)
  // “1. FC Köln” and “5. Smith” are common; without brackets both items must look like sentences.
  const plain =
    close === '.' &&
    !(startsCapital(text, start + head.length) && startsCapital(text, start + found + head.length + 1))
  // “J. K. Rowling”: nothing stands between the markers.
  return found < head.length || plain ? -1 : start + found + 1
}

/** “The”, “But”: one capital is a label, more are not. */
function beginsWord(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1)
  return isCapital(text.charCodeAt(at)) && second !== FULL_STOP && second !== CLOSING_BRACKET
}
const isCapital = (unit: number) => unit > 0x40 && unit < 0x5b
const FULL_STOP = 0x2e
const CLOSING_BRACKET = 0x29

function successor(label: string): string {
  const roman = romans.indexOf(label)
  if (/^\d/.test(label)) return String(Number(label) + 1)
  if (label.length > 1 || label === 'i') return romans[roman + 1] ?? label
  return String.fromCodePoint(label.codePointAt(0)! + 1)
}

const startsCapital = (text: string, at: number): boolean => /^\s?\p{Lu}/u.test(text.slice(at, at + 3))
