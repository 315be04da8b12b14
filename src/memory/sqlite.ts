import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { type DatabaseFile, openDatabaseFile } from './database-file.ts'
import type { HumanRow, LedgerLine, MachineRow, Memory, Remembered } from './memory.ts'

/**
 * Memory in one SQLite file a locale. Each row carries a CRC-32 of all it says, since SQLite's own checks do not
 * see a flipped bit in text.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS machine (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, rung TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS human (
    key BLOB NOT NULL, article TEXT NOT NULL, text TEXT NOT NULL, editor TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, article)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY, provider TEXT NOT NULL, segments INTEGER NOT NULL, characters INTEGER NOT NULL,
    sent_at INTEGER NOT NULL, outcome TEXT NOT NULL, settled_at INTEGER,
    model TEXT NOT NULL DEFAULT '', micros INTEGER, currency TEXT NOT NULL DEFAULT ''
  );
  CREATE TABLE IF NOT EXISTS shares (
    request INTEGER NOT NULL, article TEXT NOT NULL, characters INTEGER NOT NULL, PRIMARY KEY (request, article)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ledger_sent_at ON ledger (sent_at);
`
const VERSION = 2

/** Nothing that was bought or written may be lost to a newer program. */
const MIGRATIONS = {
  1: `
    ALTER TABLE machine ADD COLUMN rung TEXT;
    ALTER TABLE ledger ADD COLUMN model TEXT NOT NULL DEFAULT '';
    ALTER TABLE ledger ADD COLUMN micros INTEGER;
    ALTER TABLE ledger ADD COLUMN currency TEXT NOT NULL DEFAULT '';
  `,
}

export interface SqliteMemoryOptions {
  readonly path: string
  readonly locale: string
  /** Told where a damaged file is now, and whether today's lines of its ledger could be saved from it. */
  readonly onDamage?: (damage: Damage) => void
}

export interface Damage {
  readonly aside: string
  /** False: nobody knows what was spent today. */
  readonly isLedgerSaved: boolean
}

/** @throws DragomanError STATE_UNREADABLE when the file is no usable database; so does all that is asked of it. */
export function openSqliteMemory({ path, locale, onDamage }: SqliteMemoryOptions): Memory {
  let aside: string | undefined
  const file = openDatabaseFile({
    path,
    title: `The memory for ${locale}`,
    fix: 'if the file is damaged, run again: it is set aside, and its texts come back from it and from the locale files.',
    schema: SCHEMA,
    version: VERSION,
    migrations: MIGRATIONS,
    onDamage:
      onDamage &&
      ((name) => {
        aside = name
      }),
  })
  if (aside !== undefined) onDamage?.({ aside, isLedgerSaved: salvage(file, aside) })
  return sqliteMemory(file, locale)
}

function sqliteMemory(file: DatabaseFile, locale: string): Memory {
  const findMachine = file.prepare(
    'SELECT text, provider, model, date, checksum, rung FROM machine WHERE key = ?',
  )
  const findHuman = file.prepare('SELECT article, text, editor, date, checksum FROM human WHERE key = ?')
  const anyHuman = file.prepare('SELECT 1 FROM human LIMIT 1')
  const putMachine = file.prepare('INSERT OR REPLACE INTO machine VALUES (?, ?, ?, ?, ?, ?, ?)')
  const putHuman = file.prepare('INSERT OR REPLACE INTO human VALUES (?, ?, ?, ?, ?, ?)')
  const addIntent = file.prepare(
    "INSERT INTO ledger (provider, model, segments, characters, micros, currency, sent_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, 'unknown')",
  )
  const addShare = file.prepare('INSERT INTO shares VALUES (?, ?, ?)')
  const settleIntent = file.prepare('UPDATE ledger SET outcome = ?, settled_at = ? WHERE id = ?')
  const sumLedger = file.prepare(
    "SELECT count(*) AS requests, coalesce(sum(characters), 0) AS characters, coalesce(sum(micros), 0) AS micros FROM ledger WHERE sent_at >= ? AND outcome <> 'rejected'",
  )
  const countRows = file.prepare(
    'SELECT (SELECT count(*) FROM machine) AS machine, (SELECT count(*) FROM human) AS human',
  )
  const readLedger = file.prepare(
    `SELECT id, provider, model, outcome, sent_at AS sentAt, ledger.characters AS whole, micros, currency,
       coalesce(article, '') AS article, coalesce(shares.characters, ledger.characters) AS characters
     FROM ledger LEFT JOIN shares ON shares.request = ledger.id WHERE sent_at >= ? ORDER BY id, article`,
  )
  let damaged = 0

  const isWhole = (row: Checked, sum: number) => {
    if (row.checksum === sum) return true
    damaged++
    return false
  }
  const insertMachine = (rows: readonly MachineRow[]) => {
    for (const row of rows) {
      const { key, text, provider, model, date, rung = null } = row
      putMachine.run(bytes(key), text, provider, model, date, machineSum(row), rung)
    }
  }
  const machineText = (key: string): Remembered | undefined => {
    const row = findMachine.get(bytes(key)) as unknown as (Omit<MachineRow, 'key'> & Checked) | undefined
    if (row === undefined || !isWhole(row, machineSum({ ...row, key }))) return undefined
    const { text, provider, model, date, rung } = row
    return {
      text,
      origin: { kind: 'machine', provider, model },
      state: 'machine',
      date,
      rung: rung ?? undefined,
    }
  }
  const humanText = (key: string): Remembered | undefined => {
    const found = findHuman.all(bytes(key)) as unknown as (Omit<HumanRow, 'key'> & Checked)[]
    const [first, ...others] = found.filter((row) => isWhole(row, humanSum({ ...row, key })))
    if (first === undefined || others.some((row) => row.text !== first.text)) return undefined
    const { text, editor, date } = first
    return { text, origin: { kind: 'human', editor }, state: 'edited', date }
  }
  const findEach = (keys: readonly string[], find: (key: string) => Remembered | undefined) => {
    const found = new Map<string, Remembered>()
    for (const key of keys) {
      const remembered = find(key)
      if (remembered !== undefined) found.set(key, remembered)
    }
    return found
  }

  return {
    locale,

    recall: async (keys) => file.use(() => findEach(keys, machineText)),

    // Most nights nobody has written anything in this locale: one look instead of one for each segment.
    recallHuman: async (keys) =>
      file.use(() => (anyHuman.get() === undefined ? new Map() : findEach(keys, humanText))),

    async intend({ provider, model, segments, characters, micros = null, currency, sentAt, shares }) {
      let request = 0
      file.transaction(() => {
        const values = [provider, model, segments, characters, micros, currency, sentAt]
        request = Number(addIntent.run(...values).lastInsertRowid)
        for (const [article, share] of shares) addShare.run(request, article, share)
      })
      return request
    },

    async settle(intent, outcome, rows) {
      file.transaction(() => {
        settleIntent.run(outcome, Date.now(), intent)
        insertMachine(rows)
      })
    },

    async keep(rows) {
      if (rows.length > 0) file.transaction(() => insertMachine(rows))
    },

    async keepHuman(rows) {
      if (rows.length === 0) return
      file.transaction(() => {
        for (const row of rows) {
          const { key, article, text, editor, date } = row
          putHuman.run(bytes(key), article, text, editor, date, humanSum(row))
        }
      })
    },

    async spentSince(instantMs) {
      const row = file.use(() => sumLedger.get(instantMs))
      const of = (column: string) => Number(row?.[column] ?? 0)
      return { requests: of('requests'), characters: of('characters'), micros: of('micros') }
    },

    *ledger(sinceMs) {
      let last: number | undefined
      const rows = file.use(() => readLedger.iterate(sinceMs)) as Iterable<unknown> as Iterable<LedgerRow>
      for (const { id, whole, micros, ...line } of rows) {
        const share = whole === 0 ? 0 : line.characters / whole
        yield { ...line, requests: id === last ? 0 : 1, micros: micros === null ? undefined : micros * share }
        last = id
      }
    },

    async stats() {
      const row = file.use(() => countRows.get())
      return { machine: Number(row?.['machine'] ?? 0), human: Number(row?.['human'] ?? 0), damaged }
    },

    close: async () => file.close(),
  }
}

type LedgerRow = Omit<LedgerLine, 'micros' | 'requests'> & {
  readonly id: number
  /** Characters of the whole request. */
  readonly whole: number
  readonly micros: number | null
}

/**
 * What can still be read of a damaged file. Each row of text carries its own checksum, so none that is wrong gets
 * through; and spending must not be forgotten with the file that noted it, or the day's budget would begin anew.
 */
function salvage(file: DatabaseFile, aside: string): boolean {
  let damaged: DatabaseSync | undefined
  try {
    damaged = new DatabaseSync(aside, { readOnly: true })
    copy(damaged, file, 'human')
    copy(damaged, file, 'machine')
    return copy(damaged, file, 'ledger') && copy(damaged, file, 'shares')
  } catch {
    return false
  } finally {
    damaged?.close()
  }
}

/** Row by row, up to the first page that cannot be read. @returns whether that was the end */
function copy(from: DatabaseSync, to: DatabaseFile, table: string): boolean {
  let isWhole = false
  to.transaction(() => {
    for (const row of readable(from, table)) {
      if (row === undefined) return
      const marks = Object.keys(row).map(() => '?')
      const names = Object.keys(row).join(', ')
      to.prepare(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${marks.join(', ')})`).run(
        ...Object.values(row),
      )
    }
    isWhole = true
  })
  return isWhole
}

/** The rows of a table; undefined where it cannot be read any further. */
function* readable(from: DatabaseSync, table: string) {
  try {
    yield* from.prepare(`SELECT * FROM ${table}`).iterate()
  } catch {
    yield undefined
  }
}

interface Checked {
  readonly checksum: number
}

const bytes = (key: string) => Buffer.from(key, 'hex')

const machineSum = ({ key, text, provider, model, date }: MachineRow) =>
  checksum(key, text, provider, model, date)
const humanSum = ({ key, text, article, editor, date }: HumanRow) =>
  checksum(key, text, article, editor, date)
const checksum = (...parts: readonly (string | number)[]): number => crc32(parts.join('\u0000'))
