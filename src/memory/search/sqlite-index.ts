import type { StatementSync } from 'node:sqlite'
import { languageOf } from '../../article/locale.ts'
import type { Match, Passage, SearchIndex, Wanted } from '../search.ts'
import { SIMILAR_FROM } from '../search.ts'
import { removeDatabase } from '../sqlite/damage.ts'
import { type DatabaseFile, openDatabaseFile } from '../sqlite/database-file.ts'
import { candidates } from './candidates.ts'
import { concordanceQuery } from './query.ts'
import { KINDS, type Kind, RESET, SCHEMA, tokensOfKind, VERSION } from './schema.ts'
import { scorer } from './score.ts'
import { columnsOf, identityOf, isPeoples, passageOf, type Row } from './segment-row.ts'
import { tokensOf, wordsOf } from './words.ts'

/**
 * An index in an SQLite file of its own. A damaged one is deleted and begun anew: all that it holds stands in the locale files.
 * @throws DragomanError STATE_UNREADABLE; every method rejects with it too
 */
export function openSqliteIndex({
  path,
  locale,
}: {
  readonly path: string
  readonly locale: string
}): SearchIndex {
  const file = openDatabaseFile({
    path,
    title: `The search index for ${locale}`,
    fix: 'the index can be deleted: the next search fills a new one.',
    schema: SCHEMA,
    version: VERSION,
    reset: RESET,
    onDamage: removeDatabase,
  })
  const stamps = file.prepare('SELECT name, stamp FROM files')
  const matching = KINDS.map(tokensOfKind).map((tokens) =>
    file.prepare(
      `SELECT segments.* FROM ${tokens} JOIN segments ON segments.id = ${tokens}.rowid WHERE ${tokens} MATCH ? LIMIT ${LOOKED_AT}`,
    ),
  )
  const writer = writerOf(file)
  const candidatesOf = candidates(file)

  return {
    locale,
    async similar(wanted, limit) {
      const words = wordsOf(wanted.source, wanted.sourceLocale)
      const rows = file.use(() => candidatesOf(words)) as unknown as readonly Row[]
      return best(rows.map(passageOf), words, wanted).slice(0, limit)
    },
    async search(words, side, limit) {
      const query = concordanceQuery(words, side)
      if (query === undefined) return []
      return file.use(() => {
        const found = new Map<string, Passage>()
        for (const statement of matching)
          for (const row of statement.iterate(query)) {
            if (found.size >= limit) return [...found.values()]
            const passage = passageOf(row as unknown as Row)
            const same = identityOf(passage)
            if (!found.has(same)) found.set(same, passage)
          }
        return [...found.values()]
      })
    },
    stamps: async () =>
      new Map(file.use(() => stamps.all()).map((row) => [String(row['name']), String(row['stamp'])])),
    put: async (files) => file.transaction(() => files.forEach(writer.put)),
    drop: async (names) => file.transaction(() => names.forEach(writer.drop)),
    close: async () => file.close(),
  }
}

/** Where one sentence stands in so many articles, the rest is not looked through for another. */
const LOOKED_AT = 1_000

function writerOf(file: DatabaseFile) {
  const addFile = file.prepare('INSERT INTO files (name, stamp) VALUES (?, ?)')
  const dropFile = file.prepare('DELETE FROM files WHERE name = ? RETURNING id')
  const dropTokens = KINDS.map((kind) =>
    file.prepare(`DELETE FROM ${tokensOfKind(kind)} WHERE rowid IN (SELECT id FROM segments WHERE file = ?)`),
  )
  const dropSegments = file.prepare('DELETE FROM segments WHERE file = ?')
  const addSegment = file.prepare('INSERT INTO segments VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addTokens = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      file.prepare(`INSERT INTO ${tokensOfKind(kind)} (rowid, source, target, length) VALUES (?, ?, ?, ?)`),
    ]),
  ) as Record<Kind, StatementSync>
  const drop = (name: string): void => {
    const id = dropFile.get(name)?.['id']
    if (id === undefined) return
    for (const statement of dropTokens) statement.run(id as number)
    dropSegments.run(id as number)
  }
  return {
    drop,
    put({ name, stamp, passages }: Parameters<SearchIndex['put']>[0][number]): void {
      drop(name)
      const fileId = addFile.run(name, stamp).lastInsertRowid
      for (const { article, key, sourceLocale, source, target, origin, state, date } of passages) {
        const { kind, author, model } = columnsOf(origin)
        const values = [fileId, article, key, sourceLocale, source, target, kind, author, model, state, date]
        const segment = addSegment.run(...values).lastInsertRowid
        const length = String(wordsOf(source, sourceLocale).length)
        const whose = isPeoples(origin, state) ? 'people' : 'machine'
        addTokens[whose].run(segment, tokensOf(source).join(' '), tokensOf(target).join(' '), length)
      }
    },
  }
}

function best(passages: readonly Passage[], words: readonly string[], wanted: Wanted): Match[] {
  const scoreOf = scorer(words)
  const language = languageOf(wanted.sourceLocale)
  const matches = new Map<string, Match>()
  for (const passage of passages) {
    if (languageOf(passage.sourceLocale) !== language || isItself(passage, wanted)) continue
    const isSame = passage.source === wanted.source
    // Where words are the same and the notation is not, punctuation or a code's place is.
    const score = isSame ? 1 : Math.min(scoreOf(wordsOf(passage.source, passage.sourceLocale)), ALMOST)
    const same = identityOf(passage)
    if (score >= SIMILAR_FROM && !matches.has(same)) matches.set(same, { ...passage, score })
  }
  return [...matches.values()].toSorted((a, b) => b.score - a.score || rank(a) - rank(b) || b.date - a.date)
}

const ALMOST = 0.99

const isItself = ({ article, key }: Passage, { except }: Wanted): boolean =>
  except !== undefined && article === except.article && key === except.key

const rank = ({ origin, state }: Passage): number => (isPeoples(origin, state) ? 0 : 1)
