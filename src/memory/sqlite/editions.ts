import {
  type EditionRecord,
  type Editions,
  idNow,
  isOfGone,
  type KeptEdition,
  movedTo,
  URGENCIES,
  type Urgency,
  type WaitingEdition,
} from '../../publish/editions.ts'
import { wordsHash } from '../../segment/key.ts'
import { isDamage } from './damage.ts'
import { openDatabaseFile } from './database-file.ts'

/** The columns of a record, each with the name of its field. */
const FIELDS = {
  path: "TEXT NOT NULL DEFAULT ''",
  source: 'TEXT NOT NULL',
  fingerprint: 'TEXT NOT NULL',
  rules: "TEXT NOT NULL DEFAULT ''",
  localeFile: 'TEXT NOT NULL',
  meta: "TEXT NOT NULL DEFAULT ''",
  metaStamp: "TEXT NOT NULL DEFAULT ''",
  output: 'TEXT NOT NULL',
  outputHash: "TEXT NOT NULL DEFAULT ''",
  disclosed: "TEXT NOT NULL DEFAULT ''",
  status: 'TEXT NOT NULL',
  why: "TEXT NOT NULL DEFAULT ''",
  until: 'INTEGER',
  changed: 'INTEGER',
  version: "TEXT NOT NULL DEFAULT ''",
  segments: 'INTEGER NOT NULL',
  edited: 'INTEGER NOT NULL',
  approved: 'INTEGER NOT NULL DEFAULT 0',
  rejected: 'INTEGER NOT NULL DEFAULT 0',
  unreviewed: 'INTEGER NOT NULL DEFAULT 0',
  stale: 'INTEGER NOT NULL DEFAULT 0',
  blocked: 'INTEGER NOT NULL DEFAULT 0',
  disputed: 'INTEGER NOT NULL DEFAULT 0',
  findings: 'INTEGER NOT NULL DEFAULT 0',
  date: 'INTEGER NOT NULL',
} as const satisfies Record<keyof EditionRecord, string>
const NAMES = Object.keys(FIELDS) as readonly (keyof EditionRecord)[]

const SCHEMA = `CREATE TABLE IF NOT EXISTS editions (
  article TEXT NOT NULL, locale TEXT NOT NULL,
  ${Object.entries(FIELDS)
    .map(([name, type]) => `${name} ${type},`)
    .join(' ')}
  sentences BLOB NOT NULL, PRIMARY KEY (article, locale)
) WITHOUT ROWID`
const VERSION = 5

const OF_VERSION_4 =
  'path, source, fingerprint, rules, localeFile, output, outputHash, status, why, until, changed, version, edited, segments, date'

/** Records that are in memory at once while all are gone through. */
const PAGE = 500

/** Versions 3 and 4 knew fewer fields; before them, the record tells nothing that is still of use. */
const MIGRATIONS = {
  1: 'DROP TABLE IF EXISTS editions',
  2: 'DROP TABLE IF EXISTS editions',
  3: `
    ALTER TABLE editions RENAME TO editions_before;
    ${SCHEMA};
    INSERT INTO editions (article, locale, path, source, fingerprint, localeFile, output, status, edited, segments, date, sentences)
      SELECT article, locale, substr(output, instr(output, '/') + 1), source, fingerprint, locale_file, output, status, edited,
        segments, date, sentences
      FROM editions_before;
    DROP TABLE editions_before;
  `,
  4: `
    ALTER TABLE editions RENAME TO editions_before;
    ${SCHEMA};
    INSERT INTO editions (article, locale, ${OF_VERSION_4}, sentences)
      SELECT article, locale, ${OF_VERSION_4}, sentences FROM editions_before;
    DROP TABLE editions_before;
  `,
}

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
    amend: (article, locale, changes) => ask((it) => it.amend(article, locale, changes)),
    outdate: async (article, locale, sentences) => {
      if (sentences.length > 0) await ask((it) => it.outdate(article, locale, sentences))
    },
    move: (from, to, at) => ask((it) => it.move(from, to, at)),
    sentencesOf: (article) => ask((it) => it.sentencesOf(article)),
    all: () => pages((last) => ask((it) => it.pageAfter(last))),
    waiting: (urgency) => pages((last) => ask((it) => it.waitingAfter(urgency, last))),
    outdated: () => pages((last) => ask((it) => it.outdatedAfter(last))),
    nextChange: (now) => ask((it) => it.nextChange(now)),
    count: () => ask((it) => it.count()),
    close: async () => editions.close(),
  }
}

async function* pages<T extends Place>(after: (last: Place) => Promise<readonly T[]>): AsyncIterable<T> {
  let last: Place = { article: '', locale: '' }
  for (;;) {
    const page = await after(last)
    yield* page
    if (page.length < PAGE) return
    last = page.at(-1)!
  }
}

const TO_DO: Readonly<Record<Urgency, string>> = {
  corrected: '(stale > 0 OR changed IS NOT NULL)',
  blocked: "(blocked > 0 OR status = 'withheld')",
  rejected: 'rejected > 0',
  disagreeing: 'disputed > 0',
  new: 'unreviewed > 0',
}

/** Few: there are an editor's rows as many as editions, and she waits for them. */
const WAITING = [
  'status',
  'changed',
  'segments',
  'edited',
  'approved',
  'rejected',
  'unreviewed',
  'stale',
  'blocked',
  'disputed',
  'findings',
] as const satisfies readonly (keyof WaitingEdition & keyof EditionRecord)[]

/** As SQL: this, and nothing more urgent. */
function waitsFor(urgency: Urgency): string {
  const before = URGENCIES.slice(0, URGENCIES.indexOf(urgency)).map((other) => `NOT ${TO_DO[other]}`)
  return ["status NOT IN ('held', 'withdrawn')", ...before, TO_DO[urgency]].join(' AND ')
}

type Place = Pick<KeptEdition, 'article' | 'locale'>

type EditionsFile = ReturnType<typeof openFile>

function openFile(path: string, onDamage: ((aside: string) => void) | undefined) {
  const file = openDatabaseFile({
    path,
    title: 'The record of editions',
    fix: 'if the file is damaged, delete it: the next run rebuilds it without buying anything.',
    schema: SCHEMA,
    version: VERSION,
    migrations: MIGRATIONS,
    onDamage,
  })
  const find = file.prepare(`SELECT ${NAMES.join(', ')} FROM editions WHERE article = ? AND locale = ?`)
  const write = file.prepare(
    `INSERT OR REPLACE INTO editions VALUES (?, ?, ${NAMES.map(() => '?').join(', ')}, ?)`,
  )
  const amend = file.prepare(
    `UPDATE editions SET ${NAMES.map((name) => `${name} = ?`).join(', ')} WHERE article = ? AND locale = ?`,
  )
  const pageOf = (condition: string, columns: readonly string[] = NAMES) =>
    file.prepare(
      `SELECT article, locale, ${columns.join(', ')} FROM editions WHERE (article, locale) > (?, ?) AND ${condition}
       ORDER BY article, locale LIMIT ${PAGE}`,
    )
  const page = pageOf('true')
  const outdatedPage = pageOf("status = 'outdated'")
  const waitingPages = Object.fromEntries(
    URGENCIES.map((urgency) => [urgency, pageOf(waitsFor(urgency), WAITING)]),
  ) as Record<Urgency, ReturnType<typeof pageOf>>
  const next = file.prepare('SELECT min(until) AS at FROM editions WHERE until > ?')
  const outdate = file.prepare(
    "UPDATE editions SET status = 'outdated' WHERE locale = ? AND article <> ? AND status = 'current' AND instr(sentences, ?) > 0",
  )
  const invalidate = file.prepare("UPDATE editions SET status = 'stale' WHERE article = ? AND locale = ?")
  const findOf = file.prepare(`SELECT locale, ${NAMES.join(', ')}, sentences FROM editions WHERE article = ?`)
  const latest = file.prepare(
    `SELECT lower(hex(sentences)) AS sentences FROM editions WHERE article = ?
     ORDER BY length(sentences) > 0 DESC, date DESC LIMIT 1`,
  )
  const count = file.prepare('SELECT count(*) AS n FROM editions')
  const get = (article: string, locale: string): EditionRecord | undefined => {
    const row = file.use(() => find.get(article, locale))
    return row && ({ ...row } as unknown as EditionRecord)
  }
  const valuesOf = (record: EditionRecord) => NAMES.map((name) => record[name])
  return {
    get,
    amend(article: string, locale: string, changes: Partial<EditionRecord>): void {
      file.transaction(() => {
        const record = get(article, locale)
        if (record !== undefined) amend.run(...valuesOf({ ...record, ...changes }), article, locale)
      })
    },
    put(article: string, locale: string, record: EditionRecord, sentences: readonly string[]): void {
      const marks = Buffer.concat(sentences.map(mark))
      file.use(() => write.run(article, locale, ...valuesOf(record), marks))
    },
    invalidate(article: string, locale: string): void {
      file.use(() => invalidate.run(article, locale))
    },
    outdate(article: string, locale: string, sentences: readonly string[]): void {
      // What concerns the whole edition has no sentence, and would be found in all.
      const marks = sentences.map(mark).filter(({ length }) => length > 0)
      file.transaction(() => {
        for (const each of marks) outdate.run(locale, article, each)
      })
    },
    move(from: string, to: string, at: number): void {
      file.transaction(() => {
        for (const row of findOf.all(from)) {
          const { locale, sentences, ...rest } = row as unknown as MovedRow
          if (idNow(rest) !== undefined) continue
          const there = get(to, locale)
          if (there === undefined || isOfGone(there)) write.run(to, locale, ...valuesOf(rest), sentences)
          amend.run(...valuesOf({ ...rest, ...goneTo(to, at) }), from, locale)
        }
      })
    },
    sentencesOf(article: string): string[] {
      const hashes = file.use(() => latest.get(article))?.['sentences']
      return String(hashes ?? '').match(HASH) ?? []
    },
    pageAfter: ({ article, locale }: Place) => file.use(() => page.all(article, locale)).map(asKept),
    outdatedAfter: ({ article, locale }: Place) =>
      file.use(() => outdatedPage.all(article, locale)).map(asKept),
    waitingAfter: (urgency: Urgency, { article, locale }: Place) =>
      file.use(() => waitingPages[urgency].all(article, locale)) as unknown as readonly WaitingEdition[],
    nextChange(now: number): number | undefined {
      const at = file.use(() => next.get(now))?.['at']
      return typeof at === 'number' ? at : undefined
    },
    count: () => Number(file.use(() => count.get())?.['n'] ?? 0),
    close: () => file.close(),
  }
}

function asKept(row: unknown): KeptEdition {
  const { article, locale, ...record } = row as EditionRecord & KeptEdition
  return { article, locale, record: record as EditionRecord }
}

type MovedRow = EditionRecord & { readonly locale: string; readonly sentences: Uint8Array }

const goneTo = (id: string, at: number): Partial<EditionRecord> => ({
  status: 'withdrawn',
  why: movedTo(id),
  output: '',
  outputHash: '',
  disclosed: '',
  until: null,
  changed: null,
  date: at,
})

/** Two sentences that meet by chance cost one edition made anew. */
const mark = (segmentKey: string): Buffer => Buffer.from(wordsHash(segmentKey), 'hex')

/** As many digits as a segment key has of it. */
const HASH = /.{12}/g
