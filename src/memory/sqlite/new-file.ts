import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { ANY_WRITER, isLeftBehind, WRITER } from '../../state/writer.ts'
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
  const file = nameFor(settings.path, WRITER)
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

const nameFor = (file: string, writer: string): string => `${file}.${writer}.new`

const DRAFT = new RegExp(`^(${ANY_WRITER})\\.new`)

/** Files of processes that were killed while they made them. */
function removeLeftOvers(file: string): void {
  const folder = path.dirname(file)
  if (!existsSync(folder)) return
  const before = `${path.basename(file)}.`
  for (const name of readdirSync(folder)) {
    const writer = name.startsWith(before) ? DRAFT.exec(name.slice(before.length))?.[1] : undefined
    const written = lstatSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs
    if (writer !== undefined && written !== undefined && isLeftBehind(writer, written))
      removeDatabase(nameFor(file, writer))
  }
}
