import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { FailedRow, HumanRow, MachineRow } from '../../../src/memory/memory.ts'
import { humanKey } from '../../../src/memory/memory-key.ts'
import { openLedgers } from '../../../src/memory/sqlite/ledger-reader.ts'
import { openSqliteStore } from '../../../src/memory/sqlite/store.ts'
import { ledgerContract } from '../../contracts/ledger.ts'
import { memoryContract } from '../../contracts/memory.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { version1File, version2File } from '../../fakes/earlier-versions.ts'
import { temporaryFolder } from '../../fakes/folder.ts'
import { intentOf } from '../../fakes/intent.ts'

memoryContract('memory in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const open = () => openSqliteStore({ path: path.join(folder, 'state', 'es.sqlite'), locale: 'es' })
  const memory = open()
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  return { memory, another: open, dispose }
})

ledgerContract('a ledger in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const open = () => openSqliteStore({ path: path.join(folder, 'state', 'es.sqlite'), locale: 'es' })
  return { store: open(), another: open, dispose: () => rmSync(folder, { recursive: true, force: true }) }
})

const key = humanKey('en', 'Hello')
const machine: MachineRow = {
  key,
  text: 'Hola',
  provider: 'fake',
  model: 'm1',
  rung: 'exact',
  date: 1_700_000_000_000,
}
const failed: FailedRow = {
  ...machine,
  rung: 'exact',
  findings: [{ check: 'numbers', severity: 'block', message: 'No “40”.' }],
}
const human: HumanRow = { key, text: 'Hola', editor: 'maria', date: 1_700_000_000_000 }

/** A memory with one row of each kind, on which a statement was run behind its back. */
async function damagedBy(statement: string) {
  const file = path.join(temporaryFolder(), 'es.sqlite')
  const memory = openSqliteStore({ path: file, locale: 'es' })
  await memory.keep([machine])
  await memory.keepHuman('news', [human])
  await memory.settle(await memory.intend(intentOf()), 'answered', [], [failed])
  await memory.close()
  const db = new DatabaseSync(file)
  expect(db.prepare(statement).run().changes).toBe(1)
  db.close()
  return openSqliteStore({ path: file, locale: 'es' })
}

describe('a damaged row', () => {
  it.each([
    ["text = 'Hole'"],
    ["text = CAST('Hola' AS BLOB)"],
    ["provider = 'faje'"],
    ["model = 'm3'"],
    ['date = date + 1'],
    ["rung = 'repaired'"],
    ['rung = NULL'],
    ['checksum = checksum + 1'],
  ])('counts as unknown, whichever of its bits is flipped: %s', async (change) => {
    const memory = await damagedBy(`UPDATE machine SET ${change}`)
    expect(await memory.recall([key])).toEqual(new Map())
    expect(await memory.stats()).toMatchObject({ machine: 1, damaged: 1 })
    await memory.close()
  })

  it.each([
    ["text = 'Hole'"],
    ["provider = 'faje'"],
    ["model = 'm3'"],
    ["rung = 'repaired'"],
    ["findings = '[]'"],
    ["findings = '{'"],
    ['date = date + 1'],
    ['checksum = checksum + 1'],
  ])('of a text that failed its checks counts as unknown too: %s', async (change) => {
    const memory = await damagedBy(`UPDATE failed SET ${change}`)
    expect(await memory.recallFailed([key])).toEqual(new Map())
    await memory.close()
  })

  it('of a person’s counts as unknown too', async () => {
    const memory = await damagedBy("UPDATE human SET editor = 'mario'")
    expect((await memory.recallHuman([key])).agreed).toEqual(new Map())
    expect(await memory.stats()).toMatchObject({ damaged: 1 })
    await memory.close()
  })

  it('of a person’s counts as unknown too when it says that its article has lost the sentence', async () => {
    const memory = await damagedBy('UPDATE human SET present = 0')
    expect((await memory.recallHuman([key])).agreed).toEqual(new Map())
    await memory.close()
  })

  it('is no disagreement: what the others wrote still counts', async () => {
    const memory = await damagedBy("UPDATE human SET text = 'Hole'")
    await memory.keepHuman('sport', [human])
    expect((await memory.recallHuman([key])).agreed.get(key)?.text).toBe('Hola')
    await memory.close()
  })

  it('is whole again when it is bought again', async () => {
    const memory = await damagedBy("UPDATE machine SET text = 'Hole'")
    await memory.keep([machine])
    expect((await memory.recall([key])).get(key)?.text).toBe('Hola')
    await memory.close()
  })
})

describe('a file that is no database', () => {
  const unreadable = (place: string) =>
    expect.objectContaining({ code: 'STATE_UNREADABLE', place, message: expect.stringContaining('for es') })

  it('is reported with its place and its mend, and left as it is', () => {
    const file = path.join(temporaryFolder(), 'es.sqlite')
    writeFileSync(file, 'these are notes, not a database. '.repeat(200))
    expect(() => openSqliteStore({ path: file, locale: 'es' })).toThrow(unreadable(file))
  })

  it('may be a folder', () => {
    const file = temporaryFolder()
    expect(() => openSqliteStore({ path: file, locale: 'es' })).toThrow(unreadable(file))
  })

  it('may stand where its folder should be', () => {
    const folder = path.join(temporaryFolder(), 'state')
    writeFileSync(folder, '')
    const file = path.join(folder, 'es.sqlite')
    expect(() => openSqliteStore({ path: file, locale: 'es' })).toThrow(unreadable(file))
  })

  it('may become one while it is open: what is asked then says so too', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'state'))
    const file = path.join(folder, 'state', 'es.sqlite')
    const memory = openSqliteStore({ path: file, locale: 'es' })
    await memory.keep([machine])
    const db = new DatabaseSync(file)
    db.exec('DROP TABLE machine; DROP TABLE ledger')
    db.close()
    await expect(memory.recall([key])).rejects.toEqual(unreadable(file))
    await expect(memory.intend(intentOf())).rejects.toEqual(unreadable(file))
    await expect(memory.settle(1, 'answered', [machine])).rejects.toEqual(unreadable(file))
    await memory.close()
  })
})

/** The same as version 3 wrote it: its texts in order of arrival, with an index of their whole keys. */
function version3File(of: string): string {
  const file = version2File(of)
  const db = new DatabaseSync(file)
  db.exec(`
    ALTER TABLE machine RENAME TO machine_by_key;
    CREATE TABLE machine (key BLOB NOT NULL PRIMARY KEY, text TEXT NOT NULL, provider TEXT NOT NULL,
      model TEXT NOT NULL, date INTEGER NOT NULL, checksum INTEGER NOT NULL, rung TEXT);
    INSERT INTO machine SELECT key, text, provider, model, date, checksum, rung FROM machine_by_key;
    DROP TABLE machine_by_key;
    PRAGMA user_version = 3;
  `)
  db.close()
  return file
}

/** The same as version 4 wrote it: of each key the last 8 bytes are indexed. */
function version4File(of: string): string {
  const file = version2File(of)
  const db = new DatabaseSync(file)
  db.exec(`
    ALTER TABLE machine RENAME TO machine_by_key;
    CREATE TABLE machine (key BLOB NOT NULL, text TEXT NOT NULL, provider TEXT NOT NULL,
      model TEXT NOT NULL, date INTEGER NOT NULL, checksum INTEGER NOT NULL, rung TEXT);
    CREATE UNIQUE INDEX machine_key ON machine (substr(key, -8));
    INSERT INTO machine SELECT key, text, provider, model, date, checksum, rung FROM machine_by_key;
    DROP TABLE machine_by_key;
    PRAGMA user_version = 4;
  `)
  db.close()
  return file
}

/** The same as version 5 wrote it: of each key all is indexed. */
function version5File(of: string): string {
  const file = version4File(of)
  const db = new DatabaseSync(file)
  db.exec(`
    DROP INDEX machine_key;
    CREATE UNIQUE INDEX machine_key ON machine (key);
    PRAGMA user_version = 5;
  `)
  db.close()
  return file
}

describe('a look-up', () => {
  it('goes by the index: a page that it has no need of may be damaged', async () => {
    const file = path.join(temporaryFolder(), 'es.sqlite')
    const rows = Array.from({ length: 100 }, (_, nth): MachineRow => {
      const text = `Frase ${nth}, bastante larga. `.repeat(8)
      return { ...machine, key: humanKey('en', text), text }
    })
    const memory = openSqliteStore({ path: file, locale: 'es' })
    await memory.keep(rows)
    await memory.close()
    spoilPage(file, 'machine', 0)
    const later = openSqliteStore({ path: file, locale: 'es' })
    const last = rows.slice(-10).map((row) => row.key)
    expect([...(await later.recall([...last, key])).keys()]).toEqual(last)
    await expect(later.recall([rows[0]!.key])).rejects.toMatchObject({ code: 'STATE_UNREADABLE' })
    await later.close()
  })
})

describe('a memory of an earlier version', () => {
  it.each([
    ['1', version1File],
    ['2', version2File],
    ['3', version3File],
    ['4', version4File],
    ['5', version5File],
  ])('keeps what was bought, written and spent, and takes what is new: %s', async (_, fileOf) => {
    const file = fileOf(key)
    const memory = openSqliteStore({ path: file, locale: 'es' })
    expect((await memory.recall([key])).get(key)).toMatchObject({ text: 'Hola', rung: undefined })
    const people = async () => (await memory.recallHuman([key])).agreed.get(key)?.text
    expect(await people()).toBe('Buenas')
    await memory.keepHuman('news', [])
    expect(await people()).toBe('Buenas')
    await memory.keepHuman('sport', [human])
    expect(await people()).toBe('Hola')
    const spent = { requests: 1, characters: 120, micros: 0, unpriced: 120 }
    expect(await memory.spentSince(0, 'USD')).toEqual(spent)
    await memory.intend(intentOf())
    expect((await Array.fromAsync(memory.lines(0))).map(({ article, micros }) => [article, micros])).toEqual([
      ['', undefined],
      ['news', 200],
    ])
    const another = { ...machine, key: humanKey('en', 'another') }
    await memory.keep([another])
    expect((await memory.recall([another.key])).size).toBe(1)
    await memory.close()
    const db = new DatabaseSync(file)
    const schema = db.prepare("SELECT name FROM sqlite_schema WHERE tbl_name LIKE 'machine%' ORDER BY name")
    expect(schema.all()).toEqual([{ name: 'machine' }, { name: 'machine_key' }])
    const index = db.prepare("SELECT name FROM pragma_index_info('machine_key')")
    expect(index.all()).toEqual([{ name: 'key' }])
    db.close()
  })

  it('takes texts that failed their checks, though it was begun before these were kept', async () => {
    const file = path.join(temporaryFolder(), 'es.sqlite')
    cpSync(path.join(import.meta.dirname, '../../fixtures/state-110c5fb/state/memory/es.sqlite'), file)
    const before = new DatabaseSync(file, { readOnly: true })
    const bought = before.prepare('SELECT count(*) AS n FROM machine').get()!['n'] as number
    expect(() => before.prepare('SELECT 1 FROM failed')).toThrow('no such table')
    before.close()
    const memory = openSqliteStore({ path: file, locale: 'es' })
    expect(await memory.recallFailed([key])).toEqual(new Map())
    await memory.settle(await memory.intend(intentOf()), 'answered', [], [failed])
    expect(await memory.recallFailed([key])).toEqual(new Map([[key, failed]]))
    expect(await memory.stats()).toMatchObject({ machine: bought, damaged: 0 })
    await memory.close()
  })

  it('tells its ledger to commands that only look, and stays as it is', async () => {
    const file = version1File(key)
    const [ledger, ...others] = openLedgers(path.dirname(file))
    expect(others).toEqual([])
    expect(await Array.fromAsync(ledger!.lines(0))).toEqual([
      {
        provider: 'google',
        model: '',
        article: '',
        outcome: 'answered',
        sentAt: 5000,
        requests: 1,
        characters: 120,
        micros: undefined,
        currency: '',
      },
    ])
    await ledger!.close()
    const db = new DatabaseSync(file)
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    db.close()
  })
})

describe('the ledgers of a folder', () => {
  it('are those of every memory in it, and of nothing that was set aside', async () => {
    const folder = temporaryFolder()
    for (const locale of ['zh-Hans', 'es']) {
      const memory = openSqliteStore({ path: path.join(folder, `${locale}.sqlite`), locale })
      await memory.settle(await memory.intend(intentOf()), 'answered', [])
      await memory.close()
    }
    writeFileSync(path.join(folder, 'es.sqlite.damaged-2026-11-22T20-00-00.000Z'), 'no database')
    const ledgers = openLedgers(folder)
    expect(ledgers.map(({ locale }) => locale)).toEqual(['es', 'zh-Hans'])
    expect(await Array.fromAsync(ledgers[0]!.lines(0))).toMatchObject([
      { article: 'news', outcome: 'answered', micros: 200 },
    ])
    for (const ledger of ledgers) await ledger.close()
  })

  it('are none where there is no folder', () => {
    expect(openLedgers(path.join(temporaryFolder(), 'memory'))).toEqual([])
  })

  it('that cannot be read are reported with their file', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'es.sqlite')
    writeFileSync(file, 'these are notes, not a database. '.repeat(200))
    expect(() => openLedgers(folder)).toThrow(
      expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
    )
  })

  it('are read while a run is under way, and nothing is written by it', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'es.sqlite')
    const memory = openSqliteStore({ path: file, locale: 'es' })
    const [ledger] = openLedgers(folder)
    const intent = await memory.intend(intentOf())
    expect(await Array.fromAsync(ledger!.lines(0))).toMatchObject([{ outcome: 'unknown' }])
    await memory.settle(intent, 'answered', [])
    expect(await Array.fromAsync(ledger!.lines(0))).toMatchObject([{ outcome: 'answered' }])
    await ledger!.close()
    await memory.close()
    const before = readFileSync(file)
    const [later] = openLedgers(folder)
    expect(await Array.fromAsync(later!.lines(0))).toHaveLength(1)
    await later!.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('that turn out to be damaged while they are read are reported with their file, and left alone', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'es.sqlite')
    const memory = openSqliteStore({ path: file, locale: 'es' })
    for (let nth = 0; nth < 400; nth++) await memory.intend(intentOf())
    await memory.close()
    spoilPage(file, 'ledger', 1)
    const before = readFileSync(file)
    const [ledger] = openLedgers(folder)
    await expect(Array.fromAsync(ledger!.lines(0))).rejects.toEqual(
      expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
    )
    await ledger!.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
