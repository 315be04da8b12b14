import type { FailedRow } from '../memory.ts'
import type { DatabaseFile } from './database-file.ts'
import { type FailedColumns, failedSum } from './row-checksum.ts'

/** What is asked of the table of texts that failed their checks. Each question may throw what SQLite says. */
export function failedTexts(file: DatabaseFile) {
  const find = file.prepare(
    `SELECT wanted.value AS key, text, provider, model, rung, findings, date, checksum
     FROM json_each(?) AS wanted JOIN failed ON failed.key = unhex(wanted.value)`,
  )
  const put = file.prepare('INSERT OR REPLACE INTO failed VALUES (unhex(?), ?, ?, ?, ?, ?, ?, ?)')

  return {
    find(keys: readonly string[]): Map<string, FailedRow> {
      const rows = find.all(JSON.stringify(keys)) as unknown as readonly FoundRow[]
      const whole = rows.filter((row) => row.checksum === failedSum(row))
      return new Map(
        whole.map(({ checksum: _, findings, ...row }) => [
          row.key,
          { ...row, findings: JSON.parse(findings) as FailedRow['findings'] },
        ]),
      )
    },

    put(rows: readonly FailedRow[]): void {
      for (const row of rows) {
        const columns = { ...row, findings: JSON.stringify(row.findings) }
        const { key, text, provider, model, rung, findings, date } = columns
        put.run(key, text, provider, model, rung, findings, date, failedSum(columns))
      }
    },
  }
}

type FoundRow = FailedColumns & { readonly checksum: number }
