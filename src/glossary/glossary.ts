import { type CsvError, parse } from 'csv-parse/sync'
import { MARKER } from '../article/content.ts'
import { DragomanError } from '../article/errors.ts'
import { compose, fold } from './fold.ts'

/**
 * A locale's glossary: what a newsroom wants each name and term called. People keep it as a spreadsheet, so it is
 * CSV with the header `source,target,case,note`; a line that starts with # is a comment.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export interface Glossary {
  readonly terms: readonly Term[]
}

export interface Term {
  readonly source: string
  readonly target: TermTarget
  readonly caseRule: CaseRule
  /** For editors; decides nothing. */
  readonly note: string
}

/** `keep`: the source's own words, as they are written there. */
type TermTarget = { readonly kind: 'keep' } | { readonly kind: 'term'; readonly text: string }

/** `exact`: “Polish” is not “polish”. `ignore`: however the source writes it, headlines and sentence starts too. */
export type CaseRule = 'exact' | 'ignore'

export const NO_GLOSSARY: Glossary = { terms: [] }

/** @param file names the glossary in errors. @throws DragomanError CONFIG_INVALID with the line. */
export function parseGlossary(csv: string, file: string): Glossary {
  const [header, ...rows] = readRows(csv, file)
  if (header === undefined) return NO_GLOSSARY
  const columns = columnsOf(header, file)
  const seen = new Map<string, number>()
  const terms = rows.map((row) => {
    const term = readTerm(row, columns, file)
    const key = `${term.caseRule} ${term.caseRule === 'ignore' ? fold(term.source).text : compose(term.source)}`
    const first = seen.get(key)
    if (first !== undefined) {
      throw invalid(
        file,
        row.line,
        `“${term.source}” stands in line ${first} already, with the same case rule`,
        'Keep one of the two lines.',
      )
    }
    seen.set(key, row.line)
    return term
  })
  return { terms }
}

interface Row {
  readonly cells: readonly string[]
  /** Where it starts, from 1. */
  readonly line: number
}

function readRows(csv: string, file: string): Row[] {
  const rows: Row[] = []
  let lastLine = 0
  try {
    // The parser counts a CR LF inside a cell as two lines.
    parse(csv.replace(/\r\n?/g, '\n'), {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record(cells: string[], { lines }) {
        rows.push({ cells, line: lines - (cells.join().split('\n').length - 1) })
        lastLine = lines
        return null
      },
    })
  } catch (cause) {
    const { code, lines } = cause as CsvError
    // Found at the end of the file only: what matters is where it began.
    const line = code === 'CSV_QUOTE_NOT_CLOSED' ? lastLine + 1 : Number(lines)
    throw invalid(
      file,
      line,
      PROBLEMS[code] ?? 'This is not valid CSV',
      'Put a cell that holds a comma or a quotation mark in quotation marks, and double those inside: "a ""b"" c".',
      cause,
    )
  }
  return rows
}

const PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'From here on, a quotation mark that opens is never closed',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'Something follows the quotation mark that closes a cell',
  INVALID_OPENING_QUOTE: 'A quotation mark opens in the middle of a cell',
}

const COLUMNS = ['source', 'target', 'case', 'note'] as const
type Column = (typeof COLUMNS)[number]

/** Names of the columns in the order they stand in; `case` and `note` may be missing. */
function columnsOf({ cells, line }: Row, file: string): readonly Column[] {
  const fix = `Begin the file with the line ${COLUMNS.join(',')} (commas, no semicolons).`
  const columns = cells.map((name) => {
    const column = COLUMNS.find((known) => known === name.toLowerCase())
    if (column === undefined) throw invalid(file, line, `There is no column “${name}” in a glossary`, fix)
    return column
  })
  const twice = columns.find((column, nth) => columns.indexOf(column) !== nth)
  if (twice !== undefined) throw invalid(file, line, `The column “${twice}” stands twice`, fix)
  const missing = (['source', 'target'] as const).find((column) => !columns.includes(column))
  if (missing !== undefined) throw invalid(file, line, `The column “${missing}” is missing`, fix)
  return columns
}

function readTerm({ cells, line }: Row, columns: readonly Column[], file: string): Term {
  const refuse = (problem: string, fix: string): never => {
    throw invalid(file, line, problem, fix)
  }
  if (cells.slice(columns.length).some((cell) => cell !== ''))
    refuse('There are more cells than columns', 'Put a cell that holds a comma in quotation marks.')
  if (cells.some((cell) => cell.includes(MARKER)))
    refuse('A cell holds the character U+FFFC', 'Remove it; it was pasted in place of a picture.')
  const cell = (column: Column) => (cells[columns.indexOf(column)] ?? '').replace(/\s+/g, ' ').trim()
  const source = cell('source')
  const target = cell('target')
  if (fold(source).text.trim() === '') refuse('The source term is empty', 'Write it, or remove the line.')
  if (fold(target).text === '') refuse(`“${source}” has no target`, 'Write the target term, or keep.')
  return { source, target: targetOf(target), caseRule: readCaseRule(), note: cell('note') }

  function readCaseRule(): CaseRule {
    const rule = cell('case').toLowerCase()
    if (rule === 'exact' || rule === 'ignore') return rule
    if (rule === '') return 'exact'
    return refuse(`There is no case rule “${rule}”`, 'Write exact or ignore, or leave it empty (exact).')
  }
}

const targetOf = (text: string): TermTarget =>
  text.toLowerCase() === 'keep' ? { kind: 'keep' } : { kind: 'term', text }

const invalid = (file: string, line: number, problem: string, fix: string, cause?: unknown) =>
  new DragomanError('CONFIG_INVALID', `${problem}.`, { place: `${file}:${line}`, fix, cause })
