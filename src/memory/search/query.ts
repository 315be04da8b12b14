import type { Side } from '../search.ts'
import { tokensOf } from './words.ts'

/**
 * Questions in the language of FTS5. Whatever people type comes in as tokens alone, which are letters and figures, each in
 * quotation marks: none of it can be read as an operator, a column or the end of a string.
 * @see https://sqlite.org/fts5.html#full_text_query_syntax
 */

/** Tokens as they follow each other. */
const phrase = (tokens: readonly string[]): string => tokens.map((token) => `"${token}"`).join(' + ')

/** In one column of the index. */
const inColumn = (column: string, expression: string): string => `{${column}} : (${expression})`

/** Undefined: there is no word among them. */
export function concordanceQuery(words: string, side: Side): string | undefined {
  const phrases = phrasesIn(words.slice(0, LONGEST_QUESTION)).slice(0, MOST_PHRASES)
  if (phrases.length === 0) return undefined
  const all = phrases.map(phrase).join(' AND ')
  if (side !== 'both') return inColumn(side, all)
  return `(${inColumn('source', all)}) OR (${inColumn('target', all)})`
}

/** A question is a few words; more would be a text, which nobody looks for, and FTS5 takes only so deep an expression. */
const LONGEST_QUESTION = 1_000
const MOST_PHRASES = 50

/** What stands in quotation marks is one phrase, and so are a word's characters in a script without spaces. */
function phrasesIn(words: string): string[][] {
  return [...words.matchAll(/["“”„«]([^"“”„«»]*)["“”»]|[^\s"“”„«»]+/g)]
    .map(([whole, quoted]) => tokensOf(quoted ?? whole))
    .filter((tokens) => tokens.length > 0)
}

/** Any of these words, each of some tokens, in sources of these lengths in words. */
export const candidateQuery = (words: readonly (readonly string[])[], lengths: readonly number[]): string =>
  `${inColumn('source', words.map(phrase).join(' OR '))} AND ${inColumn('length', lengths.map((length) => phrase([String(length)])).join(' OR '))}`

export const wordQuery = (tokens: readonly string[]): string => inColumn('source', phrase(tokens))
