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
  /** People's texts whose source sentence has changed or is gone. */
  readonly stale: number
}

export const NOT_REVIEWED: ReviewCounts = { edited: 0, approved: 0, rejected: 0, unreviewed: 0, stale: 0 }

export function reviewCounts({
  segments,
  retired = {},
}: Pick<LocaleMeta, 'segments' | 'retired'>): ReviewCounts {
  const counts = { ...NOT_REVIEWED, stale: Object.keys(retired).length }
  for (const { origin, state } of Object.values(segments)) {
    if (origin === 'human') counts.edited++
    if (state === 'approved') counts.approved++
    else if (state === 'rejected') counts.rejected++
    else if (origin === 'machine') counts.unreviewed++
  }
  return counts
}
