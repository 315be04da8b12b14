import { isDamage } from './damage.ts'
import { openDatabaseFile } from './database-file.ts'

/**
 * What each edition was made from: hashes of the source, of the configuration that decides its bytes and of
 * the locale file as we left it. Same three, output still there: nothing to do. Losing this file costs time,
 * never text or money; so editions that are current are written down some at a time, within a moment.
 */
export interface Editions {
  get(article: string, locale: string): EditionRecord | undefined
  /**
   * It is about to be written anew: until it is put, it is not current, also when the run is killed and whatever was
   * changed is changed back.
   */
  invalidate(article: string, locale: string): void
  /** @param sentences keys of the segments it holds; whoever writes one of them anew outdates it */
  put(article: string, locale: string, record: EditionRecord, sentences: readonly string[]): void
  /** A person wrote these sentences in `article`: the other editions that hold one of them are to be made anew. */
  outdate(article: string, locale: string, sentences: readonly string[]): void
  count(): number
  /** @throws DragomanError STATE_UNREADABLE when the last of them could not be written down. */
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
  const ask = <T>(question: (editions: EditionsFile) => T): T => {
    try {
      return question(editions)
    } catch (error) {
      if (onDamage === undefined || !isDamage(error)) throw error
      editions.close()
      editions = openOnce(path, onDamage)
      return question(editions)
    }
  }
  /** Yet to be written down, by edition. */
  const unwritten = new Map<string, Made>()
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    if (unwritten.size === 0) return
    ask((it) => it.putAll([...unwritten.values()]))
    unwritten.clear()
  }
  const writeSoon = () => {
    timer ??= setTimeout(() => {
      try {
        write()
      } catch {
        // It is tried again with the next ones, whose articles are told, and when this is closed.
      }
    }, WRITTEN_WITHIN_MS).unref()
  }
  return {
    get: (article, locale) =>
      unwritten.get(nameOf(article, locale))?.record ?? ask((it) => it.get(article, locale)),
    invalidate(article, locale) {
      write()
      ask((it) => it.invalidate(article, locale))
    },
    put(article, locale, record, sentences) {
      const name = nameOf(article, locale)
      unwritten.set(name, { article, locale, record, sentences })
      try {
        if (record.status !== 'current' || unwritten.size >= TOGETHER_AT_MOST) write()
        else writeSoon()
      } catch (error) {
        // Whoever is told of it makes the edition again; those before are tried again, and do not become more.
        unwritten.delete(name)
        throw error
      }
    },
    outdate(article, locale, sentences) {
      if (sentences.length === 0) return
      write()
      ask((it) => it.outdate(article, locale, sentences))
    },
    count() {
      write()
      return ask((it) => it.count())
    },
    close() {
      try {
        write()
      } finally {
        editions.close()
      }
    },
  }
}

const WRITTEN_WITHIN_MS = 200
const TOGETHER_AT_MOST = 50

const nameOf = (article: string, locale: string): string => `${locale} ${article}`

/** An edition as it was made. */
interface Made {
  readonly article: string
  readonly locale: string
  readonly record: EditionRecord
  readonly sentences: readonly string[]
}

interface EditionsFile extends Omit<Editions, 'put'> {
  putAll(made: readonly Made[]): void
}

function openOnce(path: string, onDamage: ((aside: string) => void) | undefined): EditionsFile {
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
  const invalidate = file.prepare("UPDATE editions SET status = 'stale' WHERE article = ? AND locale = ?")
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
    putAll(made) {
      last = undefined
      file.transaction(() => {
        for (const { article, locale, record, sentences } of made) {
          const { source, fingerprint, localeFile, output, status, edited, segments, date } = record
          const values = [source, fingerprint, localeFile, output, status, edited, segments, date]
          const marks = Buffer.from(sentences.map(hashIn).join(''), 'hex')
          write.run(article, locale, ...values, marks)
        }
      })
    },
    invalidate(article, locale) {
      last = undefined
      file.use(() => invalidate.run(article, locale))
    },
    outdate(article, locale, sentences) {
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
