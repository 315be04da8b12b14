import type { Check } from './check.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { endMarkOf, endsUnmarked } from './locales/marks.ts'
import { prose } from './prose.ts'

/** Quotation marks and brackets close before or after the end mark, by house style. */
const CLOSING = /[\s"'“”‘’„«»‹›」』》〉)\]}）］\u200E\u200F\u2066-\u2069*_]+$/u
const TAIL_CHARACTERS = 40

/** A sentence that ends in a full stop, a question mark, a colon… still does, in the marks of its script. */
export const endMark: Check = {
  id: 'end-mark',
  severity: 'warn',
  find({ source, target, sourceLocale, targetLocale }) {
    const to = languageOf(targetLocale)
    if (isPseudo(targetLocale) || endsUnmarked.has(to)) return undefined
    const wanted = endOf(prose(source).head, languageOf(sourceLocale))
    const found = endOf(prose(target).head, to)
    if (wanted === found) return undefined
    if (found === undefined) return 'The end mark is missing.'
    if (wanted === undefined) return 'There is an end mark that the source has not.'
    return 'The translation ends with another kind of mark.'
  },
}

function endOf(text: string, language: string) {
  const tail = text.slice(-TAIL_CHARACTERS).replace(CLOSING, '')
  if (tail.endsWith('...')) return 'trailing'
  return endMarkOf(tail.at(-1) ?? '', language)
}
