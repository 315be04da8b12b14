import type { Config } from '../config/config.ts'
import { currencyOf, pricesOf } from '../config/prices.ts'
import { dayAround } from '../memory/day.ts'
import type { Ledger, Spending } from '../memory/ledger.ts'
import { type Budget, dayBudget, unlimited } from './budget.ts'

/** What was sent on one day, in all locales. */
export interface SpentToday {
  /** What may have been billed between midnight and midnight. */
  readonly spent: Spending
  /** What is noted on days to come, by a clock that was ahead: it does not count today. By locale. */
  readonly ahead: ReadonlyMap<string, Spending>
}

/** @param ledgers of all locales that something was ever spent on: what went to a former target is spent too */
export async function spentToday(config: Config, ledgers: readonly Ledger[], now: Date): Promise<SpentToday> {
  const { start, end } = dayAround(now, config.source.timeZone)
  const currency = currencyOf(config)
  const days = await Promise.all(ledgers.map((ledger) => ledger.spentSince(start, currency, end)))
  const later = await Promise.all(
    ledgers.map(async (ledger) => [ledger.locale, await ledger.spentSince(end, currency)] as const),
  )
  return { spent: total(days), ahead: new Map(later.filter(([, { requests }]) => requests > 0)) }
}

/** @param onAhead told of each locale whose ledger has requests of days to come */
export async function openBudget(
  config: Config,
  ledgers: readonly Ledger[],
  now: Date,
  onAhead: (locale: string, message: string) => void,
): Promise<Budget> {
  const { charactersPerDay, moneyPerDay } = config.budget
  if (charactersPerDay === undefined && moneyPerDay === undefined) return unlimited
  const { spent, ahead } = await spentToday(config, ledgers, now)
  for (const [locale, later] of ahead) onAhead(locale, aheadMessage(locale, later))
  if (moneyPerDay === undefined) return dayBudget({ charactersPerDay }, spent)
  const limit = { micros: Math.floor(moneyPerDay * 1_000_000), currency: currencyOf(config) }
  // What was sent today at no known price, or before the currency was changed, may have been the dearest there is.
  const dearest = Math.max(...pricesOf(config).map((price) => price?.perMillion ?? 0))
  const micros = spent.micros + Math.ceil(spent.unpriced * dearest)
  return dayBudget({ charactersPerDay, moneyPerDay: limit }, { ...spent, micros })
}

/** For people: what a ledger has on days to come. */
export const aheadMessage = (locale: string, { requests, characters }: Spending): string =>
  `The ledger for ${locale} has requests on days to come (${requests}, of ${characters} characters): a clock was ahead. ` +
  'They do not count for today.'

const total = (all: readonly Spending[]): Spending =>
  all.reduce(
    (sum, { requests, characters, micros, unpriced }) => ({
      requests: sum.requests + requests,
      characters: sum.characters + characters,
      micros: sum.micros + micros,
      unpriced: sum.unpriced + unpriced,
    }),
    { requests: 0, characters: 0, micros: 0, unpriced: 0 },
  )
