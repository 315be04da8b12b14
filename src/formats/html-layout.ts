import type { Edit } from './splice.ts'

/** Where a new line of markup goes, and how the lines around it are written. */
export interface Insertion {
  readonly at: number
  /** Written before the new markup: a line break and the neighbour's indentation, or nothing. */
  readonly before: string
  readonly after: string
}

/** On a line of its own below what stands from `start` to `end`, when that begins a line of its own. */
export function below(source: string, start: number, end: number, deeper = ''): Insertion {
  const indent = indentAt(source, start)
  const eol = lineBreakOf(source)
  return { at: end, before: indent === undefined ? '' : eol + indent + (eol && deeper), after: '' }
}

/** On a line of its own above what starts at `start`. */
export function above(source: string, start: number): Insertion {
  const indent = indentAt(source, start)
  return { at: start, before: '', after: indent === undefined ? '' : lineBreakOf(source) + indent }
}

export const insert = ({ at, before, after }: Insertion, markup: string): Edit => ({
  start: at,
  end: at,
  text: before + markup + after,
})

/** The first line break decides for the file; a file of one line stays one. */
const lineBreakOf = (source: string) => /\r\n|\n|\r/u.exec(source)?.[0] ?? ''

/** White space before `at` on its line; undefined when something else is there. */
function indentAt(source: string, at: number): string | undefined {
  let start = at
  while (start > 0 && (source[start - 1] === ' ' || source[start - 1] === '\t')) start--
  const isLineStart = start === 0 || source[start - 1] === '\n' || source[start - 1] === '\r'
  return isLineStart ? source.slice(start, at) : undefined
}
