import type { Check } from '../check.ts'
import { lengthScore } from '../text/length-score.ts'
import { IMPLAUSIBLE } from './length.ts'

const UNUSUAL = 3

/** Unusually long or short, though not beyond belief. */
export const lengthWarn: Check = {
  id: 'length-warn',
  severity: 'warn',
  find(pair) {
    const score = lengthScore(pair)
    if (Math.abs(score) <= UNUSUAL || Math.abs(score) > IMPLAUSIBLE) return undefined
    return `The translation is unusually ${score > 0 ? 'long' : 'short'}.`
  },
}
