import type { Pair } from './check.ts'
import { type Fits, fitsOf } from './text/fit.ts'
import { proseOf } from './text/prose.ts'

/**
 * A reply whose lines are shifted, swapped, merged or repeated gives sources the targets of others. Chat servers do so,
 * and each such target may be flawless in itself: only what stands around it tells. Four things do: the same target for
 * different sources; a target as long as two sources beside an empty one; a run of sources that the target before or after
 * each fits better; two sources that each other's targets fit better. None of it is certain, so what is named is to be
 * asked for again, alone, and never to be refused for it. The work grows in proportion to the batch.
 */
export function misaligned(pairs: readonly Pair[]): ReadonlySet<number> {
  if (pairs.length < 2) return new Set()
  const fits = fitsOf(pairs)
  const found = [
    ...repeated(pairs),
    ...merged(pairs, fits),
    ...shifted(pairs.length, 1, fits),
    ...shifted(pairs.length, -1, fits),
    ...swapped(pairs.length, fits),
  ]
  return found.length === 0 ? new Set() : withDoubtful(found, pairs.length, fits)
}

/** Shorter ones may well translate different sources: “Read more”, “Learn more”. */
const LEAST_REPEATED = 12

/** The same target for sources that differ in more than marks and capitals. Any of them may be the right one. */
function repeated(pairs: readonly Pair[]): readonly number[] {
  const alike = Map.groupBy(pairs.keys(), (at) => proseOf(pairs[at]!).target.text)
  return [...alike].flatMap(([target, all]) => {
    if (target.length < LEAST_REPEATED || all.length < 2) return []
    const sources = new Set(all.map((at) => lettersOf(proseOf(pairs[at]!).source.text)))
    return sources.size > 1 ? all : []
  })
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '').toLowerCase()

/** An empty target beside one that is as long as both. Empty alone is for the checks to find. */
function merged(pairs: readonly Pair[], fits: Fits): readonly number[] {
  return [...pairs.keys()].filter(
    (at) =>
      proseOf(pairs[at]!).target.text === '' &&
      beside(at, pairs.length).some((other) => fits.holdsBoth(other, at)),
  )
}

const beside = (at: number, count: number): readonly number[] =>
  [at - 1, at + 1].filter((other) => other >= 0 && other < count)

/** Fits are logarithms of likelihoods. How much better others must fit; higher where more are tried. */
const CLEARLY = { run: 9, neighbours: 3.5, apart: 6.5 }

/** What one pair adds to a run at most, so that no odd one outweighs all others. */
const LEAST_GAIN = -8
const MOST_GAIN = 12

/** The run of at least two sources that the targets `by` further on fit best, if they fit clearly better than their own. */
function shifted(count: number, by: number, { of }: Fits): readonly number[] {
  const gains = Array.from({ length: count }, (_, at) =>
    at + by < 0 || at + by >= count ? 0 : of(at, at + by) - of(at, at),
  )
  const run = bestRun(gains)
  if (run === undefined || run.gain < CLEARLY.run) return []
  return Array.from({ length: run.to - run.from }, (_, nth) => run.from + nth)
}

interface Run {
  readonly from: number
  readonly to: number
  readonly gain: number
}

/** The stretch of two or more that gains the most (Kadane's algorithm). */
function bestRun(gains: readonly number[]): Run | undefined {
  let best: Run | undefined
  let from = 0
  let gain = 0
  for (const [at, own] of gains.entries()) {
    if (gain <= 0) {
      from = at
      gain = 0
    }
    gain += Math.min(MOST_GAIN, Math.max(LEAST_GAIN, own))
    if (at > from && gain > (best?.gain ?? 0)) best = { from, to: at + 1, gain }
  }
  return best
}

/** Pairs further apart than this are not tried: a batch of sentences is hardly longer, one of single words may be. */
const FURTHEST = 40

/** Two sources that each other's targets fit clearly better. */
function swapped(count: number, { of }: Fits): readonly number[] {
  const own = Array.from({ length: count }, (_, at) => of(at, at))
  const found: number[] = []
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count && other - one <= FURTHEST; other++) {
      const gain = of(one, other) + of(other, one) - own[one]! - own[other]!
      if (gain > (other === one + 1 ? CLEARLY.neighbours : CLEARLY.apart)) found.push(one, other)
    }
  return found
}

/** A pair is in doubt as long as its own fit is not better than its neighbours’ by this. */
const SURELY_OWN = 3

/** Standard deviations of length. */
const ODD = 2

/**
 * With what stands beside what was found, and may be part of the same fault: a neighbour's target fits nearly as well, its
 * own has an odd length, or one that holds both.
 */
function withDoubtful(found: readonly number[], count: number, fits: Fits): ReadonlySet<number> {
  const { of, stray, holdsBoth } = fits
  const all = new Set(found)
  const isDoubtful = (at: number, foundOne: number) =>
    holdsBoth(at, foundOne) ||
    Math.abs(stray(at)) > ODD ||
    beside(at, count).some((other) => of(at, at) - of(at, other) < SURELY_OWN)
  // What is added while the set is walked through is walked to as well.
  for (const at of all) for (const other of beside(at, count)) if (isDoubtful(other, at)) all.add(other)
  return all
}
