import type { SQLInputValue } from 'node:sqlite'
import { SOMEBODY } from '../../review/locale-file.ts'
import type { DatabaseFile } from '../sqlite/database-file.ts'
import { type HumanColumns, humanSum } from '../sqlite/row-checksum.ts'
import { NO_ROWS, type Prunable, type PrunedRows, type Unused } from '../upkeep.ts'

/** What takes rows out of a store, and then out of its files. */
export function pruning(file: DatabaseFile) {
  const renameAll = renaming(file)
  return {
    count(what: Prunable): PrunedRows {
      const counts: Record<string, number> = { ...NO_ROWS }
      for (const { table, where, values } of conditionsOf(what, file))
        counts[table] = Number(
          file.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get(...values)?.['n'],
        )
      return counts as unknown as PrunedRows
    },
    prune(what: Prunable): PrunedRows & { readonly isWiped: boolean } {
      // What is freed is overwritten; otherwise it could still be read there.
      file.use(() => file.prepare('PRAGMA secure_delete = ON').get())
      const pruned = file.transaction((): PrunedRows => {
        if (what.kind === 'person') return { ...NO_ROWS, human: renameAll(what.name) }
        const counts: Record<string, number> = { ...NO_ROWS }
        for (const { table, where, values } of conditionsOf(what, file))
          counts[table] = Number(file.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...values).changes)
        return counts as unknown as PrunedRows
      })
      return { ...pruned, isWiped: file.use(() => wipe(file)) }
    },
  }
}

interface Condition {
  readonly table: keyof PrunedRows
  readonly where: string
  readonly values: readonly SQLInputValue[]
}

function conditionsOf(what: Prunable, file: DatabaseFile): Condition[] {
  switch (what.kind) {
    case 'machine': {
      const before = what.before ?? Number.MAX_SAFE_INTEGER
      const failed: Condition = { table: 'failed', where: 'date < ?', values: [before] }
      if (what.unused === undefined) return [{ ...failed, table: 'machine' }, failed]
      noteUsed(what.unused, file)
      const where = 'date < ? AND substr(key, 1, 8) NOT IN (SELECT key FROM temp.used)'
      return [{ table: 'machine', where, values: [before] }]
    }
    case 'person':
      return [{ table: 'human', where: 'editor IN (?, ?)', values: formsOf(what.name) }]
    case 'text': {
      const values = formsOf(what.text)
      const holds = (column: string) => `instr(${column}, ?) > 0 OR instr(${column}, ?) > 0`
      return [
        { table: 'machine', where: holds('text'), values },
        { table: 'human', where: holds('text'), values },
        {
          table: 'failed',
          where: `${holds('text')} OR ${holds('findings')}`,
          values: [...values, ...values],
        },
      ]
    }
    default:
      return what satisfies never
  }
}

/** Whether an accent is a character of its own says nothing of a word. */
const formsOf = (words: string): readonly string[] => [words.normalize('NFC'), words.normalize('NFD')]

function noteUsed({ used }: Unused, file: DatabaseFile): void {
  file.prepare('CREATE TEMP TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY) WITHOUT ROWID').run()
  const note = file.prepare('INSERT OR IGNORE INTO temp.used VALUES (unhex(?))')
  for (const key of used) note.run(key)
}

function renaming(file: DatabaseFile): (name: string) => number {
  const find = file.prepare('SELECT *, lower(hex(key)) AS key FROM human WHERE editor IN (?, ?)')
  const rename = file.prepare(
    'UPDATE human SET editor = ?, checksum = ? WHERE key = unhex(?) AND article = ?',
  )
  return (name) => {
    const rows = find.all(...formsOf(name)) as unknown as readonly HumanColumns[]
    for (const row of rows) {
      const anonymous = { ...row, editor: SOMEBODY }
      rename.run(SOMEBODY, humanSum(anonymous), row.key, row.article)
    }
    return rows.length
  }
}

/** Writes the file anew and empties its log. @returns whether both could be done: not while another process reads there */
function wipe(file: DatabaseFile): boolean {
  file.prepare('VACUUM').run()
  return file.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0
}
