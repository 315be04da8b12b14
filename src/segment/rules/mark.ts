import { closers, isHighSurrogate, isLineBreak, isSpace, skipSpace, wideClosers } from './characters.ts'
import { UnitSet } from './unit-set.ts'

/** A run of terminators with what clings to it; offsets in UTF-16 units. */
export interface Mark {
  readonly at: number
  /** The terminators: “.”, “?!”, “. . .”. */
  readonly run: string
  /** After closing quotes, brackets and references. */
  readonly end: number
  /** After the white space that follows. */
  readonly next: number
  readonly breaksLine: boolean
}

const runMarks = new UnitSet(/[\p{Sentence_Terminal}…]/u)
const plainRun = /[\p{Sentence_Terminal}…]+/uy
/** Dots set apart, as in American books; not “. .NET”, not “. …and”. */
const spacedDots = /\.(?:[ \u00a0]\.(?![.\p{L}\p{N}]))+/uy
const clinging = new RegExp(
  `[${closers}]+|\\[\\d[\\d\\s,–-]{0,20}\\]|[ \\u00a0\\u202f][»›](?![\\p{L}\\p{N}])`,
  'uy',
)
const clingingWide = new RegExp(`[${wideClosers}]+|\\[\\d[\\d\\s,–-]{0,20}\\]`, 'uy')
/** A reference whose superscript was lost: “a consultation.11 12 Take”. */
const lostReference = /(?<=(?:\p{Ll}{5}|\))\.)\d{1,3}(?:[ ,–-]\d{1,3}){0,4}(?=\s+\p{Lu})/uy
/** What any of these three begins with. */
const clingStarts = new UnitSet(new RegExp(`[${closers}${wideClosers}\\[\\d \\u00a0\\u202f]`))
const guillemets = new UnitSet(/[»›]/)

export function readMark(text: string, at: number): Mark {
  const run = runAt(text, at) || text.slice(at, at + 1)
  const end = clingingEnd(text, at + run.length, run)
  const next = skipSpace(text, end)
  return { at, run, end, next, breaksLine: hasLineBreak(text, end, next) }
}

function clingingEnd(text: string, from: number, run: string): number {
  const first = text.charCodeAt(from)
  if (!clingStarts.has(first) || (first === BLANK && !guillemets.has(text.charCodeAt(from + 1)))) return from
  const cling = run.charCodeAt(0) > 0x2fff ? clingingWide : clinging
  let end = from
  for (
    let size = matchLength(lostReference, text, end) || matchLength(cling, text, end);
    size > 0;
    size = matchLength(cling, text, end)
  ) {
    end += size
  }
  return end
}

/**
 * “. . .” goes on in the middle of a sentence; a fourth dot is the full stop, the first one where it touches the
 * word before.
 */
function runAt(text: string, at: number): string {
  const dots = text[at + 2] === '.' ? text.slice(at, at + matchLength(spacedDots, text, at)) : ''
  if (
    dots.length > 6 &&
    at > 0 &&
    !isSpace(text, at - 1) &&
    skipSpace(text, at + dots.length) < text.length
  ) {
    return '.'
  }
  return dots || text.slice(at, plainRunEnd(text, at))
}

function plainRunEnd(text: string, at: number): number {
  let end = at
  while (runMarks.has(text.charCodeAt(end))) end++
  return isHighSurrogate(text.charCodeAt(end)) ? at + matchLength(plainRun, text, at) : end
}

const BLANK = 0x20

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex - at : 0
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLineBreak(text, at)) return true
  return false
}
