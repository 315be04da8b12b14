import { DragomanError } from '../article/errors.ts'
import { type Bill, openBills } from './bills.ts'
import type { Gap, Purchase, Route } from './gap.ts'
import { laneId, tooLarge } from './lane.ts'
import { type Load, loadOf, NOTHING, plus, requestLimits, requestsIn } from './load.ts'
import { firstOrder } from './order.ts'

export type { Bill } from './bills.ts'

/** Whoever fills gaps: the dispatcher for real, the estimator for an answer in advance, the refuser for a gate. */
export interface Buyer {
  /** The same memory key asked for twice while it is being bought is bought once. */
  buy(route: Route, gap: Gap, priority?: number): Promise<Purchase>
  feeders(state: FeederState): void
  /** Sends nothing more; what is out is still awaited and kept. */
  stop(): void
  readonly stopped: boolean
  /** What was sent (or would be), by provider. */
  readonly bills: readonly Bill[]
}

/**
 * How it stands with those who ask. `feeding`: lanes wait to be filled; `waiting` (for replies): part-filled
 * lanes go out where nothing is on its way; `done`: everything goes out.
 */
export type FeederState = 'feeding' | 'waiting' | 'done'

/** Says what the dispatcher would send, by the dispatcher's own first order for each gap; sends nothing. */
export function estimator(): Buyer {
  const wanted = new Map<string, { readonly route: Route; readonly load: Load }>()
  const seen = new Set<string>()
  let stopped = false
  return {
    buy(route, gap) {
      const { provider, target } = route
      const order = firstOrder(gap, route)
      const error = tooLarge(order, provider)
      if (error !== undefined) return Promise.resolve({ ok: false, error })
      if (!seen.has(gap.memoryKey)) {
        seen.add(gap.memoryKey)
        const id = `${provider.kind} ${provider.model} ${target} ${laneId(route, order)}`
        const load = plus(wanted.get(id)?.load ?? NOTHING, loadOf(order.texts))
        wanted.set(id, { route, load })
      }
      const { kind, model } = provider
      return Promise.resolve({
        ok: true,
        content: gap.segment.source,
        rung: 'exact',
        provider: kind,
        model,
        memoryKey: gap.memoryKey,
        date: Date.now(),
        findings: [],
      })
    },
    feeders() {},
    stop() {
      stopped = true
    },
    get stopped() {
      return stopped
    },
    get bills() {
      const bills = openBills()
      for (const { route, load } of wanted.values()) {
        const requests = Math.ceil(requestsIn(load, requestLimits(route.provider)))
        bills.add(route, requests, load.characters)
      }
      return bills.all
    },
  }
}

/** `--frozen`: everything must be there already. */
export function refuser(): Buyer {
  let stopped = false
  return {
    buy: (route, { segment }) =>
      Promise.resolve({
        ok: false,
        error: new DragomanError(
          'WOULD_BUY',
          `Text would have to be bought from ${route.provider.name}, first at ${segment.key}.`,
          {
            fix: 'Run without --frozen, then commit the locale files.',
          },
        ),
      }),
    feeders() {},
    stop() {
      stopped = true
    },
    get stopped() {
      return stopped
    },
    bills: [],
  }
}
