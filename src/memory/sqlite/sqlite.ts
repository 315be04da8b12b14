import type { DatabaseSync } from 'node:sqlite'
import type { Rung } from '../../article/target.ts'
import type { LocaleStore } from '../locale-store.ts'
import type { HumanRow, MachineRow, Remembered } from '../memory.ts'
import { type DatabaseFile, openDatabaseFile } from './database-file.ts'
import { LEDGER_LINES, ledgerLines } from './ledger.ts'
import { humanSum, machineSum } from './row-checksum.ts'
import { salvage } from './salvage.ts'

/**
 * What a key, which is a hash, is indexed by: its last 8 bytes. A reply touches nearly every page of the index, so a
 * third of the bytes is half of the writing. Whoever is found is compared by the whole key. Two keys that end alike
 * replace each other, and a text is bought again: of a million rows, the chance that there are two is 1 in 37 million.
 */
const endOf = (key: string) => `substr(${key}, -8)`

/**
 * In order of arrival, with an index of the keys: these are as good as random, and a reply’s texts, each on another page,
 * would take twice as long to write.
 */
const MACHINE = `CREATE TABLE IF NOT EXISTS machine (
    key BLOB NOT NULL, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, rung TEXT
  );
  CREATE UNIQUE INDEX IF NOT EXISTS machine_key ON machine (${endOf('key')})`

/**
 * Memory in one SQLite file a locale. Notes say what a new file has yet to be told: the locale files' texts, and,
 * where it follows a damaged one whose ledger was lost, what was spent that day.
 */
const SCHEMA = `
  ${MACHINE};
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
  CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
`
const VERSION = 4

/** In versions 1 and 2 the texts were in the order of their keys; in 3 the whole key was indexed. */
const machineAnew = (arrival: 'date' | 'rowid') => `
  ALTER TABLE machine RENAME TO machine_before;
  ${MACHINE};
  INSERT OR REPLACE INTO machine
    SELECT key, text, provider, model, date, checksum, rung FROM machine_before ORDER BY ${arrival};
  DROP TABLE machine_before;
`

/** Nothing that was bought or written may be lost to a newer program. */
const MIGRATIONS = {
  1: `
    ALTER TABLE machine ADD COLUMN rung TEXT;
    ALTER TABLE ledger ADD COLUMN model TEXT NOT NULL DEFAULT '';
    ALTER TABLE ledger ADD COLUMN micros INTEGER;
    ALTER TABLE ledger ADD COLUMN currency TEXT NOT NULL DEFAULT '';
    ${machineAnew('date')}
  `,
  2: machineAnew('date'),
  3: machineAnew('rowid'),
}

export interface MemoryFile {
  readonly path: string
  readonly locale: string
}

export interface SqliteMemoryOptions extends MemoryFile {
  /** Told where a damaged file is now, and whether today's lines of its ledger could be saved from it. */
  readonly onDamage?: (damage: Damage) => void
}

export interface Damage {
  readonly aside: string
  /** False: nobody knows what was spent today. */
  readonly isLedgerSaved: boolean
}

/** A store whose file may have begun anew. */
export interface RefillableStore extends LocaleStore {
  /** Did it begin, when it was opened, without what the locale files may hold? */
  readonly isToRefill: boolean
  refilled(): Promise<void>
}

/** @throws DragomanError STATE_UNREADABLE when the file is no usable database; so does all that is asked of it. */
export function openSqliteMemory({ path, locale, onDamage }: SqliteMemoryOptions): RefillableStore {
  let isLedgerSaved = true
  const file = openDatabaseFile({
    path,
    title: `The memory for ${locale}`,
    fix: 'if the file is damaged, run again: it is set aside, and its texts come back from it and from the locale files.',
    schema: SCHEMA,
    version: VERSION,
    migrations: MIGRATIONS,
    begin(db, damaged) {
      isLedgerSaved = damaged === undefined || salvage(damaged, db)
      note(db, TO_REFILL)
      if (!isLedgerSaved) note(db, SPENDING_UNKNOWN)
    },
    onDamage: onDamage && ((aside) => onDamage({ aside, isLedgerSaved })),
  })
  return sqliteMemory(file, locale)
}

const TO_REFILL = 'to-refill'
const SPENDING_UNKNOWN = 'spending-unknown'

function note(db: DatabaseSync, name: string): void {
  db.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?)').run(name, Date.now())
}

function sqliteMemory(file: DatabaseFile, locale: string): RefillableStore {
  const findMachine = file.prepare(
    `SELECT wanted.value AS key, text, provider, model, date, checksum, rung
     FROM json_each(?) AS wanted
     JOIN machine ON ${endOf('machine.key')} = ${endOf('unhex(wanted.value)')} AND machine.key = unhex(wanted.value)`,
  )
  const findHuman = file.prepare('SELECT article, text, editor, date, checksum FROM human WHERE key = ?')
  const anyHuman = file.prepare('SELECT 1 FROM human LIMIT 1')
  const putMachine = file.prepare('INSERT OR REPLACE INTO machine VALUES (unhex(?), ?, ?, ?, ?, ?, ?)')
  const putHuman = file.prepare('INSERT OR REPLACE INTO human VALUES (?, ?, ?, ?, ?, ?)')
  const addIntent = file.prepare(
    "INSERT INTO ledger (provider, model, segments, characters, micros, currency, sent_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, 'unknown')",
  )
  const addShare = file.prepare('INSERT INTO shares VALUES (?, ?, ?)')
  const settleIntent = file.prepare('UPDATE ledger SET outcome = ?, settled_at = ? WHERE id = ?')
  const sumLedger = file.prepare(
    `SELECT count(*) AS requests, sum(characters) AS characters, sum(iif(isPriced, micros, 0)) AS micros,
       sum(iif(isPriced, 0, characters)) AS unpriced
     FROM (SELECT characters, micros, micros IS NOT NULL AND (micros = 0 OR currency = ?) AS isPriced
       FROM ledger WHERE sent_at >= ? AND outcome <> 'rejected')`,
  )
  const countRows = file.prepare(
    'SELECT (SELECT count(*) FROM machine) AS machine, (SELECT count(*) FROM human) AS human',
  )
  const readLedger = file.prepare(LEDGER_LINES)
  const findNote = file.prepare('SELECT at FROM notes WHERE name = ?')
  const dropNote = file.prepare('DELETE FROM notes WHERE name = ?')
  const noted = (name: string) => file.use(() => findNote.get(name))?.['at'] as number | undefined
  const isToRefill = noted(TO_REFILL) !== undefined
  let damaged = 0

  const isWhole = (row: Checked, sum: number) => {
    if (row.checksum === sum) return true
    damaged++
    return false
  }
  const insertMachine = (rows: readonly MachineRow[]) => {
    for (const row of rows) {
      const { key, text, provider, model, date, rung = null } = row
      putMachine.run(key, text, provider, model, date, machineSum(row), rung)
    }
  }
  const machineTexts = (keys: readonly string[]) => {
    const found = new Map<string, Remembered>()
    for (const row of findMachine.all(JSON.stringify(keys)) as unknown as readonly FoundMachine[]) {
      const { key, text, provider, model, date } = row
      const rung = row.rung ?? undefined
      if (isWhole(row, machineSum({ key, text, provider, model, date, rung })))
        found.set(key, { text, origin: { kind: 'machine', provider, model }, state: 'machine', date, rung })
    }
    return found
  }
  const humanText = (key: string): Remembered | undefined => {
    const found = findHuman.all(bytes(key)) as unknown as (Omit<HumanRow, 'key'> & Checked)[]
    const [first, ...others] = found.filter((row) => isWhole(row, humanSum({ ...row, key })))
    if (first === undefined || others.some((row) => row.text !== first.text)) return undefined
    const { text, editor, date } = first
    return { text, origin: { kind: 'human', editor }, state: 'edited', date }
  }
  const humanTexts = (keys: readonly string[]) => {
    const found = new Map<string, Remembered>()
    // Most nights nobody has written anything in this locale: one look instead of one for each segment.
    if (anyHuman.get() === undefined) return found
    for (const key of keys) {
      const remembered = humanText(key)
      if (remembered !== undefined) found.set(key, remembered)
    }
    return found
  }

  return {
    locale,

    recall: async (keys) => file.use(() => machineTexts(keys)),

    recallHuman: async (keys) => file.use(() => humanTexts(keys)),

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

    async spentSince(instantMs, currency) {
      const row = file.use(() => sumLedger.get(currency, instantMs))
      const of = (column: string) => Number(row?.[column] ?? 0)
      const isUnknown = (noted(SPENDING_UNKNOWN) ?? Number.NEGATIVE_INFINITY) >= instantMs
      return {
        requests: of('requests'),
        characters: isUnknown ? Number.POSITIVE_INFINITY : of('characters'),
        micros: isUnknown ? Number.POSITIVE_INFINITY : of('micros'),
        unpriced: of('unpriced'),
      }
    },

    async *lines(sinceMs) {
      const lines = ledgerLines(readLedger, sinceMs)[Symbol.iterator]()
      for (;;) {
        const line = file.use(() => lines.next())
        if (line.done) return
        yield line.value
      }
    },

    async stats() {
      const row = file.use(() => countRows.get())
      return { machine: Number(row?.['machine'] ?? 0), human: Number(row?.['human'] ?? 0), damaged }
    },

    close: async () => file.close(),

    isToRefill,

    refilled: async () => file.transaction(() => dropNote.run(TO_REFILL)),
  }
}

interface Checked {
  readonly checksum: number
}

type FoundMachine = Omit<MachineRow, 'rung'> & Checked & { readonly rung: Rung | null }

const bytes = (key: string) => Buffer.from(key, 'hex')
