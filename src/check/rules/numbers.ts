import { languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { numberWords } from '../locales/number-words.ts'
import { matchNumbers } from '../text/number-match.ts'
import type { NumberToken } from '../text/number-tokens.ts'

/**
 * Every number of the source is in the target, in digits, in words or converted to metric units, and none comes
 * from nowhere. What may be missing for good reasons is left to `numbersWarn`, unless another stands in its place.
 */
export const numbers: Check = {
  id: 'numbers',
  severity: 'block',
  find(pair) {
    const { missing, measures, extra } = matchNumbers(pair)
    if (missing.length + extra.length === 0) return undefined
    const [foreign] = extra.filter((token) => !mayBeSpelled(token, pair.sourceLocale))
    const [lost] = missing.filter(
      (token) => !isSmall(token) && !mayBeSpelled(token, pair.targetLocale) && !measures.includes(token),
    )
    const [first] = missing
    const [other] = extra
    if (first !== undefined && other !== undefined)
      return `${(lost ?? first).written} is missing; ${other.written} is not in the source.`
    if (lost !== undefined) return `${lost.written} is missing.`
    return foreign === undefined ? undefined : `${foreign.written} is not in the source.`
  },
}

/** Small numbers that may be words, and measures that may rightly be gone: for an editor to look at. */
export const numbersWarn: Check = {
  id: 'numbers-warn',
  severity: 'warn',
  find(pair) {
    const { missing, measures, extra } = matchNumbers(pair)
    const [lost] = missing
    const [foreign] = extra
    if ((lost === undefined && foreign === undefined) || numbers.find(pair) !== undefined) return undefined
    if (lost === undefined) return `${foreign!.written} is not in the source, unless in words.`
    if (measures.includes(lost)) return `${lost.written} is missing, in this unit or another.`
    return `${lost.written} is missing, unless it is written in words.`
  },
}

/** Up to twelve, numbers are often words, or go without saying: one, both, the second. */
const OFTEN_WORDS = 12

const isSmall = (token: NumberToken): boolean =>
  /^\d\d?$/.test(token.written) && Number(token.written) <= OFTEN_WORDS

/** Where nobody has listed a language's number words, any small or round number may have been one. */
const mayBeSpelled = (token: NumberToken, locale: string): boolean =>
  numberWords(languageOf(locale)) === undefined &&
  (isSmall(token) || /^(?:1\d|\d0|\d00)$/.test(token.written))
