import { MARKER } from '../article/content.ts'

/**
 * Which piece of a changed text was which piece of the text as it was published. Pieces that stayed the same are found
 * first (a longest common subsequence). Between two of them, changed pieces belong together where they share most of their
 * words; what is left between those belongs together one by one, where it is as many pieces of the same roles in the same
 * order. Everything else has no partner: a wrong partner would put words under a sentence that they do not translate.
 */
export interface AlignedPiece {
  readonly role: string
  /** The same for two pieces that say the same in the same markup. */
  readonly words: string
}

/** Indices into the two lists, ascending in both. */
export type Pair = readonly [published: number, changed: number]

export function align(published: readonly AlignedPiece[], changed: readonly AlignedPiece[]): Pair[] {
  const all: Range = { from: 0, to: published.length, changedFrom: 0, changedTo: changed.length }
  const isSame = (a: number, b: number) => {
    const one = published[a]!
    const other = changed[b]!
    return one.role === other.role && one.words === other.words
  }
  const same = heaviest(all, (a, b) => (isSame(a, b) ? 1 : 0))
  const similar = between(all, same).flatMap((gap) =>
    heaviest(gap, (a, b) => {
      const one = published[a]!
      const other = changed[b]!
      const likeness = one.role === other.role ? likenessOf(one.words, other.words) : 0
      return likeness < ALIKE ? 0 : likeness
    }),
  )
  const sure = [...same, ...similar].toSorted(([a], [b]) => a - b)
  const oneByOne = between(all, sure).flatMap(({ from, to, changedFrom, changedTo }): Pair[] => {
    const count = to - from
    const roles = (list: readonly AlignedPiece[], start: number) =>
      list.slice(start, start + count).map(({ role }) => role)
    const isAlike =
      changedTo - changedFrom === count && `${roles(published, from)}` === `${roles(changed, changedFrom)}`
    return isAlike ? Array.from({ length: count }, (_, nth): Pair => [from + nth, changedFrom + nth]) : []
  })
  return [...sure, ...oneByOne].toSorted(([a], [b]) => a - b)
}

/** Share of letter pairs in common above which two pieces are one piece, changed. */
const ALIKE = 0.5

/** A stretch of both lists. */
interface Range {
  readonly from: number
  readonly to: number
  readonly changedFrom: number
  readonly changedTo: number
}

/** More comparisons than this, of a text that was changed through and through, are not made: nothing is paired there. */
const MOST_COMPARISONS = 4_000_000

/** The pairs, ascending in both lists, whose weights add up to most; a weight of 0 is no pair. */
function heaviest(range: Range, weight: (published: number, changed: number) => number): Pair[] {
  const pairs: Pair[] = []
  let { from, to, changedFrom, changedTo } = range
  for (; from < to && changedFrom < changedTo && weight(from, changedFrom) === 1; from++, changedFrom++)
    pairs.push([from, changedFrom])
  const ending: Pair[] = []
  for (; to > from && changedTo > changedFrom && weight(to - 1, changedTo - 1) === 1; to--, changedTo--)
    ending.unshift([to - 1, changedTo - 1])
  const rows = to - from
  const columns = changedTo - changedFrom
  if (rows === 0 || columns === 0 || rows * columns > MOST_COMPARISONS) return [...pairs, ...ending]
  const width = columns + 1
  const weights = new Float64Array(rows * columns)
  const best = new Float64Array((rows + 1) * width)
  for (let a = rows - 1; a >= 0; a--) {
    for (let b = columns - 1; b >= 0; b--) {
      const own = weight(from + a, changedFrom + b)
      weights[a * columns + b] = own
      const paired = own === 0 ? 0 : own + best[(a + 1) * width + b + 1]!
      best[a * width + b] = Math.max(paired, best[(a + 1) * width + b]!, best[a * width + b + 1]!)
    }
  }
  for (let a = 0, b = 0; a < rows && b < columns; ) {
    const own = weights[a * columns + b]!
    const here = best[a * width + b]!
    if (own > 0 && here === own + best[(a + 1) * width + b + 1]!) pairs.push([from + a++, changedFrom + b++])
    else if (here === best[(a + 1) * width + b]!) a++
    else b++
  }
  return [...pairs, ...ending]
}

/** What lies before, between and after the pairs. */
function between({ from, to, changedFrom, changedTo }: Range, pairs: readonly Pair[]): Range[] {
  const ends: readonly Pair[] = [...pairs, [to, changedTo]]
  let at = from
  let changedAt = changedFrom
  return ends.flatMap(([next, changedNext]) => {
    const gap = { from: at, to: next, changedFrom: changedAt, changedTo: changedNext }
    at = next + 1
    changedAt = changedNext + 1
    return gap.to > gap.from && gap.changedTo > gap.changedFrom ? [gap] : []
  })
}

/** Twice the pairs of neighbouring letters in common, by all of them (Dice): 1 for the same words, in any script. */
function likenessOf(one: string, other: string): number {
  const counts = letterPairs(one)
  const others = letterPairs(other)
  let common = 0
  let total = 0
  for (const count of counts.values()) total += count
  for (const [pair, count] of others) {
    common += Math.min(count, counts.get(pair) ?? 0)
    total += count
  }
  return total === 0 ? 0 : (2 * common) / total
}

function letterPairs(words: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const letters = [...words.replaceAll(MARKER, '').toLowerCase()]
  for (let at = 1; at < letters.length; at++) {
    const pair = `${letters[at - 1]}${letters[at]}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}
