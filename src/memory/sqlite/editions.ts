import type { EditionRecord, Editions } from '../../publish/editions.ts'
import { isDamage } from './damage.ts'
import { openDatabaseFile } from './database-file.ts'

const SCHEMA = `CREATE TABLE IF NOT EXISTS editions (
  article TEXT NOT NULL, locale TEXT NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  locale_file TEXT NOT NULL, output TEXT NOT NULL, status TEXT NOT NULL, edited INTEGER NOT NULL,
  segments INTEGER NOT NULL, date INTEGER NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (article, locale)
) WITHOUT ROWID`
const VERSION = 3

/**
 * The record of editions in one SQLite file. Damage costs time, and no words are lost with it: when `onDamage` is
 * given, a file that a question finds damaged is set aside, and the question is asked of a new one.
 * @throws DragomanError STATE_UNREADABLE when the file is no usable database; every method rejects with it too.
 */
export function openSqliteEditions(path: string, onDamage?: (aside: string) => void): Editions {
  let editions = openFile(path, onDamage)
  const ask = async <T>(question: (editions: EditionsFile) => T): Promise<T> => {
    try {
      return question(editions)
    } catch (error) {
      if (onDamage === undefined || !isDamage(error)) throw error
      editions.close()
      editions = openFile(path, onDamage)
      return question(editions)
    }
  }
  return {
    get: (article, locale) => ask((it) => it.get(article, locale)),
    invalidate: (article, locale) => ask((it) => it.invalidate(article, locale)),
    put: (article, locale, record, sentences) => ask((it) => it.put(article, locale, record, sentences)),
    outdate: async (article, locale, sentences) => {
      if (sentences.length > 0) await ask((it) => it.outdate(article, locale, sentences))
    },
    count: () => ask((it) => it.count()),
    close: async () => editions.close(),
  }
}

type EditionsFile = ReturnType<typeof openFile>

function openFile(path: string, onDamage: ((aside: string) => void) | undefined) {
  const file = openDatabaseFile({
    path,
    title: 'The record of editions',
    fix: 'if the file is damaged, delete it: the next run rebuilds it without buying anything.',
    schema: SCHEMA,
    version: VERSION,
    reset: 'DROP TABLE IF EXISTS editions',
    onDamage,
  })
  const find = file.prepare(
    `SELECT source, fingerprint, locale_file AS localeFile, output, status, edited, segments, date
     FROM editions WHERE article = ? AND locale = ?`,
  )
  const write = file.prepare('INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const outdate = file.prepare(
    "UPDATE editions SET status = 'stale' WHERE locale = ? AND article <> ? AND status = 'current' AND instr(sentences, ?) > 0",
  )
  const invalidate = file.prepare("UPDATE editions SET status = 'stale' WHERE article = ? AND locale = ?")
  const count = file.prepare('SELECT count(*) AS n FROM editions')
  return {
    get(article: string, locale: string): EditionRecord | undefined {
      const row = file.use(() => find.get(article, locale))
      return row && ({ ...row } as unknown as EditionRecord)
    },
    put(article: string, locale: string, record: EditionRecord, sentences: readonly string[]): void {
      const { source, fingerprint, localeFile, output, status, edited, segments, date } = record
      const values = [source, fingerprint, localeFile, output, status, edited, segments, date]
      const marks = Buffer.concat(sentences.map(mark))
      file.use(() => write.run(article, locale, ...values, marks))
    },
    invalidate(article: string, locale: string): void {
      file.use(() => invalidate.run(article, locale))
    },
    outdate(article: string, locale: string, sentences: readonly string[]): void {
      file.transaction(() => {
        for (const sentence of sentences) outdate.run(locale, article, mark(sentence))
      })
    },
    count: () => Number(file.use(() => count.get())?.['n'] ?? 0),
    close: () => file.close(),
  }
}

/** The hash in a segment key, whatever the role; two sentences that meet by chance cost one edition made anew. */
const mark = (segmentKey: string): Buffer =>
  Buffer.from(segmentKey.slice(segmentKey.lastIndexOf('.') + 1), 'hex')
