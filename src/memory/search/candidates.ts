import { SIMILAR_FROM } from '../search.ts'
import type { DatabaseFile } from '../sqlite/database-file.ts'
import { candidateQuery, wordQuery } from './query.ts'
import { KINDS, tokensOfKind } from './schema.ts'
import { tokensOf } from './words.ts'

/**
 * Segments that may be similar to a sentence, without comparing it with all of them. A sentence of which more than a quarter of
 * the words is missing in another cannot be 75 % alike; so whatever is alike holds at least one of any quarter of the words,
 * and one more. The rarest are asked for, in sources whose length allows such a score. What is similar is among what is
 * found, unless there are more of them than are compared.
 */
export function candidates(file: DatabaseFile): (words: readonly string[]) => readonly unknown[] {
  const tables = KINDS.map((kind) => {
    const tokens = tokensOfKind(kind)
    return {
      count: file.prepare(
        `SELECT count(*) AS n FROM (SELECT 1 FROM ${tokens} WHERE ${tokens} MATCH ? LIMIT ${FREQUENT})`,
      ),
      find: file.prepare(
        `SELECT segments.* FROM (SELECT rowid FROM ${tokens} WHERE ${tokens} MATCH ? ORDER BY rank LIMIT ${COMPARED}) AS found
         JOIN segments ON segments.id = found.rowid`,
      ),
    }
  })
  const frequency = (tokens: readonly string[]) => {
    const query = wordQuery(tokens)
    return tables.reduce((sum, { count }) => sum + Number(count.get(query)?.['n'] ?? 0), 0)
  }

  return (words) => {
    if (words.length === 0 || words.length > LONGEST) return []
    const sought = rarest(words, frequency)
    if (sought.length === 0) return []
    const query = candidateQuery(sought, lengthsLike(words.length))
    return tables.flatMap(({ find }) => find.all(query))
  }
}

/** Words of a sentence beyond which it is compared with nothing: a text of its own, and the work grows with the square. */
const LONGEST = 250

/** A word that so many segments hold is as good as any other frequent one. */
const FREQUENT = 500

/** Of people's segments, and of machines', the most that are compared: the best by BM25. */
const COMPARED = 200

/** As many of the words as together stand in more than a quarter of the sentence's places. */
function rarest(
  words: readonly string[],
  frequency: (tokens: readonly string[]) => number,
): readonly (readonly string[])[] {
  const known = [...Map.groupBy(words, (word) => word)]
    .map(([word, places]) => ({ tokens: tokensOf(word), places: places.length }))
    .filter(({ tokens }) => tokens.length > 0)
    .map((word) => ({ ...word, frequency: frequency(word.tokens) }))
    .toSorted((a, b) => a.frequency - b.frequency)
  const enough = words.length * (1 - SIMILAR_FROM)
  let places = 0
  return known
    .filter((word) => {
      const isWanted = places <= enough
      places += word.places
      return isWanted
    })
    .map(({ tokens }) => tokens)
}

function lengthsLike(length: number): number[] {
  const shortest = Math.ceil(length * SIMILAR_FROM)
  const longest = Math.floor(length / SIMILAR_FROM)
  return Array.from({ length: longest - shortest + 1 }, (_, nth) => shortest + nth)
}
