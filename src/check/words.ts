/**
 * Words of a text: runs of letters, with their marks and with apostrophes inside. One pass over a table of the
 * Basic Multilingual Plane: a tenth of what a Unicode regular expression takes, and every check reads words.
 */
export function wordsIn(text: string): readonly string[] {
  const words: string[] = []
  let start = -1
  for (let at = 0; at <= text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isLetter(unit)) {
      if (start < 0) start = at
    } else if (start >= 0 && !(isApostrophe(unit) && isLetter(text.charCodeAt(at + 1)))) {
      words.push(text.slice(start, at))
      start = -1
    }
  }
  return words
}

const isApostrophe = (unit: number) => unit === 0x27 || unit === 0x2019

/** Past the end, NaN is no letter. */
const isLetter = (unit: number) => letters[unit] === 1

const letters = new Uint8Array(0x10000)
const plane = String.fromCharCode(...new Uint16Array(0xd800).map((_, unit) => unit))
for (const { 0: run, index } of plane.matchAll(/[\p{L}\p{M}]+/gu)) letters.fill(1, index, index + run.length)
// The compatibility forms of Arabic, Hebrew, Latin and Han.
for (let unit = 0xf900; unit < 0xfffd; unit++)
  letters[unit] = /[\p{L}\p{M}]/u.test(String.fromCharCode(unit)) ? 1 : 0
