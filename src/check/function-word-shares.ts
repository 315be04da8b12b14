import { functionWords } from './locales/function-words.ts'

const languages = new Map(Object.keys(functionWords).map((language, index) => [language, index]))
const languagesOf = new Map<string, number[]>()
for (const [index, words] of Object.values(functionWords).entries())
  for (const word of new Set(words.split(' '))) {
    const known = languagesOf.get(word)
    if (known === undefined) languagesOf.set(word, [index])
    else known.push(index)
  }

/** Length, first and last letter as one number, which few words share with a function word: the others need no looking up. */
const shapeOf = (word: string): number =>
  (word.charCodeAt(0) * 31 + word.charCodeAt(word.length - 1) * 7 + word.length) & 0xffff
const shapes = new Uint8Array(0x10000)
for (const word of languagesOf.keys()) shapes[shapeOf(word)] = 1

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
    const speaking = shapes[shapeOf(word)] === 1 ? languagesOf.get(word) : undefined
    if (speaking !== undefined) for (const index of speaking) counts[index]!++
  }
  const place = languages.get(language)
  let rival = 0
  for (let index = 0; index < counts.length; index++)
    if (index !== place && counts[index]! > rival) rival = counts[index]!
  return { own: place === undefined ? undefined : counts[place], rival }
}
