import { isDamage } from './damage.ts'
import { openDatabaseFile } from './database-file.ts'

/**
 * What each edition was made from: hashes of the source, of the configuration that decides its bytes and of
 * the locale file as we left it. Same three, output still there: nothing to do. Losing this file costs time,
 * never text or money.
 */
export interface Editions {
  get(article: string, locale: string): EditionRecord | undefined
  /** @param sentences keys of the segments it holds; whoever writes one of them anew outdates it */
  put(article: string, locale: string, record: EditionRecord, sentences: readonly string[]): void
  /** A person wrote these sentences in `article`: the other editions that hold one of them are to be made anew. */
  outdate(article: string, locale: string, sentences: readonly string[]): void
  count(): number
  close(): void
}

export type EditionStatus = 'current' | 'stale' | 'withheld' | 'failed'

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

const SCHEMA = `CREATE TABLE IF NOT EXISTS editions (
  article TEXT NOT NULL, locale TEXT NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  locale_file TEXT NOT NULL, output TEXT NOT NULL, status TEXT NOT NULL, edited INTEGER NOT NULL,
  segments INTEGER NOT NULL, date INTEGER NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (article, locale)
) WITHOUT ROWID`
const VERSION = 3

/**
 * Damage costs time, and no words are lost with it: where somebody is to be told of it, a file that a question trips
 * over is set aside, and the question asked of a new one.
 * @throws DragomanError STATE_UNREADABLE when the file is no usable database; so does all that is asked of it.
 */
export function openEditions(path: string, onDamage?: (aside: string) => void): Editions {
  let editions = openOnce(path, onDamage)
  const ask = <T>(question: (editions: Editions) => T): T => {
    try {
      return question(editions)
    } catch (error) {
      if (onDamage === undefined || !isDamage(error)) throw error
      editions.close()
      editions = openOnce(path, onDamage)
      return question(editions)
    }
  }
  return {
    get: (article, locale) => ask((it) => it.get(article, locale)),
    put: (...values) => ask((it) => it.put(...values)),
    outdate: (...values) => ask((it) => it.outdate(...values)),
    count: () => ask((it) => it.count()),
    close: () => editions.close(),
  }
}

function openOnce(path: string, onDamage: ((aside: string) => void) | undefined): Editions {
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
    'SELECT locale, source, fingerprint, locale_file AS localeFile, output, status, edited, segments, date FROM editions WHERE article = ?',
  )
  const write = file.prepare('INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const outdate = file.prepare(
    "UPDATE editions SET status = 'stale' WHERE locale = ? AND article <> ? AND status = 'current' AND instr(sentences, ?) > 0",
  )
  const count = file.prepare('SELECT count(*) AS n FROM editions')
  const recordsOf = (article: string) => {
    const rows = file.use(() => find.all(article)) as unknown as (EditionRecord & { locale: string })[]
    return new Map(rows.map(({ locale, ...record }) => [locale, record]))
  }
  /** An article is asked for in one locale after the other. */
  let last: { readonly article: string; readonly records: ReadonlyMap<string, EditionRecord> } | undefined
  return {
    get(article, locale) {
      if (last?.article !== article) last = { article, records: recordsOf(article) }
      return last.records.get(locale)
    },
    put(article, locale, r, sentences) {
      const { source, fingerprint, localeFile, output, status, edited, segments, date } = r
      const made = [source, fingerprint, localeFile, output, status, edited, segments, date]
      const marks = Buffer.from(sentences.map(hashIn).join(''), 'hex')
      last = undefined
      file.use(() => write.run(article, locale, ...made, marks))
    },
    outdate(article, locale, sentences) {
      if (sentences.length === 0) return
      last = undefined
      file.transaction(() => {
        for (const sentence of sentences) outdate.run(locale, article, mark(sentence))
      })
    },
    count: () => Number(file.use(() => count.get())?.['n'] ?? 0),
    close: () => file.close(),
  }
}

/** The hash in a segment key, whatever the role; two sentences that meet by chance cost one edition made anew. */
const mark = (segmentKey: string): Buffer => Buffer.from(hashIn(segmentKey), 'hex')
const hashIn = (segmentKey: string): string => segmentKey.slice(segmentKey.lastIndexOf('.') + 1)
