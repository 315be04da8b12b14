import type { Check } from '../check.ts'
import { isSmall, matchNumbers, mayBeSpelled } from '../text/number-match.ts'

/**
 * Every number of the source is in the target, in digits, in words or converted to metric units, and none comes
 * from nowhere. What may be missing for good reasons is left to numbers-warn, unless another stands in its place.
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
