import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { COST_COLUMNS, type CostColumn, type CostRow, costs } from '../memory/costs.ts'
import { startOfDay } from '../memory/day.ts'
import { openLedgers } from '../memory/sqlite/ledger-reader.ts'
import { memoryFolder } from '../memory/stores.ts'
import { money } from '../translate/bills.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printJson, tell } from './output.ts'
import { moneyText, plainTable } from './table.ts'

export interface CostOptions {
  readonly config: string
  readonly json?: boolean
  readonly by?: readonly string[]
  readonly since?: string
}

/** `dragoman cost`: what was sent, and what it cost, from the ledgers of all locales, former targets among them. */
export async function cost(options: CostOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const by = (options.by ?? ['day', 'provider']).map(columnOf)
  const { timeZone } = project.config.source
  const since = options.since === undefined ? 0 : startOfNamed(options.since, timeZone)
  const ledgers = openLedgers(memoryFolder(project.state))
  try {
    const rows = await costs(ledgers, by, since, timeZone)
    if (options.json) printJson({ by, rows: rows.map((row) => asJson(row, by)) })
    tell(rows.length === 0 ? 'Nothing has been sent.' : tableOf(rows, by))
    return EXIT.done
  } finally {
    for (const ledger of ledgers) await ledger.close()
  }
}

const asJson = (
  { by: values, requests, characters, uncertain, ...row }: CostRow,
  by: readonly CostColumn[],
) => ({
  ...Object.fromEntries(by.map((column, nth) => [column, values[nth]])),
  requests,
  characters,
  uncertain,
  cost: costOf(row),
})

const costOf = ({ micros, currency }: Pick<CostRow, 'micros' | 'currency'>) => ({
  amount: micros === undefined ? null : money(micros),
  currency,
})

function tableOf(rows: readonly CostRow[], by: readonly CostColumn[]): string {
  const number = new Intl.NumberFormat('en')
  const table = plainTable([...by, 'requests', 'characters', 'of these uncertain', 'cost'])
  for (const { by: values, requests, characters, uncertain, ...row } of [...rows, ...totals(rows, by)]) {
    table.push([
      ...values,
      number.format(requests),
      number.format(characters),
      number.format(uncertain),
      moneyText(costOf(row)),
    ])
  }
  return table.toString()
}

/** One for each currency; a single row needs none. */
function totals(rows: readonly CostRow[], by: readonly CostColumn[]): CostRow[] {
  if (rows.length < 2) return []
  const label = by.map((_, nth) => (nth === 0 ? 'all' : ''))
  return [...new Set(rows.map(({ currency }) => currency))].map((currency) => {
    const of = rows.filter((row) => row.currency === currency)
    const sum = (pick: (row: CostRow) => number) => of.reduce((total, row) => total + pick(row), 0)
    return {
      by: label,
      requests: sum((row) => row.requests),
      characters: sum((row) => row.characters),
      uncertain: sum((row) => row.uncertain),
      micros: of.some((row) => row.micros !== undefined) ? sum((row) => row.micros ?? 0) : undefined,
      currency,
    }
  })
}

function columnOf(name: string): CostColumn {
  const column = COST_COLUMNS.find((each) => each === name)
  if (column !== undefined) return column
  throw new DragomanError('USAGE', `There is no column “${name}”.`, {
    place: '--by',
    fix: `Use ${COST_COLUMNS.join(', ')}.`,
  })
}

/** The midnight that begins the day, epoch milliseconds. */
function startOfNamed(day: string, timeZone: string | undefined): number {
  const start = startOfDay(day, timeZone)
  if (start !== undefined) return start
  throw new DragomanError('USAGE', `“${day}” is not a day.`, {
    place: '--since',
    fix: 'Write it like 2026-11-22.',
  })
}
