import Table from 'cli-table3'
import type { LocaleCounts, Summary } from '../pipeline/summary.ts'
import type { Cost } from '../translate/bills.ts'

const number = new Intl.NumberFormat('en')

/** The closing table: a row a locale, and what it cost. */
export function closingTable(locales: ReadonlyMap<string, LocaleCounts>, verb = 'written'): string {
  const table = plainTable([
    'locale',
    verb,
    'unchanged',
    'withheld',
    'failed',
    'segments',
    'recalled',
    'bought',
  ])
  for (const [locale, c] of locales) {
    table.push([
      locale,
      ...[c.written, c.unchanged, c.withheld, c.failed, c.total, c.recalled, c.bought].map((n) =>
        number.format(n),
      ),
    ])
  }
  return table.toString()
}

export function plainTable(head: readonly string[]) {
  return new Table({
    head: [...head],
    style: { head: [], border: [] },
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
  })
}

export function billLine({ requests, characters, cost, durationMs }: Summary): string {
  const sent = `${counted(requests, 'request')}, ${counted(characters, 'character')}`
  return `${sent}, ${moneyText(cost)}; ${(durationMs / 1000).toFixed(1)} s`
}

/** “1 request”, “1,024 requests”. */
export const counted = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`

export function moneyText({ amount, currency }: Cost): string {
  if (amount === null) return 'cost unknown'
  if (amount === 0) return 'free'
  return amount < 0.01 ? `under ${currency} 0.01` : `${currency} ${amount.toFixed(2)}`
}
