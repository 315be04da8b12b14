import { statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { hasForeignLog } from './damage.ts'
import { isWhole, type Row } from './row-checksum.ts'

/**
 * What can still be read of a damaged memory, into a new one. A page that cannot be read ends the reading of its
 * table, so each is read from both ends. Rows of text that are not what was once written stay behind.
 * @param midnight that began today, epoch milliseconds
 * @returns whether today's lines of the ledger are all there: spending must not be forgotten with the file that
 * noted it, or the day's budget would begin anew
 * @throws what the new file says when it cannot be written
 */
export function salvage(damaged: string, into: DatabaseSync, midnight: number): boolean {
  const from = open(damaged)
  if (from === undefined) return false
  try {
    into.exec('BEGIN')
    for (const table of TABLES) copy(table, orderOf(table, from), from, into)
    const isSaved = copyLedger(from, into, midnight) && !hasForeignLog(damaged)
    into.exec('COMMIT')
    return isSaved
  } finally {
    from.close()
  }
}

const TABLES = ['human', 'machine', 'failed', 'shares', 'notes'] as const

/** What a table is kept in the order of. */
function orderOf(table: (typeof TABLES)[number], from: DatabaseSync): readonly string[] {
  switch (table) {
    case 'human':
      return ['key', 'article']
    case 'machine':
      return isByKey(table, from) ? ['key'] : ['rowid']
    case 'failed':
      return ['key']
    case 'shares':
      return ['request', 'article']
    case 'notes':
      return ['name']
  }
}

/** As in earlier versions. Where that cannot be told, nothing can be read. */
function isByKey(table: string, from: DatabaseSync): boolean {
  try {
    return from.prepare('SELECT wr FROM pragma_table_list(?)').get(table)?.['wr'] === 1
  } catch {
    return false
  }
}

function open(damaged: string): DatabaseSync | undefined {
  try {
    // Beside an empty file SQLite removes the log, which is all that is left.
    if (statSync(damaged).size === 0) return undefined
    return new DatabaseSync(damaged, { readOnly: true })
  } catch {
    return undefined
  }
}

function copy(table: string, order: readonly string[], from: DatabaseSync, into: DatabaseSync): void {
  const write = writer(table, into)
  for (const direction of ['ASC', 'DESC'] as const) {
    let isEnd = true
    for (const row of readable(from, table, order, direction)) {
      if (row === undefined) isEnd = false
      else if (isWhole(table, row)) write(row)
    }
    if (isEnd) return
  }
}

/** Lines are in the order in which they were noted: one of yesterday, met from the end, comes after all of today's. */
function copyLedger(from: DatabaseSync, into: DatabaseSync, midnight: number): boolean {
  const write = writer('ledger', into)
  for (const direction of ['ASC', 'DESC'] as const) {
    let isEnd = true
    let isYesterdayMet = false
    for (const row of readable(from, 'ledger', ['id'], direction)) {
      if (row === undefined) isEnd = false
      else {
        write(row)
        isYesterdayMet ||= direction === 'DESC' && Number(row['sent_at']) < midnight
      }
    }
    if (isEnd || isYesterdayMet) return true
  }
  return false
}

/** The rows of a table; undefined where it cannot be read any further. */
function* readable(
  from: DatabaseSync,
  table: string,
  order: readonly string[],
  direction: 'ASC' | 'DESC',
): Generator<Row | undefined> {
  try {
    const by = order.map((column) => `${column} ${direction}`).join(', ')
    yield* from.prepare(`SELECT * FROM ${table} ORDER BY ${by}`).iterate()
  } catch {
    yield undefined
  }
}

/** An earlier version's rows have fewer columns. A row that its table would not take says nothing that can be used. */
function writer(table: string, into: DatabaseSync): (row: Row) => void {
  const known = into.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
  const columns = known.map(({ name }) => String(name))
  let insert: StatementSync | undefined
  return (row) => {
    const there = columns.filter((name) => row[name] !== undefined)
    insert ??= into.prepare(
      `INSERT OR IGNORE INTO ${table} (${there.join(', ')}) VALUES (${there.map(() => '?').join(', ')})`,
    )
    insert.run(...there.map((name) => row[name] as SQLInputValue))
  }
}
