import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import type { MachineRow } from '../../../src/memory/memory.ts'
import { humanKey } from '../../../src/memory/memory-key.ts'
import { isDamage, markDamaged } from '../../../src/memory/sqlite/damage.ts'
import { openDatabaseFile } from '../../../src/memory/sqlite/database-file.ts'
import { type Damage, openSqliteStore } from '../../../src/memory/sqlite/store.ts'
import { temporaryFolder } from '../../fakes/folder.ts'
import { intentOf } from '../../fakes/intent.ts'

const machineRow = (text: string): MachineRow => ({
  key: humanKey('en', text),
  text,
  provider: 'fake',
  model: 'm1',
  date: 1,
})
const written = machineRow('Written back to the file.')
const logged = machineRow('In the log alone.')

/** A memory as a killed run leaves it: a row in the file; another, and what was spent, in the log beside it. */
async function killed(): Promise<string> {
  const [made, file] = [temporaryFolder(), temporaryFolder()].map((folder) => path.join(folder, 'es.sqlite'))
  const first = openSqliteStore({ path: made!, locale: 'es' })
  await first.keep([written])
  await first.close()
  const memory = openSqliteStore({ path: made!, locale: 'es' })
  await memory.keep([logged])
  await memory.settle(await memory.intend(intentOf({ sentAt: Date.now() })), 'answered', [])
  for (const suffix of ['', '-wal']) copyFileSync(made! + suffix, file! + suffix)
  await memory.close()
  return file!
}

/** Opened by a run that buys. */
async function reopened(file: string) {
  const damages: Damage[] = []
  const memory = openSqliteStore({ path: file, locale: 'es', onDamage: (damage) => damages.push(damage) })
  const known = await memory.recall([written.key, logged.key])
  const spent = await memory.spentSince(0, 'USD')
  await memory.close()
  return { damages, texts: [...known.values()].map(({ text }) => text), spent: spent.characters }
}

const both = [written.text, logged.text]
const namesIn = (file: string) => readdirSync(path.dirname(file)).toSorted()

describe('what SQLite would pass over without a word', () => {
  const ways: [string, (file: string) => void, readonly string[]][] = [
    ['a file that was emptied', (file) => truncateSync(file, 0), []],
    ['a log whose file is gone', (file) => rmSync(file), []],
    [
      'a log that does not begin like one',
      (file) => writeFileSync(`${file}-wal`, 'z'.repeat(40)),
      both.slice(0, 1),
    ],
  ]

  it.each(ways)(
    'is found: %s; what it held is kept, and what was spent is not known',
    async (_, spoil, texts) => {
      const file = await killed()
      spoil(file)
      const before = new Map(
        namesIn(file).map((name) => [name, readFileSync(path.join(path.dirname(file), name))]),
      )
      const { damages, ...after } = await reopened(file)
      expect(after).toEqual({ texts, spent: Number.POSITIVE_INFINITY })
      expect(damages).toEqual([{ aside: expect.any(String), isLedgerSaved: false }])
      for (const [name, bytes] of before)
        expect(readFileSync(damages[0]!.aside + name.slice('es.sqlite'.length)).equals(bytes)).toBe(true)
      expect((await reopened(file)).damages).toEqual([])
    },
  )

  it.each(ways)('is told to who only looks, and left alone: %s', async (_, spoil) => {
    const file = await killed()
    spoil(file)
    const before = namesIn(file)
    expect(() => openSqliteStore({ path: file, locale: 'es' })).toThrow(
      expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
    )
    expect(namesIn(file)).toEqual(before)
  })

  it('is not a log that was just begun', async () => {
    const file = await killed()
    writeFileSync(`${file}-wal`, 'z'.repeat(31))
    expect(await reopened(file)).toMatchObject({ damages: [], texts: [written.text] })
  })
})

describe('a file that a query found damaged', () => {
  it('is set aside by the next run that buys, though it opens well, and nothing of it is lost', async () => {
    const file = await killed()
    markDamaged(file)
    const { damages, ...after } = await reopened(file)
    expect(after).toEqual({ texts: both, spent: 10 })
    expect(damages).toEqual([{ aside: expect.any(String), isLedgerSaved: true }])
    expect(await reopened(file)).toEqual({ damages: [], texts: both, spent: 10 })
  })

  const NAME = 'damaged-2026-11-22T20-00-00.000Z'
  const begin = (file: string) => writeFileSync(`${file}.is-damaged`, NAME)
  const moveLog = (file: string) => renameSync(`${file}-wal`, `${file}.${NAME}-wal`)
  it.each<[string, (file: string) => void]>([
    ['it had a name', begin],
    [
      'it was linked',
      (file) => {
        begin(file)
        linkSync(file, `${file}.${NAME}`)
      },
    ],
    [
      'its log was moved',
      (file) => {
        begin(file)
        linkSync(file, `${file}.${NAME}`)
        moveLog(file)
      },
    ],
    [
      'it was moved, where there are no links, and its log was not',
      (file) => {
        begin(file)
        renameSync(file, `${file}.${NAME}`)
      },
    ],
    [
      'it was moved and a command looked at it since',
      (file) => {
        begin(file)
        linkSync(file, `${file}.${NAME}`)
        moveLog(file)
        writeFileSync(`${file}-wal`, '')
      },
    ],
    [
      'it was moved and another process’s query found it damaged too',
      (file) => {
        begin(file)
        renameSync(file, `${file}.${NAME}`)
        moveLog(file)
        markDamaged(file)
      },
    ],
    [
      'the new one was in its place',
      (file) => {
        begin(file)
        renameSync(file, `${file}.${NAME}`)
        moveLog(file)
        writeFileSync(file, 'new')
      },
    ],
  ])('loses nothing when its run is killed once %s', async (_, prepare) => {
    const file = await killed()
    prepare(file)
    const aside = `${file}.${NAME}`
    const done = { damages: [{ aside, isLedgerSaved: true }], texts: both, spent: 10 }
    expect(await reopened(file)).toEqual(done)
    expect(existsSync(`${aside}-wal`)).toBe(true)
    expect(await reopened(file)).toEqual({ ...done, damages: [] })
    expect(namesIn(file).filter((name) => !name.includes(NAME))).toEqual(['es.sqlite'])
  })

  it('is not given up when no new one can be made, nor given another name each time', async () => {
    const file = await killed()
    markDamaged(file)
    const settings = {
      path: file,
      title: 'The memory',
      fix: 'none.',
      schema: '',
      version: 2,
      onDamage: () => {},
      begin() {
        throw new Error('disk full')
      },
    }
    for (const _ of [1, 2]) expect(() => openDatabaseFile(settings)).toThrow(/disk full/)
    expect(await reopened(file)).toMatchObject({ texts: both, spent: 10 })
    expect(namesIn(file).filter((name) => /damaged-.*Z$/.test(name))).toHaveLength(1)
  })
})

describe('damage', () => {
  const sqlite = (errcode: number) => Object.assign(new Error('SQLite says so'), { errcode })
  it.each<[string, unknown, boolean]>([
    ['a malformed page', sqlite(11), true],
    ['a malformed index (SQLITE_CORRUPT_INDEX)', sqlite(779), true],
    ['no database', sqlite(26), true],
    ['a full disk', sqlite(13), false],
    ['another writer', sqlite(5), false],
    ['an error of the disk', sqlite(10), false],
    ['no error of SQLite', new Error('closed'), false],
    ['no error', 'malformed', false],
  ])('%s: %s → %s', (_, error, expected) => {
    expect(isDamage(error)).toBe(expected)
    const options = { fix: 'none', cause: error }
    expect(isDamage(new DragomanError('STATE_UNREADABLE', 'The memory cannot be used.', options))).toBe(
      expected,
    )
  })
})
