import { languageOf, scriptOf } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { TRANSLATED } from '../locales/name-words.ts'
import { type Prose, proseOf, wordsIn } from '../text/prose.ts'

/** Two or more capitalised words in a row, not at the beginning, where any word has a capital. */
const NAME = /(?<=[\p{Ll}\p{N},] )\p{Lu}[\p{Ll}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){1,4}/gu

/**
 * A name of several words leaves at least one of them in a translation between languages in Latin letters:
 * New York, Nueva York. English only, for which the words that do get translated are listed.
 */
export const names: Check = {
  id: 'names',
  severity: 'warn',
  find(pair) {
    const { sourceLocale, targetLocale } = pair
    if (languageOf(sourceLocale) !== 'en' || languageOf(targetLocale) === 'en') return undefined
    if (scriptOf(targetLocale) !== 'Latn') return undefined
    const { source, target } = proseOf(pair)
    const wanted = namesOf(source)
    if (wanted.length === 0) return undefined
    const found = folded(target.head)
    const lost = wanted.find(({ stems }) => !stems.some((stem) => found.includes(stem)))
    return lost === undefined ? undefined : `“${lost.written}” is missing.`
  },
}

/** A name that is looked for, and what each of its words is known by. */
interface Name {
  readonly written: string
  readonly stems: readonly string[]
}

function namesOf({ head }: Prose): readonly Name[] {
  const all = head.match(NAME)
  if (all === null || isHeadline(head)) return []
  return all.flatMap((written) => {
    const words = written.split(/[ -]/).map(folded)
    return words.some(isTranslated)
      ? []
      : [{ written, stems: words.map((word) => word.slice(0, STEM_LETTERS)) }]
  })
}

const isTranslated = (word: string) => TRANSLATED.has(word) || TRANSLATED.has(word.replace(/['’]s$/, ''))

/** Where Most Words Have a Capital, it does not tell a name. */
function isHeadline(text: string): boolean {
  const words = wordsIn(text.slice(0, HEADLINE_CHARACTERS))
  return words.filter((word) => word[0] !== word[0]!.toLowerCase()).length / words.length > 0.65
}

const HEADLINE_CHARACTERS = 200

/** Endings and spellings change from language to language: enough to know a word by. */
const STEM_LETTERS = 4

/** Letters without their marks, in lower case. ASCII has no marks, and little of Latin copy is anything else. */
const folded = (text: string): string =>
  text.replace(/[^\0-\x7F]+/g, (run) => run.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
