import { describe, expect, it } from 'vitest'
import { findVanished, isSuspicious } from '../../src/lifecycle/vanished.ts'
import { openSqliteEditions } from '../../src/memory/sqlite/editions.ts'
import type { EditionStatus } from '../../src/publish/editions.ts'
import { editionRecord } from '../fakes/edition-record.ts'

async function record(entries: readonly (readonly [id: string, locale: string, status?: EditionStatus])[]) {
  const editions = openSqliteEditions(':memory:')
  for (const [id, locale, status = 'current'] of entries)
    await editions.put(id, locale, editionRecord({ path: `${id}.md`, status }), [])
  return editions
}

it('names the articles that are gone, with the locales that they are known in', async () => {
  const editions = await record([
    ['a', 'es'],
    ['a', 'ca'],
    ['b', 'es'],
    ['c', 'es', 'held'],
    ['d', 'es', 'withdrawn'],
  ])
  expect(await findVanished(editions, (path) => path === 'b.md')).toEqual({
    known: 3,
    gone: [
      { id: 'a', path: 'a.md', locales: ['ca', 'es'] },
      { id: 'c', path: 'c.md', locales: ['es'] },
    ],
  })
})

describe('so many gone that it is rather a folder that is not mounted', () => {
  it.each([
    [0, 0, false],
    [0, 100, false],
    [1, 1, true],
    [2, 2, true],
    [1, 2, false],
    [5, 6, false],
    [6, 7, true],
    [5, 10, false],
    [6, 30, false],
    [6, 29, true],
    [20, 100, false],
    [21, 100, true],
    [100, 100, true],
  ])('%i of %i: %s', (gone, known, isIt) => {
    const each = { id: 'a', path: 'a.md', locales: ['es'] }
    expect(isSuspicious({ known, gone: Array.from({ length: gone }, () => each) })).toBe(isIt)
  })
})
