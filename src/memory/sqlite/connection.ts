import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface ConnectionSettings {
  readonly path: string
  readonly schema: string
  /** Stored in the file. A file of another version is emptied by `reset` first. */
  readonly version: number
  readonly reset?: string
  /** Turns a file of an earlier version into one of this, by the earlier version. */
  readonly migrations?: Readonly<Record<number, string>>
}

/** Another process may hold the write lock for a moment; without this a second writer fails at once. */
const BUSY_TIMEOUT_MS = 5000
const UPGRADE_TIMEOUT_MS = 120_000

/**
 * Pages of 4 KiB that the log grows to before SQLite writes it back to the file and waits for the disk: with SQLite's own
 * 1,000 a night of 45,000 texts takes one to two seconds longer (`bench/memory.ts`).
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
      // Another process may be upgrading it.
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

/** In one transaction, or a kill would leave a file of neither version. Another process may have upgraded it already. */
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
