import type { Origin } from '../article/origin.ts'
import type { ReviewState, Rung } from '../article/target.ts'
import type { Finding } from '../check/check.ts'

/** The memory port: what has been bought or written for one target locale. Rows never join across locales. */
export interface Memory {
  readonly locale: string
  /** What is known of these keys, machine text by memory key. Damaged rows count as unknown. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>
  /**
   * What people wrote for these segments, by human key. Articles that hold the text today decide; where none does, what was
   * last written in articles that are gone, or have lost the sentence, serves if it is all the same.
   */
  recallHuman(keys: readonly string[]): Promise<HumanRecall>
  /** What these keys were answered with and what failed its checks, by failed key. Damaged rows count as unknown. */
  recallFailed(keys: readonly string[]): Promise<ReadonlyMap<string, FailedRow>>
  /** Keeps text that no request brought (a locale file's): it is free. What is bought comes with {@link Ledger.settle}. */
  keep(rows: readonly MachineRow[]): Promise<void>
  /**
   * All that people wrote in an article, as it stands there now. What it had for the same segments is replaced; what it had for
   * others is kept, as the text of an article that holds it no more. Nothing is written where nothing has changed.
   * @param takenBack human keys of sentences that are still there, whose text its person took back: it is forgotten
   */
  keepHuman(article: string, rows: readonly HumanRow[], takenBack?: readonly string[]): Promise<void>
  /** The article has another id. What the other article has already for a segment stays. */
  moveHuman(from: string, to: string): Promise<void>
  /** Grows whenever this process has kept something after which a person's text may be recalled otherwise. */
  humanChanges(): number
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

/** What people wrote for the same sentence, in whatever article. */
export interface HumanRecall {
  readonly agreed: ReadonlyMap<string, Remembered>
  /** What stands in two articles or more, in different words: none of it is recalled. */
  readonly disputed: ReadonlyMap<string, readonly HumanText[]>
}

/** What a person wrote in an article. */
export interface HumanText extends HumanRow {
  readonly article: string
}

export interface HumanRow {
  /** Human key, hex: of the source segment, without provider, model or glossary. */
  readonly key: string
  readonly text: string
  /** Who wrote it; of a machine's words, who approved them. */
  readonly editor: string
  /** Epoch milliseconds. */
  readonly date: number
  /** Edited, unless it says otherwise. */
  readonly state?: 'edited' | 'approved' | undefined
  /** Provider kind and model of a machine's words that a person approved: they stay a machine's wherever they serve. */
  readonly engine?: string | undefined
  readonly model?: string | undefined
}

export interface MemoryStats {
  readonly machine: number
  readonly human: number
  /** Damaged rows met since the memory was opened. */
  readonly damaged: number
}
