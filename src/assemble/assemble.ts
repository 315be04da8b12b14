import { type Code, type Content, countMarkers, MARKER, plain, readable } from '../article/content.ts'
import { directionOf, spacesSentences } from '../article/locale.ts'
import { onceOf } from '../article/once-each.ts'
import { author } from '../article/origin.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { Unit } from '../article/unit.ts'
import type { Fills, Piece } from '../formats/format.ts'
import { toNotation } from '../segment/notation.ts'

/**
 * Segments and targets → what goes into each unit. All that stands between segments stays in the source's own
 * bytes; only the gap between two sentences follows the target's writing (none in Japanese, a space in Spanish).
 * @param untranslated keys of segments that are to stay in the source's language: so does all of their unit
 */
export function assemble(
  units: readonly Unit[],
  segments: readonly Segment[],
  targets: Targets,
  locales: { readonly source: string; readonly target: string },
  untranslated: ReadonlySet<string> = new Set(),
): Fills {
  const byUnit = segmentsByUnit(segments)
  const fills = new Map<string, readonly Piece[]>()
  for (const unit of units) {
    const own = byUnit.get(unit.id)
    if (own === undefined) continue
    const staysWhole = own.some((segment) => untranslated.has(segment.key))
    fills.set(unit.id, staysWhole ? [wholeUnit(unit, locales.source)] : pieces(unit, own, targets, locales))
  }
  return fills
}

/** By segment key. */
export type Targets = Pick<ReadonlyMap<string, Target>, 'get'>

/** An article is assembled in each of its locales. */
const segmentsByUnit = onceOf((segments: readonly Segment[]) =>
  Map.groupBy(segments, (segment) => segment.unit),
)

/** A mark goes round markup only where that is whole itself. */
function wholeUnit({ content: { text, codes } }: Unit, locale: string): Piece {
  if (codes.some(isHalfATag)) return kept(0, text.length)
  const language = { locale, direction: directionOf(locale) }
  return { kind: 'untranslated', start: 0, end: text.length, language }
}

/** A start or end tag whose other half is elsewhere: `<b>` that nothing closes. */
const isHalfATag = ({ kind, raw }: Code) =>
  kind === 'alone' && (/^<\//.test(raw) || (/^<[a-z][^<>]*(?<!\/)>$/i.test(raw) && !VOID.test(raw)))
const VOID = /^<(?:area|br|embed|hr|img|input|source|track|wbr)\b/i

function pieces(
  unit: Unit,
  segments: readonly Segment[],
  targets: Targets,
  locales: { readonly source: string; readonly target: string },
): Piece[] {
  const result: Piece[] = []
  const { text, codes } = unit.content
  const spacing = spacingOf(locales)
  const isReviewed = segments.every(({ key }) => isPersons(targets.get(key)))
  let at = 0
  let code = 0
  let translatedBefore = false
  for (const segment of segments) {
    const target = targets.get(segment.key)
    const nextCode = code < codes.length ? code + countMarkers(text, at, segment.start) : code
    if (spacing === 'same' || !translatedBefore || target === undefined) {
      if (at < segment.start) result.push(kept(at, segment.start))
    } else {
      const gap = { text: text.slice(at, segment.start), codes: codes.slice(code, nextCode) }
      result.push(...gapPieces(gap, at, spacing))
    }
    result.push(
      target === undefined || isUnchanged(segment, target)
        ? kept(segment.start, segment.end)
        : {
            kind: 'target',
            content: withOwnCodes(target.content, segment),
            ...(isReviewed && { isReviewed }),
          },
    )
    at = segment.end
    code = nextCode + segment.source.codes.length
    translatedBefore = target !== undefined
  }
  if (at < text.length) result.push(kept(at, text.length))
  return result
}

/** A named person approved it, or a person's words it is. */
const isPersons = (target: Target | undefined): boolean =>
  target !== undefined &&
  (author(target.origin).kind === 'human' || (target.state === 'approved' && target.review !== undefined))

const kept = (start: number, end: number): Piece => ({ kind: 'kept', start, end })

/** A name or figure that stays the same keeps the source's bytes too (its entities, its line break). */
const isUnchanged = (segment: Segment, target: Target) => toNotation(target.content) === segment.notation

/**
 * One target serves every segment of the same words, and “Read more <a1>here</a1>.” may stand twice, with two
 * addresses: codes are looked up again by kind and id, so that each segment has its own bytes.
 */
function withOwnCodes(content: Content, { source }: Segment): Content {
  if (content.codes.length === 0) return content
  const own = new Map(source.codes.map((code) => [`${code.kind} ${code.id}`, code]))
  return { ...content, codes: content.codes.map((code) => own.get(`${code.kind} ${code.id}`) ?? code) }
}

/** A wrapped line is white space; a blank line is the author's. */
const SOFT_SPACE = /^[ \t]*(?:\r?\n[ \t]*)?$/

/** Does the target's writing put a space between sentences where the source's does not, or the other way round? */
type Spacing = 'same' | 'added' | 'dropped'

function spacingOf({ source, target }: { readonly source: string; readonly target: string }): Spacing {
  if (spacesSentences(source) === spacesSentences(target)) return 'same'
  return spacesSentences(target) ? 'added' : 'dropped'
}

function gapPieces(gap: Content, start: number, spacing: 'added' | 'dropped'): Piece[] {
  const end = start + gap.text.length
  const space = readable(gap)
  const hasBreak = gap.codes.some((code) => code.name === 'br')
  if (!hasBreak && spacing === 'dropped' && SOFT_SPACE.test(space)) return onlyCodes(gap, start)
  if (!hasBreak && spacing === 'added' && space === '') {
    const opening = gap.codes.findIndex((code) => code.kind === 'open')
    const middle = opening === -1 ? end : start + opening
    return [...keptIfAny(start, middle), { kind: 'target', content: plain(' ') }, ...keptIfAny(middle, end)]
  }
  return keptIfAny(start, end)
}

const keptIfAny = (start: number, end: number): Piece[] => (start === end ? [] : [kept(start, end)])

const onlyCodes = (gap: Content, start: number): Piece[] =>
  [...gap.text.matchAll(CODES)].map(({ index, 0: run }) => kept(start + index, start + index + run.length))
const CODES = new RegExp(`${MARKER}+`, 'g')
