import type { Content } from '../article/content.ts'
import type { DragomanError } from '../article/errors.ts'
import type { Segment } from '../article/segment.ts'
import type { Finding } from '../check/check.ts'
import type { TermMatch } from '../glossary/matches.ts'
import type { Provider } from '../providers/provider.ts'

/** What must be bought: one segment that neither memory nor people have in this locale. */
export interface Gap {
  readonly segment: Segment
  readonly memoryKey: string
  /** Glossary terms in the source text, which the target must hold. */
  readonly terms: readonly TermMatch[]
  /** Ids of the checks that a person has dismissed for this segment. */
  readonly dismissed?: readonly string[]
}

/** Whose words and for whom: gaps of one route share batches. */
export interface Route {
  readonly provider: Provider
  readonly source: string
  readonly target: string
}

/** How faithful the inline codes came through: the rung of the ladder that served. */
export type Rung = 'exact' | 'repaired' | 'projected' | 'degraded'

export type Purchase =
  | {
      readonly ok: true
      readonly content: Content
      readonly rung: Rung
      readonly provider: string
      readonly model: string
      readonly date: number
      readonly findings: readonly Finding[]
      /** Dismissed checks that would have blocked it: it is good here, and remembered nowhere else. */
      readonly dismissed?: readonly string[]
    }
  | { readonly ok: false; readonly error: DragomanError; readonly rejected?: Rejected }

/** What came back and did not pass its checks. Never remembered. */
export interface Rejected {
  readonly content: Content
  readonly rung: Rung
  readonly provider: string
  readonly model: string
  readonly date: number
  readonly findings: readonly Finding[]
}
