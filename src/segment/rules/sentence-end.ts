import type { Enclosure } from './enclosures.ts'
import { type Following, readFollowing } from './following.ts'
import type { Lexicon } from './lexicon.ts'
import { isListMarker } from './lists.ts'
import type { Mark } from './mark.ts'
import { stopKindAt } from './word-before.ts'

/** A mark in its sentence. */
export interface Context {
  readonly text: string
  readonly lexicon: Lexicon
  /** Where the sentence began. */
  readonly start: number
  /** The quotation or bracket that closes with the mark. */
  readonly enclosure: Enclosure | undefined
}

/** No abbreviation is so long: the next sentence lacks its capital. */
const longWord = /\p{L}{7}$/u
/** “I. A.”: the next word is an initial too. */
const anotherInitial = /^\p{Lu}\.$/u
const romanNumeral = /^(?:[IVXLC]{2,}|[VX])$/
const quote = /["”’»›“‘«」』]/
const anyDash = /[-–—―−]/
/** Names that carry their own mark. */
const exclaimed = /(?:Yahoo|Jeopardy|Wham|Oklahoma|Airplane|Panic)$/
const glued = /\p{Lu}(?:\p{Ll}+|[IVXLC]+)?(?:[’']\p{L}+)?(?:[,;:]?\s|\.\s|$)/uy
const beforeGlue = /(?:(?:^|[\s"“«(])\p{L}?\p{Ll}[\p{Ll}-]+|(?:^|\s)\d{1,3}(?:[.,]\d{3})+)$/u
const domain = /^(?:Com|Org|Net|Info|Biz|Gov|Edu|Io|Co|Tv|Ai|App|Js|Us|Uk)\b/
const opensWide = /[\p{L}\p{N}\p{S}\p{Ps}\p{Pi}"'#@*\p{Pd}]/u

/** Whether the sentence ends after a mark that stands outside any quotation or bracket. */
export function endsSentence(mark: Mark, context: Context): boolean {
  if (mark.end === mark.next) return endsUnspaced(mark, context)
  const { text, lexicon, start } = context
  if (isListMarker(text.slice(start, Math.min(mark.end, start + 20)))) return false
  const following = readFollowing(text, mark.next)
  if (following.kind === 'inner' || continuesDialogue(mark, context, following)) return false
  if (mark.run === '.' || mark.run === '．') return stopEnds(mark, context, following)
  if (/^\.(?:[ \u00a0]\.){2}$/.test(mark.run) || isElision(mark, text)) return false
  if (mark.run === '!' && exclaimed.test(text.slice(Math.max(0, mark.at - 10), mark.at))) {
    return lexicon.starters.has(following.word)
  }
  return following.kind !== 'lower' || (mark.run.charCodeAt(0) > 0x2ff && mark.run !== '…')
}

function stopEnds(mark: Mark, { text, lexicon, start }: Context, following: Following): boolean {
  const kind =
    mark.end > mark.at + 1 && /[)\]]/.test(text[mark.at + 1]!)
      ? undefined
      : stopKindAt(text, mark.at, lexicon)
  const opensAnyway = following.lead.includes('¿') || following.lead.includes('¡')
  switch (kind) {
    case 'title':
      return false
    case 'ambiguous':
      return (
        opensAnyway ||
        (isOpening(following, lexicon) && !anotherInitial.test(text.slice(mark.next, mark.next + 2)))
      )
    case 'closing':
      // “At 5 a.m. Mr. Smith left”: a time alone is no sentence.
      if (text.slice(start, mark.at).split(' ', 4).length < 4) return false
      return (
        following.kind === 'caseless' ||
        following.kind === 'opening' ||
        (following.kind === 'capital' && !lexicon.continuations.has(following.word))
      )
    case 'ordinal':
      return ordinalEnds(text, mark, lexicon, following)
    case 'numbered':
      return following.kind !== 'lower' && following.kind !== 'digit' && !romanNumeral.test(following.word)
    case undefined:
      return (
        following.kind !== 'lower' ||
        (mark.end === mark.at + 1 && longWord.test(text.slice(Math.max(0, mark.at - 8), mark.at)))
      )
    default:
      return kind satisfies never
  }
}

/** “3. Oktober”, “3. 10. 2024”, “1.–3. Mai”. */
function ordinalEnds(text: string, mark: Mark, lexicon: Lexicon, following: Following): boolean {
  if (following.kind === 'digit') {
    return following.lead === '' && !/^(?:\d{1,2}\.|\d{4}(?!\d))/.test(text.slice(mark.next, mark.next + 5))
  }
  if (following.kind !== 'capital') return following.kind !== 'lower'
  const isRoman = !/\d/.test(text[mark.at - 1]!)
  return isOpening(following, lexicon) || (lexicon.ordinals === 'before lower case' && !isRoman)
}

/** A word that opens sentences, not set off by a dash: “WASHINGTON, D.C. — The Senate”. */
const isOpening = ({ kind, lead, word }: Following, lexicon: Lexicon): boolean =>
  kind === 'capital' && !anyDash.test(lead) && lexicon.starters.has(word)

/** Speech goes on after its speaker: “«…!» — сказал он”, “—No lo sé —dijo él—. Pregunte”, ““Why?” Amina asked”. */
function continuesDialogue(mark: Mark, { text, lexicon, start }: Context, following: Following): boolean {
  const closing = text.slice(mark.at + mark.run.length, mark.end)
  if (quote.test(closing)) {
    if (anyDash.test(following.lead)) return true
    const isStarter = lexicon.starters.has(following.word)
    if (following.kind !== 'lower' && !isStarter && attributes(lexicon, text, mark.end)) return true
  }
  return anyDash.test(text[mark.at - 1] ?? '') && anyDash.test(text[start]!)
}

function attributes({ attribution }: Lexicon, text: string, at: number): boolean {
  if (!attribution) return false
  attribution.lastIndex = at
  return attribution.test(text)
}

/** “[…]” marks something left out. */
const isElision = (mark: Mark, text: string): boolean =>
  /^[.…]/.test(mark.run) &&
  /[([]/.test(text[mark.at - 1] ?? '') &&
  /[)\]]/.test(text[mark.at + mark.run.length] ?? '')

/** Sentences set solid: 谈判会恢复吗？没有人知道。 And blanks forgotten: “the end.The next”. */
function endsUnspaced(mark: Mark, context: Context): boolean {
  const { text, lexicon } = context
  const next = String.fromCodePoint(text.codePointAt(mark.next)!)
  const latin = /^[.!?…;:]/.test(mark.run)
  const hasClosers = mark.end > mark.at + mark.run.length
  if (latin && !/\p{Lo}/u.test(next)) return !hasClosers && endsGlued(mark, text, lexicon)
  if (latin && /^[.…;:]/.test(mark.run)) return false
  if (!opensWide.test(next) || (mark.run === '．' && /\p{N}/u.test(next))) return false
  return !hasClosers || endsWithClosers(mark, context)
}

function endsGlued(mark: Mark, text: string, lexicon: Lexicon): boolean {
  glued.lastIndex = mark.next
  if (!/^[.!?]$/.test(mark.run) || !glued.test(text)) return false
  if (
    domain.test(text.slice(mark.next, mark.next + 6)) ||
    exclaimed.test(text.slice(Math.max(0, mark.at - 10), mark.at))
  )
    return false
  if (mark.run === '.' && stopKindAt(text, mark.at, lexicon)) return false
  return beforeGlue.test(text.slice(Math.max(0, mark.at - 30), mark.at))
}

/** After a quotation set solid: it ends the sentence if it began it or a colon announced it, and nobody is named. */
function endsWithClosers(mark: Mark, { text, lexicon, start, enclosure }: Context): boolean {
  const before = enclosure && enclosure.start > start ? text[enclosure.start - 1]! : undefined
  if (before === '：' || before === ':') return true
  if (attributes(lexicon, text, mark.end)) return false
  return !enclosure || before === undefined || /[，、,\s]/.test(before)
}
