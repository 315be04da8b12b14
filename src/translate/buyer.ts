import { DragomanError } from '../article/errors.ts'
import type { Provider } from '../providers/provider.ts'
import type { FeederState } from './dispatch.ts'
import { codePoints } from './dispatch.ts'
import type { Gap, Purchase, Route } from './gap.ts'
import { firstOrder } from './order.ts'

/** Whoever fills gaps: the dispatcher for real, the estimator for an answer in advance, the refuser for a gate. */
export interface Buyer {
  /** The same memory key asked for twice while it is being bought is bought once. */
  buy(route: Route, gap: Gap, priority?: number): Promise<Purchase>
  /**
   * How it stands with the feeders. `feeding`: lanes wait to be filled; `waiting` (for replies): part-filled
   * lanes go out where nothing is on its way; `done`: everything goes out.
   */
  feeders(state: FeederState): void
  /** Sends nothing more; what is out is still awaited and kept. */
  stop(): void
  readonly stopped: boolean
  /** What was sent (or would be), by provider. */
  readonly bills: readonly Bill[]
}

export interface Bill {
  readonly provider: string
  readonly model: string
  readonly locale: string
  readonly requests: number
  /** Unicode code points of all texts sent. */
  readonly characters: number
}

/** Says what the dispatcher would send, by the dispatcher's own first order for each gap; sends nothing. */
export function estimator(): Buyer {
  const wanted = new Map<string, { provider: Provider; locale: string; items: number; characters: number }>()
  const seen = new Set<string>()
  let stopped = false
  return {
    buy(route, gap) {
      const { provider, target } = route
      if (!seen.has(gap.memoryKey)) {
        seen.add(gap.memoryKey)
        const order = firstOrder(gap, provider.markup)
        const id = `${provider.kind} ${provider.model} ${target} ${order.mime}`
        const sums = wanted.get(id) ?? { provider, locale: target, items: 0, characters: 0 }
        wanted.set(id, {
          ...sums,
          items: sums.items + order.texts.length,
          characters: sums.characters + codePoints(order.texts),
        })
      }
      const { kind, model } = provider
      return Promise.resolve({
        ok: true,
        content: gap.segment.source,
        rung: 'exact',
        provider: kind,
        model,
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
      return [...wanted.values()].map(({ provider, locale, items, characters }) => {
        const { limits } = provider
        const perRequest = Math.min(limits.charactersPerRequest, limits.charactersPerMinute)
        const requests = Math.max(
          Math.ceil(characters / perRequest),
          Math.ceil(items / limits.itemsPerRequest),
        )
        return { provider: provider.kind, model: provider.model, locale, requests, characters }
      })
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
