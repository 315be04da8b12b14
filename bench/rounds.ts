import type { Measured } from './processes.ts'

/** Two things measured in one round, one after the other. */
export type Pair = readonly [one: Measured, other: Measured]

/** The middle of the rounds' ratios, its two times, and the range of all ratios. */
export function middleRatio(pairs: readonly Pair[], timeOf: (run: Measured) => number = wallMs): string {
  const ratioOf = ([one, other]: Pair) => timeOf(one) / timeOf(other)
  const sorted = pairs.toSorted((a, b) => ratioOf(a) - ratioOf(b))
  const middle = sorted[sorted.length >> 1]!
  const [least, most] = [sorted[0]!, sorted.at(-1)!].map((pair) => ratioOf(pair).toFixed(2))
  const [one, other] = middle.map((run) => (timeOf(run) / 1000).toFixed(2))
  return `${ratioOf(middle).toFixed(2)} (${one} / ${other} s; ${least}–${most})`
}

/** The middle wall time, and the range of all. */
export function middleWall(runs: readonly Measured[]): string {
  const sorted = runs.toSorted((a, b) => a.wallMs - b.wallMs)
  const [least, most] = [sorted[0]!, sorted.at(-1)!].map(seconds)
  return `${seconds(sorted[sorted.length >> 1]!)} s (${least}–${most})`
}

export const seconds = ({ wallMs }: Measured): string => (wallMs / 1000).toFixed(2)

/** Most of any round. */
export const peakMiB = (runs: readonly Measured[]): number => Math.max(...runs.map(({ peakMiB }) => peakMiB))

/** A figure that ought to be the same in every round: all the values it had. */
export function each<T>(rounds: readonly T[], figure: (round: T) => string): string {
  return [...new Set(rounds.map(figure))].join(', ')
}

const wallMs = (run: Measured): number => run.wallMs
