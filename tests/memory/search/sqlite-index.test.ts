import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openSqliteIndex } from '../../../src/memory/search/sqlite-index.ts'
import type { IndexedFile } from '../../../src/memory/search.ts'
import { searchContract } from '../../contracts/search.ts'
import { temporaryFolder } from '../../fakes/folder.ts'

searchContract('a search index in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const index = openSqliteIndex({ path: path.join(folder, 'es.search.sqlite'), locale: 'es' })
  return { index, dispose: () => rmSync(folder, { recursive: true, force: true }) }
})

const FERRY: IndexedFile = {
  name: 'ferry',
  stamp: '1',
  passages: [
    {
      article: 'ferry',
      key: 'paragraph.1',
      sourceLocale: 'en',
      source: 'Crews stayed.',
      target: 'Se quedaron.',
      origin: { kind: 'human', editor: 'Ana' },
      state: 'edited',
      date: 1,
    },
  ],
}

const filled = async () => {
  const file = path.join(temporaryFolder(), 'es.search.sqlite')
  const index = openSqliteIndex({ path: file, locale: 'es' })
  await index.put([FERRY])
  await index.close()
  return file
}

it('is there for the next process', async () => {
  const index = openSqliteIndex({ path: await filled(), locale: 'es' })
  expect(await index.search('crews', 'source', 5)).toEqual(FERRY.passages)
  await index.close()
})

it('is begun anew where it is damaged, and leaves nothing behind', async () => {
  const file = await filled()
  writeFileSync(file, 'this is no database, and has been one before')
  const index = openSqliteIndex({ path: file, locale: 'es' })
  expect(await index.stamps()).toEqual(new Map())
  await index.put([FERRY])
  expect(await index.search('crews', 'source', 5)).toHaveLength(1)
  await index.close()
})

it('is begun anew where another version has made it', async () => {
  const file = await filled()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 999')
  db.close()
  const index = openSqliteIndex({ path: file, locale: 'es' })
  expect(await index.stamps()).toEqual(new Map())
  await index.close()
})
