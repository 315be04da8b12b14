import type { Origin } from '../article/origin.ts'
import type { ReviewState, Rung } from '../article/target.ts'
import type { Finding } from '../check/check.ts'

/** The memory port: what has been bought or written for one target locale. Rows never join across locales. */
export interface Memory {
  readonly locale: string
  /** What is known of these keys, machine text by memory key. Damaged rows count as unknown. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>
  /** What people wrote for these segments, by human key; nothing where two people disagree. */
  recallHuman(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>
  /** What these keys were answered with and what failed its checks, by failed key. Damaged rows count as unknown. */
  recallFailed(keys: readonly string[]): Promise<ReadonlyMap<string, FailedRow>>
  /** Keeps text that no request brought (a locale file's): it is free. What is bought comes with {@link Ledger.settle}. */
  keep(rows: readonly MachineRow[]): Promise<void>
  /** Replaces what the same article had for the same segment. */
  keepHuman(rows: readonly HumanRow[]): Promise<void>
  stats(): Promise<MemoryStats>
  /** May be called twice. */
  close(): Promise<void>
}

/** A remembered target in notation. */
export interface Remembered {
  readonly text: string
  readonly origin: Origin
  readonly state: ReviewState
  /** Epoch milliseconds. */
  readonly date: number
  readonly rung?: Rung | undefined
}

export interface MachineRow {
  /** Memory key, hex. */
  readonly key: string
  readonly text: string
  readonly provider: string
  readonly model: string
  /** How its inline codes came through; undefined: not noted. */
  readonly rung?: Rung | undefined
  /** Epoch milliseconds. */
  readonly date: number
}

/** What a machine answered and its checks refused: never used unless they are dismissed, and not bought again. */
export interface FailedRow {
  /** Failed key, hex: of the memory key and the checks that refused the text. */
  readonly key: string
  readonly text: string
  readonly provider: string
  readonly model: string
  readonly rung: Rung
  /** All that its checks found, what only warns included. */
  readonly findings: readonly Finding[]
  /** Epoch milliseconds at which it was bought. */
  readonly date: number
}

export interface HumanRow {
  /** Human key, hex: of the source segment, without provider, model or glossary. */
  readonly key: string
  readonly article: string
  readonly text: string
  readonly editor: string
  /** Epoch milliseconds. */
  readonly date: number
}

export interface MemoryStats {
  readonly machine: number
  readonly human: number
  /** Damaged rows met since the memory was opened. */
  readonly damaged: number
}
