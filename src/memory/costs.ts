import { dayOf } from './day.ts'
import type { LedgerReader } from './ledger.ts'

/** What was sent and its cost, added up from the ledgers. */
export interface CostRow {
  /** Values of the columns asked for, in their order. */
  readonly by: readonly string[]
  readonly requests: number
  readonly characters: number
  /** Of these, in requests whose outcome is unknown: they may have been billed. */
  readonly uncertain: number
  /** Millionths of the currency's unit, where the price was known; undefined: of none. */
  readonly micros: number | undefined
  readonly currency: string
}

export const COST_COLUMNS = ['day', 'provider', 'locale', 'article'] as const
export type CostColumn = (typeof COST_COLUMNS)[number]

/**
 * Refused requests cost nothing and are left out. Streams the ledgers: only the sums are kept.
 * @param timeZone whose calendar days are counted; undefined: the system's
 */
export async function costs(
  ledgers: Iterable<LedgerReader>,
  by: readonly CostColumn[],
  sinceMs: number,
  timeZone: string | undefined,
): Promise<readonly CostRow[]> {
  const rows = new Map<string, { -readonly [K in keyof CostRow]: CostRow[K] }>()
  for (const ledger of ledgers) {
    for await (const line of ledger.lines(sinceMs)) {
      if (line.outcome === 'rejected') continue
      const { provider, article, sentAt, requests, characters, micros, currency } = line
      const values = {
        day: dayOf(sentAt, timeZone),
        provider,
        locale: ledger.locale,
        article: article || '(not noted)',
      }
      const wanted = by.map((column) => values[column])
      const id = JSON.stringify([...wanted, currency])
      let row = rows.get(id)
      if (row === undefined) {
        row = { by: wanted, requests: 0, characters: 0, uncertain: 0, micros: undefined, currency }
        rows.set(id, row)
      }
      row.requests += requests
      row.characters += characters
      if (line.outcome === 'unknown') row.uncertain += characters
      if (micros !== undefined) row.micros = (row.micros ?? 0) + micros
    }
  }
  return [...rows.values()].toSorted((a, b) => compare(a.by, b.by))
}

function compare(a: readonly string[], b: readonly string[]): number {
  const nth = a.findIndex((value, index) => value !== b[index])
  return nth === -1 ? 0 : a[nth]! < b[nth]! ? -1 : 1
}
