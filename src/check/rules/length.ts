import type { Check } from '../check.ts'
import { lengthScore } from '../text/length-score.ts'

/** Beyond this, text was lost or made up: it happens in one of 500 translations by people, or fewer. */
export const IMPLAUSIBLE = 5

/** Neither far longer nor far shorter than translations of such a source are. */
export const length: Check = {
  id: 'length',
  severity: 'block',
  find(pair) {
    const score = lengthScore(pair)
    if (Math.abs(score) <= IMPLAUSIBLE) return undefined
    return `The translation is far too ${score > 0 ? 'long' : 'short'} for its source.`
  },
}
