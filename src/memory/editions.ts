import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../article/errors.ts'

/**
 * What each edition was made from: hashes of the source, of the configuration that decides its bytes and of
 * the locale file as we left it. Same three, output still there: nothing to do. Losing this file costs time,
 * never text or money.
 */
export interface Editions {
  get(article: string, locale: string): EditionRecord | undefined
  put(article: string, locale: string, record: EditionRecord): void
  count(): number
  close(): void
}

export type EditionStatus = 'current' | 'withheld' | 'failed'

export interface EditionRecord {
  readonly source: string
  readonly fingerprint: string
  /** SHA-256 of the locale file, hex; empty when there was none. */
  readonly localeFile: string
  /** Path of the output under the locale's output folder. */
  readonly output: string
  readonly status: EditionStatus
  readonly edited: number
  readonly segments: number
  /** Epoch milliseconds. */
  readonly date: number
}

export function openEditions(file: string): Editions {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    const db = new DatabaseSync(file, { timeout: 5000 })
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
    db.exec(`CREATE TABLE IF NOT EXISTS editions (
      article TEXT NOT NULL, locale TEXT NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
      locale_file TEXT NOT NULL, output TEXT NOT NULL, status TEXT NOT NULL, edited INTEGER NOT NULL,
      segments INTEGER NOT NULL, date INTEGER NOT NULL, PRIMARY KEY (article, locale)
    ) WITHOUT ROWID`)
    return editions(db)
  } catch (cause) {
    throw new DragomanError(
      'STATE_UNREADABLE',
      `The record of editions cannot be opened: ${messageOf(cause)}`,
      {
        place: file,
        fix: 'Check the folder’s permissions and free space; if the file is damaged, delete it: the next run rebuilds it without buying anything.',
        cause,
      },
    )
  }
}

function editions(db: DatabaseSync): Editions {
  const find = db.prepare(
    'SELECT source, fingerprint, locale_file AS localeFile, output, status, edited, segments, date FROM editions WHERE article = ? AND locale = ?',
  )
  const write = db.prepare('INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  return {
    get: (article, locale) => find.get(article, locale) as unknown as EditionRecord | undefined,
    put(article, locale, r) {
      write.run(
        article,
        locale,
        r.source,
        r.fingerprint,
        r.localeFile,
        r.output,
        r.status,
        r.edited,
        r.segments,
        r.date,
      )
    },
    count: () => Number(db.prepare('SELECT count(*) AS n FROM editions').get()?.['n'] ?? 0),
    close() {
      if (db.isOpen) db.close()
    },
  }
}
