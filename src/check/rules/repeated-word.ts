import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { mayRepeat, repeats } from '../locales/repetitions.ts'
import { type Prose, proseOf } from '../text/prose.ts'
import { isUnspaced } from '../text/scripts.ts'

const TWICE = /(?<![\p{L}\p{M}\p{N}'’-])(\p{L}[\p{L}\p{M}]{0,40}) \1(?![\p{L}\p{M}\p{N}'’-])/giu

/** “the the”: a word twice running that the source has not twice running. */
export const repeatedWord: Check = {
  id: 'repeated-word',
  severity: 'warn',
  find(pair) {
    const { targetLocale } = pair
    const language = languageOf(targetLocale)
    if (isPseudo(targetLocale) || isUnspaced(targetLocale) || repeats.has(language)) return undefined
    const { source, target } = proseOf(pair)
    const { words } = target
    if (!words.some((word, at) => at > 0 && word === words[at - 1])) return undefined
    const allowed = mayRepeat(language)
    for (const [, word = ''] of target.head.matchAll(TWICE)) {
      if (allowed.has(word.toLowerCase())) continue
      return repeatsWord(source) ? undefined : `“${word}” stands twice running.`
    }
    return undefined
  },
}

const repeatsWord = ({ head }: Prose): boolean => head.search(TWICE) >= 0
