import { type Code, type Content, countMarkers, MARKER } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Unit } from '../article/unit.ts'
import { core, isWordlike, renumber } from './inline-codes.ts'
import { normalise, segmentKey } from './key.ts'
import { toNotation } from './notation.ts'
import type { Segmenter } from './segmenter.ts'

/** Units whose text is one phrase whatever punctuation it holds: never cut. */
const WHOLE = new Set<Unit['role']>(['headline', 'heading', 'alt', 'title', 'keyword'])

/**
 * One unit → its segments, in order. What lies between and around them (white space, hoisted codes, text
 * without a letter) is nobody's: it stays as it stands in the source.
 */
export function segmentUnit(unit: Unit, segmenter: Segmenter, locale: string): Segment[] {
  const segments: Segment[] = []
  const { text, codes } = unit.content
  let start = 0
  let code = 0
  for (const end of sentenceEnds(unit, segmenter, locale)) {
    const nextCode = code + countMarkers(text, start, end)
    const { from, to, content } = core({ text: text.slice(start, end), codes: codes.slice(code, nextCode) })
    const source = renumber(collapse(content))
    if (/\p{L}/u.test(source.text)) {
      const notation = toNotation({ ...source, text: normalise(source.text) })
      const place = { unit: unit.id, start: start + from, end: start + to }
      segments.push({ key: segmentKey(unit.role, notation), role: unit.role, ...place, source, notation })
    }
    start = end
    code = nextCode
  }
  return segments
}

function sentenceEnds(unit: Unit, segmenter: Segmenter, locale: string): readonly number[] {
  const { content, role } = unit
  if (WHOLE.has(role)) return [content.text.length]
  if (content.codes.length === 0) return segmenter.split(withoutSoftWraps(content.text), locale)
  const view = sentenceView(content)
  return segmenter.split(view.text, locale).map((end) => codedEnd(content, view, end))
}

/** Line breaks inside a unit come from the source's layout; a blank line is the author's. */
const withoutSoftWraps = (text: string) =>
  text.replace(/\r?\n(?:[ \t]*\r?\n)+|[\t\r\n]/g, (run) =>
    run.length > 2 || run === '\n\n' ? run : ' '.repeat(run.length),
  )

interface SentenceView {
  readonly text: string
  /** Offset in the content's text of each position of the view, and one for its end. */
  readonly map: readonly number[]
  /** How many codes stand before each position. */
  readonly codesBefore: readonly number[]
}

/** The text as the segmenter should see it: codes gone, a word-like one as a word, two line breaks as a gap. */
function sentenceView(content: Content): SentenceView {
  const soft = withoutSoftWraps(content.text)
  const map: number[] = []
  const codesBefore: number[] = []
  let text = ''
  let nth = 0
  for (let at = 0; at < soft.length; at++) {
    const code = soft[at] === MARKER ? content.codes[nth] : undefined
    const seen = code === undefined ? soft[at]! : codeAsText(code, soft, at, content.codes[nth + 1])
    if (seen !== '') {
      map.push(at)
      codesBefore.push(nth)
      text += seen
    }
    if (code !== undefined) nth++
  }
  map.push(soft.length)
  return { text, map, codesBefore }
}

function codeAsText(code: Code, text: string, at: number, next: Code | undefined): string {
  if (code.name === 'br') return nextIsBreak(text, at, next) ? '\n' : ' '
  return isWordlike(code) ? 'X' : ''
}

function nextIsBreak(text: string, at: number, next: Code | undefined): boolean {
  if (next?.name !== 'br') return false
  let ahead = at + 1
  while (ahead < text.length && /\s/.test(text[ahead]!)) ahead++
  return text[ahead] === MARKER
}

/** The end in coded text: closing codes right after the sentence still belong to it, opening ones do not. */
function codedEnd(content: Content, view: SentenceView, end: number): number {
  if (end >= view.map.length - 1) return content.text.length
  const last = view.map[end - 1]!
  let at = last + 1
  let code = view.codesBefore[end - 1]! + (content.text[last] === MARKER ? 1 : 0)
  while (at < view.map[end]! && content.codes[code]?.kind !== 'open') {
    at++
    code++
  }
  return at
}

/** White space runs as one space (a no-break space is the author's and stays). */
function collapse(content: Content): Content {
  return { text: content.text.replace(/[ \t\r\n\f]+/g, ' '), codes: content.codes }
}
