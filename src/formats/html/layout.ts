import type { Edit } from '../splice.ts'

/** Where a new line of markup goes, and how the lines around it are written. */
export interface Insertion {
  readonly at: number
  /** Written before the new markup: a line break and the neighbour's indentation, or nothing. */
  readonly before: string
  readonly after: string
}

/** On a line of its own below what stands from `start` to `end`, when that begins a line of its own. */
export function below(source: string, start: number, end: number, deeper = ''): Insertion {
  const line = newLine(source, start)
  return { at: end, before: line && line + deeper, after: '' }
}

/** On a line of its own above what starts at `start`. */
export function above(source: string, start: number): Insertion {
  return { at: start, before: '', after: newLine(source, start) }
}

export const insert = ({ at, before, after }: Insertion, markup: string): Edit => ({
  start: at,
  end: at,
  text: before + markup + after,
})

/** The first line break decides for the file; a file of one line stays one. */
function newLine(source: string, neighbour: number): string {
  const eol = /\r\n|\n|\r/u.exec(source)?.[0]
  const indent = indentAt(source, neighbour)
  return eol === undefined || indent === undefined ? '' : eol + indent
}

/** White space before `at` on its line; undefined when something else is there. */
function indentAt(source: string, at: number): string | undefined {
  let start = at
  while (start > 0 && (source[start - 1] === ' ' || source[start - 1] === '\t')) start--
  const isLineStart = start === 0 || source[start - 1] === '\n' || source[start - 1] === '\r'
  return isLineStart ? source.slice(start, at) : undefined
}
