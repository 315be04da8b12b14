import { crc32 } from 'node:zlib'
import type { Rung } from '../../article/target.ts'
import type { FailedRow, HumanText, MachineRow } from '../memory.ts'

/**
 * Each row of text carries a CRC-32 of all it says: SQLite's own checks do not see a flipped bit in text.
 * Rows of version 1 have no rung, and none in their sum.
 */
export const machineSum = ({ key, text, provider, model, date, rung }: MachineRow): number =>
  crc32(`${key}\0${text}\0${provider}\0${model}\0${date}${rung === undefined ? '' : `\0${rung}`}`)

/** A row of failed text as its table holds it. */
export interface FailedColumns extends Omit<FailedRow, 'findings'> {
  /** JSON. */
  readonly findings: string
}

export const failedSum = ({ key, text, provider, model, rung, findings, date }: FailedColumns): number =>
  checksum(key, text, provider, model, rung, findings, date)

/** A row of people's text as its table holds it. */
export interface HumanColumns extends HumanText {
  /** Does the article hold it today? */
  readonly present: 0 | 1
  readonly state: 'edited' | 'approved'
}

/** Before version 6 every row was a person's words, present and not approved, and none said so in its sum. */
export function humanSum({ key, text, article, editor, date, ...rest }: HumanColumns): number {
  const { present, state, engine = '', model = '' } = rest
  const isPlain = present === 1 && state === 'edited' && engine === ''
  return isPlain
    ? checksum(key, text, article, editor, date)
    : checksum(key, text, article, editor, date, present, state, engine, model)
}

const checksum = (...parts: readonly (string | number)[]): number => crc32(parts.join('\u0000'))

/** A row of any table as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>

/** Does this row say what was once written? Rows of other tables carry no checksum. */
export function isWhole(table: string, row: Row): boolean {
  switch (table) {
    case 'machine':
      return row['checksum'] === machineSum(asMachine(row))
    case 'human':
      return row['checksum'] === humanSum(asHuman(row))
    case 'failed':
      return row['checksum'] === failedSum({ ...(row as unknown as FailedColumns), key: hex(row['key']) })
    default:
      return true
  }
}

const asHuman = (row: Row): HumanColumns => {
  const columns = row as unknown as HumanColumns
  const { present = 1, state = 'edited' } = columns
  return { ...columns, key: hex(row['key']), present, state }
}

function asMachine(row: Row): MachineRow {
  const rung = (row['rung'] ?? undefined) as Rung | undefined
  return { ...(row as unknown as MachineRow), key: hex(row['key']), rung }
}

const hex = (key: unknown): string => (key instanceof Uint8Array ? Buffer.from(key).toString('hex') : '')
