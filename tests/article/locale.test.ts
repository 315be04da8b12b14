import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import {
  directionOf,
  fallbackChain,
  languageOf,
  parseLocale,
  spacesSentences,
} from '../../src/article/locale.ts'

describe('a locale tag', () => {
  it.each([
    ['es', 'es'],
    ['EN-us', 'en-US'],
    ['zh-hant-hk', 'zh-Hant-HK'],
    ['iw', 'he'],
    ['en-XA', 'en-XA'],
    ['ar-xb', 'ar-XB'],
    ['en-x-pirate', 'en-x-pirate'],
  ])('%s is read as %s', (tag, canonical) => {
    expect(parseLocale(tag)).toBe(canonical)
  })

  it.each([
    '',
    ' ',
    'en_US',
    'en-',
    'english',
    'xx',
    'qaa',
    'zz-ZZ',
    'und',
    'und-Latn',
    'x-pirate',
    '../es',
    'es\u0000',
  ])('%j is refused by name', (tag) => {
    const reading = () => parseLocale(tag, 'world/flood.md')
    expect(reading).toThrow(DragomanError)
    expect(reading).toThrow(
      expect.objectContaining({
        code: 'LOCALE_UNKNOWN',
        place: 'world/flood.md',
        message: expect.stringContaining(`“${tag}”`),
      }),
    )
  })

  it.each(
    readdirSync(new URL('../../locales/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  )('%s, which we ship, is canonical', (tag) => {
    expect(parseLocale(tag)).toBe(tag)
  })
})

describe('the reading direction', () => {
  it.each(['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'ckb', 'dv', 'az-Arab', 'pa-Arab', 'ar-XB'])(
    'of %s is right to left',
    (tag) => expect(directionOf(tag)).toBe('rtl'),
  )

  it.each(['en', 'es', 'zh-Hans', 'az', 'pa', 'ar-Latn', 'en-XA'])('of %s is left to right', (tag) =>
    expect(directionOf(tag)).toBe('ltr'),
  )
})

describe('the fallback chain', () => {
  it.each([
    ['zh-Hant-HK', ['zh-Hant-HK', 'zh-Hant', 'zh']],
    ['zh-TW', ['zh-TW', 'zh-Hant', 'zh']],
    ['zh-CN', ['zh-CN', 'zh-Hans', 'zh']],
    ['zh', ['zh', 'zh-Hans']],
    ['sr-Latn', ['sr-Latn', 'sr']],
    ['pt-BR', ['pt-BR', 'pt-Latn', 'pt']],
    ['en-x-pirate', ['en-x-pirate', 'en-Latn', 'en']],
  ])('of %s is %j', (tag, chain) => {
    expect(fallbackChain(tag)).toEqual(chain)
  })

  it.each(['en', 'nb', 'zh', 'es-419', 'de-CH-1996', 'zh-Hant-HK', 'en-u-hc-h12'])(
    'of %s begins with the tag itself, ends at its language, and names each once',
    (tag) => {
      const chain = fallbackChain(tag)
      expect(chain[0]).toBe(tag)
      expect(chain).toContain(languageOf(tag))
      expect(new Set(chain).size).toBe(chain.length)
    },
  )
})

it.each([
  ['zh-Hans', false],
  ['ja', false],
  ['yue', false],
  ['ko', true],
  ['th', true],
  ['es', true],
])('white space between sentences in %s: %s', (tag, spaced) => {
  expect(spacesSentences(tag)).toBe(spaced)
})
