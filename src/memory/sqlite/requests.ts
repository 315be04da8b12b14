import type { StatementSync } from 'node:sqlite'
import type { Intent, LedgerLine, Outcome, Spending } from '../ledger.ts'
import type { DatabaseFile } from './database-file.ts'

/** What is asked of the tables of requests and their shares. Each question may throw what SQLite says. */
export function requests(file: DatabaseFile) {
  const addIntent = file.prepare(
    `INSERT INTO ledger (provider, model, segments, characters, micros, currency, sent_at, outcome)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'unknown')`,
  )
  const addShare = file.prepare('INSERT INTO shares VALUES (?, ?, ?)')
  const settleIntent = file.prepare('UPDATE ledger SET outcome = ?, settled_at = ? WHERE id = ?')
  const sumLedger = file.prepare(
    `SELECT count(*) AS requests, sum(characters) AS characters, sum(iif(isPriced, micros, 0)) AS micros,
       sum(iif(isPriced, 0, characters)) AS unpriced
     FROM (SELECT characters, micros, micros IS NOT NULL AND (micros = 0 OR currency = ?) AS isPriced
       FROM ledger WHERE sent_at >= ? AND sent_at < ? AND outcome <> 'rejected')`,
  )
  const readLedger = file.prepare(LEDGER_LINES)

  return {
    /** @returns the request's id */
    add({ provider, model, segments, characters, micros, currency, sentAt, shares }: Intent): number {
      const values = [provider, model, segments, characters, micros ?? null, currency, sentAt]
      const request = Number(addIntent.run(...values).lastInsertRowid)
      for (const [article, share] of shares) addShare.run(request, article, share)
      return request
    },

    settle(request: number, outcome: Outcome): void {
      settleIntent.run(outcome, Date.now(), request)
    },

    sum(fromMs: number, toMs: number, currency: string): Spending {
      const row = sumLedger.get(currency, fromMs, toMs)
      const of = (column: keyof Spending) => Number(row?.[column] ?? 0)
      return {
        requests: of('requests'),
        characters: of('characters'),
        micros: of('micros'),
        unpriced: of('unpriced'),
      }
    },

    lines: (sinceMs: number): Iterable<LedgerLine> => ledgerLines(readLedger, sinceMs),
  }
}

/** The ledger as lines: one for each request and article that had a share in it. */
export const LEDGER_LINES = `
  SELECT id, provider, model, outcome, sent_at AS sentAt, ledger.characters AS whole, micros, currency,
    coalesce(article, '') AS article, coalesce(shares.characters, ledger.characters) AS characters
  FROM ledger LEFT JOIN shares ON shares.request = ledger.id WHERE sent_at >= ? ORDER BY id, article`

export function* ledgerLines(statement: StatementSync, sinceMs: number): Iterable<LedgerLine> {
  let last: number | undefined
  for (const row of statement.iterate(sinceMs)) {
    const { id, whole, micros, ...line } = row as unknown as LedgerRow
    const share = whole === 0 ? 0 : line.characters / whole
    yield { ...line, requests: id === last ? 0 : 1, micros: micros === null ? undefined : micros * share }
    last = id
  }
}

type LedgerRow = Omit<LedgerLine, 'micros' | 'requests'> & {
  readonly id: number
  /** Characters of the whole request. */
  readonly whole: number
  readonly micros: number | null
}
