import { MARKER } from '../../article/content.ts'
import { onceEach } from '../../article/once-each.ts'
import { fromNotation, tagsIn } from '../../segment/notation.ts'

/**
 * Two views of a text. Its *words* are what a score is reckoned in: as they are written, cut by CLDR's rules, and each inline
 * code is one. Its *tokens* are what the index finds a text by: without case and accents, and where a script has no spaces
 * between words each character is one, so that words are found however the dictionary would cut what surrounds them.
 */

/** @param locale what the notation is written in */
export function wordsOf(notation: string, locale: string): string[] {
  const words: string[] = []
  const { text, codes } = readNotation(notation)
  let nthCode = 0
  for (const { segment, isWordLike } of segmenterOf(locale).segment(text.normalize('NFC'))) {
    if (isWordLike) words.push(segment)
    else if (segment.includes(MARKER)) words.push(`<${codes[nthCode++]?.name ?? ''}>`)
  }
  return words
}

const segmenterOf = onceEach((locale) => new Intl.Segmenter(locale, { granularity: 'word' }))

function readNotation(notation: string) {
  const codes = tagsIn(notation).map((tag) => ({ ...tag, raw: '', canDelete: false, canCopy: false }))
  const parsed = fromNotation(notation, codes)
  return parsed.ok ? parsed.content : { text: notation, codes: [] }
}

/** The tokens of a text in notation, in its order; its codes have none. */
export const tokensOf = (notation: string): string[] => fold(readNotation(notation).text).match(TOKEN) ?? []

/** Marks are let go by which words of one language are hardly told apart: accents, Arabic and Hebrew vowels. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  if (/^[\0-\x7F]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g, '')
    .normalize('NFC')
}

/** A character of a script without spaces, or a run of letters and figures of any other; each with its marks. */
const TOKEN =
  /[[\p{L}\p{N}]&&[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]\p{M}*|(?:[[\p{L}\p{N}]--[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]\p{M}*)+/gv
