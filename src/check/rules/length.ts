import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check, Pair } from '../check.ts'
import { deviations, lengthModel } from '../locales/lengths.ts'
import { proseOf } from '../text/prose.ts'

/** Beyond this, text was lost or made up: it happens in one of 500 translations by people, or fewer. */
const IMPLAUSIBLE = 5
const UNUSUAL = 3

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

function lengthScore(pair: Pair): number {
  const from = languageOf(pair.sourceLocale)
  const to = languageOf(pair.targetLocale)
  if (from === to || isPseudo(pair.targetLocale)) return 0
  const { source, target } = proseOf(pair)
  return deviations(lengthModel(from, to), source.length, target.length)
}
