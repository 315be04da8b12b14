import { describe, expect, it } from 'vitest'
import { pseudo } from '../../../src/providers/pseudo/pseudo.ts'
import { providerContract } from '../../contracts/provider.ts'

providerContract('pseudo', () => ({
  provider: pseudo(),
  served: { source: 'en', target: 'en-XA' },
  unserved: { source: 'en', target: 'es' },
}))

const translate = async (target: string, text: string, mime: 'html' | 'text' = 'text') =>
  (await pseudo().translate({ source: 'en', target, mime, texts: [text], timeoutMs: 1_000 })).texts[0]!

describe('pseudo', () => {
  it.each([
    ['en', 'en-XA', true],
    ['fr', 'ar-XB', true],
    ['en', 'ar', false],
    ['en-XA', 'en-XA', false],
    ['en', 'toString', false],
  ])('from %s to %s: %s', async (source, target, expected) => {
    expect(await pseudo().serves(source, target)).toBe(expected)
  })

  it('refuses any other target', async () => {
    await expect(translate('es', 'Hello')).rejects.toMatchObject({ failure: { kind: 'pair' } })
  })
})

describe('en-XA', () => {
  it('accents every letter and sets brackets at the ends', async () => {
    expect(await translate('en-XA', 'The tide turns.')).toBe('⟦Ţĥé ţîðé ţûŕñš. ļöŕéɱ⟧')
  })

  it('has a different mark for each letter', async () => {
    const alphabet = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz'
    const marked = (await translate('en-XA', alphabet)).slice(1, 1 + alphabet.length)
    expect(new Set(marked).size).toBe(alphabet.length)
    expect([...marked].filter((letter) => alphabet.includes(letter))).toEqual([])
    expect(marked.normalize('NFD').replace(/\p{M}/gu, '')).toHaveLength(alphabet.length)
  })

  it('is about a third longer', async () => {
    const text = 'Volunteers carried sandbags along the harbour wall until the last ferry had left. '.repeat(
      8,
    )
    const longer = (await translate('en-XA', text)).length / text.length
    expect(longer).toBeGreaterThan(1.2)
    expect(longer).toBeLessThan(1.4)
  })

  it('does not say the same filler twice in a row', async () => {
    const filler = (await translate('en-XA', 'x'.repeat(900))).slice(901).replace('⟧', '').trim().split(' ')
    for (let size = 1; size <= filler.length / 2; size++) {
      for (let at = 0; at + 2 * size <= filler.length; at++) {
        expect(filler.slice(at, at + size)).not.toEqual(filler.slice(at + size, at + 2 * size))
      }
    }
  })
})

describe('ar-XB', () => {
  it('turns each word around, as Android and Chrome do', async () => {
    expect(await translate('ar-XB', 'High tide, 7 am')).toBe(
      '\u200F\u202EHigh\u202C\u200F \u200F\u202Etide\u202C\u200F, 7 \u200F\u202Eam\u202C\u200F',
    )
  })

  it('closes every override it opens', async () => {
    const text = await translate('ar-XB', 'The mayor’s mother-in-law said: “No.”')
    expect(text.match(/\u202E/g)).toHaveLength(text.match(/\u202C/g)?.length ?? 0)
  })
})

describe.each(['en-XA', 'ar-XB'])('%s', (target) => {
  it.each([
    '{{name}}',
    '%s',
    '%1$d',
    '{0}',
    '$' + '{count}',
    'https://example.org/a?b=c#d',
    'press@example.org',
    '@harbour_news',
    '#HighTide',
  ])('leaves %s as it is', async (literal) => {
    expect(await translate(target, `Ask ${literal} now`)).toContain(` ${literal} `)
  })

  it('leaves tags and entities as they are', async () => {
    const html = await translate(target, 'The <b id=1>old &amp; new</b> pier<x id=2></x>', 'html')
    expect(html.match(/<[^>]*>|&\w+;/g)).toEqual(['<b id=1>', '&amp;', '</b>', '<x id=2>', '</x>'])
  })

  it.each(['', '  ', '1,204', '—'])('leaves a text without words as it is: “%s”', async (text) => {
    expect(await translate(target, text)).toBe(text)
  })

  it('keeps white space at the edges', async () => {
    expect(await translate(target, ' pier\n')).toMatch(/^ \S.*\S\n$/)
  })

  it('takes a dollar sign for a dollar sign', async () => {
    expect(await translate(target, "It cost $& and $' and $1")).toContain('$&')
  })
})
