import { describe, expect, it } from 'vitest'
import { findVanished, isSuspicious, withdrawVanished } from '../../src/lifecycle/vanished.ts'
import { humanKey } from '../../src/memory/memory-key.ts'
import { openSqliteEditions } from '../../src/memory/sqlite/editions.ts'
import type { EditionStatus } from '../../src/publish/editions.ts'
import { editionRecord } from '../fakes/edition-record.ts'
import { newsroom } from '../fakes/newsroom.ts'

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

it('is not gone that has another ending, also while one locale has not come to that yet', async () => {
  const editions = openSqliteEditions(':memory:')
  await editions.put('a', 'ca', editionRecord({ path: 'a.html' }), [])
  await editions.put('a', 'es', editionRecord({ path: 'a.md' }), [])
  expect(await findVanished(editions, (path) => path === 'a.md')).toEqual({ known: 1, gone: [] })
})

it('lets what people wrote in a deleted article serve on, and no longer decide', async () => {
  const room = newsroom()
  await room.edition(room.source('ferry.md', 'One.\n'))
  room.edit('ferry', 'es:One.', 'Uno.')
  await room.edition(room.source('ferry.md', 'One.\n'))
  const vanished = await findVanished(room.editions, () => false)
  const told: string[] = []
  const ports = { ...room.ports.publish, memory: room.ports.memory.of }
  await withdrawVanished(vanished, ['es'], ports, (_, __, output) => told.push(output))
  expect(told).toEqual(['es/ferry.md'])
  const key = humanKey('en', 'One.')
  const recalled = async () => (await room.memory.recallHuman([key])).agreed.get(key)?.text
  expect(await recalled()).toBe('Uno.')
  await room.memory.keepHuman('news', [{ key, text: 'Una.', editor: 'ada', date: 1 }])
  expect(await recalled()).toBe('Una.')
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
