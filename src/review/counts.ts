import type { Segment } from '../article/segment.ts'
import { staleTexts, suggestions } from './changed-source.ts'
import type { LocaleMeta } from './locale-file.ts'

/** How an edition's segments stand with people, by its meta. */
export interface ReviewCounts {
  /** Segments with a person's words. */
  readonly edited: number
  /** Approved, whoever's words they are. */
  readonly approved: number
  readonly rejected: number
  /** With a machine's words that nobody has said anything about. */
  readonly unreviewed: number
  /** People's texts whose source sentence has changed, and in whose place nobody has written or approved another yet. */
  readonly stale: number
}

export const NOT_REVIEWED: ReviewCounts = { edited: 0, approved: 0, rejected: 0, unreviewed: 0, stale: 0 }

/** @param article as it is now */
export function reviewCounts(
  meta: Pick<LocaleMeta, 'segments' | 'retired'>,
  article: { readonly locale: string; readonly segments: readonly Segment[] },
): ReviewCounts {
  const counts = { ...NOT_REVIEWED, stale: waitingFor(meta, article) }
  for (const { origin, state } of Object.values(meta.segments)) {
    if (origin === 'human') counts.edited++
    if (state === 'approved') counts.approved++
    else if (state === 'rejected') counts.rejected++
    else if (origin === 'machine') counts.unreviewed++
  }
  return counts
}

/** A sentence that is gone altogether leaves nobody anything to do. */
function waitingFor(
  meta: Pick<LocaleMeta, 'segments' | 'retired'>,
  { locale, segments }: { readonly locale: string; readonly segments: readonly Segment[] },
): number {
  if (meta.retired === undefined) return 0
  const isDone = (key: string) => {
    const there = meta.segments[key]
    return there !== undefined && (there.origin === 'human' || there.state === 'approved')
  }
  const stale = staleTexts({ meta: { retired: meta.retired } })
  return suggestions(stale, segments, locale).filter(({ replaces }) => !isDone(replaces)).length
}
