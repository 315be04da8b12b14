import type { Pair } from '../check.ts'
import { lengthModel } from '../locales/lengths.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { proseOf } from './prose.ts'

/** Short texts vary by whole words: this many characters are added to the length that the spread grows with. */
const FLOOR = 10

/**
 * By how many standard deviations the target is longer (or, below 0, shorter) than translations of such a
 * source are. Fixed percentages would flag most of Chinese.
 */
export function lengthScore(pair: Pair): number {
  const from = languageOf(pair.sourceLocale)
  const to = languageOf(pair.targetLocale)
  if (from === to || isPseudo(pair.targetLocale)) return 0
  const { c, s2 } = lengthModel(from, to)
  const { source, target } = proseOf(pair)
  const s = source.length
  const t = target.length
  return (t - c * s) / (c * Math.sqrt(s2 * (s + FLOOR)))
}
