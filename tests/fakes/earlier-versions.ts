import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { temporaryFolder } from './folder.ts'

/** A memory as version 1 wrote it, without rungs and prices: one text, “Hola”, a person's, “Buenas”, and one request. @returns its path */
export function version1File(key: string): string {
  const file = path.join(temporaryFolder(), 'es.sqlite')
  const db = new DatabaseSync(file)
  db.exec(`
      CREATE TABLE machine (key BLOB PRIMARY KEY, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
        date INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE human (key BLOB NOT NULL, article TEXT NOT NULL, text TEXT NOT NULL, editor TEXT NOT NULL,
        date INTEGER NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
      CREATE TABLE ledger (id INTEGER PRIMARY KEY, provider TEXT NOT NULL, segments INTEGER NOT NULL,
        characters INTEGER NOT NULL, sent_at INTEGER NOT NULL, outcome TEXT NOT NULL, settled_at INTEGER);
      INSERT INTO ledger VALUES (1, 'google', 3, 120, 5000, 'answered', 6000);
      PRAGMA user_version = 1;
    `)
  const sum = crc32([key, 'Hola', 'google', 'general/nmt', 1].join('\u0000'))
  db.prepare('INSERT INTO machine VALUES (?, ?, ?, ?, ?, ?)').run(
    Buffer.from(key, 'hex'),
    'Hola',
    'google',
    'general/nmt',
    1,
    sum,
  )
  const by = ['Buenas', 'news', 'maria', 1] as const
  const [text, article, editor, date] = by
  const humanSum = crc32([key, ...by].join('\u0000'))
  db.prepare('INSERT INTO human VALUES (?, ?, ?, ?, ?, ?)').run(
    Buffer.from(key, 'hex'),
    article,
    text,
    editor,
    date,
    humanSum,
  )
  db.close()
  return file
}

/** The same as version 2 wrote it: with rungs and prices, its texts in the order of their keys. */
export function version2File(key: string): string {
  const file = version1File(key)
  const db = new DatabaseSync(file)
  db.exec(`
      ALTER TABLE machine ADD COLUMN rung TEXT;
      ALTER TABLE ledger ADD COLUMN model TEXT NOT NULL DEFAULT '';
      ALTER TABLE ledger ADD COLUMN micros INTEGER;
      ALTER TABLE ledger ADD COLUMN currency TEXT NOT NULL DEFAULT '';
      PRAGMA user_version = 2;
    `)
  db.close()
  return file
}
