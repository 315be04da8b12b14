import type { DragomanError } from '../../article/errors.ts'
import type { Provider, ProviderLimits } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import type { Attempt } from '../wire/attempt.ts'
import { type Breaker, circuitBreaker } from './breaker.ts'
import { type Lane, laneId, openLane } from './lane.ts'
import { type Quota, type QuotaWindow, slidingQuota } from './quota.ts'
import { openWaiters, type Waiters } from './waiters.ts'

/**
 * Our account at one provider: the sliding quota bounds what is out in any minute; the breaker
 * leaves the provider alone while it is out of service; a failure that no repetition mends halts the account for the
 * rest of the run.
 */
export interface Account {
  readonly provider: Provider
  readonly quota: Quota
  readonly breaker: Breaker
  readonly waiters: Waiters
  readonly lanes: IteratorObject<Lane>
  laneOf(route: Route, attempt: Attempt): Lane
  /** A lane of one article is done with once it is empty. */
  forget(lane: Lane): void
  /** When it last answered, by the clock; undefined: not yet. */
  readonly answeredAt: number | undefined
  noteAnswer(): void
  /** Why no request can succeed any more in this run. */
  readonly halted: DragomanError | undefined
  halt(error: DragomanError): void
  /** Aborts when halted or when the run is stopped: whoever waits to send need not wait longer. */
  readonly signal: AbortSignal
}

/** Providers book a request somewhere within a minute's window. */
const WINDOW_MS = 60_000

function windowsOf({ charactersPerMinute, requestsPerMinute, pacing }: ProviderLimits): QuotaWindow[] {
  const minute = { windowMs: WINDOW_MS, characters: charactersPerMinute, requests: requestsPerMinute }
  if (pacing === undefined) return [minute]
  const { seconds, characters = minute.characters, requests = minute.requests } = pacing
  return [minute, { windowMs: seconds * 1_000, characters, requests }]
}

export function openAccount(provider: Provider, clock: Clock, stopping: AbortSignal): Account {
  const { limits } = provider
  const halting = new AbortController()
  const lanes = new Map<string, Lane>()
  let halted: DragomanError | undefined
  let answeredAt: number | undefined
  const breaker = circuitBreaker(clock)
  return {
    provider,
    breaker,
    waiters: openWaiters(),
    quota: slidingQuota(windowsOf(limits), clock),
    get lanes() {
      return lanes.values()
    },
    laneOf(route, attempt) {
      const id = laneId(route, attempt)
      const known = lanes.get(id)
      if (known !== undefined) return known
      const lane = openLane(route, attempt.mime, id, clock)
      lanes.set(id, lane)
      return lane
    },
    forget(lane) {
      if (lane.isEmpty && lane.queued + lane.inFlight === 0) lanes.delete(lane.id)
    },
    get answeredAt() {
      return answeredAt
    },
    noteAnswer() {
      answeredAt = clock.now()
      breaker.note('succeeded')
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
