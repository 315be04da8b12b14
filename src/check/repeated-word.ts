import type { Check } from './check.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { mayRepeat, repeats } from './locales/repetitions.ts'
import { prose } from './prose.ts'
import { isUnspaced } from './scripts.ts'

const TWICE = /(?<![\p{L}\p{M}\p{N}'’-])(\p{L}[\p{L}\p{M}]{0,40}) \1(?![\p{L}\p{M}\p{N}'’-])/giu

/** “the the”: a word twice running that the source has not twice running. */
export const repeatedWord: Check = {
  id: 'repeated-word',
  severity: 'warn',
  find({ source, target, targetLocale }) {
    const language = languageOf(targetLocale)
    if (isPseudo(targetLocale) || isUnspaced(targetLocale) || repeats.has(language)) return undefined
    const { head, words } = prose(target)
    if (!words.some((word, at) => word === words[at - 1])) return undefined
    const allowed = mayRepeat(language)
    for (const [, word = ''] of head.matchAll(TWICE)) {
      if (allowed.has(word.toLowerCase())) continue
      return prose(source).head.search(TWICE) >= 0 ? undefined : `“${word}” stands twice running.`
    }
    return undefined
  },
}
