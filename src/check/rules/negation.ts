import { isPseudo, languageOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { negations, plainNegations } from '../locales/negations.ts'
import { type Prose, proseOf } from '../text/prose.ts'

/** A plainly negative sentence has some negative word in translation: a lost “not” turns the news round. */
export const negation: Check = {
  id: 'negation',
  severity: 'warn',
  find(pair) {
    const any = negations(languageOf(pair.targetLocale))
    if (any === undefined || isPseudo(pair.targetLocale)) return undefined
    const { source, target } = proseOf(pair)
    const word = plainNegationOf(source)
    if (word === undefined || target.words.some((word) => isNegative(word, any))) return undefined
    return `“${word}” has no counterpart.`
  },
}

/** The first word that makes the text plainly negative. */
function plainNegationOf({ words, locale }: Prose): string | undefined {
  const plain = plainNegations(languageOf(locale))
  return plain && words.find((word) => plain.has(word))
}

/** French and Italian elide: n’a, c’est. */
const isNegative = (word: string, negative: ReadonlySet<string>): boolean =>
  negative.has(word) ||
  (word.includes("'") && word.split("'").some((part) => negative.has(part) || negative.has(`${part}'`)))
