import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isRunning } from '../../state/process.ts'
import { type ConnectionSettings, connect } from './connection.ts'
import { removeDatabase } from './damage.ts'

export interface NewFileSettings extends ConnectionSettings {
  /** What a new file holds at first; `damaged` is the file it is to follow, under its new name. */
  readonly begin?: (db: DatabaseSync, damaged: string | undefined) => void
}

/**
 * Makes a new file beside its place, whole and closed: a kill must never leave one that is begun and empty.
 * @returns its path
 */
export function makeNewFile(settings: NewFileSettings, damaged: string | undefined): string {
  const file = nameFor(settings.path, process.pid)
  removeDatabase(file)
  removeLeftOvers(settings.path)
  try {
    const db = connect({ ...settings, path: file })
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

const nameFor = (file: string, pid: number): string => `${file}.${pid}.new`

/** Files of processes that were killed while they made them. */
function removeLeftOvers(file: string): void {
  const folder = path.dirname(file)
  if (!existsSync(folder)) return
  const before = `${path.basename(file)}.`
  for (const name of readdirSync(folder)) {
    const writer = name.startsWith(before) ? /^(\d+)\.new/.exec(name.slice(before.length))?.[1] : undefined
    if (writer !== undefined && !isRunning(Number(writer))) removeDatabase(nameFor(file, Number(writer)))
  }
}
