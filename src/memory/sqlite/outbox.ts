import { randomUUID } from 'node:crypto'
import type { EditionEvent } from '../../publish/events.ts'
import { printMessage } from '../../publish/hook/message.ts'
import { noteOf, type Outbox, type WaitingEvent } from '../../publish/hook/outbox.ts'
import { type DatabaseFile, openDatabaseFile } from './database-file.ts'

/** A place never comes again: the answer to an event that is gone must not remove another. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS waiting (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, article TEXT NOT NULL, locale TEXT NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS waiting_edition ON waiting (article, locale);
  CREATE TABLE IF NOT EXISTS last (
    article TEXT NOT NULL, locale TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (article, locale)
  ) WITHOUT ROWID;
`
const VERSION = 1

/**
 * The outbox in one SQLite file.
 * @param onDamage told where a file that was found damaged is now; without it, damage is an error
 * @throws DragomanError STATE_UNREADABLE when the file is no usable database; every method rejects with it too.
 */
export function openSqliteOutbox(path: string, onDamage?: (aside: string) => void): Outbox {
  const file = openDatabaseFile({
    path,
    title: 'The outbox of events',
    fix: 'if the file is damaged, the next run sets it aside.',
    schema: SCHEMA,
    version: VERSION,
    onDamage,
  })
  const note = notes(file)
  const next = file.prepare(`
    SELECT place, id, body FROM waiting AS one
    WHERE place NOT IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
      SELECT 1 FROM waiting AS earlier
      WHERE earlier.article = one.article AND earlier.locale = one.locale AND earlier.place < one.place
    )
    ORDER BY place LIMIT ?`)
  const remove = file.prepare('DELETE FROM waiting WHERE place = ?')
  const count = file.prepare('SELECT count(*) AS n FROM waiting')
  return {
    note: async (event) => file.transaction(() => note(event)),
    async next(atMost, leftOut) {
      const rows = file.use(() => next.all(JSON.stringify(leftOut), atMost))
      return rows.map((row) => ({ ...row }) as unknown as WaitingEvent)
    },
    delivered: async (place) => void file.use(() => remove.run(place)),
    count: async () => Number(file.use(() => count.get())?.['n'] ?? 0),
    close: async () => file.close(),
  }
}

/** @returns what notes an event, in a transaction of its caller's */
function notes(file: DatabaseFile): (event: EditionEvent) => boolean {
  const find = file.prepare('SELECT what FROM last WHERE article = ? AND locale = ?')
  const keep = file.prepare('INSERT OR REPLACE INTO last VALUES (?, ?, ?)')
  const add = file.prepare('INSERT INTO waiting (id, article, locale, body) VALUES (?, ?, ?, ?)')
  return (event) => {
    const { article, locale } = event
    const before = find.get(article, locale)?.['what']
    const note = noteOf(event, typeof before === 'string' ? before : undefined)
    if (note === undefined) return false
    add.run(`evt_${randomUUID()}`, article, locale, printMessage(note.event))
    keep.run(article, locale, note.last)
    return true
  }
}
