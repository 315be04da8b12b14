import { skipSpace } from './characters.ts'
import { type Context, isAttributed, isExclaimedName, lookBack } from './context.ts'
import { type Following, readFollowing } from './following.ts'
import type { Lexicon } from './lexicon.ts'
import { isListMarker } from './lists.ts'
import type { Mark } from './mark.ts'
import { UnitSet } from './unit-set.ts'
import { endsUnspaced } from './unspaced.ts'
import { stopKindAt } from './word-before.ts'

const quote = /["”’»›“‘«」』]/
const dash = /[-–—―−]/
const dashes = new UnitSet(dash)
const setApartDots = /^\.(?:[ \u00a0]\.){2}$/
const romanNumeral = /^(?:[IVXLC]{2,}|[VX])$/
/** No accents: “À” is a word of French. */
const label = /^[A-ZΑ-ΩА-Я]\d{0,3}$/
const bracketedLabel = /^\([\p{L}\d]{1,3}\)/u
/** “5. 4.” or “5. 2024”: the next figure belongs to the same date. */
const restOfDate = /^(?:\d{1,2}\.|\d{4}(?!\d))/
/** “I. A.”: the next word is an initial too. */
const anotherInitial = /^\p{Lu}\.$/u
/** No abbreviation is so long: the next sentence lacks its capital. */
const longWord = /\p{L}{7}$/u
/** Whether the sentence ends after a mark that stands outside any quotation or bracket. */
export function endsSentence(mark: Mark, context: Context): boolean {
  if (mark.end === mark.next) return endsUnspaced(mark, context)
  const { text, lexicon, start } = context
  if (isListMarker(text, start, mark.end)) return false
  const following = readFollowing(text, mark.next)
  if (following.kind === 'inner' || continuesDialogue(mark, context, following)) return false
  if ((mark.run.length > 1 && setApartDots.test(mark.run)) || isElision(mark, text)) return false
  if (mark.run === '.' || mark.run === '．') return stopEnds(mark, context, following)
  if (isExclaimedName(mark, text)) return opensSentence(following, lexicon)
  return following.kind !== 'lower' || (mark.run.charCodeAt(0) > 0x2ff && mark.run !== '…')
}

function stopEnds(mark: Mark, context: Context, following: Following): boolean {
  const { text, lexicon, start } = context
  const kind = closingBrackets.has(text.charCodeAt(mark.at + 1))
    ? undefined
    : stopKindAt(text, mark.at, lexicon)
  switch (kind) {
    case 'title':
      return false
    case 'ambiguous':
      return opensSentence(following, lexicon) && !anotherInitial.test(text.slice(mark.next, mark.next + 2))
    case 'closing':
      // “At 5 a.m. Mr. Smith left”: a time alone is no sentence.
      if (text.slice(start, mark.at).split(' ', 4).length < 4) return false
      if (following.kind === 'capital') return !lexicon.continuations.has(following.word)
      return following.kind === 'caseless' || following.kind === 'opening'
    case 'ordinal':
      return ordinalEnds(mark, context, following)
    case 'labelled':
    case 'lettered':
      return !isLabel(kind, mark, context, following) && endsBeforeNoNumber(following)
    case 'numbered':
      return endsBeforeNoNumber(following)
    case undefined:
      return (
        following.kind !== 'lower' || (mark.end === mark.at + 1 && longWord.test(lookBack(text, mark.at, 8)))
      )
    default:
      return kind satisfies never
  }
}

const endsBeforeNoNumber = ({ kind, word }: Following): boolean =>
  kind !== 'lower' && kind !== 'digit' && !romanNumeral.test(word)

/** “Fig. B”, “Sec. A-2”, “Fig. (c)”; but “wait a sec. A man”, “said the ref. J. Smith”. */
function isLabel(
  kind: 'labelled' | 'lettered',
  { next }: Mark,
  { text, lexicon }: Context,
  { lead, word }: Following,
): boolean {
  if (bracketedLabel.test(text.slice(next, next + 5))) return true
  if (!label.test(word) || dash.test(lead)) return false
  if (kind === 'labelled') return true
  const end = next + lead.length + word.length
  return !lexicon.starters.has(word) && !(text[end] === '.' && namesSomeone(text, end + 1, lexicon))
}

/** What comes after an initial: another, or a name. */
const namesSomeone = (text: string, at: number, lexicon: Lexicon): boolean => {
  const following = readFollowing(text, skipSpace(text, at))
  return following.kind === 'capital' && !opensSentence(following, lexicon)
}

/** “3. Oktober”, “3. 10. 2024”, “1. –3. Mai”, “Ludwig XIV. besaß”; but “auf Seite 12. Dort”. */
function ordinalEnds(mark: Mark, { text, lexicon }: Context, following: Following): boolean {
  const figures = lookBack(text, mark.at, 4)
  switch (following.kind) {
    case 'digit':
      return following.lead === '' && !restOfDate.test(text.slice(mark.next, mark.next + 5))
    case 'capital':
      if (opensSentence(following, lexicon) || /\d{4}/.test(figures)) return true
      return lexicon.ordinals === 'before lower case' && /\d$/.test(figures)
    case 'lower':
    case 'caseless':
    case 'inner':
      return false
    case 'opening':
      return true
    default:
      return following.kind satisfies never
  }
}

/** A word that opens sentences and is not set off by a dash: “WASHINGTON, D.C. — The Senate”. */
const opensSentence = ({ kind, lead, word }: Following, { starters }: Lexicon): boolean =>
  /[¿¡]/.test(lead) || (kind === 'capital' && starters.has(word) && !dash.test(lead))

/** Speech goes on after its speaker: “«…!» — сказал он”, “—No lo sé —dijo él—. Pregunte”, “‘Why?’ Amina asked”. */
function continuesDialogue(mark: Mark, { text, lexicon, start }: Context, following: Following): boolean {
  if (dashes.has(text.charCodeAt(mark.at - 1)) && dashes.has(text.charCodeAt(start))) return true
  const closers = mark.at + mark.run.length
  if (closers === mark.end || !quote.test(text.slice(closers, mark.end))) return false
  if (dash.test(following.lead)) return true
  return (
    following.kind !== 'lower' &&
    !lexicon.starters.has(following.word) &&
    isAttributed(lexicon, text, mark.end)
  )
}

/** “[…]” marks something left out. */
const isElision = ({ at, run }: Mark, text: string): boolean =>
  openingBrackets.has(text.charCodeAt(at - 1)) &&
  closingBrackets.has(text.charCodeAt(at + run.length)) &&
  /^[.…]/.test(run)
const openingBrackets = new UnitSet(/[([]/)
const closingBrackets = new UnitSet(/[)\]]/)
