import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../../article/errors.ts'
import { isRunning } from '../../state/process.ts'
import {
  isDamage,
  markDamaged,
  putInPlace,
  refuseDamaged,
  removeDatabase,
  setAside,
  takePlace,
} from './damage.ts'

/**
 * One SQLite file in the state folder. WAL with synchronous=NORMAL: a killed process loses nothing that was
 * committed. A new file is made beside its place and put there whole. So is one that follows a damaged file, which
 * is set aside under another name, never deleted: when it cannot be opened, or was found damaged by a query before.
 * Whatever SQLite throws comes out as STATE_UNREADABLE with the file and its mend.
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
  /** What a new file holds at first; `damaged` is the file it is to follow, under its new name. */
  readonly begin?: (db: DatabaseSync, damaged: string | undefined) => void
  /** Told where a damaged file is now. Without it nothing is set aside: damage is an error. */
  readonly onDamage?: ((aside: string) => void) | undefined
  /** What turns a file of an earlier version into one of this, by that version. */
  readonly migrations?: Readonly<Record<number, string>>
}

/** KiB of pages that one file keeps in memory, where SQLite would keep 2,000: the system has them in its cache anyway. */
const CACHE_KIB = 512
/** Pages of 4 KiB that a transaction may have changed before they are written ahead of its end, perhaps to change again. */
const CHANGED_PAGES = 500

/** Pages of 4 KiB that the log grows to before it is written back: each time costs waiting for the disk. */
const WAL_PAGES = 8_000

/**
 * So often the log is brought to the disk ahead of time, in a thread of the pool: else all of it is waited for when it
 * is written back. On Linux only: macOS would flush the drive for it, and Windows wants a handle that may write.
 */
const COMMITS_TO_SYNC = process.platform === 'linux' ? 8 : Number.POSITIVE_INFINITY

/** Whatever goes wrong with it, SQLite does it again, and says so. */
async function syncLog(file: string): Promise<void> {
  try {
    const log = await openFile(`${file}-wal`)
    try {
      await log.datasync()
    } finally {
      await log.close()
    }
  } catch {
    // No log, or none yet.
  }
}

/** Another process may hold the write lock for a moment; without this a second writer fails at once. */
const BUSY_TIMEOUT_MS = 5000
const UPGRADE_TIMEOUT_MS = 120_000

/** @throws DragomanError STATE_UNREADABLE when the file is no usable database. */
export function openDatabaseFile(settings: DatabaseSettings): DatabaseFile {
  const db = openOrBegin(settings)
  const use = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      if (isDamage(cause)) markDamaged(settings.path)
      throw unreadable(settings, cause)
    }
  }
  let commits = 0
  let syncing: Promise<void> | undefined
  return {
    prepare: (sql) => use(() => db.prepare(sql)),
    use,
    transaction(work) {
      use(() => transact(db, work))
      if (++commits < COMMITS_TO_SYNC || syncing !== undefined) return
      commits = 0
      syncing = syncLog(settings.path).then(() => {
        syncing = undefined
      })
    },
    close() {
      if (db.isOpen) db.close()
    },
  }
}

function openOrBegin(settings: DatabaseSettings): DatabaseSync {
  try {
    return openWhole(settings)
  } catch (error) {
    if (settings.onDamage === undefined || !isDamage(error)) throw unreadable(settings, error)
  }
  try {
    const aside = setAside(settings.path)
    takePlace(draft(settings, aside), settings.path)
    settings.onDamage(aside)
    return open(settings)
  } catch (error) {
    throw unreadable(settings, error)
  }
}

function openWhole(settings: DatabaseSettings): DatabaseSync {
  const { path: file } = settings
  if (file !== IN_MEMORY) {
    refuseDamaged(file)
    if (!existsSync(file)) putInPlace(draft(settings, undefined), file)
  }
  return open(settings)
}

const IN_MEMORY = ':memory:'

/** A new file, whole and closed: a kill must never leave one that is begun and empty. @returns its path */
function draft(settings: DatabaseSettings, damaged: string | undefined): string {
  const file = draftOf(settings.path, process.pid)
  removeDatabase(file)
  sweepDrafts(settings.path)
  try {
    const db = open({ ...settings, path: file })
    try {
      settings.begin?.(db, damaged)
      // Else a full disk would go unnoticed: closing says nothing.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
    return file
  } catch (error) {
    removeDatabase(file)
    throw error
  }
}

const draftOf = (file: string, pid: number): string => `${file}.${pid}.new`

/** Those of processes that were killed over them. */
function sweepDrafts(file: string): void {
  const folder = path.dirname(file)
  if (!existsSync(folder)) return
  const before = `${path.basename(file)}.`
  for (const name of readdirSync(folder)) {
    const writer = name.startsWith(before) ? /^(\d+)\.new/.exec(name.slice(before.length))?.[1] : undefined
    if (writer !== undefined && !isRunning(Number(writer))) removeDatabase(draftOf(file, Number(writer)))
  }
}

function open(settings: DatabaseSettings): DatabaseSync {
  const { path: file } = settings
  mkdirSync(path.dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${WAL_PAGES};
      PRAGMA cache_size = -${CACHE_KIB}; PRAGMA cache_spill = ${CHANGED_PAGES};`,
    )
    if (versionOf(db) === settings.version) db.exec(settings.schema)
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

/** All at once, or a kill would leave a file that is of neither version; and another process may have been first. */
function upgrade(db: DatabaseSync, { schema, version, reset, migrations = {} }: DatabaseSettings): void {
  const found = versionOf(db)
  if (found !== version && reset !== undefined) db.exec(reset)
  const migration = migrations[found]
  if (migration !== undefined) db.exec(migration)
  db.exec(schema)
  db.exec(`PRAGMA user_version = ${version}`)
}

const versionOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)

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
