import type { Route } from './gap.ts'

/** What was sent to one provider for one locale, or would be. */
export interface Bill {
  readonly provider: string
  readonly model: string
  readonly locale: string
  readonly requests: number
  /** Unicode code points of all texts sent. */
  readonly characters: number
}

/** Adds up bills, one for each provider, model and locale. */
export function openBills() {
  const bills = new Map<string, Bill>()
  return {
    add(
      { provider: { kind: provider, model }, target: locale }: Route,
      requests: number,
      characters: number,
    ) {
      const id = JSON.stringify([provider, model, locale])
      const before = bills.get(id) ?? { provider, model, locale, requests: 0, characters: 0 }
      bills.set(id, {
        ...before,
        requests: before.requests + requests,
        characters: before.characters + characters,
      })
    },
    get all(): readonly Bill[] {
      return [...bills.values()]
    },
  }
}
