import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { DragomanError, messageOf } from '../article/errors.ts'
import type { MachineRow, Memory, Remembered } from './memory.ts'

/**
 * Memory in one SQLite file a locale. WAL with synchronous=NORMAL: a killed process loses nothing that was
 * committed. Each row carries a CRC-32 of its words, since SQLite's own checks do not see a flipped bit in text.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS machine (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS human (
    key BLOB NOT NULL, article TEXT NOT NULL, text TEXT NOT NULL, editor TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, article)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY, provider TEXT NOT NULL, segments INTEGER NOT NULL, characters INTEGER NOT NULL,
    sent_at INTEGER NOT NULL, outcome TEXT NOT NULL, settled_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS ledger_sent_at ON ledger (sent_at);
`

/** Another process may hold the write lock for a moment; without this a second writer fails at once. */
const BUSY_TIMEOUT_MS = 5000

export interface SqliteMemoryOptions {
  readonly path: string
  readonly locale: string
}

/** @throws DragomanError STATE_UNREADABLE when the file is no usable database. */
export function openSqliteMemory(options: SqliteMemoryOptions): Memory {
  try {
    mkdirSync(path.dirname(options.path), { recursive: true })
    const db = new DatabaseSync(options.path, { timeout: BUSY_TIMEOUT_MS })
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
    db.exec(SCHEMA)
    return sqliteMemory(db, options.locale)
  } catch (cause) {
    throw new DragomanError(
      'STATE_UNREADABLE',
      `The memory for ${options.locale} cannot be opened: ${messageOf(cause)}`,
      {
        place: options.path,
        fix: 'Check the folder’s permissions and free space; if the file is damaged, move it away: a run rebuilds it from the locale files.',
        cause,
      },
    )
  }
}

function sqliteMemory(db: DatabaseSync, locale: string): Memory {
  const findMachine = db.prepare('SELECT text, provider, model, date, checksum FROM machine WHERE key = ?')
  const findHuman = db.prepare('SELECT article, text, editor, date, checksum FROM human WHERE key = ?')
  const putMachine = db.prepare('INSERT OR REPLACE INTO machine VALUES (?, ?, ?, ?, ?, ?)')
  const putHuman = db.prepare('INSERT OR REPLACE INTO human VALUES (?, ?, ?, ?, ?, ?)')
  const addIntent = db.prepare(
    "INSERT INTO ledger (provider, segments, characters, sent_at, outcome) VALUES (?, ?, ?, ?, 'unknown')",
  )
  const settleIntent = db.prepare('UPDATE ledger SET outcome = ?, settled_at = ? WHERE id = ?')
  let damaged = 0

  const insertMachine = (rows: readonly MachineRow[]) => {
    for (const { key, text, provider, model, date } of rows) {
      putMachine.run(
        Buffer.from(key, 'hex'),
        text,
        provider,
        model,
        date,
        checksum(key, text, provider, model),
      )
    }
  }

  return {
    locale,

    async recall(keys) {
      const found = new Map<string, Remembered>()
      for (const key of keys) {
        const row = findMachine.get(Buffer.from(key, 'hex')) as unknown as MachineRecord | undefined
        if (row === undefined) continue
        if (row.checksum !== checksum(key, row.text, row.provider, row.model)) {
          damaged++
          continue
        }
        const origin = { kind: 'machine', provider: row.provider, model: row.model } as const
        found.set(key, { text: row.text, origin, state: 'machine', date: row.date })
      }
      return found
    },

    async recallHuman(keys) {
      const found = new Map<string, Remembered>()
      for (const key of keys) {
        const rows = (findHuman.all(Buffer.from(key, 'hex')) as unknown as HumanRecord[]).filter(
          (row) => row.checksum === checksum(key, row.text, row.article, row.editor),
        )
        const [first] = rows
        if (first === undefined || rows.some((row) => row.text !== first.text)) continue
        found.set(key, {
          text: first.text,
          origin: { kind: 'human', editor: first.editor },
          state: 'edited',
          date: first.date,
        })
      }
      return found
    },

    async intend({ provider, segments, characters, sentAt }) {
      return Number(addIntent.run(provider, segments, characters, sentAt).lastInsertRowid)
    },

    async settle(intent, outcome, rows) {
      transaction(db, () => {
        settleIntent.run(outcome, Date.now(), intent)
        insertMachine(rows)
      })
    },

    async keep(rows) {
      if (rows.length > 0) transaction(db, () => insertMachine(rows))
    },

    async keepHuman(rows) {
      if (rows.length === 0) return
      transaction(db, () => {
        for (const { key, article, text, editor, date } of rows) {
          putHuman.run(
            Buffer.from(key, 'hex'),
            article,
            text,
            editor,
            date,
            checksum(key, text, article, editor),
          )
        }
      })
    },

    async spentSince(instantMs) {
      const row = db
        .prepare(
          "SELECT count(*) AS requests, coalesce(sum(characters), 0) AS characters FROM ledger WHERE sent_at >= ? AND outcome <> 'rejected'",
        )
        .get(instantMs)
      return { requests: Number(row?.['requests'] ?? 0), characters: Number(row?.['characters'] ?? 0) }
    },

    async stats() {
      const count = (table: string) =>
        Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0)
      return { machine: count('machine'), human: count('human'), damaged }
    },

    async close() {
      if (db.isOpen) db.close()
    },
  }
}

interface MachineRecord {
  readonly text: string
  readonly provider: string
  readonly model: string
  readonly date: number
  readonly checksum: number
}

interface HumanRecord {
  readonly article: string
  readonly text: string
  readonly editor: string
  readonly date: number
  readonly checksum: number
}

const checksum = (...parts: string[]): number => crc32(parts.join('\u0000'))

/** All or nothing. After SQLITE_FULL the transaction is already gone and ROLLBACK throws: guarded. */
function transaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
