import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { terminators } from '../../../src/segment/rules/characters.ts'
import { UnitSet } from '../../../src/segment/rules/unit-set.ts'

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('.', '!', '…', '။', '၊', '\n', '\u2028', 'a', ' ', '😀', '\u{11047}', '\ud804', '\udc47'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
})

describe('a set of units', () => {
  it.each([/\p{L}/u, /[\s\p{P}]/u, /[^»›]/])(
    'holds what %s matches, however often it is asked',
    (pattern) => {
      const set = new UnitSet(pattern)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 0xffff }), (unit) => {
          const isMatched = pattern.test(String.fromCharCode(unit))
          expect([set.has(unit), set.has(unit)]).toEqual([isMatched, isMatched])
        }),
      )
    },
  )

  it('holds nothing from beyond the ends of a text', () => {
    expect(new UnitSet(/[^a]/).has('b'.charCodeAt(1))).toBe(false)
  })

  it('finds the next of its units', () => {
    const set = new UnitSet(/[.!]/)
    expect([set.next('A. B!', 0), set.next('A. B!', 2), set.next('A. B!', 5)]).toEqual([1, 4, -1])
  })
})

describe('the terminators of a language', () => {
  it.each([
    ['most', undefined, undefined, /(?!\u104a)[\p{Sentence_Terminal}…\n\r\v\f\u0085\u2028\u2029]/gu],
    ['Armenian', ':', true, /(?![\u104a.…])[\p{Sentence_Terminal}…\n\r\v\f\u0085\u2028\u2029:]/gu],
  ])('are found one after the other, beyond the basic plane too: %s', (_name, extra, isInner, pattern) => {
    const { next } = terminators(extra, isInner)
    fc.assert(
      fc.property(text, (words) => {
        const found: number[] = []
        for (let at = next(words, 0); at !== -1; at = next(words, at + 1)) found.push(at)
        expect(found).toEqual(Array.from(words.matchAll(pattern), ({ index }) => index))
      }),
    )
  })
})
