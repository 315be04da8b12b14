import type { Check } from '../check.ts'
import { type Prose, proseOf } from '../text/prose.ts'
import { isUnspaced } from '../text/scripts.ts'

/** An engine that loops goes on for long: comparing more tokens would find no more, and costs their square. */
const COMPARED_TOKENS = 2_000

/** Repetitions from which on a phrase of so many tokens is a loop. A character of Chinese is less than a word. */
const WORDS = { 1: 4, 2: 3, 3: 3, longer: 2 } as const
const CHARACTERS = { 1: 6, 2: 4, 3: 4, longer: 3 } as const

/** The same letters over and over inside one word. */
const STUTTER = /(\p{L}{1,4}?)\1{11,}/u
const SHORTEST_STUTTER = 12

/** The engine got stuck: a phrase again and again that the source does not repeat. */
export const loop: Check = {
  id: 'loop',
  severity: 'block',
  find(pair) {
    const { source, target } = proseOf(pair)
    const found = repetitionIn(target)
    if (found === undefined) return undefined
    return repetitionIn(source) === undefined ? `“${found}” is repeated again and again.` : undefined
  },
}

const repetitionIn = (prose: Prose): string | undefined =>
  stutterIn(prose.words) ?? loopIn(tokensOf(prose), limitsOf(prose.locale))

interface Limits {
  readonly 1: number
  readonly 2: number
  readonly 3: number
  readonly longer: number
}

const limitsOf = (locale: string): Limits => (isUnspaced(locale) ? CHARACTERS : WORDS)

function tokensOf(prose: Prose): readonly string[] {
  if (!isUnspaced(prose.locale)) return ends(prose.words)
  return ends(prose.head.match(/[\p{L}\p{M}]/gu) ?? [])
}

/** The beginning and the end of a long text: loops run on to the end. */
const ends = (tokens: readonly string[]): readonly string[] =>
  tokens.length <= COMPARED_TOKENS
    ? tokens
    : [...tokens.slice(0, COMPARED_TOKENS / 2), ...tokens.slice(-COMPARED_TOKENS / 2)]

/** Tokens equal to those one period earlier, in one run, are a phrase of that length repeated. */
function loopIn(tokens: readonly string[], limits: Limits): string | undefined {
  for (let period = 1; period <= tokens.length / 2; period++) {
    const times = period <= 3 ? limits[period as 1 | 2 | 3] : limits.longer
    if (!mayRepeat(tokens, period)) continue
    const needed = period * (times - 1)
    let run = 0
    for (let at = period; at < tokens.length; at++) {
      run = tokens[at] === tokens[at - period] ? run + 1 : 0
      if (run >= needed)
        return tokens
          .slice(at - period + 1, at + 1)
          .slice(0, 8)
          .join(' ')
    }
  }
  return undefined
}

/** A run is at least as long as its phrase, so it takes in one of every `period` tokens: these alone are compared. */
function mayRepeat(tokens: readonly string[], period: number): boolean {
  for (let at = period; at < tokens.length; at += period) if (tokens[at] === tokens[at - period]) return true
  return false
}

function stutterIn(words: readonly string[]): string | undefined {
  const word = words.find((word) => word.length >= SHORTEST_STUTTER && STUTTER.test(word.slice(0, 200)))
  return word?.slice(0, 20)
}
