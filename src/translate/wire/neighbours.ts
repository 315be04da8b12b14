import { readable } from '../../article/content.ts'
import type { Segment } from '../../article/segment.ts'
import type { Neighbours } from '../../providers/provider.ts'

/**
 * The words around each segment in its article. They help a provider that takes context to understand; they are
 * never part of a memory key: the same sentence bought once serves wherever it stands, and a neighbour that is
 * edited buys nothing again.
 */
export function neighboursIn(segments: readonly Segment[]): (segment: Segment) => Neighbours {
  const headline = words(segments.find(({ role }) => role === 'headline'))
  const positions = new Map(segments.map((segment, nth) => [segment, nth]))
  return (segment) => {
    const nth = positions.get(segment) ?? 0
    return {
      headline: segment.role === 'headline' ? '' : headline,
      before: words(segments[nth - 1]),
      after: words(segments[nth + 1]),
    }
  }
}

const words = (segment: Segment | undefined): string =>
  segment === undefined ? '' : readable(segment.source)
