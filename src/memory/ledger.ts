import type { FailedRow, MachineRow } from './memory.ts'

/**
 * The ledger port: what was sent for one target locale, and what it cost. The intent is noted before a request is
 * sent, and its outcome after, so that a request whose outcome is unknown is visible, and counted as spent.
 */
export interface Ledger extends LedgerReader {
  /** Notes the intent to send, before it is sent. @returns what {@link settle} knows it by */
  intend(request: Intent): Promise<number>
  /**
   * Notes the outcome of a request and gives the rows that its reply brought to the memory of the same store, in one
   * transaction: both, or neither. Only after it resolves may the text be used.
   * @param failed texts of the reply that failed their checks
   */
  settle(
    intent: number,
    outcome: Outcome,
    rows: readonly MachineRow[],
    failed?: readonly FailedRow[],
  ): Promise<void>
  /**
   * What was sent from one instant to another, refused requests aside.
   * @param fromMs epoch milliseconds, inclusive
   * @param currency ISO 4217
   * @param toMs epoch milliseconds, exclusive; absent: whatever is noted later counts too
   */
  spentSince(fromMs: number, currency: string, toMs?: number): Promise<Spending>
}

/** A ledger to look at only. */
export interface LedgerReader {
  readonly locale: string
  /** Each request's shares, oldest first. @param sinceMs epoch milliseconds, inclusive */
  lines(sinceMs: number): AsyncIterable<LedgerLine>
  /** May be called twice. */
  close(): Promise<void>
}

export interface Intent {
  readonly provider: string
  readonly model: string
  readonly segments: number
  /** Code points sent, as providers bill them. */
  readonly characters: number
  /** Millionths of the currency's unit; undefined: the price is unknown. */
  readonly micros: number | undefined
  readonly currency: string
  /** Epoch milliseconds. */
  readonly sentAt: number
  /** Code points by the article that asked for them. */
  readonly shares: ReadonlyMap<string, number>
}

export type Outcome = 'answered' | 'rejected' | 'unknown'

/** Requests and code points that were, or may have been, billed. Infinity: how many is no longer known. */
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
  /** Epoch milliseconds. */
  readonly sentAt: number
  /** 1 for the first share of a request, else 0. */
  readonly requests: number
  readonly characters: number
  readonly micros: number | undefined
  readonly currency: string
}
