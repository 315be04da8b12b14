import type { Check } from './check.ts'
import { languageOf, scriptOf } from './language-of.ts'
import { TRANSLATED } from './locales/name-words.ts'
import { prose } from './prose.ts'
import { wordsIn } from './words.ts'

/** Two or more capitalised words in a row, not at the beginning, where any word has a capital. */
const NAME = /(?<=[\p{Ll}\p{N},] )\p{Lu}[\p{Ll}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){1,4}/gu

/**
 * A name of several words leaves at least one of them in a translation between languages in Latin letters:
 * New York, Nueva York. English only, for which the words that do get translated are listed.
 */
export const names: Check = {
  id: 'names',
  severity: 'warn',
  find({ source, target, sourceLocale, targetLocale }) {
    if (languageOf(sourceLocale) !== 'en' || languageOf(targetLocale) === 'en') return undefined
    if (scriptOf(targetLocale) !== 'Latn') return undefined
    const { head } = prose(source)
    const all = head.match(NAME)
    if (all === null || isHeadline(head)) return undefined
    const found = folded(prose(target).head)
    for (const name of all) {
      const words = name.split(/[ -]/).map(folded)
      if (words.some((word) => TRANSLATED.has(word) || TRANSLATED.has(word.replace(/['’]s$/, '')))) continue
      if (!words.some((word) => found.includes(word.slice(0, STEM_LETTERS)))) return `“${name}” is missing.`
    }
    return undefined
  },
}

/** Where Most Words Have a Capital, it does not tell a name. */
function isHeadline(text: string): boolean {
  const words = wordsIn(text.slice(0, HEADLINE_CHARACTERS))
  return words.filter((word) => word[0] !== word[0]!.toLowerCase()).length / words.length > 0.65
}

const HEADLINE_CHARACTERS = 200

/** Endings and spellings change from language to language: enough to know a word by. */
const STEM_LETTERS = 4

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
