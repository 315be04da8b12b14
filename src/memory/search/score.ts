import leven from 'leven'

/**
 * How alike a sentence's words are to another's: 1 less the edit distance in words, over the number of words of the longer
 * one. Given once for the sentence in hand, it is asked for one candidate after the other.
 */
export function scorer(words: readonly string[]): (others: readonly string[]) => number {
  // A word is a character, so that a distance of characters is one of words. Words that the sentence lacks are all one: no
  // two of them are ever compared with each other.
  const characters = new Map<string, string>()
  for (const word of words)
    if (!characters.has(word)) characters.set(word, String.fromCharCode(characters.size))
  const asText = (all: readonly string[]) => all.map((word) => characters.get(word) ?? UNKNOWN).join('')
  const text = asText(words)
  return (others) => {
    const longest = Math.max(words.length, others.length)
    return longest === 0 ? 0 : 1 - leven(text, asText(others)) / longest
  }
}

const UNKNOWN = '\uFFFF'
