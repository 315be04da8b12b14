import { isPseudo, languageOf, scriptOf } from '../../article/locale.ts'
import type { Pair } from '../check.ts'
import { deviations, lengthModel } from '../locales/lengths.ts'
import { negations } from '../locales/negations.ts'
import { endOf } from '../rules/end-mark.ts'
import { questionsIn } from '../rules/question.ts'
import { quotesIn } from '../rules/quotes.ts'
import { figuresIn } from './figures.ts'
import { numbersIn } from './number-tokens.ts'
import { type Prose, proseOf, wordsIn } from './prose.ts'
import { soundsOf } from './sounds.ts'
import { spokenNumbers } from './spoken-numbers.ts'

/**
 * How well any target of a batch fits any source of it: the logarithm of how likely its anchors, its length and its marks
 * are if it is a translation of that source. Only the difference between two fits means anything.
 *
 * Anchors are what a translation shares with its source whatever the languages: literals, numbers in digits or words, and
 * how words sound, which names and related words keep. An anchor says the more, the fewer targets of the batch have it.
 * The weights were set on NTREX-128 in Spanish, Catalan and Arabic; `npm run bench:alignment` shows what they do.
 */
export interface Fits {
  /** Of source `i` with target `j`. */
  of(i: number, j: number): number
  /** By how many standard deviations target `i` is too long (below 0: too short) for its own source. */
  stray(i: number): number
  /** Is target `i` rather as long as translations of the sources `i` and `k` together? */
  holdsBoth(i: number, k: number): boolean
}

/** What is read off one side of a pair. */
interface Traits {
  /** Each with the chance that a translation has it too. */
  readonly anchors: ReadonlyMap<string, number>
  /** In code points. */
  readonly length: number
  /** One for each of MARKS. */
  readonly marks: readonly Mark[]
}

type Mark = number | string | boolean | undefined

/** A longer text has anchors enough in its beginning: bounds hostile input. */
const READ_CHARACTERS = 2_000
const READ_ANCHORS = 200

const CHANCES = { literal: 0.9, number: 0.8, spoken: 0.6, name: 0.5, word: 0.25, wordOfOtherScript: 0.1 }

/** A mark that differs speaks against a fit by so much; one that is counted, by so much for each, up to three. */
const MARKS: readonly { readonly weight: number; readonly of: (prose: Prose) => Mark }[] = [
  { weight: 2.5, of: (prose) => questionsIn(prose) > 0 },
  { weight: 2, of: (prose) => quotesIn(prose) > 0 },
  { weight: 1.5, of: endOf },
  { weight: 1, of: ({ head }) => /^["“”„«「]/.test(head) },
  { weight: 1, of: ({ head }) => /[([（]/.test(head) },
  { weight: 1, of: ({ head }) => /[:：]/.test(head) },
  { weight: 1, of: isNegative },
  { weight: 0.4, of: ({ head }) => head.match(/[,،、，;؛]/g)?.length ?? 0 },
]
const MOST_COUNTED = 3

/** Lengths stray further than a normal distribution has it: Student's t with so many degrees of freedom. */
const FREEDOM = 7
const LENGTH_WEIGHT = 1.2

/** An anchor is taken to be in 0.3 of 20 more texts than those of the batch. */
const MORE = { holders: 0.3, texts: 20 }

export function fitsOf(pairs: readonly Pair[]): Fits {
  const sources = pairs.map((pair) => traitsOf(proseOf(pair).source, pair))
  const targets = pairs.map((pair) => traitsOf(proseOf(pair).target, pair))
  const strays = lengthsOf(pairs)
  const holders = new Map<string, number>()
  for (const { anchors } of targets)
    for (const anchor of anchors.keys()) holders.set(anchor, (holders.get(anchor) ?? 0) + 1)

  /** How much likelier an anchor is in a translation than in any other text. */
  const weightOf = (anchor: string, chance: number): number => {
    const elsewhere = ((holders.get(anchor) ?? 0) + MORE.holders) / (pairs.length + MORE.texts)
    return Math.max(0, logOdds(chance) - logOdds(elsewhere))
  }

  return {
    of(i, j) {
      const source = sources[i]!
      const target = targets[j]!
      const stray = strays(source.length, target.length)
      let fit = -LENGTH_WEIGHT * ((FREEDOM + 1) / 2) * Math.log1p(stray ** 2 / FREEDOM)
      for (const [anchor, chance] of source.anchors)
        if (target.anchors.has(anchor)) fit += weightOf(anchor, chance)
      for (const [nth, { weight }] of MARKS.entries())
        fit -= weight * distance(source.marks[nth], target.marks[nth])
      return fit
    },
    stray: (i) => strays(sources[i]!.length, targets[i]!.length),
    holdsBoth(i, k) {
      const { length } = targets[i]!
      const own = strays(sources[i]!.length, length)
      return own > 0 && Math.abs(strays(sources[i]!.length + sources[k]!.length, length)) < own
    },
  }
}

const logOdds = (chance: number): number => Math.log(chance / (1 - chance))

function distance(one: Mark, other: Mark): number {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.min(MOST_COUNTED, Math.abs(one - other))
  return one === other ? 0 : 1
}

/** By how many standard deviations a target is too long. A pseudo-translation is of any length. */
function lengthsOf([first]: readonly Pair[]): (source: number, target: number) => number {
  if (first === undefined || isPseudo(first.targetLocale)) return () => 0
  const model = lengthModel(languageOf(first.sourceLocale), languageOf(first.targetLocale))
  return (source, target) => deviations(model, source, target)
}

function traitsOf(prose: Prose, { sourceLocale, targetLocale }: Pair): Traits {
  const anchors = new Map<string, number>()
  const add = (anchor: string, chance: number) => {
    if (anchors.size < READ_ANCHORS && (anchors.get(anchor) ?? 0) < chance) anchors.set(anchor, chance)
  }
  const text = prose.head.slice(0, READ_CHARACTERS)
  for (const literal of prose.literals.slice(0, READ_ANCHORS)) add(`literal ${literal}`, CHANCES.literal)
  for (const { readings } of numbersIn(figuresIn(text)).tokens)
    for (const value of readings.flat()) add(`number ${value}`, CHANCES.number)
  const words = wordsIn(text)
  const spoken = spokenNumbers(words.map(lower), text, languageOf(prose.locale))
  for (const value of spoken) if (!SAID_ANYHOW.has(value)) add(`number ${value}`, CHANCES.spoken)
  const isSameScript = scriptOf(sourceLocale) === scriptOf(targetLocale)
  const chance = isSameScript ? CHANCES.word : CHANCES.wordOfOtherScript
  for (const word of words)
    for (const sound of soundsOf(word)) add(`sound ${sound}`, hasCapital(word) ? CHANCES.name : chance)
  return { anchors, length: prose.length, marks: MARKS.map(({ of }) => of(prose)) }
}

const lower = (word: string): string => word.toLowerCase().replaceAll('’', "'")

const hasCapital = (word: string): boolean => word[0] !== word[0]!.toLowerCase()

/** The words for these are also articles and pronouns. */
const SAID_ANYHOW = new Set(['0', '1'])

function isNegative({ words, locale }: Prose): boolean | undefined {
  const listed = negations(languageOf(locale))
  return listed && words.some((word) => listed.has(word))
}
