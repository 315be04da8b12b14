import type { Check } from './check.ts'
import { isPseudo, languageOf } from './language-of.ts'
import { negations, plainNegations } from './locales/negations.ts'
import { prose } from './prose.ts'

/** A plainly negative sentence has some negative word in translation: a lost “not” turns the news round. */
export const negation: Check = {
  id: 'negation',
  severity: 'warn',
  find({ source, target, sourceLocale, targetLocale }) {
    const plain = plainNegations(languageOf(sourceLocale))
    const any = negations(languageOf(targetLocale))
    if (plain === undefined || any === undefined || isPseudo(targetLocale)) return undefined
    const word = prose(source).words.find((word) => plain.has(word))
    if (word === undefined || prose(target).words.some((word) => isNegative(word, any))) return undefined
    return `“${word}” has no counterpart.`
  },
}

/** French and Italian elide: n’a, c’est. */
const isNegative = (word: string, negative: ReadonlySet<string>): boolean =>
  negative.has(word) ||
  (word.includes("'") && word.split("'").some((part) => negative.has(part) || negative.has(`${part}'`)))
