import { existsSync } from 'node:fs'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../../article/errors.ts'
import { connect, transact } from './connection.ts'
import { isDamage, markDamaged, putInPlace, refuseDamaged, setAside, takePlace } from './damage.ts'
import { makeNewFile, type NewFileSettings } from './new-file.ts'

/**
 * One SQLite file in the state folder. A new file is made beside its place and put there whole. So is one that follows a
 * damaged file, which is set aside under another name, never deleted: when it cannot be opened, or when a query found it
 * damaged before. Whatever SQLite throws comes out as STATE_UNREADABLE with the file and its mend.
 */
export interface DatabaseFile {
  prepare(sql: string): StatementSync
  use<T>(work: () => T): T
  /** All or nothing; once it returns, a killed process loses nothing of it. */
  transaction<T>(work: () => T): T
  /** May be called twice. */
  close(): void
}

export interface DatabaseSettings extends NewFileSettings {
  /** For people: “The memory for es”. */
  readonly title: string
  /** What to do when the file is damaged. */
  readonly fix: string
  /** Told where a damaged file is now. Without it nothing is set aside: damage is an error. */
  readonly onDamage?: ((aside: string) => void) | undefined
}

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
  try {
    return openWhole(settings)
  } catch (error) {
    if (settings.onDamage === undefined || !isDamage(error)) throw unreadable(settings, error)
  }
  try {
    const aside = setAside(settings.path)
    takePlace(makeNewFile(settings, aside), settings.path)
    settings.onDamage(aside)
    return connect(settings)
  } catch (error) {
    throw unreadable(settings, error)
  }
}

function openWhole(settings: DatabaseSettings): DatabaseSync {
  const { path: file } = settings
  if (file !== IN_MEMORY) {
    refuseDamaged(file)
    if (!existsSync(file)) putInPlace(makeNewFile(settings, undefined), file)
  }
  return connect(settings)
}

const IN_MEMORY = ':memory:'

const unreadable = ({ title, path: place, fix }: DatabaseSettings, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `${title} cannot be used: ${messageOf(cause)}`, {
    place,
    fix: `Check the folder’s permissions and free space; ${fix}`,
    cause,
  })
