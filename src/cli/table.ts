import Table from 'cli-table3'
import { ERROR_CODES, type ErrorCode } from '../article/errors.ts'
import type { Summary } from '../state/summary.ts'
import type { Cost } from '../translate/bills.ts'

const number = new Intl.NumberFormat('en')

/** The closing table: a row a locale, and what it cost. */
export function closingTable(locales: Summary['locales'], verb = 'written'): string {
  const table = plainTable([
    'locale',
    verb,
    'unchanged',
    'withheld',
    'failed',
    'held',
    'withdrawn',
    'segments',
    'recalled',
    'bought',
  ])
  for (const [locale, { segments, ...c }] of Object.entries(locales)) {
    const counts = [c.written, c.unchanged, c.withheld, c.failed, c.held, c.withdrawn]
    const all = [...counts, segments.total, segments.recalled, segments.bought]
    table.push([locale, ...all.map((count) => number.format(count))])
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

/** `3 findings in texts: numbers 2, names 1.`: what checks found, and errors did not say already. */
export function textFindingsLines({ findings }: Summary): string[] {
  const inTexts = findings.filter(({ check, key }) => key !== '' && !ERROR_CODES.includes(check as ErrorCode))
  if (inTexts.length === 0) return []
  const counts = [...Map.groupBy(inTexts, ({ check }) => check)].map(
    ([check, { length }]) => `${check} ${length}`,
  )
  return [`${counted(inTexts.length, 'finding')} in texts: ${counts.join(', ')}; dragoman check shows each.`]
}

/** “1 request”, “1,024 requests”. */
export const counted = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`

export function moneyText({ amount, currency }: Cost): string {
  if (amount === null) return 'cost unknown'
  if (amount === 0) return 'free'
  return amount < 0.01 ? `under ${currency} 0.01` : `${currency} ${amount.toFixed(2)}`
}
