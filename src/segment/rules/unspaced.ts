import { type Context, isAttributed, isExclaimedName, lookBack } from './context.ts'
import type { Mark } from './mark.ts'
import { stopKindAt } from './word-before.ts'

const hasCase = /[.!?…;:]$/
const singleMark = /^[.!?]$/
const caselessLetter = /\p{Lo}/u
const digit = /\p{N}/u
/** What a sentence may open with; a comma or a closing mark goes on. */
const opening = /[\p{L}\p{N}\p{S}\p{Ps}\p{Pi}\p{Pd}"'#@*]/u
/** Before a forgotten blank stands a plain word or a grouped number, after it a capitalised word: no file name, no code. */
const wordBefore = /(?:(?:^|[\s"“«(])\p{L}?\p{Ll}[\p{Ll}-]+|(?:^|\s)\d{1,3}(?:[.,]\d{3})+)$/u
const wordAfter = /\p{Lu}(?:\p{Ll}+|[IVXLC]+)?(?:[’']\p{L}+)?(?:[,;:]?\s|\.\s|$)/uy
const topLevelDomain = /^(?:Com|Org|Net|Info|Biz|Gov|Edu|Io|Co|Tv|Ai|App|Js|Us|Uk)\b/

/** Whether a sentence ends where no blank follows: 谈判会恢复吗？没有人知道。 Or where one was forgotten: “the end.The next”. */
export function endsUnspaced(mark: Mark, context: Context): boolean {
  const { text } = context
  const next = String.fromCodePoint(text.codePointAt(mark.next)!)
  const hasClosers = mark.end > mark.at + mark.run.length
  if (hasCase.test(mark.run)) {
    if (!caselessLetter.test(next)) return !hasClosers && forgotBlank(mark, context)
    if (!/[!?]$/.test(mark.run)) return false
  }
  if (!opening.test(next) || (mark.run === '．' && digit.test(next))) return false
  return !hasClosers || endsWithClosers(mark, context)
}

function forgotBlank(mark: Mark, { text, lexicon }: Context): boolean {
  wordAfter.lastIndex = mark.next
  if (!singleMark.test(mark.run) || !wordAfter.test(text)) return false
  if (topLevelDomain.test(text.slice(mark.next, mark.next + 6)) || isExclaimedName(mark, text)) return false
  if (mark.run === '.' && stopKindAt(text, mark.at, lexicon)) return false
  return wordBefore.test(lookBack(text, mark.at, 30))
}

/** A quotation ends the sentence if it began it or a colon announced it, unless its speaker follows. */
function endsWithClosers(mark: Mark, { text, lexicon, start, enclosure }: Context): boolean {
  const before = enclosure && enclosure.start > start ? text[enclosure.start - 1]! : undefined
  if (before === '：' || before === ':') return true
  if (isAttributed(lexicon, text, mark.end)) return false
  return before === undefined || /[，、,\s]/.test(before)
}
