import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pair, place, type Word } from '../../../src/providers/apertium/pairs.ts'

/** Words with the pairs they belong to: `the red/0 car/01`. */
function written(marked: string, outers: readonly (number | undefined)[]) {
  const words: Word[] = []
  let text = ''
  for (const piece of marked.split(' ')) {
    const [word = '', pairs] = piece.split('/')
    if (text !== '') text += ' '
    const start = text.length
    text += word
    if (pairs !== undefined) words.push({ start, end: text.length, pairs: new Set([...pairs].map(Number)) })
  }
  const pairs: Pair[] = outers.map((outer, at) => ({ open: `<${at}>`, close: `</${at}>`, outer, at: 0.5 }))
  return { text, words, pairs }
}

function tagged(marked: string, outers: readonly (number | undefined)[]): string {
  const { text, words, pairs } = written(marked, outers)
  return rendered(text, place(text, words, pairs))
}

function rendered(text: string, insertions: ReturnType<typeof place>): string {
  let out = ''
  let from = 0
  for (const { at, raw } of insertions) {
    out += text.slice(from, at) + raw
    from = at
  }
  return out + text.slice(from)
}

describe('place', () => {
  it.each([
    ['a pair goes around its words', 'the red/0 car/0 won', [undefined], 'the <0>red car</0> won'],
    ['a word between them goes in', 'casa/0 de ladrillo/0', [undefined], '<0>casa de ladrillo</0>'],
    ['it keeps the longest run', 'a/0 b c d extraordinary/0', [undefined], 'a b c d <0>extraordinary</0>'],
    [
      'a word of another pair parts it',
      'big/0 x/1 extensive/0',
      [undefined, undefined],
      'big <1>x</1> <0>extensive</0>',
    ],
    ['an inner pair stays inside', 'new/0 health/01 plan/0', [undefined, 0], '<0>new <1>health</1> plan</0>'],
    ['two pairs may share all words', 'health/01', [undefined, 0], '<0><1>health</1></0>'],
    ['a lost pair goes around a free word', 'one two three', [undefined], 'one <0>two</0> three'],
    [
      '… but not around a taken one',
      'one two/0 sixteen',
      [undefined, undefined],
      'one <0>two</0> <1>sixteen</1>',
    ],
    ['no word is free: it is empty', 'two/0', [undefined, undefined], '<0>two</0><1></1>'],
  ])('%s', (_, marked, outers, expected) => {
    expect(tagged(marked, outers)).toBe(expected)
  })

  it('does not take a tag or a reference for a free word', () => {
    expect(tagged('<x_id="h0"> &amp; done', [undefined])).toBe('<x_id="h0"> &amp; <0>done</0>')
  })

  it('sets every pair once, well nested, and changes no letter', () => {
    const shape = fc
      .array(fc.nat(4), { maxLength: 5 })
      .map((parents) => parents.map((parent, at) => (at === 0 || parent >= at ? undefined : parent)))
    const word = fc.record({
      word: fc.constantFrom('sol', 'mar', 'de', 'x', 'barcelona', '&amp;'),
      pairs: fc.uniqueArray(fc.nat(4), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(shape, fc.array(word, { maxLength: 12 }), (outers, list) => {
        const marked = list
          .map(({ word, pairs }) => {
            const own = pairs.filter((pair) => pair < outers.length)
            return own.length > 0 ? `${word}/${own.join('')}` : word
          })
          .join(' ')
        const out = tagged(marked, outers)
        expect(out.replace(/<\/?\d>/g, '')).toBe(list.map(({ word }) => word).join(' '))
        const open: string[] = []
        const seen: string[] = []
        for (const [, slash, pair] of out.matchAll(/<(\/?)(\d)>/g)) {
          if (slash) expect(open.pop()).toBe(pair)
          else {
            open.push(pair!)
            seen.push(pair!)
          }
        }
        expect(open).toEqual([])
        expect(seen.toSorted()).toEqual(outers.map((_, at) => String(at)))
      }),
    )
  })
})
