import { functionWords } from './locales/function-words.ts'

const languages = new Map(Object.keys(functionWords).map((language, index) => [language, index]))
const languagesOf = new Map<string, number[]>()
for (const [index, words] of Object.values(functionWords).entries())
  for (const word of new Set(words.split(' '))) {
    const known = languagesOf.get(word)
    if (known === undefined) languagesOf.set(word, [index])
    else known.push(index)
  }

/** Longer words need no looking up. */
const LONGEST = Math.max(...[...languagesOf.keys()].map((word) => word.length))

/** Sentences show their language soon. */
const COUNTED_WORDS = 300

export interface WordShares {
  /** How many of the words are function words of the language; undefined when there is no list of them. */
  readonly own: number | undefined
  /** The same for the language that has the most of them, this one apart. */
  readonly rival: number
}

export function wordShares(words: readonly string[], language: string): WordShares {
  const counts = new Uint16Array(languages.size)
  for (let at = 0; at < words.length && at < COUNTED_WORDS; at++) {
    const word = words[at]!
    const speaking = word.length > LONGEST ? undefined : languagesOf.get(word)
    if (speaking !== undefined) for (const index of speaking) counts[index]!++
  }
  const place = languages.get(language)
  let rival = 0
  for (let index = 0; index < counts.length; index++)
    if (index !== place && counts[index]! > rival) rival = counts[index]!
  return { own: place === undefined ? undefined : counts[place], rival }
}
