import fc from 'fast-check'
import { describe, it } from 'vitest'
import { type Act, editorsAtWork } from './editors-at-work.ts'

const nth = fc.nat(4)
const of = fc.constantFrom(0, 1)
const one = <const T extends string>(...words: T[]) => fc.constantFrom(...words)

/** So often among a hundred: what editors and newsrooms do most goes first. */
const ACTS: readonly (readonly [number, fc.Arbitrary<Act>])[] = [
  [16, fc.record({ do: one('edit'), of, nth, how: one('well', 'well', 'without codes') })],
  [16, fc.record({ do: one('source'), of, nth, how: one('change', 'restyle', 'remove', 'restore') })],
  [14, fc.record({ do: one('approve', 'approve', 'unapprove', 'reject'), of, nth })],
  [10, fc.record({ do: one('empty', 'remove key', 'add key'), of, nth })],
  [
    8,
    fc.record({
      do: one('lay out'),
      of,
      as: one('reversed', 'sorted', 'CRLF', 'BOM', 'four spaces', 'escapes', 'decomposed', 'spaced'),
    }),
  ],
  [8, fc.record({ do: one('break'), of, nth, how: one('cut off', 'conflict') })],
  [6, fc.record({ do: one('check out'), of, what: one('texts', 'both'), back: fc.nat(2) })],
  [6, fc.record({ do: one('edit meanwhile'), of, nth })],
  [6, fc.record({ do: one('change engine') })],
  [4, fc.record({ do: one('delete'), of, what: one('texts', 'meta', 'both') })],
  [3, fc.record({ do: one('lose'), what: one('memory', 'record') })],
  [3, fc.record({ do: one('rename'), of, withFiles: fc.boolean() })],
]
const act = fc.oneof(...ACTS.map(([weight, arbitrary]) => ({ weight, arbitrary })))
const nights = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 })

/** @throws as soon as a night leaves something as it must not be */
async function play(rounds: readonly (readonly Act[])[]): Promise<void> {
  const editors = editorsAtWork()
  await editors.run()
  for (const round of rounds) {
    for (const each of round) await editors.act(each)
    await editors.run()
  }
}

describe('whatever people do to locale files, and their newsroom to its articles, between two runs', () => {
  it('no person’s text is lost, it is published wherever its sentence stands, and no machine’s counts as one', async () => {
    await fc.assert(fc.asyncProperty(nights, play), { numRuns: 40 })
  }, 120_000)

  it.each<[string, (readonly Act[])[]]>([
    [
      'words written on the day on which their source is quoted otherwise go along with it',
      [
        [
          { do: 'edit', of: 0, nth: 0, how: 'well' },
          { do: 'source', of: 0, nth: 0, how: 'restyle' },
        ],
      ],
    ],
    [
      'a machine’s words that were approved are still a machine’s when their sentence is back',
      [
        [{ do: 'approve', of: 0, nth: 2 }],
        [{ do: 'source', of: 0, nth: 2, how: 'remove' }],
        [{ do: 'source', of: 0, nth: 2, how: 'restore' }],
      ],
    ],
    [
      'a person’s words from another article that were rejected here do not come back with the next run',
      [
        [{ do: 'edit', of: 1, nth: 0, how: 'well' }],
        [{ do: 'reject', of: 0, nth: 1 }],
        [{ do: 'edit', of: 0, nth: 0, how: 'well' }],
      ],
    ],
    [
      'a machine’s words that were rejected do not come back when their engine does',
      [
        [{ do: 'reject', of: 0, nth: 2 }],
        [{ do: 'change engine' }],
        [{ do: 'change engine' }],
        [{ do: 'change engine' }],
      ],
    ],
    [
      'a machine’s words that were rejected do not come back with their sentence, nor in the style that it had',
      [
        [
          { do: 'reject', of: 1, nth: 1 },
          { do: 'reject', of: 0, nth: 2 },
        ],
        [
          { do: 'source', of: 1, nth: 1, how: 'restyle' },
          { do: 'source', of: 0, nth: 2, how: 'remove' },
        ],
        [
          { do: 'source', of: 1, nth: 1, how: 'restyle' },
          { do: 'source', of: 0, nth: 2, how: 'restore' },
        ],
      ],
    ],
    [
      'words that were kept aside stay when an empty text stands in their place as their sentence is back',
      [
        [{ do: 'edit', of: 0, nth: 2, how: 'well' }],
        [{ do: 'source', of: 0, nth: 2, how: 'remove' }],
        [
          { do: 'source', of: 0, nth: 2, how: 'restore' },
          { do: 'empty', of: 0, nth: 2 },
        ],
      ],
    ],
    [
      'words go along with a source in another style though a tool has put in an empty text for it',
      [
        [{ do: 'edit', of: 1, nth: 0, how: 'well' }],
        [
          { do: 'source', of: 1, nth: 0, how: 'restyle' },
          { do: 'empty', of: 1, nth: 0 },
        ],
      ],
    ],
    [
      'the last words for a sentence go along with it, and those for its earlier style are kept aside',
      [
        [{ do: 'edit', of: 1, nth: 0, how: 'well' }],
        [
          { do: 'source', of: 1, nth: 0, how: 'restyle' },
          { do: 'edit', of: 1, nth: 0, how: 'well' },
        ],
        [{ do: 'source', of: 1, nth: 0, how: 'restyle' }],
      ],
    ],
    [
      'a reply that comes while its sentence is being translated by a person is not used',
      [
        [
          { do: 'source', of: 0, nth: 2, how: 'change' },
          { do: 'edit meanwhile', of: 0, nth: 2 },
        ],
      ],
    ],
    [
      'two texts under a key that no sentence has are both kept',
      [[{ do: 'add key', of: 0, nth: 1 }], [{ do: 'add key', of: 0, nth: 1 }]],
    ],
  ])('%s', (_, rounds) => play(rounds))
})
