import { describe, expect, it } from 'vitest'
import { bleu } from '../../bench/bleu.ts'
import { chrF2 } from '../../bench/chrf.ts'

describe('chrF2', () => {
  it.each([
    ['the same text is 100', ['El perro'], ['El perro'], 100],
    ['nothing in common is 0', ['abc'], ['xyz'], 0],
    ['an empty corpus is 0', [], [], 0],
    ['an empty hypothesis is 0', [''], ['abc'], 0],
    // Order 1: 2 of 2 and 2 of 3. Order 2: 1 of 1 and 1 of 2. Order 3 has no hypothesis and is left out.
    // Precision 1, recall 7/12: 5 · 7/12 / (4 + 7/12).
    ['recall weighs twice as much as precision', ['ab'], ['abc'], (100 * (5 * (7 / 12))) / (4 + 7 / 12)],
    // The other way round: precision 7/12, recall 1.
    ['so too much is cheaper than too little', ['abc'], ['ab'], (100 * (5 * (7 / 12))) / (4 * (7 / 12) + 1)],
    // Order 1: “a” counts twice of three, order 2 “aa” once of two; both found whole in the reference.
    [
      'an n-gram counts as often as the reference has it',
      ['aaa'],
      ['aa'],
      (100 * (5 * (7 / 12))) / (4 * (7 / 12) + 1),
    ],
    ['white space does not count', ['a b\tc'], ['abc'], 100],
    ['case counts', ['A'], ['a'], 0],
    // One character each: only order 1 counts, half of two.
    ['counts are added up over the corpus', ['a', 'b'], ['a', 'c'], 50],
    ['characters are code points', ['😀'], ['😁'], 0],
  ])('%s', (_rule, hypotheses, references, score) => {
    expect(chrF2(hypotheses, references)).toBeCloseTo(score, 10)
  })

  it('a reference too short for an order is no reproach in it', () => {
    // Order 1 over both lines: 2 shared of 3 and of 2. Higher orders have no reference.
    expect(chrF2(['ab', 'c'], ['a', 'c'])).toBeCloseTo((100 * 5 * (2 / 3)) / (4 * (2 / 3) + 1), 10)
  })

  it('needs a reference for every line', () => {
    expect(() => chrF2(['a'], [])).toThrow(RangeError)
  })
})

describe('BLEU', () => {
  it.each([
    ['the same text is 100', ['a b c d e'], ['a b c d e'], 100],
    ['nothing in common is 0', ['a b c d'], ['w x y z'], 0],
    // Orders 4/5, 3/4, 2/3, 1/2: the fourth root of their product.
    ['orders are averaged geometrically', ['a b c d x'], ['a b c d e'], 100 * 0.2 ** 0.25],
    // All matched; four words for five: e^(1 − 5/4).
    ['too short a text pays for it', ['a b c d'], ['a b c d e'], 100 * Math.exp(-0.25)],
    // Orders 2/4, 1/3, then no match: 1/(2·2) and 1/(4·1).
    [
      'orders without a match are smoothed',
      ['a b x y'],
      ['a b c d'],
      100 * ((2 / 4) * (1 / 3) * (1 / 4) * (1 / 4)) ** 0.25,
    ],
    [
      'a word counts as often as the reference has it',
      ['a a a a'],
      ['a b c d'],
      100 * ((1 / 4) * (1 / 6) * (1 / 8) * (1 / 8)) ** 0.25,
    ],
    ['punctuation is a word, not in figures', ['“1,000.5” (a), b.'], ['“1,000.5” ( a ) , b .'], 100],
  ])('%s', (_rule, hypotheses, references, score) => {
    expect(bleu(hypotheses, references)).toBeCloseTo(score, 10)
  })
})
