import { type Code, type Content, countMarkers, MARKER, plain } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Unit } from '../article/unit.ts'
import { type Core, core, isWordlike, renumber } from './inline-codes.ts'
import { isPlain, normalise, oneSpaced, segmentKey } from './key.ts'
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
  const { id, role, content } = unit
  const { text, codes } = content
  let start = 0
  let code = 0
  for (const end of sentenceEnds(unit, segmenter, locale)) {
    const nextCode = code < codes.length ? code + countMarkers(text, start, end) : code
    const inside = text.slice(start, end)
    const own =
      nextCode > code ? core({ text: inside, codes: codes.slice(code, nextCode) }) : codeless(inside)
    const isNormal = isPlain(own.content.text)
    const source = renumber(isNormal ? own.content : withText(own.content, oneSpaced(own.content.text)))
    if (/\p{L}/u.test(source.text)) {
      const notation = toNotation(isNormal ? source : withText(source, normalise(source.text)))
      const key = segmentKey(role, notation)
      segments.push({ key, role, unit: id, start: start + own.from, end: start + own.to, source, notation })
    }
    start = end
    code = nextCode
  }
  return segments
}

const withText = ({ codes }: Content, text: string): Content => ({ text, codes })

/** The core of a sentence without codes, as most are: all but the white space around it. */
function codeless(text: string): Core {
  const from = text.length - text.trimStart().length
  const content = plain(text.trim())
  return { from, to: from + content.text.length, content }
}

function sentenceEnds(unit: Unit, segmenter: Segmenter, locale: string): readonly number[] {
  const { content, role } = unit
  if (WHOLE.has(role)) return [content.text.length]
  if (content.codes.length === 0) return segmenter.split(withoutSoftWraps(content.text), locale)
  const view = sentenceView(content)
  return codedEnds(content, view, segmenter.split(view.text, locale))
}

/** Line breaks inside a unit come from the source's layout; a blank line is the author's. */
const withoutSoftWraps = (text: string) =>
  text.replace(/\r?\n(?:[ \t]*\r?\n)+|[\t\r\n]/g, (run) =>
    run.length > 2 || run === '\n\n' ? run : ' '.repeat(run.length),
  )

interface SentenceView {
  readonly text: string
  /** For each code the offset at which it stands in the view, or before which it is left out. */
  readonly codesAt: readonly number[]
  readonly isLeftOut: readonly boolean[]
}

/** The text as the segmenter should see it: codes gone, a word-like one as a word, two line breaks as a gap. */
function sentenceView({ text, codes }: Content): SentenceView {
  const soft = withoutSoftWraps(text)
  const codesAt: number[] = []
  const isLeftOut: boolean[] = []
  let view = ''
  let from = 0
  for (const [nth, code] of codes.entries()) {
    const at = soft.indexOf(MARKER, from)
    const seen = codeAsText(code, soft, at, codes[nth + 1])
    view += soft.slice(from, at)
    codesAt.push(view.length)
    isLeftOut.push(seen === '')
    view += seen
    from = at + 1
  }
  return { text: view + soft.slice(from), codesAt, isLeftOut }
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

/** The ends in coded text: closing codes right after a sentence still belong to it, opening ones do not. */
function codedEnds(content: Content, view: SentenceView, ends: readonly number[]): number[] {
  const { text, codesAt, isLeftOut } = view
  let code = 0
  let leftOut = 0
  return ends.map((end) => {
    if (end === text.length) return content.text.length
    for (; code < codesAt.length && codesAt[code]! < end; code++) if (isLeftOut[code]) leftOut++
    let closing = code
    while (codesAt[closing] === end && isLeftOut[closing] && content.codes[closing]!.kind !== 'open')
      closing++
    return end + leftOut + (closing - code)
  })
}
