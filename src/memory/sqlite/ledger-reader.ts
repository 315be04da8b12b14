import path from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { LedgerReader } from '../ledger.ts'
import { fileOf, ledgerUnreadable, localesIn } from './folder.ts'
import { LEDGER_LINES, ledgerLines } from './requests.ts'

/**
 * The ledgers of all locales that the folder has a memory of, former targets among them. To look at only: nothing
 * is written, brought up to date or set aside, and a run may be under way.
 * @throws DragomanError STATE_UNREADABLE when one cannot be read; so does reading on.
 */
export const openLedgers = (folder: string): LedgerReader[] =>
  localesIn(folder).map((locale) => openLedger(path.join(folder, fileOf(locale)), locale))

function openLedger(file: string, locale: string): LedgerReader {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    if (db.prepare('PRAGMA user_version').get()?.['user_version'] === 1) db.exec(AS_VERSION_2)
    return readOnly(db, db.prepare(LEDGER_LINES), file, locale)
  } catch (error) {
    db?.close()
    throw ledgerUnreadable(file, error)
  }
}

const readOnly = (db: DatabaseSync, lines: StatementSync, file: string, locale: string): LedgerReader => ({
  locale,
  async *lines(sinceMs) {
    try {
      yield* ledgerLines(lines, sinceMs)
    } catch (error) {
      throw ledgerUnreadable(file, error)
    }
  },
  async close() {
    if (db.isOpen) db.close()
  },
})

const BUSY_TIMEOUT_MS = 5000

/** Seen by this connection alone: SQLite looks among temporary names first. */
const AS_VERSION_2 = `
  CREATE TEMP VIEW ledger AS SELECT *, '' AS model, NULL AS micros, '' AS currency FROM main.ledger;
  CREATE TEMP TABLE shares (request, article, characters);
`
