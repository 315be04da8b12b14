import { type Content, slice } from '../article/content.ts'
import { renumber } from '../segment/inline-codes.ts'
import { oneSpaced } from '../segment/key.ts'
import { flattener } from './own-codes.ts'

/**
 * A changed unit, cut so that each segment of its source has its part. Sentences that still stand there letter for letter (from
 * the first on, from the last back, and once in between) hold their places. What stands between two of them belongs to the
 * segments between: whole to a single one, and to several if it is as many sentences as theirs were. What lies between segments
 * (markup, figures) has to be as it was.
 */
export interface ChangedUnit {
  /** What was published of each of its segments, in order. */
  readonly targets: readonly Content[]
  /** The unit as it was published, and as it is now. */
  readonly published: Content
  readonly changed: Content
}

export type Sentences =
  /** One for each segment, codes numbered from 1; undefined: as it was published. */
  { readonly ok: true; readonly contents: readonly (Content | undefined)[] } | Refused

interface Refused {
  readonly ok: false
  readonly reason: string
}

/** The sentences of a text: offsets into it, white space and codes at their edges left out. */
export type Cut = (content: Content) => readonly { readonly start: number; readonly end: number }[]

export function sentencesOf(unit: ChangedUnit, cut: Cut): Sentences {
  const flat = flattener()
  const targets = unit.targets.map(oneSpacedContent)
  const changed = oneSpacedContent(unit.changed)
  const texts = targets.map(flat)
  const gaps = gapsOf(texts, flat(oneSpacedContent(unit.published)))
  if (gaps === undefined) return refused('its sentences cannot be told apart')
  const text = flat(changed)
  const contents: (Content | undefined)[] = []
  let from = 0
  for (const pin of [
    ...pinsIn(text, texts, gaps),
    { nth: texts.length, start: text.length, end: text.length },
  ]) {
    const first = contents.length
    const inner = inside(text.slice(from, pin.start), gaps[first]!, gaps[pin.nth]!, first === pin.nth)
    if (inner === undefined)
      return refused('what stands between its sentences (markup, figures) is not what was published')
    const own = slice(changed, from + inner.start, from + inner.end)
    const stretch = { targets: targets.slice(first, pin.nth), gaps: gaps.slice(first + 1, pin.nth) }
    const parts = partsOf(own, stretch, cut, flat)
    if (!parts.ok) return parts
    contents.push(...parts.contents, ...(pin.nth < texts.length ? [undefined] : []))
    from = pin.end
  }
  return { ok: true, contents }
}

const refused = (reason: string): Refused => ({ ok: false, reason })

const oneSpacedContent = ({ text, codes }: Content): Content => ({ text: oneSpaced(text), codes })

/** What stands before, between and after the texts in the whole that they are of; undefined where that holds words. */
function gapsOf(texts: readonly string[], whole: string): readonly string[] | undefined {
  const gaps: string[] = []
  let from = 0
  for (const text of texts) {
    const at = whole.indexOf(text, from)
    if (at === -1) return undefined
    gaps.push(whole.slice(from, at))
    from = at + text.length
  }
  gaps.push(whole.slice(from))
  return gaps.some((gap) => /\p{L}/u.test(gap)) ? undefined : gaps
}

/** A segment whose published text still stands in the changed unit. */
interface Pin {
  readonly nth: number
  readonly start: number
  readonly end: number
}

function pinsIn(text: string, texts: readonly string[], gaps: readonly string[]): Pin[] {
  const first: Pin[] = []
  let start = 0
  for (const [nth, own] of texts.entries()) {
    const at = start + gaps[nth]!.length
    const end = at + own.length
    const isThere = text.startsWith(gaps[nth]! + own, start) && text.startsWith(gaps[nth + 1]!, end)
    if (!isThere || (nth === texts.length - 1 && end + gaps[nth + 1]!.length !== text.length)) break
    first.push({ nth, start: at, end })
    start = end
  }
  const last: Pin[] = []
  let end = text.length
  for (let nth = texts.length - 1; nth >= first.length; nth--) {
    const at = end - gaps[nth + 1]!.length - texts[nth]!.length
    const from = at - gaps[nth]!.length
    if (from < start || !text.startsWith(gaps[nth]! + texts[nth]! + gaps[nth + 1]!, from)) break
    last.unshift({ nth, start: at, end: at + texts[nth]!.length })
    end = at
  }
  const middle: Pin[] = []
  for (let nth = first.length; nth < texts.length - last.length; nth++) {
    const at = onlyPlaceOf(texts[nth]!, text, start, end)
    if (at === undefined) continue
    middle.push({ nth, start: at, end: at + texts[nth]!.length })
    start = at + texts[nth]!.length
  }
  return [...first, ...middle, ...last]
}

/** Where a sentence stands by itself, if there is one such place. */
function onlyPlaceOf(sentence: string, text: string, from: number, to: number): number | undefined {
  const at = text.indexOf(sentence, from)
  const end = at + sentence.length
  if (at === -1 || end > to) return undefined
  const next = text.indexOf(sentence, at + 1)
  const isOnly = next === -1 || next + sentence.length > to
  return isOnly && EDGE.test(text.slice(from, at)) && STARTS_WITH_EDGE.test(text.slice(end, to))
    ? at
    : undefined
}
const EDGE = /(?:^|[^\p{L}\p{N}])$/u
const STARTS_WITH_EDGE = /^(?:$|[^\p{L}\p{N}])/u

/** The part of a stretch between two gaps; one gap alone where nothing was between them. */
function inside(
  stretch: string,
  before: string,
  after: string,
  isGap: boolean,
): { readonly start: number; readonly end: number } | undefined {
  const opening = before.trim()
  const closing = isGap ? '' : after.trim()
  let start = skipSpace(stretch, 0)
  if (!stretch.startsWith(opening, start)) return undefined
  start = skipSpace(stretch, start + opening.length)
  let end = stretch.trimEnd().length
  if (end - closing.length < start ? closing !== '' : !stretch.startsWith(closing, end - closing.length))
    return undefined
  end = Math.max(start, stretch.slice(0, end - closing.length).trimEnd().length)
  return { start, end }
}

const skipSpace = (text: string, from: number): number =>
  from + (text.length - from - text.slice(from).trimStart().length)

/** Segments beside each other, none of which stands as it was published. */
interface Run {
  readonly targets: readonly Content[]
  /** Between them. */
  readonly gaps: readonly string[]
}

function partsOf(own: Content, run: Run, cut: Cut, flat: (content: Content) => string): Sentences {
  const { targets, gaps } = run
  if (targets.length === 0)
    return own.text === ''
      ? { ok: true, contents: [] }
      : refused('a sentence was added to it, and nothing tells which of the article’s it translates')
  if (!/\p{L}/u.test(own.text)) return refused('a sentence of it is gone')
  if (targets.length === 1) return { ok: true, contents: [renumber(own)] }
  const found = cut(own)
  const counts = targets.map((target) => cut(target).length || 1)
  const wanted = counts.reduce((sum, count) => sum + count, 0)
  if (found.length !== wanted)
    return refused(`it has ${found.length} sentences where ${wanted} were published`)
  let next = 0
  const stretches = counts.map((count) => {
    const first = found[next]!
    next += count
    return { start: first.start, end: found[next - 1]!.end }
  })
  const whole = flat(own)
  const around = stretches.map(({ start }, nth) => whole.slice(stretches[nth - 1]?.end ?? 0, start).trim())
  if (
    around.some((gap, nth) => gap !== (nth === 0 ? '' : gaps[nth - 1]!.trim())) ||
    stretches.at(-1)!.end !== whole.length
  )
    return refused('what stands between its sentences (markup, figures) is not what was published')
  const contents = stretches.map(({ start, end }) => renumber(slice(own, start, end)))
  const published = new Set(targets.map(flat))
  if (contents.some((content) => published.has(flat(content))))
    return refused('its sentences stand in another order')
  return { ok: true, contents }
}
