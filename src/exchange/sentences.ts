import { type Content, countMarkers, slice } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Unit } from '../article/unit.ts'
import { renumber } from '../segment/inline-codes.ts'
import { oneSpaced } from '../segment/key.ts'
import { segmentUnit } from '../segment/segment.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { bareCode, wordsOf } from './own-codes.ts'

/**
 * A changed unit, cut so that each of its source's segments has its part. The first and the last sentences that stayed as they
 * were published are set aside; what is left is as many sentences as were published there, or belongs to one segment.
 */
export interface ChangedUnit {
  /** What the unit was read from. */
  readonly source: Unit
  readonly segments: readonly Segment[]
  /** What was published of each segment, in the edition's language; undefined: the source's own words. */
  readonly published: readonly (Content | undefined)[]
  /** As it stands in the changed edition. */
  readonly changed: Unit
}

export type Sentences =
  /** One for each segment, codes numbered from 1; undefined: as it was published. */
  | { readonly ok: true; readonly contents: readonly (Content | undefined)[] }
  | { readonly ok: false; readonly reason: string }

export function sentencesOf(unit: ChangedUnit, segmenter: Segmenter, locale: string): Sentences {
  const { changed } = unit
  const cut = (of: Content): readonly Stretch[] => segmentUnit({ ...changed, content: of }, segmenter, locale)
  const found = cut(changed.content)
  const published = unit.segments.map(({ source }, nth): Published => {
    const content = unit.published[nth] ?? source
    const sentences = cut(content)
    return {
      words: sentences.length === 0 ? wordsOf(content) : wordsIn(content, sentences),
      count: sentences.length || 1,
    }
  })
  const groups = group(published, found, changed.content)
  if (groups === undefined)
    return no(`it has ${found.length} sentences, where ${count(published)} were published`)
  if (!isSameAround(unit, groups))
    return no('what stands between and around its sentences (markup, figures) is not what was published')
  const contents = groups.map((sentences, nth) => {
    const isAsPublished = wordsIn(changed.content, sentences) === published[nth]!.words
    return isAsPublished ? undefined : contentIn(changed.content, sentences)
  })
  const moved = groups.findIndex((sentences, nth) => {
    const words = wordsIn(changed.content, sentences)
    return published[nth]!.words !== words && published.some((other) => other.words === words)
  })
  return moved === -1 ? { ok: true, contents } : no('its sentences stand in another order')
}

const no = (reason: string): Sentences => ({ ok: false, reason })

interface Published {
  readonly words: string
  /** Sentences that it is cut into by itself. */
  readonly count: number
}

type Stretch = Pick<Segment, 'start' | 'end'>

const count = (published: readonly Published[]): number =>
  published.reduce((sum, { count: own }) => sum + own, 0)

/** The sentences of each segment; undefined where it cannot be told. */
function group(
  published: readonly Published[],
  found: readonly Stretch[],
  content: Content,
): readonly (readonly Stretch[])[] | undefined {
  const isAsPublished = (nth: number, from: number) =>
    from >= 0 && wordsIn(content, found.slice(from, from + published[nth]!.count)) === published[nth]!.words
  const first: Stretch[][] = []
  let from = 0
  while (first.length < published.length && isAsPublished(first.length, from)) {
    const end = from + published[first.length]!.count
    first.push(found.slice(from, end))
    from = end
  }
  const last: Stretch[][] = []
  let to = found.length
  for (let nth = published.length - 1; nth >= first.length; nth--) {
    const start = to - published[nth]!.count
    if (start < from || !isAsPublished(nth, start)) break
    last.unshift(found.slice(start, to))
    to = start
  }
  const left = published.slice(first.length, published.length - last.length)
  if (left.length === 1 && to > from) return [...first, found.slice(from, to), ...last]
  if (count(left) !== to - from) return undefined
  const middle = left.map(({ count: own }) => {
    const start = from
    from += own
    return found.slice(start, from)
  })
  return [...first, ...middle, ...last]
}

function contentIn({ text, codes }: Content, sentences: readonly Stretch[]): Content {
  const [first] = sentences
  const last = sentences.at(-1)
  if (first === undefined || last === undefined) return { text: '', codes: [] }
  const inside = slice({ text, codes }, first.start, last.end)
  return renumber({ ...inside, text: oneSpaced(inside.text) })
}

const wordsIn = (content: Content, sentences: readonly Stretch[]): string =>
  wordsOf(contentIn(content, sentences))

/** What stands between and around sentences, markup and figures, stays the source's: a person's would be lost. */
function isSameAround(
  { source, segments, changed }: ChangedUnit,
  groups: readonly (readonly Stretch[])[],
): boolean {
  const stretches = groups.map((sentences) => ({ start: sentences[0]!.start, end: sentences.at(-1)!.end }))
  const own = around(source.content, segments)
  const others = around(changed.content, stretches)
  return own.every((between, nth) => between === others[nth])
}

function around({ text, codes }: Content, stretches: readonly Stretch[]): string[] {
  const starts = [0, ...stretches.map(({ end }) => end)]
  const ends = [...stretches.map(({ start }) => start), text.length]
  return starts.map((start, nth) => {
    const before = countMarkers(text, 0, start)
    const inside = codes.slice(before, before + countMarkers(text, start, ends[nth]!))
    return [text.slice(start, ends[nth]).replace(/\s/g, ''), ...inside.map(bareCode)].join('\u0000')
  })
}
