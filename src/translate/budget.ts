import { DragomanError } from '../article/errors.ts'

/** What a request costs at most. */
export interface Charge {
  /** Unicode code points. */
  readonly characters: number
  /** Money in millionths of the currency's unit; 0 where there is no money budget or nothing is charged. */
  readonly micros: number
}

/** The day's budget: reserved before sending, given back only for what was certainly not billed. Other machines may share it. */
export interface Budget {
  /** @throws DragomanError BUDGET_SPENT when this much more would pass a limit; nothing is reserved then. */
  reserve(charge: Charge): Promise<void>
  giveBack(charge: Charge): Promise<void>
}

export interface DayLimits {
  readonly charactersPerDay?: number | undefined
  /** With the currency, for messages. */
  readonly moneyPerDay?: { readonly micros: number; readonly currency: string } | undefined
}

export const unlimited: Budget = { async reserve() {}, async giveBack() {} }

/** @param spent what today's ledger holds already */
export function dayBudget({ charactersPerDay, moneyPerDay }: DayLimits, spent: Charge): Budget {
  let { characters, micros } = spent
  return {
    async reserve(charge) {
      if (charactersPerDay !== undefined && characters + charge.characters > charactersPerDay)
        throw charactersSpent(charactersPerDay, characters, charge.characters)
      if (moneyPerDay !== undefined && micros + charge.micros > moneyPerDay.micros)
        throw moneySpent(moneyPerDay, micros, charge.micros)
      characters += charge.characters
      micros += charge.micros
    },
    async giveBack(charge) {
      characters -= charge.characters
      micros -= charge.micros
    },
  }
}

const charactersSpent = (limit: number, spent: number, wanted: number) =>
  new DragomanError(
    'BUDGET_SPENT',
    `budget.charactersPerDay is ${limit}, ${spentOf(spent)}: the day’s budget has ${Math.max(0, limit - spent)} characters left; the next request needs ${wanted}.`,
    { fix: 'Raise budget.charactersPerDay, or let tomorrow’s run finish it.' },
  )

const moneySpent = (
  { currency, micros }: NonNullable<DayLimits['moneyPerDay']>,
  spent: number,
  wanted: number,
) =>
  new DragomanError(
    'BUDGET_SPENT',
    `budget.moneyPerDay is ${currency} ${units(micros)}, ${spentOf(spent / 1_000_000)}: the day’s budget has ${currency} ${units(Math.max(0, micros - spent))} left; the next request costs ${units(wanted)}.`,
    { fix: 'Raise budget.moneyPerDay, or let tomorrow’s run finish it.' },
  )

/** A damaged ledger may have lost what was sent today. */
const spentOf = (amount: number): string =>
  Number.isFinite(amount)
    ? `of which ${Math.round(amount * 1_000_000) / 1_000_000} are spent today`
    : 'and what was spent today is not known, since the ledger was damaged'

/** Millionths as a decimal number: cents, and as many places more as it takes to tell. */
const units = (micros: number): string => String(Math.round(micros) / 1_000_000)
