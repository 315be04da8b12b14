import { isPseudo, scriptOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { proseOf, wordsIn } from '../text/prose.ts'
import { scriptPatterns } from '../text/scripts.ts'

/** Shorter texts may be all names. */
const LONG_SOURCE = 60
const LEAST_SHARE = 0.5
const NAME = /^\p{Script=Latin}/u
const LETTERS = /\p{L}+/gu

/** Most letters are of the script that the target language is written in. */
export const script: Check = {
  id: 'script',
  severity: 'block',
  find(pair) {
    const { targetLocale } = pair
    const { source, target } = proseOf(pair)
    if (source.text.length <= LONG_SOURCE || isPseudo(targetLocale)) return undefined
    if (scriptOf(targetLocale) === 'Latn' && target.isPlainLatin) return undefined
    const patterns = scriptPatterns(targetLocale)
    if (patterns === undefined || !patterns.foreign.test(target.head)) return undefined
    const own = lettersOf(target.head, patterns.own)
    const others =
      lettersOf(target.head, LETTERS) - own - (own === 0 ? 0 : lettersOfNames(target.head, source.head))
    if (others <= 0 || own / (own + others) >= LEAST_SHARE) return undefined
    return 'Most of the translation is not in the script of its language.'
  },
}

function lettersOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const [run] of text.matchAll(pattern)) count += run.length
  return count
}

/** Names in Latin letters that the source has too are right in any script. */
function lettersOfNames(target: string, source: string): number {
  const names = new Set(wordsIn(source).filter((word) => word[0] !== word[0]?.toLowerCase()))
  let count = 0
  for (const word of wordsIn(target)) if (NAME.test(word) && names.has(word)) count += word.length
  return count
}
