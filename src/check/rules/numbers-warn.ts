import type { Check } from '../check.ts'
import { matchNumbers } from '../text/number-match.ts'
import { numbers } from './numbers.ts'

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
