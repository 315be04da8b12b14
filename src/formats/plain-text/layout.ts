import type { Role } from '../../article/unit.ts'
import type { Recognisers } from '../format.ts'
import { creditStart } from './credit.ts'

/**
 * The layout of plain text. Blank lines part passages; inside a block, furniture (the label, the “Updated:”
 * line, a live-updates line), list items and a line that ends in a credit stand by themselves, and other
 * consecutive lines are one wrapped paragraph.
 */
export interface Passage {
  readonly kind: 'text' | 'caption' | 'credit' | 'live-updates' | 'list-item' | 'label' | 'updated'
  /** The words: without edge white space, list marker and credit. */
  readonly start: number
  readonly end: number
  /** All of its lines' text, list marker and credit included. */
  readonly lineStart: number
  readonly lineEnd: number
  readonly lines: number
  /** Is it the last line of its block, or the last before the label? */
  readonly closed: boolean
}

export interface PlacedPassage extends Passage {
  /** Undefined: not copy. */
  readonly role: Role | undefined
}

/** Longer first lines are copy, not headlines. */
const LONGEST_HEADLINE = 150
const LONGEST_STANDFIRST = 220

export function passages(text: string, recognise: Recognisers): Passage[] {
  const lines = linesOf(text, recognise)
  const found: Passage[] = []
  let run: Line[] = []
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'blank') continue
    const next = lines[index + 1]
    const closed = next === undefined || next.kind === 'blank' || next.kind === 'label'
    if (line.kind === 'text') {
      const isCredited = line.credit !== undefined && !runsOn(text, run.at(-1), line, next)
      const last = isCredited ? line : { ...line, credit: undefined }
      run.push(last)
      if (next?.kind === 'text' && !isCredited) continue
      found.push(...runPassages(run, last, closed))
      run = []
    } else {
      const { kind, start: lineStart, words: start, end } = line
      found.push({ kind, start, end, lineStart, lineEnd: end, lines: 1, closed })
    }
  }
  return found
}

/** Is what looks like a credit a part of a wrapped sentence: “… told↵AP.”, “… ended. AP↵said later …”? */
function runsOn(text: string, before: Line | undefined, line: Line, next: Line | undefined): boolean {
  const cutOff = before !== undefined && line.credit === line.start
  if (cutOff && !/[.!?…。！？"'”’»)\]]$/u.test(text.slice(before.start, before.end))) return true
  return next?.kind === 'text' && /^\p{Ll}/u.test(text.slice(next.start, next.start + 2))
}

/** Consecutive lines of text up to `last`: one paragraph, or a caption and the credit at its end. */
function runPassages(run: readonly Line[], last: Line, closed: boolean): Passage[] {
  const { start } = run[0] ?? last
  const all = { start, end: last.end, lineStart: start, lineEnd: last.end, lines: run.length, closed }
  if (last.credit === undefined) return [{ kind: 'text', ...all }]
  if (last.credit > last.start) return [{ kind: 'caption', ...all, end: last.credit }]
  const before = run.at(-2)
  if (before === undefined) return [{ kind: 'credit', ...all }]
  const { end } = before
  return [
    { kind: 'caption', ...all, end, lineEnd: end, lines: run.length - 1, closed: false },
    { kind: 'credit', ...all, start: last.start, lineStart: last.start, lines: 1 },
  ]
}

/** Passages with their roles, laid out as a story: headline, standfirst, caption, paragraphs. */
export function storyLayout(text: string, recognise: Recognisers): PlacedPassage[] {
  const found = passages(text, recognise)
  const copy = found.filter(({ kind }) => kind === 'text' || kind === 'caption' || kind === 'list-item')
  const headline = headlineOf(text, copy)
  const standfirst = headline === undefined ? undefined : standfirstOf(copy)
  return found.map((passage) => ({
    ...passage,
    role: passage === headline ? 'headline' : passage === standfirst ? 'standfirst' : roleOf(passage),
  }))
}

function headlineOf(text: string, copy: readonly Passage[]): Passage | undefined {
  const [first, second] = copy
  if (first === undefined || second === undefined || !isShort(first, LONGEST_HEADLINE)) return undefined
  return /[.。।։።](?:["'”’»)\]]*)$/u.test(text.slice(first.start, first.end)) ? undefined : first
}

/** Short, and before the first longer passage: with nothing longer after it, it is copy itself. */
function standfirstOf(copy: readonly Passage[]): Passage | undefined {
  const second = copy[1]
  if (second === undefined || !isShort(second, LONGEST_STANDFIRST)) return undefined
  const length = second.end - second.start
  return copy.some((passage, index) => index > 1 && passage.end - passage.start > length) ? second : undefined
}

const isShort = (passage: Passage, longest: number): boolean =>
  passage.kind === 'text' && passage.lines === 1 && passage.closed && passage.end - passage.start <= longest

export function roleOf(passage: Passage): Role | undefined {
  switch (passage.kind) {
    case 'text':
      return 'paragraph'
    case 'caption':
    case 'live-updates':
    case 'list-item':
      return passage.kind
    case 'credit':
    case 'label':
    case 'updated':
      return undefined
    default:
      return passage.kind satisfies never
  }
}

const LIVE_UPDATES =
  /^(?:follow )?(?:live(?:[ -]?(?:updates?|blog|ticker))?|en directo|en direct|ao vivo)\s?[:：]\s?\S/iu
const BULLET = /^(?:[-*•‣▪]|\d{1,3}\))[ \t]+(?=\S)/u
const NUMBER = /^\d{1,3}\.[ \t]+(?=\S)/u

/** A line without its edge white space. */
interface Line {
  readonly kind: 'blank' | 'text' | 'live-updates' | 'list-item' | 'label' | 'updated'
  readonly start: number
  /** After the list marker. */
  readonly words: number
  readonly end: number
  /** Where the trailing credit of a line of text begins, or the text before it ends. */
  readonly credit: number | undefined
}

function linesOf(text: string, recognise: Recognisers): Line[] {
  const bounds = lineBounds(text)
  return bounds.map(([from, to], index) => {
    const raw = text.slice(from, to)
    const trimmed = raw.trim()
    const start = from + raw.length - raw.trimStart().length
    const end = start + trimmed.length
    const beside = () =>
      [bounds[index - 1], bounds[index + 1]].some((at) => at && isNumbered(text.slice(...at)))
    const marker = BULLET.exec(trimmed) ?? (NUMBER.test(trimmed) && beside() ? NUMBER.exec(trimmed) : null)
    const kind = kindOf(trimmed, marker !== null, recognise)
    const credit = kind === 'text' ? creditStart(trimmed) : undefined
    return {
      kind,
      start,
      words: kind === 'list-item' ? start + (marker?.[0].length ?? 0) : start,
      end,
      credit: credit === undefined ? undefined : start + credit,
    }
  })
}

function kindOf(line: string, marked: boolean, recognise: Recognisers): Line['kind'] {
  if (line === '') return 'blank'
  if (recognise.isLabel(line)) return 'label'
  if (recognise.isUpdated(line)) return 'updated'
  if (LIVE_UPDATES.test(line)) return 'live-updates'
  return marked ? 'list-item' : 'text'
}

/** “5. November” opens a sentence; only beside another numbered line is a number a list marker. */
const isNumbered = (line: string): boolean => NUMBER.test(line.trimStart())

function lineBounds(text: string): [number, number][] {
  const bounds: [number, number][] = []
  let from = 0
  for (const brk of text.matchAll(/\r\n|\n|\r/gu)) {
    bounds.push([from, brk.index])
    from = brk.index + brk[0].length
  }
  return [...bounds, [from, text.length]]
}
