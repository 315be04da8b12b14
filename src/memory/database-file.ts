import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../article/errors.ts'

/**
 * One SQLite file in the state folder. WAL with synchronous=NORMAL: a killed process loses nothing that was
 * committed. Whatever SQLite throws comes out as STATE_UNREADABLE with the file and its mend.
 */
export interface DatabaseFile {
  prepare(sql: string): StatementSync
  use<T>(work: () => T): T
  /** All or nothing. */
  transaction(work: () => void): void
  close(): void
}

export interface DatabaseSettings {
  readonly path: string
  /** For people: “The memory for es”. */
  readonly title: string
  /** What to do when the file is damaged. */
  readonly fix: string
  readonly schema: string
  /** Stored in the file. One of another version is emptied by `reset` first. */
  readonly version: number
  readonly reset?: string
  /** What turns a file of an earlier version into one of this, by that version. */
  readonly migrations?: Readonly<Record<number, string>>
}

/** Pages of 4 KiB that the log grows to before it is written back: each time costs waiting for the disk. */
const WAL_PAGES = 8_000

/** Another process may hold the write lock for a moment; without this a second writer fails at once. */
const BUSY_TIMEOUT_MS = 5000

/** @throws DragomanError STATE_UNREADABLE when the file is no usable database. */
export function openDatabaseFile(settings: DatabaseSettings): DatabaseFile {
  const use = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw unreadable(settings, cause)
    }
  }
  const db = use(() => open(settings))
  return {
    prepare: (sql) => use(() => db.prepare(sql)),
    use,
    transaction: (work) => use(() => transact(db, work)),
    close() {
      if (db.isOpen) db.close()
    },
  }
}

function open({ path: file, schema, version, reset, migrations = {} }: DatabaseSettings): DatabaseSync {
  mkdirSync(path.dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${WAL_PAGES};`,
    )
    const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (found !== version && reset !== undefined) db.exec(reset)
    const migration = migrations[found]
    if (migration !== undefined) db.exec(migration)
    db.exec(schema)
    if (found !== version) db.exec(`PRAGMA user_version = ${version}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** After SQLITE_FULL the transaction is already gone and ROLLBACK throws: guarded. */
function transact(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

const unreadable = ({ title, path: place, fix }: DatabaseSettings, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `${title} cannot be used: ${messageOf(cause)}`, {
    place,
    fix: `Check the folder’s permissions and free space; ${fix}`,
    cause,
  })
