import { describe, expect, it } from 'vitest'
import { i18next } from '../../../src/exchange/i18next/i18next.ts'
import { hasTexts } from '../../../src/exchange/i18next/read.ts'
import { exchangeContract } from '../../contracts/exchange.ts'
import { each, returned } from '../bundle-room.ts'

exchangeContract(i18next, { isTelling: false, holds: () => true })

describe('i18next JSON', () => {
  it('is read flat, and nested at the dots of keys', async () => {
    const words = {
      kind: 'words',
      article: undefined,
      locale: undefined,
      source: undefined,
      isApproved: false,
      exported: undefined,
    }
    const text = JSON.stringify({ 'headline.a': 'Uno', paragraph: { b: 'Dos', c: 3 } })
    expect(await returned(i18next, text)).toEqual([
      { ...words, key: 'headline.a', text: 'Uno' },
      { ...words, key: 'paragraph.b', text: 'Dos' },
      {
        kind: 'refused',
        article: undefined,
        locale: undefined,
        key: 'paragraph.c',
        words: '3',
        reason: 'it is no text',
      },
    ])
  })

  it('holds one article, since it could not say whose a text is', async () => {
    const articles = each({ id: 'a', segments: [] }, { id: 'b', segments: [] })
    const writing = Array.fromAsync(i18next.write({ sourceLocale: 'en', locale: 'es', articles }))
    await expect(writing).rejects.toMatchObject({ code: 'USAGE' })
  })

  it.each([
    ['{"paragraph.0123456789ab": ""}', true],
    ['{"paragraph": {"0123456789ab": ""}}', true],
    ['{"headline": "Ferry strike", "body": {"text": "x"}}', false],
    ['["paragraph.0123456789ab"]', false],
    ['{', false],
  ])('tells by its keys whether a file holds texts: %s %s', (json, expected) => {
    expect(hasTexts(json)).toBe(expected)
  })
})
