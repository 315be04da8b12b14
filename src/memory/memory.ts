import type { Origin } from '../article/origin.ts'
import type { ReviewState, Rung } from '../article/target.ts'

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
  spentSince(instantMs: number, currency: string): Promise<Spending>
  stats(): Promise<MemoryStats>
  close(): Promise<void>
}

/** What was sent for one target locale, and what it cost. */
export interface Ledger {
  readonly locale: string
  /** Each request's shares, oldest first. */
  ledger(sinceMs: number): Iterable<LedgerLine>
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
  /** How its inline codes came through; undefined: nobody noted it. */
  readonly rung?: Rung | undefined
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
  readonly model: string
  readonly segments: number
  /** Code points sent, as providers bill them. */
  readonly characters: number
  /** Millionths of the currency's unit; undefined: nobody knows the price. */
  readonly micros: number | undefined
  readonly currency: string
  readonly sentAt: number
  /** Code points by the article that asked for them. */
  readonly shares: ReadonlyMap<string, number>
}

export type Outcome = 'answered' | 'rejected' | 'unknown'

/** Requests and code points that were, or may have been, billed. Infinity: nobody knows any more how many. */
export interface Spending {
  readonly requests: number
  readonly characters: number
  /** Millionths of the currency asked for, where the price was known in it or was nothing. */
  readonly micros: number
  /** The code points of all other requests. */
  readonly unpriced: number
}

/** One line of the ledger, or the share of one article in it. */
export interface LedgerLine {
  readonly provider: string
  readonly model: string
  /** Empty where the ledger does not say. */
  readonly article: string
  readonly outcome: Outcome
  readonly sentAt: number
  /** 1 for the first share of a request, else 0. */
  readonly requests: number
  readonly characters: number
  readonly micros: number | undefined
  readonly currency: string
}

export interface MemoryStats {
  readonly machine: number
  readonly human: number
  readonly damaged: number
}
