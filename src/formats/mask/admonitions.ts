import { endOfLine } from './code.ts'
import type { Found } from './notations.ts'

/**
 * The body of an admonition (`!!! note`) is indented by four spaces. Behind a blank line that is code to a parser of
 * Markdown, though it is words to MkDocs. So the indentation of each paragraph in it is masked, as a mark that stands
 * before the words; in a list, together with the mark of each item. Paragraphs that a mask does not make right stay code:
 * fenced code, tables, quotations, HTML, and what runs on into a line that is not indented.
 * @see https://python-markdown.github.io/extensions/admonition/
 */
export function admonitionBodies(source: string, pieces: readonly Piece[]): Piece[] {
  const marks: Piece[] = []
  let end = 0
  for (const { start, code } of pieces) {
    if (code !== 'mark' || start < end || !/^(?:!!!|\?\?\?)/.test(source.slice(start, start + 3))) continue
    const indent = /(?:^|\n)( {0,3})$/.exec(source.slice(Math.max(0, start - 4), start))?.[1]
    if (indent === undefined) continue
    const body = readBody(source, endOfLine(source, start), indent.length + STEP)
    marks.push(...body.marks)
    end = body.end
  }
  return outside(marks, pieces)
}

/** Both are in order. */
function outside(marks: readonly Piece[], pieces: readonly Piece[]): Piece[] {
  let next = 0
  return marks.filter((mark) => {
    while (next < pieces.length && pieces[next]!.end <= mark.start) next++
    return next === pieces.length || pieces[next]!.start >= mark.end
  })
}

type Piece = Found & { readonly start: number }

/** Columns by which a body is indented. */
const STEP = 4

interface Line {
  readonly start: number
  /** Where its words begin. */
  readonly at: number
  readonly words: string
  readonly column: number
}

/** @param indent columns. */
function readBody(source: string, from: number, indent: number): { marks: Piece[]; end: number } {
  const marks: Piece[] = []
  const levels = [indent]
  let fence: string | undefined
  let paragraph: Line[] = []
  // What follows the head at once is read as its paragraph goes on.
  let isNew = false
  let at = from
  const settle = () => {
    if (isNew) marks.push(...marksOf(paragraph, levels))
    paragraph = []
  }
  for (; at < source.length; at = endOfLine(source, at)) {
    const line = lineAt(source, at)
    if (line.words === '') {
      if (fence === undefined) settle()
      isNew = true
      continue
    }
    if (line.column < indent) return { marks, end: at }
    paragraph.push(line)
    const ticks = FENCE.exec(line.words)?.[0]
    if (fence === undefined) fence = ticks
    else if (ticks?.startsWith(fence) && line.words === ticks) fence = undefined
  }
  settle()
  return { marks, end: at }
}

const FENCE = /^(?:`{3,}|~{3,})/

function lineAt(source: string, start: number): Line {
  const line = source.slice(start, endOfLine(source, start))
  const [space = ''] = /^[ \t]*/.exec(line) ?? []
  const column = [...space].reduce((sum, char) => (char === '\t' ? sum - (sum % STEP) + STEP : sum + 1), 0)
  return { start, at: start + space.length, words: line.trim(), column }
}

/** @param levels indents of the admonition and of those inside of it that are open; changed by what begins here. */
function marksOf(lines: readonly Line[], levels: number[]): Piece[] {
  const [first] = lines
  if (first === undefined) return []
  while (levels.length > 1 && first.column < levels.at(-1)!) levels.pop()
  const isCode = first.column >= levels.at(-1)! + STEP
  if (isCode || lines.some(({ words }) => NO_PROSE.test(words))) return []
  if (/^(?:!!!|\?\?\?)/.test(first.words)) levels.push(first.column + STEP)
  const isList = ITEM.test(first.words)
  return lines.flatMap((line, nth) => {
    const [marker = ''] = (isList ? ITEM : HEADING).exec(line.words) ?? []
    const isAfterHeading = HEADING.test(lines[nth - 1]?.words ?? '')
    return nth === 0 || marker !== '' || isAfterHeading ? [markOf(line, marker)] : []
  })
}

const ITEM = /^(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S)/
const HEADING = /^#{1,6}[ \t]+(?=\S)/
/** Fences, tables, quotations, HTML, tabs, definitions, lines that part. */
const NO_PROSE = /^(?:`{3}|~{3}|[|<>:=]|\[[^\]]*\]:|(?:[-*_][ \t]*){3,}$)/

function markOf({ start, at }: Line, marker: string): Piece {
  const end = at + marker.length
  return { start, end, name: '', side: 'alone', code: 'mark', headEnd: end, line: 'begins' }
}
