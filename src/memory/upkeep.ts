import type { HumanRow } from './memory.ts'

/** The port by which people look after a locale's memory: counted, verified, cleared of what is not to be kept. */
export interface Upkeep {
  readonly locale: string
  holdings(): Promise<Holdings>
  /** Looks at every row, and at the database as a whole. */
  verify(): Promise<Verification>
  /** Which of these texts of an article does memory not have, word for word? */
  lacking(article: string, rows: readonly HumanRow[]): Promise<readonly HumanRow[]>
  /** How many rows it concerns; nothing is changed. */
  count(what: Prunable): Promise<PrunedRows>
  /**
   * Removes the rows; of a person, the name alone: the words stay, as {@link SOMEBODY}'s. Nothing of it can be read from the
   * database's files afterwards, unless `isWiped` says that another process had them open.
   */
  prune(what: Prunable): Promise<PrunedRows & { readonly isWiped: boolean }>
  /** May be called twice. */
  close(): Promise<void>
}

export interface Holdings {
  readonly machine: number
  readonly human: number
  /** Of people's, those whose article no longer holds them. */
  readonly gone: number
  readonly failed: number
  /** Machine's rows by who wrote them, the most first. */
  readonly engines: readonly { readonly provider: string; readonly model: string; readonly rows: number }[]
  /** Epoch milliseconds at which the first and last rows, machine's or people's, were written; null: there are none. */
  readonly oldest: number | null
  readonly newest: number | null
  /** On the disk, its log included. */
  readonly bytes: number
}

export interface Verification {
  readonly rows: number
  /** Rows that do not say what was once written: they count as unknown. */
  readonly damaged: readonly DamagedRow[]
  /** What the database says of itself when it is not whole. */
  readonly faults: readonly string[]
}

export interface DamagedRow {
  readonly table: 'machine' | 'human' | 'failed'
  /** Hex. */
  readonly key: string
}

export type Prunable =
  /** Machine's rows written before a moment, failed texts among them; all conditions that are given must hold. */
  | { readonly kind: 'machine'; readonly before?: number | undefined; readonly unused?: Unused | undefined }
  | { readonly kind: 'person'; readonly name: string }
  /** All rows whose text holds these words, letter for letter. */
  | { readonly kind: 'text'; readonly text: string }

/** The locale files say which rows they use. Failed texts are used by none, and kept. */
export interface Unused {
  /** The first 16 hex digits of memory keys. */
  readonly used: ReadonlySet<string>
}

export interface PrunedRows {
  readonly machine: number
  readonly human: number
  readonly failed: number
}

export const NO_ROWS: PrunedRows = { machine: 0, human: 0, failed: 0 }
