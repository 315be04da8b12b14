import type { Pair } from './check.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { lengthModel } from './locales/lengths.ts'
import { prose } from './prose.ts'

/** Short texts vary by whole words: this many characters are added to the length that the spread grows with. */
const FLOOR = 10

/**
 * By how many standard deviations the target is longer (or, below 0, shorter) than translations of such a
 * source are. Fixed percentages would flag most of Chinese.
 */
export function lengthScore({ source, target, sourceLocale, targetLocale }: Pair): number {
  const [from, to] = [languageOf(sourceLocale), languageOf(targetLocale)]
  if (from === to || isPseudo(targetLocale)) return 0
  const { c, s2 } = lengthModel(from, to)
  const s = prose(source).length
  const t = prose(target).length
  return (t - c * s) / (c * Math.sqrt(s2 * (s + FLOOR)))
}
