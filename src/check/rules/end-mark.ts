import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { type EndMark, endMarkOf, endsUnmarked } from '../locales/marks.ts'
import { type Prose, proseOf } from '../text/prose.ts'

/** Quotation marks and brackets close before or after the end mark, by house style. */
const CLOSING = /[\s"'“”‘’„«»‹›」』》〉)\]}）］\u200E\u200F\u2066-\u2069*_]+$/u
const TAIL_CHARACTERS = 40

/** A sentence that ends in a full stop, a question mark, a colon… still does, in the marks of its script. */
export const endMark: Check = {
  id: 'end-mark',
  severity: 'warn',
  find(pair) {
    const { targetLocale } = pair
    if (isPseudo(targetLocale) || endsUnmarked.has(languageOf(targetLocale))) return undefined
    const { source, target } = proseOf(pair)
    const wanted = endOf(source)
    const found = endOf(target)
    if (wanted === found) return undefined
    if (found === undefined) return 'The end mark is missing.'
    if (wanted === undefined) return 'There is an end mark that the source has not.'
    return 'The translation ends with another kind of mark.'
  },
}

export function endOf({ head, locale }: Prose): EndMark | undefined {
  const tail = head.slice(-TAIL_CHARACTERS).replace(CLOSING, '')
  if (tail.endsWith('...')) return 'trailing'
  return endMarkOf(tail.at(-1) ?? '', languageOf(locale))
}
