/**
 * Bought texts stand in order of arrival, with an index of their keys: keys are hashes, so a reply's texts, each on
 * another page of a table in their order, would take twice as long to write.
 */
const MACHINE = `
  CREATE TABLE IF NOT EXISTS machine (
    key BLOB NOT NULL, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, rung TEXT
  );
  CREATE UNIQUE INDEX IF NOT EXISTS machine_key ON machine (key);
`

/**
 * Memory and ledger of one locale. Files of version 5 may have been begun without the table of failed texts, which is then
 * added when they are opened. Notes say what a new file has yet to be told: the locale files' texts, and, where it
 * follows a damaged one whose ledger was lost, what was spent that day.
 */
export const SCHEMA = `
  ${MACHINE}
  CREATE TABLE IF NOT EXISTS human (
    key BLOB NOT NULL, article TEXT NOT NULL, text TEXT NOT NULL, editor TEXT NOT NULL,
    date INTEGER NOT NULL, checksum INTEGER NOT NULL, present INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'edited', engine TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (key, article)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS human_article ON human (article);
  CREATE TABLE IF NOT EXISTS failed (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, rung TEXT NOT NULL,
    findings TEXT NOT NULL, date INTEGER NOT NULL, checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ledger (
    id INTEGER PRIMARY KEY, provider TEXT NOT NULL, segments INTEGER NOT NULL, characters INTEGER NOT NULL,
    sent_at INTEGER NOT NULL, outcome TEXT NOT NULL, settled_at INTEGER,
    model TEXT NOT NULL DEFAULT '', micros INTEGER, currency TEXT NOT NULL DEFAULT ''
  );
  CREATE TABLE IF NOT EXISTS shares (
    request INTEGER NOT NULL, article TEXT NOT NULL, characters INTEGER NOT NULL, PRIMARY KEY (request, article)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ledger_sent_at ON ledger (sent_at);
  CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
`

export const VERSION = 6

/**
 * People's texts had no word on whether their article still holds them: what was kept is taken to be there. And what people
 * approved was not kept unless they had written it.
 */
const PEOPLES = `
  ALTER TABLE human ADD COLUMN present INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE human ADD COLUMN state TEXT NOT NULL DEFAULT 'edited';
  ALTER TABLE human ADD COLUMN engine TEXT NOT NULL DEFAULT '';
  ALTER TABLE human ADD COLUMN model TEXT NOT NULL DEFAULT '';
`

/**
 * From each earlier version to this one: nothing that was bought or written may be lost to a newer program. Versions 1
 * and 2 kept the texts in the order of their keys, 3 had an index of its own, 4 indexed the last 8 bytes of each key.
 */
export const MIGRATIONS = {
  1: `
    ALTER TABLE machine ADD COLUMN rung TEXT;
    ALTER TABLE ledger ADD COLUMN model TEXT NOT NULL DEFAULT '';
    ALTER TABLE ledger ADD COLUMN micros INTEGER;
    ALTER TABLE ledger ADD COLUMN currency TEXT NOT NULL DEFAULT '';
    ${machineAnew('date')}
    ${PEOPLES}
  `,
  2: machineAnew('date') + PEOPLES,
  3: machineAnew('rowid') + PEOPLES,
  4: `DROP INDEX machine_key; ${PEOPLES}`,
  5: PEOPLES,
}

function machineAnew(arrival: 'date' | 'rowid'): string {
  return `
    ALTER TABLE machine RENAME TO machine_before;
    ${MACHINE}
    INSERT INTO machine
      SELECT key, text, provider, model, date, checksum, rung FROM machine_before ORDER BY ${arrival};
    DROP TABLE machine_before;
  `
}
