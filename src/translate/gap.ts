import type { Content } from '../article/content.ts'
import type { DragomanError } from '../article/errors.ts'
import type { Segment } from '../article/segment.ts'
import type { Finding } from '../check/check.ts'
import type { Provider } from '../providers/provider.ts'

/** What must be bought: one segment that neither memory nor people have in this locale. */
export interface Gap {
  readonly segment: Segment
  readonly memoryKey: string
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
    }
  | { readonly ok: false; readonly error: DragomanError }
