import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../../article/errors.ts'
import type { LedgerLine, LedgerReader } from '../ledger.ts'

/** The ledger of one SQLite memory, as lines: one for each request and article that had a share in it. */
export const LEDGER_LINES = `
  SELECT id, provider, model, outcome, sent_at AS sentAt, ledger.characters AS whole, micros, currency,
    coalesce(article, '') AS article, coalesce(shares.characters, ledger.characters) AS characters
  FROM ledger LEFT JOIN shares ON shares.request = ledger.id WHERE sent_at >= ? ORDER BY id, article`

export function* ledgerLines(statement: StatementSync, sinceMs: number): Iterable<LedgerLine> {
  let last: number | undefined
  for (const row of statement.iterate(sinceMs)) {
    const { id, whole, micros, ...line } = row as unknown as LedgerRow
    const share = whole === 0 ? 0 : line.characters / whole
    yield { ...line, requests: id === last ? 0 : 1, micros: micros === null ? undefined : micros * share }
    last = id
  }
}

type LedgerRow = Omit<LedgerLine, 'micros' | 'requests'> & {
  readonly id: number
  /** Characters of the whole request. */
  readonly whole: number
  readonly micros: number | null
}

/**
 * The ledgers of all locales that the folder has a memory of, former targets among them. To look at only: nothing
 * is written, brought up to date or set aside, and a run may be under way.
 * @throws DragomanError STATE_UNREADABLE when one cannot be read; so does reading on.
 */
export const openLedgers = (folder: string): LedgerReader[] =>
  localesIn(folder).map((locale) => openLedger(path.join(folder, fileOf(locale)), locale))

export const fileOf = (locale: string): string => `${locale}.sqlite`

/** Files that were set aside have longer names. */
export function localesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^([A-Za-z0-9-]+)\.sqlite$/.exec(name)?.[1] ?? [])
      .toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw unreadable(folder, error)
  }
}

function openLedger(file: string, locale: string): LedgerReader {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    if (db.prepare('PRAGMA user_version').get()?.['user_version'] === 1) db.exec(AS_VERSION_2)
    return readOnly(db, db.prepare(LEDGER_LINES), file, locale)
  } catch (error) {
    db?.close()
    throw unreadable(file, error)
  }
}

const readOnly = (db: DatabaseSync, lines: StatementSync, file: string, locale: string): LedgerReader => ({
  locale,
  async *lines(sinceMs) {
    try {
      yield* ledgerLines(lines, sinceMs)
    } catch (error) {
      throw unreadable(file, error)
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

const unreadable = (place: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `The ledger cannot be read: ${messageOf(cause)}`, {
    place,
    fix: 'Check the permissions; if the file is damaged, the next run sets it aside and saves what it can.',
    cause,
  })
