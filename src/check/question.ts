import type { Check } from './check.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { endMarkOf, endsUnmarked, opensQuestions } from './locales/marks.ts'
import { prose } from './prose.ts'

const MARKS = /[?？؟՞;\u037E፧‽]/g

/** A question stays one, and Spanish opens it as it should. */
export const question: Check = {
  id: 'question',
  severity: 'warn',
  find({ source, target, sourceLocale, targetLocale }) {
    const to = languageOf(targetLocale)
    if (isPseudo(targetLocale) || endsUnmarked.has(to)) return undefined
    const wanted = questionsIn(prose(source).head, languageOf(sourceLocale))
    const text = prose(target).head
    const found = questionsIn(text, to)
    if (wanted > 0 && found === 0) return 'The question mark is missing.'
    if (wanted === 0 && found > 0) return 'There is a question mark that the source has not.'
    return found > 0 && opensQuestions.has(to) && !text.includes('¿')
      ? 'The opening “¿” is missing.'
      : undefined
  },
}

/** A mark inside a word or a number is no question. */
function questionsIn(text: string, language: string): number {
  let count = 0
  if (text.search(MARKS) === -1) return count
  for (const { 0: sign } of text.matchAll(MARKS)) if (endMarkOf(sign, language) === 'question') count++
  return count
}
