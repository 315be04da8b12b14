/** What chat servers do to the lines of a reply: the targets of one batch, spoilt at one place. */
export interface Misalignment {
  readonly name: string
  /** Where it can happen in a batch of `count`. */
  readonly places: (count: number) => readonly Place[]
  readonly spoil: (targets: readonly string[], place: Place) => readonly string[]
}

type Place = readonly [at: number, other: number]

/** The lines that have not their own target any more. */
export const wronged = (targets: readonly string[], spoilt: readonly string[]): readonly number[] =>
  [...targets.keys()].filter((at) => spoilt[at] !== targets[at])

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth)

/** Lines after which at least two more come. */
const before = (count: number): readonly Place[] => numbers(0, count - 2).map((at) => [at, at + 1])

const swap = (targets: readonly string[], [one, other]: Place) =>
  targets.with(one, targets[other]!).with(other, targets[one]!)

export const MISALIGNMENTS: readonly Misalignment[] = [
  {
    name: 'two neighbours are swapped',
    places: (count) => numbers(0, count - 1).map((at) => [at, at + 1]),
    spoil: swap,
  },
  {
    name: 'two that stand apart are swapped',
    places: (count) =>
      numbers(0, count).flatMap((one) => numbers(one + 2, count).map((other) => [one, other] as const)),
    spoil: swap,
  },
  {
    name: 'one is left out, and the last one said twice',
    places: before,
    spoil: (targets, [at]) => [...targets.toSpliced(at, 1), targets.at(-1)!],
  },
  {
    name: 'one is said twice, and the last one left out',
    places: before,
    spoil: (targets, [at]) => targets.toSpliced(at, 0, targets[at]!).slice(0, -1),
  },
  {
    name: 'the last one is moved up',
    places: before,
    spoil: (targets, [at]) => targets.toSpliced(at, 0, targets.at(-1)!).slice(0, -1),
  },
  {
    name: 'two are merged, and nothing is left for the last',
    places: before,
    spoil: (targets, [at, next]) => [...targets.toSpliced(at, 2, `${targets[at]} ${targets[next]}`), ''],
  },
  {
    name: 'two are merged, and the last one said twice',
    places: before,
    spoil: (targets, [at, next]) => [
      ...targets.toSpliced(at, 2, `${targets[at]} ${targets[next]}`),
      targets.at(-1)!,
    ],
  },
  {
    name: 'two are merged, and the second left empty',
    places: (count) => numbers(0, count - 1).map((at) => [at, at + 1]),
    spoil: (targets, [at, next]) => targets.with(at, `${targets[at]} ${targets[next]}`).with(next, ''),
  },
  {
    name: 'one is split in two, and the last one left out',
    places: before,
    spoil: (targets, [at]) => {
      const words = targets[at]!.split(' ')
      const half = Math.ceil(words.length / 2)
      return targets
        .toSpliced(at, 1, words.slice(0, half).join(' '), words.slice(half).join(' '))
        .slice(0, -1)
    },
  },
  {
    name: 'one stands in the place of another too',
    places: (count) =>
      numbers(0, count).flatMap((one) =>
        numbers(0, count).flatMap((other) => (one === other ? [] : [[one, other] as const])),
      ),
    spoil: (targets, [one, other]) => targets.with(other, targets[one]!),
  },
]
