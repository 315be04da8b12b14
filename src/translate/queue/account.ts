import type { DragomanError } from '../../article/errors.ts'
import type { LanguagePair, Provider, ProviderLimits } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import type { Attempt } from '../wire/attempt.ts'
import { type Breaker, circuitBreaker } from './breaker.ts'
import { type FirstCalls, openFirstCalls } from './first-calls.ts'
import { type Lane, laneId, openLane, pairId } from './lane.ts'
import { type Quota, type QuotaWindow, slidingQuota } from './quota.ts'
import { openWaiters, type Waiters } from './waiters.ts'

/**
 * Our account at one provider: the sliding quota bounds what is sent in any minute; the breaker leaves the provider alone
 * while it is out of service; a failure that no repetition mends ends the account, or one of its pairs, for the rest of
 * the run.
 */
export interface Account {
  readonly provider: Provider
  readonly quota: Quota
  readonly breaker: Breaker
  readonly waiters: Waiters
  readonly firstCalls: FirstCalls
  readonly lanes: IteratorObject<Lane>
  laneOf(route: Route, attempt: Attempt): Lane
  /** Drops the lane if it is empty: those of one article would add up. */
  forget(lane: Lane): void
  /** When the provider last answered, by the clock; undefined: not yet. */
  readonly answeredAt: number | undefined
  /** Texts that failed when they were sent alone, one after the other, since the provider last answered. */
  readonly failedInARow: number
  noteAnswer(pair: LanguagePair): void
  noteFailedAlone(): void
  /** Why no request for this pair can succeed any more in this run. */
  whyEnded(pair: LanguagePair): DragomanError | undefined
  /** For all pairs. */
  end(error: DragomanError): void
  endPair(pair: LanguagePair, error: DragomanError): void
  /** Aborts when the pair or the account has ended, or the run is stopped: no request need wait any longer. */
  signalFor(pair: LanguagePair): AbortSignal
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
  const ending = new AbortController()
  const lanes = new Map<string, Lane>()
  const pairs = new Map<string, Pair>()
  let ended: DragomanError | undefined
  let answeredAt: number | undefined
  let failedInARow = 0
  const breaker = circuitBreaker(clock)
  const firstCalls = openFirstCalls(clock)
  const signal = AbortSignal.any([stopping, ending.signal])

  const pairFor = (languages: LanguagePair): Pair => {
    const id = pairId(languages)
    const known = pairs.get(id)
    if (known !== undefined) return known
    const own = new AbortController()
    const pair = { ending: own, signal: AbortSignal.any([signal, own.signal]), ended: undefined }
    pairs.set(id, pair)
    return pair
  }

  return {
    provider,
    breaker,
    waiters: openWaiters(),
    firstCalls,
    quota: slidingQuota(windowsOf(limits), clock),
    get lanes() {
      return lanes.values()
    },
    laneOf(route, attempt) {
      const id = laneId(route, attempt)
      const known = lanes.get(id)
      if (known !== undefined) return known
      const lane = openLane(route, attempt, id, clock)
      lanes.set(id, lane)
      return lane
    },
    forget(lane) {
      if (lane.isEmpty && lane.requestsDue + lane.requestsOut === 0) lanes.delete(lane.id)
    },
    get answeredAt() {
      return answeredAt
    },
    get failedInARow() {
      return failedInARow
    },
    noteAnswer(pair) {
      answeredAt = clock.now()
      failedInARow = 0
      breaker.note('succeeded')
      firstCalls.noteAnswer(pair)
    },
    noteFailedAlone() {
      failedInARow++
    },
    whyEnded: (pair) => ended ?? pairFor(pair).ended,
    end(error) {
      ended ??= error
      ending.abort()
    },
    endPair(languages, error) {
      const pair = pairFor(languages)
      pair.ended ??= error
      pair.ending.abort()
    },
    signalFor: (pair) => pairFor(pair).signal,
  }
}

interface Pair {
  readonly ending: AbortController
  readonly signal: AbortSignal
  ended: DragomanError | undefined
}
