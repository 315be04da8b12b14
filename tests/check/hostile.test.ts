import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { checks } from '../../src/check/checks.ts'

/** Far longer than any article. A check that took the square of it would not end within the test's time limit. */
const LENGTH = 200_000
const fill = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length))

const TEXTS: Readonly<Record<string, string>> = {
  letters: fill('a'),
  digits: fill('1'),
  'groups of digits': fill('111 '),
  'dotted digits': fill('1.'),
  'scale signs': fill('1亿'),
  'numbers with units': fill('7 miles '),
  'at signs': fill('@'),
  'addresses that never end': fill('a@b.'),
  'number signs': fill('#1'),
  'web addresses': fill('https://a.b/( '),
  brackets: fill('https://a.b/)))'),
  quotes: fill(`'"`),
  words: fill('the old pier '),
  'words that never repeat for long': fill('a b a b c '),
  capitals: fill('Aa Bb '),
  ideographs: fill('港口'),
  blanks: fill(' '),
}

describe('the checks', () => {
  it.each(Object.entries(TEXTS))('bear a source, a target, or both of nothing but %s', (_, text) => {
    const [long, short] = [plain(text), plain('El muelle mide 7 metros.')]
    for (const { find } of checks)
      for (const [source, target] of [
        [long, short],
        [short, long],
        [long, plain(`${text}.`)],
      ] as const)
        expect(() => find({ source, target, sourceLocale: 'en', targetLocale: 'es' })).not.toThrow()
  })
})
