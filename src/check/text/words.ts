/**
 * Words of a text: runs of letters, with their marks and with apostrophes inside. One pass over a table of the
 * Basic Multilingual Plane: a tenth of what a Unicode regular expression takes, and every check reads words.
 */
export function wordsIn(text: string): readonly string[] {
  const words: string[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isLetter(text, at)) continue
    const end = endOfWord(text, at)
    words.push(text.slice(at, end))
    at = end
  }
  return words
}

function endOfWord(text: string, start: number): number {
  let at = start + 1
  while (isLetter(text, at) || (isApostrophe(text, at) && isLetter(text, at + 1))) at++
  return at
}

const isApostrophe = (text: string, at: number) => text[at] === "'" || text[at] === '’'

/** There is nothing to look up past the end: asked for NaN, the table is slow to answer. */
const isLetter = (text: string, at: number) => at < text.length && letters[text.charCodeAt(at)] === 1

const letters = new Uint8Array(0x10000)
const plane = String.fromCharCode(...new Uint16Array(0xd800).map((_, unit) => unit))
for (const { 0: run, index } of plane.matchAll(/[\p{L}\p{M}]+/gu)) letters.fill(1, index, index + run.length)
// The compatibility forms of Arabic, Hebrew, Latin and Han.
for (let unit = 0xf900; unit < 0xfffd; unit++)
  letters[unit] = /[\p{L}\p{M}]/u.test(String.fromCharCode(unit)) ? 1 : 0
