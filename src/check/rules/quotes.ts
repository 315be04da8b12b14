import { isPseudo } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { QUOTES } from '../locales/marks.ts'
import { type Prose, proseOf } from '../text/prose.ts'

/** A single quotation mark stands outside words on one side, as an apostrophe does not. */
const SINGLE =
  /(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}¿¡])[^'‘’]{1,300}(?<=[\p{L}\p{N}\p{P}])['’](?![\p{L}\p{N}])/u

/** What is quoted stays quoted, and each quotation that begins ends. */
export const quotes: Check = {
  id: 'quotes',
  severity: 'warn',
  find(pair) {
    if (isPseudo(pair.targetLocale)) return undefined
    const { source, target } = proseOf(pair)
    const before = quotesIn(source)
    const after = quotesIn(target)
    if (before > 0 && after === 0 && !SINGLE.test(target.head)) return 'The quotation marks are missing.'
    if (before === 0 && after > 0 && !SINGLE.test(source.head))
      return 'There are quotation marks that the source has not.'
    return before % 2 === 0 && after % 2 === 1 ? 'A quotation mark has no partner.' : undefined
  },
}

/** In Hebrew the mark also stands inside abbreviations: צה"ל. */
export const quotesIn = ({ head }: Prose): number =>
  head.replace(/(?<=[\u05D0-\u05EA])"(?=[\u05D0-\u05EA])/g, '').match(QUOTES)?.length ?? 0
