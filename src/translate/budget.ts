import { DragomanError } from '../article/errors.ts'

/** The day's budget of characters: reserved before sending, given back only for what was certainly not billed. */
export interface Budget {
  /** @throws DragomanError BUDGET_SPENT when `characters` more would pass the limit. */
  reserve(characters: number): void
  giveBack(characters: number): void
}

export const unlimited: Budget = { reserve() {}, giveBack() {} }

/** @param spent code points that today's ledger holds already */
export function dayBudget(charactersPerDay: number, spent: number): Budget {
  let used = spent
  return {
    reserve(characters) {
      if (used + characters > charactersPerDay) {
        const left = Math.max(0, charactersPerDay - used)
        throw new DragomanError(
          'BUDGET_SPENT',
          `The day’s budget has ${left} characters left; the next request needs ${characters}.`,
          {
            fix: 'Raise budget.charactersPerDay, or let tomorrow’s run finish it.',
          },
        )
      }
      used += characters
    },
    giveBack(characters) {
      used -= characters
    },
  }
}

/** The local midnight that began the day of `now`. */
export function startOfDay(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
}
