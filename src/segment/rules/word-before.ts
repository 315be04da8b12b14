import { isSpace } from './characters.ts'
import { type AbbreviationKind, kindOf, type Lexicon } from './lexicon.ts'
import { UnitSet } from './unit-set.ts'

/** Longer tokens are no abbreviations; bounds the look back. */
const LONGEST_ABBREVIATION = 24
/** “i. d. R.”: how many pieces an abbreviation set with blanks may have, and how long each is. */
const MOST_PIECES = 3
const LONGEST_PIECE = 4

const boundaries = new UnitSet(/["“”„«»‹›‘‚()[\]{}—–/「」（）]/)
const invisible = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Neither an initial nor dotted. */
const plainWord = /^[A-Za-z]{2,}$/
const dotted = /^\p{L}{1,2}(?:\.\p{L}{1,2})+$/u
const initial = /^(?:\p{Lu}|\p{Ll}|\p{Lt})\p{M}*$/u
/** Scripts without case whose single letters stand for names or titles. */
const caselessInitial = /^(?:\p{Script=Arabic}|\p{Script=Hebrew})$/u
const ordinal = /^(?:\d{1,4}|[IVXLC]{2,6})$/

/** What the word before a full stop says about it; `undefined`: just a word. */
export type StopKind = AbbreviationKind | 'ordinal'

export function stopKindAt(text: string, at: number, lexicon: Lexicon): StopKind | undefined {
  const from = wordStart(text, at)
  const word = text.slice(from, at).replace(invisible, '')
  if (word === '' || word.length > LONGEST_ABBREVIATION) return undefined
  const kind = kindOfPieces(text, from, word, lexicon)
  // After a number the same letters are a unit, which may well end a sentence: “5 m.”, “10 min.”
  if (kind === 'title' && isCounted(text, from)) return caselessInitial.test(word) ? undefined : 'ambiguous'
  if (kind) return kind
  if (!plainWord.test(word)) {
    if (initial.test(word) && isLabel(text, from, lexicon)) return undefined
    if (initial.test(word) || dotted.test(word.slice(word.lastIndexOf('-') + 1))) return 'ambiguous'
    if (caselessInitial.test(word)) return isCounted(text, from) ? undefined : 'title'
  }
  if (lexicon.ordinals && ordinal.test(word)) return 'ordinal'
  // “Tuesday.Mr. Smith”: a blank was forgotten before.
  return kindOfRest(lexicon, word, word.lastIndexOf('.') + 1)
}

/** “It is in App. C. Voters”: the letter is the appendix’s, not the beginning of a name. */
const isLabel = (text: string, from: number, lexicon: Lexicon) =>
  text[from - 2] === '.' &&
  isSpace(text, from - 1) &&
  kindOf(lexicon, text.slice(wordStart(text, from - 2), from - 2)) === 'labelled'

const isCounted = (text: string, at: number) => /\d$/.test(text.slice(Math.max(0, at - 2), at).trimEnd())

/** Of what follows a mark in the word; the whole word has been looked up before. */
const kindOfRest = (lexicon: Lexicon, word: string, from: number): AbbreviationKind | undefined =>
  from === 0 ? undefined : kindOf(lexicon, word.slice(from))

/** “z. B.” is looked up as `z.b`, then as `b`; “l’art.” as `l’art`, then as `art`. */
function kindOfPieces(
  text: string,
  from: number,
  word: string,
  lexicon: Lexicon,
): AbbreviationKind | undefined {
  let kind =
    kindOf(lexicon, word) ??
    kindOfRest(lexicon, word, Math.max(word.lastIndexOf('’'), word.lastIndexOf("'")) + 1)
  let start = from
  let joined = word
  for (let pieces = 1; pieces < MOST_PIECES && joined.length <= pieces * (LONGEST_PIECE + 1); pieces++) {
    if (!isSpace(text, start - 1) || text[start - 2] !== '.') break
    const end = start - 2
    start = wordStart(text, end)
    joined = `${text.slice(start, end)}.${joined}`
    kind = kindOf(lexicon, joined) ?? kind
  }
  return kind
}

function wordStart(text: string, end: number): number {
  let at = end
  while (
    at > 0 &&
    end - at <= LONGEST_ABBREVIATION &&
    !isSpace(text, at - 1) &&
    !boundaries.has(text.charCodeAt(at - 1))
  )
    at--
  return at
}
