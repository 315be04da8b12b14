import type { Content } from './content.ts'
import type { Origin } from './origin.ts'

/** Review state of one target. `edited`: a person changed it; `approved`: a person signed it off. */
export type ReviewState = 'machine' | 'edited' | 'approved'

/** How faithful the inline codes came through: the rung of the ladder that served. */
export type Rung = 'exact' | 'repaired' | 'projected' | 'degraded'

/** The translation of one segment: its codes are the segment's own, looked up, never a provider's markup. */
export interface Target {
  readonly content: Content
  readonly origin: Origin
  readonly state: ReviewState
  /** ISO 8601 instant at which it was bought or written. */
  readonly date: string
}
