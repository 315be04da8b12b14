import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { endMarkOf, endsUnmarked, opensQuestions } from '../locales/marks.ts'
import { type Prose, proseOf } from '../text/prose.ts'

const MARKS = /[?？؟՞;\u037E፧‽]/g

/** A question stays one, and Spanish opens it as it should. */
export const question: Check = {
  id: 'question',
  severity: 'warn',
  find(pair) {
    const to = languageOf(pair.targetLocale)
    if (isPseudo(pair.targetLocale) || endsUnmarked.has(to)) return undefined
    const { source, target } = proseOf(pair)
    const wanted = questionsIn(source)
    const found = questionsIn(target)
    if (wanted > 0 && found === 0) return 'The question mark is missing.'
    if (wanted === 0 && found > 0) return 'There is a question mark that the source has not.'
    return found > 0 && opensQuestions.has(to) && !target.head.includes('¿')
      ? 'The opening “¿” is missing.'
      : undefined
  },
}

/** A mark inside a word or a number is no question. */
export function questionsIn({ head, locale }: Prose): number {
  const language = languageOf(locale)
  return head.match(MARKS)?.filter((sign) => endMarkOf(sign, language) === 'question').length ?? 0
}
