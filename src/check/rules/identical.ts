import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { wordShares } from '../locales/function-words.ts'
import { proseOf, wordsIn } from '../text/prose.ts'

/** One or two words may be the same in both languages: radio, hospital general. */
const FEW_WORDS = 2

/** The engine gave the source back. Names, titles and quotations in a third language may well stay as they are. */
export const identical: Check = {
  id: 'identical',
  severity: 'block',
  find(pair) {
    const from = languageOf(pair.sourceLocale)
    const to = languageOf(pair.targetLocale)
    if (from === to || isPseudo(pair.targetLocale)) return undefined
    const { source, target } = proseOf(pair)
    if (source.bare !== target.bare) return undefined
    const common = wordsIn(source.head).filter((word) => word === word.toLowerCase() && word.length >= 3)
    if (common.length === 0) return undefined
    const { own = 0, rival } = wordShares(source.words, from)
    const isProse =
      own > (wordShares(source.words, to).own ?? 0) || (common.length > FEW_WORDS && own >= rival)
    return isProse ? 'The translation is the source, untranslated.' : undefined
  },
}
