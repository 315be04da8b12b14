import type { Language } from '../abbreviations/language.ts'
import { languages, shared } from '../abbreviations/languages.ts'
import { type Terminators, terminators } from './characters.ts'

/** How an abbreviation decides whether its full stop also ends the sentence. */
export type AbbreviationKind =
  | 'title'
  | 'numbered'
  /** Before a number or any letter that labels. */
  | 'labelled'
  /** Before a number, or a letter that labels and opens no sentence. */
  | 'lettered'
  | 'ambiguous'
  | 'closing'

/** A language's tables, ready to be looked up. */
export interface Lexicon {
  readonly abbreviations: ReadonlyMap<string, AbbreviationKind>
  readonly starters: ReadonlySet<string>
  readonly continuations: ReadonlySet<string>
  readonly ordinals: Language['ordinals'] | undefined
  readonly attribution: RegExp | undefined
  readonly terminators: Terminators
}

const ready = new Map<string, Lexicon>()

/** By the language of a BCP 47 tag; an unknown one gets what all share. */
export function lexiconOf(locale: string): Lexicon {
  const known = ready.get(locale)
  if (known) return known
  const tag = locale.split(/[-_]/, 1)[0]!.toLowerCase()
  const lexicon = build(Object.hasOwn(languages, tag) ? languages[tag]! : {})
  // Locales come from configuration, but nothing here should grow without bound if they do not.
  if (ready.size > 200) ready.clear()
  ready.set(locale, lexicon)
  return lexicon
}

/** @param word without its last full stop */
export function kindOf(lexicon: Lexicon, word: string): AbbreviationKind | undefined {
  const { abbreviations } = lexicon
  // “S. Müller” is not page “s.”
  if (word.length === 1) return abbreviations.get(word)
  const lower = word.toLowerCase()
  const exact = abbreviations.get(word) ?? abbreviations.get(lower)
  if (exact || word !== word.toUpperCase()) return exact
  return abbreviations.get(word[0] + lower.slice(1))
}

function build(language: Language): Lexicon {
  const abbreviations = new Map<string, AbbreviationKind>()
  for (const { titles, numbered, labelled, ambiguous, closing } of [shared, language]) {
    for (const word of words(numbered)) abbreviations.set(word, 'numbered')
    for (const word of words(labelled)) {
      const lower = word.toLowerCase()
      if (abbreviations.get(lower) === 'numbered') abbreviations.set(lower, 'lettered')
      abbreviations.set(word, 'labelled')
    }
    for (const word of words(titles)) abbreviations.set(word, 'title')
    for (const word of words(ambiguous)) {
      // The first half of “EE. UU.” says as little about the sentence as the whole.
      const head = word.slice(0, word.indexOf('.'))
      if (head.length === 2 && !abbreviations.has(head)) abbreviations.set(head, 'ambiguous')
      abbreviations.set(word, 'ambiguous')
    }
    for (const word of words(closing)) abbreviations.set(word, 'closing')
  }
  return {
    abbreviations,
    starters: new Set(words(language.starters)),
    continuations: new Set(words(language.continuations)),
    ordinals: language.ordinals,
    attribution: language.attribution,
    terminators: terminators(language.extraTerminators, language.fullStopIsInner),
  }
}

const words = (table = ''): string[] => table.split(' ').filter((word) => word !== '')
