import { LIST_CURRENCY, microsFor } from '../config/prices.ts'
import type { Route } from './gap.ts'

/**
 * What was sent to one provider for one locale, or would be: all that was billed, or may have been. What was certainly
 * refused is left out.
 */
export interface Bill {
  readonly provider: string
  readonly model: string
  readonly locale: string
  readonly requests: number
  /** Unicode code points of all texts sent. */
  readonly characters: number
  readonly cost: Cost
}

/** By the configured prices or, failing those, list prices, before any free allowance. */
export interface Cost {
  /** Null where a provider's price is not known. */
  readonly amount: number | null
  /** ISO 4217. */
  readonly currency: string
}

/** Adds up bills, one for each provider, model and locale. */
export function openBills() {
  const bills = new Map<string, Bill>()
  return {
    add(
      { provider: { kind: provider, model }, target: locale, price }: Route,
      requests: number,
      characters: number,
    ) {
      const id = JSON.stringify([provider, model, locale, price])
      const before = bills.get(id)
      const sent = characters + (before?.characters ?? 0)
      bills.set(id, {
        provider,
        model,
        locale,
        requests: requests + (before?.requests ?? 0),
        characters: sent,
        cost: {
          amount: price === undefined ? null : money(microsFor(sent, price)),
          currency: price?.currency ?? LIST_CURRENCY,
        },
      })
    },
    get all(): readonly Bill[] {
      return [...bills.values()]
    },
  }
}

/** Several bills as one. */
export function totalBill(bills: readonly Bill[], currency: string) {
  const sum = (pick: (bill: Bill) => number) => bills.reduce((total, bill) => total + pick(bill), 0)
  return {
    requests: sum(({ requests }) => requests),
    characters: sum(({ characters }) => characters),
    cost: totalCost(
      bills.map(({ cost }) => cost),
      currency,
    ),
  }
}

/** All of one currency, as the configuration sees to. */
export function totalCost(costs: readonly Cost[], currency: string): Cost {
  const known = costs.every(({ amount }) => amount !== null)
  const micros = costs.reduce((sum, cost) => sum + (cost.amount ?? 0) * 1_000_000, 0)
  return { amount: known ? money(micros) : null, currency }
}

/** Millionths → units, to six places. */
export const money = (micros: number): number => Math.round(micros) / 1_000_000
