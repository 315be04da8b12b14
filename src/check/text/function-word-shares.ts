import { functionWords } from '../locales/function-words.ts'

const languages = new Map(Object.keys(functionWords).map((language, index) => [language, index]))
const languagesOf = new Map<string, number[]>()
for (const [index, words] of Object.values(functionWords).entries())
  for (const word of new Set(words.split(' '))) {
    const known = languagesOf.get(word)
    if (known === undefined) languagesOf.set(word, [index])
    else known.push(index)
  }

/** Length and three letters as one number, which few words share: quicker to look up by than a whole word just cut out. */
const shapeOf = (word: string): number =>
  (word.charCodeAt(0) * 961 +
    word.charCodeAt(word.length >> 1) * 31 +
    word.charCodeAt(word.length - 1) * 7 +
    word.length) &
  0xffff

interface FunctionWord {
  readonly word: string
  readonly languages: readonly number[]
}

/** Function words by shape. The first place is that of all shapes that none has. */
const shelves: FunctionWord[][] = [[]]
const places = new Uint16Array(0x10000)
for (const [word, languages] of languagesOf) {
  const shape = shapeOf(word)
  if (places[shape] === 0) places[shape] = shelves.push([]) - 1
  shelves[places[shape]!]!.push({ word, languages })
}

function languagesThatSay(word: string): readonly number[] {
  for (const known of shelves[places[shapeOf(word)]!]!) if (known.word === word) return known.languages
  return NONE
}

const NONE: readonly number[] = []

/** Sentences show their language soon. */
const COUNTED_WORDS = 300

export interface WordShares {
  /** How many of the words are function words of the language; undefined when there is no list of them. */
  readonly own: number | undefined
  /** The same for the language that has the most of them, this one apart. */
  readonly rival: number
}

export function wordShares(words: readonly string[], language: string): WordShares {
  const counts: number[] = new Array(languages.size).fill(0)
  for (let at = 0; at < words.length && at < COUNTED_WORDS; at++) {
    for (const index of languagesThatSay(words[at]!)) counts[index]!++
  }
  const place = languages.get(language)
  let rival = 0
  for (let index = 0; index < counts.length; index++)
    if (index !== place && counts[index]! > rival) rival = counts[index]!
  return { own: place === undefined ? undefined : counts[place], rival }
}
