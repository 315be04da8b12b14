import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import { fromNotation } from '../segment/notation.ts'
import type { Remembered } from './memory.ts'

/** What memory holds of a segment, as its target. Undefined where the text does not fit the segment's inline codes. */
export function targetOf({ text, origin, state, date }: Remembered, segment: Segment): Target | undefined {
  const parsed = fromNotation(text, segment.source.codes)
  if (!parsed.ok) return undefined
  return {
    content: parsed.content,
    origin: { kind: 'memory', of: origin },
    state,
    date: new Date(date).toISOString(),
  }
}
