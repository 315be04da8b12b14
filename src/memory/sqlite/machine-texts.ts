import type { Rung } from '../../article/target.ts'
import type { MachineRow, Remembered } from '../memory.ts'
import type { DatabaseFile } from './database-file.ts'
import { machineSum } from './row-checksum.ts'

/** What is asked of the table of bought texts. Each question may throw what SQLite says. */
export function machineTexts(file: DatabaseFile) {
  const find = file.prepare(
    `SELECT wanted.value AS key, text, provider, model, date, checksum, rung
     FROM json_each(?) AS wanted JOIN machine ON machine.key = unhex(wanted.value)`,
  )
  const put = file.prepare('INSERT OR REPLACE INTO machine VALUES (unhex(?), ?, ?, ?, ?, ?, ?)')
  const count = file.prepare('SELECT count(*) AS n FROM machine')
  let damaged = 0

  return {
    find(keys: readonly string[]): Map<string, Remembered> {
      const found = new Map<string, Remembered>()
      for (const row of find.all(JSON.stringify(keys)) as unknown as readonly FoundRow[]) {
        const { key, text, provider, model, date } = row
        const rung = row.rung ?? undefined
        if (row.checksum === machineSum({ key, text, provider, model, date, rung }))
          found.set(key, { text, origin: { kind: 'machine', provider, model }, state: 'machine', date, rung })
        else damaged++
      }
      return found
    },

    put(rows: readonly MachineRow[]): void {
      for (const row of rows) {
        const { key, text, provider, model, date, rung = null } = row
        put.run(key, text, provider, model, date, machineSum(row), rung)
      }
    },

    count: () => Number(count.get()?.['n'] ?? 0),
    damaged: () => damaged,
  }
}

type FoundRow = Omit<MachineRow, 'rung'> & { readonly rung: Rung | null; readonly checksum: number }
