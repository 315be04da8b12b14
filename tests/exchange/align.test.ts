import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlignedPiece, align } from '../../src/exchange/align.ts'

/** `h:` before a piece makes it a headline. */
const pieces = (...words: readonly string[]): AlignedPiece[] =>
  words.map((text) =>
    text.startsWith('h:') ? { role: 'headline', words: text.slice(2) } : { role: 'paragraph', words: text },
  )

const A = 'El puente se cerró el lunes por la mañana.'
const A2 = 'El puente se cerró el lunes por la tarde.'
const B = 'Nadie resultó herido, según la policía.'
const B2 = 'Nadie resultó herido, dijo la policía.'
const C = 'Las obras durarán tres semanas.'
const OTHER = 'Xilófonos junto al kiosco.'

describe('pieces of a changed text', () => {
  it.each([
    ['keep their places where nothing changed', [A, B, C], [A, B, C], ['0-0', '1-1', '2-2']],
    ['keep them where all words of one are new', [A, B, C], [A, OTHER, C], ['0-0', '1-1', '2-2']],
    ['keep them where all words of all are new', [A, B], [OTHER, C], ['0-0', '1-1']],
    ['leave alone what was put before them', [A, B], [OTHER, A, B], ['0-1', '1-2']],
    ['leave alone what was put between them', [A, B], [A, OTHER, B], ['0-0', '1-2']],
    ['leave alone what was put beside a changed one', [A, B], [A2, OTHER, B], ['0-0', '1-2']],
    ['have none where theirs is gone', [A, B, C], [A, C], ['0-0', '2-1']],
    ['have none where it is gone and another one changed', [A, B, C], [B2, C], ['1-0', '2-1']],
    ['have none where nothing tells which one is gone', [A, B], [OTHER], []],
    ['have one at most where they were exchanged', [A, B], [B, A], ['1-0']],
    ['have one at most where they were exchanged and changed', [A, B], [B2, A2], ['1-0']],
    ['do not become another role', [`h:${A}`, B], [A2, B], ['1-1']],
    ['take their place among equal ones', [A, A, A], [A, A2, A], ['0-0', '1-1', '2-2']],
    ['may be none', [], [A], []],
  ])('%s', (_, published, changed, expected) => {
    expect(align(pieces(...published), pieces(...changed)).map((pair) => pair.join('-'))).toEqual(expected)
  })

  const some = fc.array(
    fc.record({
      role: fc.constantFrom('paragraph', 'headline'),
      words: fc.constantFrom(A, A2, B, B2, C, OTHER),
    }),
    { maxLength: 8 },
  )

  it('are paired one with one, in order, never across roles', () => {
    fc.assert(
      fc.property(some, some, (published, changed) => {
        let before = [-1, -1] as readonly [number, number]
        for (const pair of align(published, changed)) {
          expect(pair[0]).toBeGreaterThan(before[0])
          expect(pair[1]).toBeGreaterThan(before[1])
          expect(published[pair[0]]?.role).toBe(changed[pair[1]]?.role)
          before = pair
        }
      }),
    )
  })

  it('are all paired with themselves in a text that nobody changed', () => {
    fc.assert(
      fc.property(some, (text) => {
        expect(align(text, text)).toEqual(text.map((_, nth) => [nth, nth]))
      }),
    )
  })
})
