import PQueue from 'p-queue'
import type { Provider } from '../providers/provider.ts'
import type { ProviderError } from '../providers/provider-error.ts'
import type { Clock } from './clock.ts'
import type { Route } from './gap.ts'
import { type Lane, laneId, openLane } from './lane.ts'
import type { Order } from './order.ts'
import { type Quota, slidingQuota } from './quota.ts'

/**
 * Our account at one provider: the queue bounds what is out at once, the sliding quota what is out in any
 * minute; a failure that no repetition mends halts it for the rest of the run.
 */
export interface Account {
  readonly provider: Provider
  readonly queue: PQueue
  readonly quota: Quota
  readonly lanes: Iterable<Lane>
  laneOf(route: Route, mime: Order['mime']): Lane
  /** Why no request can succeed any more in this run. */
  readonly halted: ProviderError | undefined
  halt(error: ProviderError): void
  /** Aborts when halted or when the run is stopped: whoever waits to send need not wait longer. */
  readonly signal: AbortSignal
}

/** Providers book a request somewhere within a minute's window. */
const WINDOW_MS = 60_000

export function openAccount(provider: Provider, clock: Clock, stopping: AbortSignal): Account {
  const { limits } = provider
  const halting = new AbortController()
  const lanes = new Map<string, Lane>()
  let halted: ProviderError | undefined
  return {
    provider,
    queue: new PQueue({ concurrency: limits.concurrency }),
    quota: slidingQuota({ ...limits, windowMs: WINDOW_MS }, clock),
    get lanes() {
      return lanes.values()
    },
    laneOf(route, mime) {
      const id = laneId(route, mime)
      const known = lanes.get(id)
      if (known !== undefined) return known
      const lane = openLane(route, mime)
      lanes.set(id, lane)
      return lane
    },
    get halted() {
      return halted
    },
    halt(error) {
      halted ??= error
      halting.abort()
    },
    signal: AbortSignal.any([stopping, halting.signal]),
  }
}
