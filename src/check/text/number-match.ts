import { languageOf } from '../../article/locale.ts'
import { onceOf } from '../../article/once-each.ts'
import type { Pair } from '../check.ts'
import { converted, isNear, isUnit, unitAfter } from '../locales/units.ts'
import { type Figure, figuresIn } from './figures.ts'
import { type Numbers, type NumberToken, numbersIn } from './number-tokens.ts'
import { type PairProse, type Prose, proseOf } from './prose.ts'
import { spokenNumbers } from './spoken-numbers.ts'

/** Numbers of one side that nothing on the other side accounts for. */
export interface NumberMatch {
  readonly missing: readonly NumberToken[]
  /** Those missing that stand beside a unit which newsrooms convert, and drop where both are given. */
  readonly measures: readonly NumberToken[]
  readonly extra: readonly NumberToken[]
}

const ALL_MET: NumberMatch = { missing: [], measures: [], extra: [] }

/** Both number checks ask for the same pair, one after the other. */
export const matchNumbers = onceOf((pair: Pair) => compare(proseOf(pair)))

function compare({ source, target }: PairProse): NumberMatch {
  const figures = figuresIn(source.bare)
  const otherFigures = figuresIn(target.bare)
  if (isWrittenAlike(figures.all, otherFigures.all)) return ALL_MET
  const said = numbersIn(figures)
  const heard = numbersIn(otherFigures)
  const lost = unmet(said, heard, target)
  const foreign = unmet(heard, said, source)
  if (lost.length + foreign.length === 0) return ALL_MET
  const isEnglish = languageOf(source.locale) === 'en'
  const unitOf = (token: NumberToken) => (isEnglish ? unitAfter(said.text, token.end) : undefined)
  const missing = lost.filter((token) => !isConverted(token, unitOf(token), heard))
  const measures = missing.filter((token) => unitOf(token) !== undefined)
  const extra = isEnglish ? withoutConversions(foreign, said, source.words) : foreign
  return { missing, measures, extra }
}

/** The same figures in the same order mean the same, where they mean anything: `01 050` has no reading, and is found. */
const isWrittenAlike = (some: readonly Figure[], others: readonly Figure[]): boolean =>
  some.length === others.length &&
  some.every(({ written }, at) => written === others[at]!.written && HAS_READING.test(written))

const HAS_READING = /^[\d.,:'’]+$/

/** Tokens with no reading of which every value stands on the other side, in digits or, failing that, in words. */
function unmet({ tokens }: Numbers, other: Numbers, prose: Prose): readonly NumberToken[] {
  if (tokens.length === 0) return tokens
  const inDigits = new Set(other.tokens.flatMap(({ readings }) => readings.flat()))
  const left = tokens.filter((token) => !isMet(token, inDigits))
  if (left.length === 0) return left
  const inAnyForm = inDigits.union(spokenNumbers(prose.words, prose.head, languageOf(prose.locale)))
  return left.filter((token) => !isMet(token, inAnyForm))
}

const isMet = ({ readings }: NumberToken, values: ReadonlySet<string>): boolean =>
  readings.some((reading) => reading.every((value) => values.has(value)))

/** More numbers than this in one segment are a table, which nobody converts: bounds hostile input. */
const CONVERTED_NUMBERS = 50

function isConverted(token: NumberToken, unit: string | undefined, heard: Numbers): boolean {
  if (unit === undefined) return false
  const wanted = valuesOf([token]).flatMap((value) => converted(value, unit))
  return valuesOf(heard.tokens).some((value) => wanted.some((exact) => isNear(value, exact)))
}

function withoutConversions(
  tokens: readonly NumberToken[],
  said: Numbers,
  words: readonly string[],
): readonly NumberToken[] {
  const units = [...new Set(words.filter(isUnit))]
  if (tokens.length === 0 || units.length === 0) return tokens
  const spoken = [...spokenNumbers(words, '', 'en')].map(Number)
  const values = [1, ...spoken.slice(0, CONVERTED_NUMBERS), ...valuesOf(said.tokens)]
  const exact = units.flatMap((unit) => values.flatMap((value) => converted(value, unit)))
  const isExplained = (token: NumberToken) =>
    valuesOf([token]).some((value) => exact.some((other) => isNear(value, other)))
  return [
    ...tokens.slice(0, CONVERTED_NUMBERS).filter((token) => !isExplained(token)),
    ...tokens.slice(CONVERTED_NUMBERS),
  ]
}

const valuesOf = (tokens: readonly NumberToken[]): number[] =>
  tokens
    .slice(0, CONVERTED_NUMBERS)
    .flatMap((token) =>
      token.readings.flatMap((reading) => (reading.length === 1 ? [Number(reading[0])] : [])),
    )
