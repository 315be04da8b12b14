import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openSqliteEditions } from '../../../src/memory/sqlite/editions.ts'
import { editionsContract } from '../../contracts/editions.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { editionRecord } from '../../fakes/edition-record.ts'
import { temporaryFolder } from '../../fakes/folder.ts'

editionsContract('a record of editions in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const open = () => openSqliteEditions(path.join(folder, 'state', 'editions.sqlite'))
  return { editions: open(), another: open, dispose: () => rmSync(folder, { recursive: true, force: true }) }
})

const record = editionRecord()

const newFile = () => path.join(temporaryFolder(), 'state', 'editions.sqlite')

/** With a hundred articles; the page of the first is spoilt. */
async function damagedFile(): Promise<string> {
  const file = newFile()
  const editions = openSqliteEditions(file)
  for (let nth = 0; nth < 100; nth++) await editions.put(`article ${nth}`, 'es', record, [])
  await editions.close()
  spoilPage(file, 'editions', 0)
  return file
}

describe('the record of editions', () => {
  it('made by another version is begun anew: it costs time, never text or money', async () => {
    const file = newFile()
    await openSqliteEditions(file).close()
    const db = new DatabaseSync(file)
    db.exec('DROP TABLE editions; CREATE TABLE editions (article TEXT); PRAGMA user_version = 1')
    db.close()
    const editions = openSqliteEditions(file)
    await editions.put('news', 'es', record, [])
    expect(await editions.count()).toBe(1)
    await editions.close()
  })

  it('that cannot be read says where it stands and that it may be deleted', () => {
    const file = path.join(temporaryFolder(), 'editions.sqlite')
    writeFileSync(file, 'no database. '.repeat(500))
    expect(() => openSqliteEditions(file)).toThrow(
      expect.objectContaining({
        code: 'STATE_UNREADABLE',
        place: file,
        fix: expect.stringContaining('delete it'),
      }),
    )
  })

  it('that breaks while it is open says so, as an error of ours', async () => {
    const file = newFile()
    const editions = openSqliteEditions(file)
    const db = new DatabaseSync(file)
    db.exec('DROP TABLE editions')
    db.close()
    const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE', place: file })
    await expect(editions.get('news', 'es')).rejects.toEqual(unreadable)
    await expect(editions.put('news', 'es', record, [])).rejects.toEqual(unreadable)
    await expect(editions.invalidate('news', 'es')).rejects.toEqual(unreadable)
    await expect(editions.outdate('news', 'es', ['paragraph.5f2a9c0d1b7e'])).rejects.toEqual(unreadable)
    await expect(editions.count()).rejects.toEqual(unreadable)
    await editions.close()
  })

  it.each<[string, (editions: ReturnType<typeof openSqliteEditions>) => Promise<unknown>]>([
    ['a question', (editions) => editions.get('article 0', 'es')],
    ['a put', (editions) => editions.put('article 0', 'es', record, [])],
    ['an invalidation', (editions) => editions.invalidate('article 0', 'es')],
    ['a person’s text', (editions) => editions.outdate('news', 'es', ['paragraph.5f2a9c0d1b7e'])],
  ])('that %s finds damaged is set aside and begun anew, where somebody is told of it', async (_, ask) => {
    const file = await damagedFile()
    const asides: string[] = []
    const editions = openSqliteEditions(file, (aside) => asides.push(aside))
    expect(asides).toEqual([])
    await ask(editions)
    expect(asides).toEqual([expect.stringContaining('editions.sqlite.damaged-')])
    await editions.put('article 0', 'es', record, [])
    expect(await editions.count()).toBe(1)
    expect(asides).toHaveLength(1)
    await editions.close()
  })

  it('that a question finds damaged is an error for who only looks, and left alone', async () => {
    const file = newFile()
    const before = openSqliteEditions(file)
    await before.put('news', 'es', record, [])
    await before.close()
    spoilPage(file, 'editions', 0)
    const editions = openSqliteEditions(file)
    const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE', place: file })
    await expect(editions.get('news', 'es')).rejects.toEqual(unreadable)
    await expect(editions.get('news', 'es')).rejects.toEqual(unreadable)
    expect(readdirSync(path.dirname(file)).some((name) => name.includes('damaged-'))).toBe(false)
    await editions.close()
  })
})

it.each([
  [
    3,
    `CREATE TABLE editions (
       article TEXT NOT NULL, locale TEXT NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
       locale_file TEXT NOT NULL, output TEXT NOT NULL, status TEXT NOT NULL, edited INTEGER NOT NULL,
       segments INTEGER NOT NULL, date INTEGER NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (article, locale)
     ) WITHOUT ROWID;
     INSERT INTO editions VALUES ('world/news', 'es', 's', 'f', 'l', 'es/world/news.md', 'current', 1, 3, 5, x'5f2a9c0d1b7e')`,
    { outputHash: '', rules: '', disclosed: '' },
  ],
  [
    4,
    `CREATE TABLE editions (
       article TEXT NOT NULL, locale TEXT NOT NULL, path TEXT NOT NULL DEFAULT '', source TEXT NOT NULL,
       fingerprint TEXT NOT NULL, rules TEXT NOT NULL DEFAULT '', localeFile TEXT NOT NULL, output TEXT NOT NULL,
       outputHash TEXT NOT NULL DEFAULT '', status TEXT NOT NULL, why TEXT NOT NULL DEFAULT '', until INTEGER,
       changed INTEGER, version TEXT NOT NULL DEFAULT '', edited INTEGER NOT NULL, segments INTEGER NOT NULL,
       date INTEGER NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (article, locale)
     ) WITHOUT ROWID;
     INSERT INTO editions VALUES ('world/news', 'es', 'world/news.md', 's', 'f', 'r', 'l', 'es/world/news.md', 'h', 'current', '',
       7, 6, '2', 1, 3, 5, x'5f2a9c0d1b7e')`,
    { outputHash: 'h', rules: 'r', until: 7, changed: 6, version: '2' },
  ],
])('of version %i is taken over, with what it knew', async (version, sql, known) => {
  const file = newFile()
  mkdirSync(path.dirname(file), { recursive: true })
  const db = new DatabaseSync(file)
  db.exec(`${sql}; PRAGMA user_version = ${version}`)
  db.close()
  const editions = openSqliteEditions(file)
  expect(await editions.get('world/news', 'es')).toEqual({
    ...editionRecord({ path: 'world/news.md', source: 's', fingerprint: 'f', localeFile: 'l', date: 5 }),
    output: 'es/world/news.md',
    meta: '',
    metaStamp: '',
    disclosed: '',
    unreviewed: 0,
    ...known,
  })
  await editions.outdate('harbour', 'es', ['paragraph.5f2a9c0d1b7e'])
  expect((await editions.get('world/news', 'es'))?.status).toBe('outdated')
  await editions.close()
})
