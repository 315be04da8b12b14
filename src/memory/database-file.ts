import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../article/errors.ts'

/**
 * One SQLite file in the state folder. A damaged one is set aside under another name, never deleted, and a new one
 * begun: at once when it cannot be opened, at the next opening when a query trips over it. WAL with synchronous=NORMAL: a killed process loses nothing that was
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
  /** Told where a damaged file is now. Without it nothing is set aside: damage is an error. */
  readonly onDamage?: ((aside: string) => void) | undefined
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
      if (isDamage(cause)) markDamaged(settings.path)
      throw unreadable(settings, cause)
    }
  }
  const db = use(() => openOrBegin(settings))
  return {
    prepare: (sql) => use(() => db.prepare(sql)),
    use,
    transaction: (work) => use(() => transact(db, work)),
    close() {
      if (db.isOpen) db.close()
    },
  }
}

function openOrBegin(settings: DatabaseSettings): DatabaseSync {
  const { path: file, onDamage } = settings
  if (onDamage === undefined) return open(settings)
  if (existsSync(markerOf(file)) || isEmptied(file)) onDamage(setAside(file))
  try {
    return open(settings)
  } catch (error) {
    if (!isDamage(error)) throw error
    onDamage(setAside(file))
    return open(settings)
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB, with whatever SQLite adds to them. @see https://sqlite.org/rescode.html */
function isDamage(error: unknown): boolean {
  const code = (error as { readonly errcode?: number } | undefined)?.errcode
  return code !== undefined && DAMAGE.has(code & 0xff)
}
const DAMAGE: ReadonlySet<number> = new Set([11, 26])

/** SQLite would take it for a new one, and nobody would hear that everything is gone. */
const isEmptied = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.size === 0

/** Left beside a file that a query tripped over: other statements on it are still running. */
const markerOf = (file: string) => `${file}.is-damaged`

function markDamaged(file: string): void {
  try {
    writeFileSync(markerOf(file), '')
  } catch {
    // Whoever opens it next finds out for themselves.
  }
}

/** With what belongs to it. @returns its new name */
function setAside(file: string): string {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  rmSync(markerOf(file), { force: true })
  return aside
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
