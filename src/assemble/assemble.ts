import { MARKER, plain } from '../article/content.ts'
import { spacesSentences } from '../article/locale.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { Unit } from '../article/unit.ts'
import type { Fills, Piece } from '../formats/format.ts'
import { toNotation } from '../segment/notation.ts'

/**
 * Segments and targets → what goes into each unit. All that stands between segments stays in the source's own
 * bytes; only the gap between two sentences follows the target's writing (none in Japanese, a space in Spanish).
 */
export function assemble(
  units: readonly Unit[],
  segments: readonly Segment[],
  targets: ReadonlyMap<string, Target>,
  locales: { readonly source: string; readonly target: string },
): Fills {
  const byUnit = Map.groupBy(segments, (segment) => segment.unit)
  const fills = new Map<string, readonly Piece[]>()
  for (const unit of units) {
    const own = byUnit.get(unit.id)
    if (own !== undefined) fills.set(unit.id, pieces(unit, own, targets, locales))
  }
  return fills
}

function pieces(
  unit: Unit,
  segments: readonly Segment[],
  targets: ReadonlyMap<string, Target>,
  locales: { readonly source: string; readonly target: string },
): Piece[] {
  const result: Piece[] = []
  const { text } = unit.content
  let at = 0
  let translatedBefore = false
  for (const segment of segments) {
    const target = targets.get(segment.key)
    const gap = text.slice(at, segment.start)
    result.push(...gapPieces(gap, at, segment.start, translatedBefore && target !== undefined, locales))
    result.push(
      target === undefined || isUnchanged(segment, target)
        ? kept(segment.start, segment.end)
        : { kind: 'target', content: target.content },
    )
    at = segment.end
    translatedBefore = target !== undefined
  }
  if (at < text.length) result.push(kept(at, text.length))
  return result
}

const kept = (start: number, end: number): Piece => ({ kind: 'kept', start, end })

/** A name or figure that stays the same keeps the source's bytes too (its entities, its line break). */
const isUnchanged = (segment: Segment, target: Target) => toNotation(target.content) === segment.notation

function gapPieces(
  gap: string,
  start: number,
  end: number,
  betweenSentences: boolean,
  locales: { readonly source: string; readonly target: string },
): Piece[] {
  if (betweenSentences && !gap.includes(MARKER)) {
    const from = spacesSentences(locales.source)
    const to = spacesSentences(locales.target)
    if (from && !to && /^[ \t]*\r?\n?[ \t]*$/.test(gap)) return []
    if (!from && to && gap === '') return [{ kind: 'target', content: plain(' ') }]
  }
  return gap === '' ? [] : [kept(start, end)]
}
