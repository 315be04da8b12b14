import type { Content } from './content.ts'
import type { Origin } from './origin.ts'

/**
 * Review state of one target. `edited`: a person's words. `approved`: a named person said yes to these words for this source,
 * whoever wrote them. `rejected`: a named person said no to them, in this article and locale.
 */
export type ReviewState = 'machine' | 'edited' | 'approved' | 'rejected'

/** How faithful the inline codes came through: the rung of the ladder that served. */
export type Rung = 'exact' | 'repaired' | 'projected' | 'degraded'

/** The translation of one segment: its codes are the segment's own, looked up, never a provider's markup. */
export interface Target {
  readonly content: Content
  readonly origin: Origin
  readonly state: ReviewState
  /** ISO 8601 instant at which it was bought or written. */
  readonly date: string
  /** Who approved or rejected it, and when. */
  readonly review?: Review | undefined
}

interface Review {
  readonly by: string
  /** ISO 8601. */
  readonly date: string
}
