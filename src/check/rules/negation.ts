import type { Check } from '../check.ts'
import { negations, plainNegations } from '../locales/negations.ts'
import { isPseudo, languageOf } from '../text/language-of.ts'
import { type Prose, proseOf } from '../text/prose.ts'
import { view } from '../text/views.ts'

/** A plainly negative sentence has some negative word in translation: a lost “not” turns the news round. */
export const negation: Check = {
  id: 'negation',
  severity: 'warn',
  find(pair) {
    const any = negations(languageOf(pair.targetLocale))
    if (any === undefined || isPseudo(pair.targetLocale)) return undefined
    const { source, target } = proseOf(pair)
    const word = plainNegationOf(source)
    if (word === null || target.words.some((word) => isNegative(word, any))) return undefined
    return `“${word}” has no counterpart.`
  },
}

/** The first word that makes the text plainly negative. */
const plainNegationOf = view((prose: Prose) => {
  const plain = plainNegations(languageOf(prose.locale))
  return (plain && prose.words.find((word) => plain.has(word))) ?? null
})

/** French and Italian elide: n’a, c’est. */
const isNegative = (word: string, negative: ReadonlySet<string>): boolean =>
  negative.has(word) ||
  (word.includes("'") && word.split("'").some((part) => negative.has(part) || negative.has(`${part}'`)))
