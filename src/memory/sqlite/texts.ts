import type { Rung } from '../../article/target.ts'
import type { HumanRow, MachineRow, MemoryStats, Remembered } from '../memory.ts'
import type { DatabaseFile } from './database-file.ts'
import { humanSum, machineSum } from './row-checksum.ts'

/** What is asked of the tables of texts, machines' and people's. Each question may throw what SQLite says. */
export function texts(file: DatabaseFile) {
  const findMachine = file.prepare(
    `SELECT wanted.value AS key, text, provider, model, date, checksum, rung
     FROM json_each(?) AS wanted JOIN machine ON machine.key = unhex(wanted.value)`,
  )
  const findHuman = file.prepare(
    `SELECT wanted.value AS key, article, text, editor, date, checksum
     FROM json_each(?) AS wanted JOIN human ON human.key = unhex(wanted.value)`,
  )
  const putMachine = file.prepare('INSERT OR REPLACE INTO machine VALUES (unhex(?), ?, ?, ?, ?, ?, ?)')
  const putHuman = file.prepare('INSERT OR REPLACE INTO human VALUES (unhex(?), ?, ?, ?, ?, ?)')
  const countRows = file.prepare(
    'SELECT (SELECT count(*) FROM machine) AS machine, (SELECT count(*) FROM human) AS human',
  )
  let damaged = 0

  const isWhole = (row: Checked, sum: number): boolean => {
    if (row.checksum === sum) return true
    damaged++
    return false
  }

  return {
    machine(keys: readonly string[]): Map<string, Remembered> {
      const found = new Map<string, Remembered>()
      for (const row of findMachine.all(JSON.stringify(keys)) as unknown as readonly FoundMachine[]) {
        const { key, text, provider, model, date } = row
        const rung = row.rung ?? undefined
        if (isWhole(row, machineSum({ key, text, provider, model, date, rung })))
          found.set(key, { text, origin: { kind: 'machine', provider, model }, state: 'machine', date, rung })
      }
      return found
    },

    /** Nothing where two people disagree. */
    human(keys: readonly string[]): Map<string, Remembered> {
      const rows = findHuman.all(JSON.stringify(keys)) as unknown as readonly (HumanRow & Checked)[]
      const found = new Map<string, Remembered>()
      for (const [key, variants] of Map.groupBy(rows, (row) => row.key)) {
        const [first, ...others] = variants.filter((row) => isWhole(row, humanSum(row)))
        if (first === undefined || others.some((row) => row.text !== first.text)) continue
        const { text, editor, date } = first
        found.set(key, { text, origin: { kind: 'human', editor }, state: 'edited', date })
      }
      return found
    },

    putMachine(rows: readonly MachineRow[]): void {
      for (const row of rows) {
        const { key, text, provider, model, date, rung = null } = row
        putMachine.run(key, text, provider, model, date, machineSum(row), rung)
      }
    },

    putHuman(rows: readonly HumanRow[]): void {
      for (const row of rows) {
        const { key, article, text, editor, date } = row
        putHuman.run(key, article, text, editor, date, humanSum(row))
      }
    },

    stats(): MemoryStats {
      const row = countRows.get()
      return { machine: Number(row?.['machine'] ?? 0), human: Number(row?.['human'] ?? 0), damaged }
    },
  }
}

interface Checked {
  readonly checksum: number
}

type FoundMachine = Omit<MachineRow, 'rung'> & Checked & { readonly rung: Rung | null }
