/**
 * The index of one locale: segments as they stand in the locale files, and their tokens, which FTS5 keeps without the text, those
 * of people's segments apart from those of machines', so that people's can be asked for first. SQLite is given tokens with
 * spaces between them and cuts nothing itself.
 * @see https://sqlite.org/fts5.html#contentless_delete_tables
 */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS files (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS segments (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, article TEXT NOT NULL, key TEXT NOT NULL,
    sourceLocale TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL,
    model TEXT NOT NULL, state TEXT NOT NULL, date INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS segments_file ON segments (file);
  ${tokenTable('people')}
  ${tokenTable('machine')}
`

function tokenTable(kind: Kind): string {
  return `
    CREATE VIRTUAL TABLE IF NOT EXISTS ${tokensOfKind(kind)} USING fts5(
      source, target, length, content = '', contentless_delete = 1,
      tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    );`
}

/** Whose words a segment has: people's, or what they approved, come first. */
export const KINDS = ['people', 'machine'] as const
export type Kind = (typeof KINDS)[number]

/** The name of the table of their tokens. */
export function tokensOfKind(kind: Kind): string {
  return `tokens_${kind}`
}

/** An index of another version is emptied, and filled anew from the locale files. */
export const VERSION = 1
export const RESET = ['files', 'segments', 'tokens_people', 'tokens_machine']
  .map((table) => `DROP TABLE IF EXISTS ${table};`)
  .join('\n')
