import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface ConnectionSettings {
  readonly path: string
  readonly schema: string
  /** Stored in the file. One of another version is emptied by `reset` first. */
  readonly version: number
  readonly reset?: string
  /** What turns a file of an earlier version into one of this, by that version. */
  readonly migrations?: Readonly<Record<number, string>>
}

/** Another process may hold the write lock for a moment; without this a second writer fails at once. */
const BUSY_TIMEOUT_MS = 5000
const UPGRADE_TIMEOUT_MS = 120_000

/**
 * Pages of 4 KiB that the log grows to before it is written back to the file, which waits for the disk: at SQLite's
 * 1,000 a night of 45,000 texts waits one to two seconds longer (`bench/memory.ts`).
 */
const LOG_PAGES = 8_000

/**
 * Opens an SQLite file and brings its schema up to date. With WAL and synchronous=NORMAL a killed process loses nothing that was committed.
 * @throws what SQLite says
 */
export function connect(settings: ConnectionSettings): DatabaseSync {
  const { path: file, schema, version } = settings
  mkdirSync(path.dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${LOG_PAGES}`,
    )
    if (versionOf(db) === version) db.exec(schema)
    else {
      // Another process may be at it.
      db.exec(`PRAGMA busy_timeout = ${UPGRADE_TIMEOUT_MS}`)
      transact(db, () => upgrade(db, settings))
      db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    }
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** After SQLITE_FULL the transaction is already gone and ROLLBACK throws: guarded. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** All at once, or a kill would leave a file that is of neither version; and another process may have been first. */
function upgrade(db: DatabaseSync, { schema, version, reset, migrations = {} }: ConnectionSettings): void {
  const found = versionOf(db)
  if (found !== version && reset !== undefined) db.exec(reset)
  const migration = migrations[found]
  if (migration !== undefined) db.exec(migration)
  db.exec(schema)
  db.exec(`PRAGMA user_version = ${version}`)
}

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
