import type { Origin } from '../article/origin.ts'
import type { ReviewState } from '../article/target.ts'

/**
 * The memory port: what has been bought or written for one target locale, and the ledger of what it cost.
 * One file (or shard) a locale; rows never join across locales.
 */
export interface Memory {
  readonly locale: string
  /** What is known of these keys, machine text by memory key. Damaged rows count as unknown. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>
  /** What people wrote for these segments, by segment notation hash; nothing where two people disagree. */
  recallHuman(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>
  /** Notes the intent to send before it is sent. An intent without outcome is an unknown outcome: counted. */
  intend(request: Intent): Promise<number>
  /** A reply: outcome and new rows in one transaction. Only after it resolves may the text be used. */
  settle(intent: number, outcome: Outcome, rows: readonly MachineRow[]): Promise<void>
  /** Text that came from elsewhere than a request (a locale file): free. */
  keep(rows: readonly MachineRow[]): Promise<void>
  keepHuman(rows: readonly HumanRow[]): Promise<void>
  spentSince(instantMs: number): Promise<Spending>
  stats(): Promise<MemoryStats>
  close(): Promise<void>
}

/** A remembered target in notation. */
export interface Remembered {
  readonly text: string
  readonly origin: Origin
  readonly state: ReviewState
  /** Epoch milliseconds. */
  readonly date: number
}

export interface MachineRow {
  /** Memory key, hex. */
  readonly key: string
  readonly text: string
  readonly provider: string
  readonly model: string
  readonly date: number
}

export interface HumanRow {
  /** Segment notation hash, hex: without provider, model or glossary. */
  readonly key: string
  readonly article: string
  readonly text: string
  readonly editor: string
  readonly date: number
}

export interface Intent {
  readonly provider: string
  readonly segments: number
  /** Code points sent, as providers bill them. */
  readonly characters: number
  readonly sentAt: number
}

export type Outcome = 'answered' | 'rejected' | 'unknown'

/** Requests and code points that were, or may have been, billed. */
export interface Spending {
  readonly requests: number
  readonly characters: number
}

export interface MemoryStats {
  readonly machine: number
  readonly human: number
  readonly damaged: number
}
