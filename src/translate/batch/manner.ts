import type { Route } from '../gap.ts'
import { RETRY_DEFAULTS, type RetryPolicy } from '../queue/retry.ts'
import type { Priority } from '../queue/waiters.ts'
import type { SentAs } from './admission.ts'

/** How a batch or a part of one is sent: how often, for how long, and at which priority. */
export interface Manner {
  readonly retry: RetryPolicy
  readonly priority: Priority
  readonly timeoutMs: number
  readonly sentAs: SentAs
}

export interface MannerSettings {
  readonly retry?: RetryPolicy
  /** Of one request. */
  readonly timeoutMs?: number
}

const REQUEST_TIMEOUT_MS = 60_000

/** Where another provider can serve, an outage is waited through for some seconds only. */
const STAND_IN_ATTEMPTS = 4

/** Of a text alone: the whole batch has had its repetitions already. A part of several is divided instead. */
const ALONE_ATTEMPTS = 3

/** A single text is answered in less. */
const PROBE_TIMEOUT_MS = 20_000

export function mannerOfBatch({ hasStandIn }: Route, settings: MannerSettings): Manner {
  const { retry = RETRY_DEFAULTS, timeoutMs = REQUEST_TIMEOUT_MS } = settings
  const attempts = hasStandIn ? Math.min(retry.attempts, STAND_IN_ATTEMPTS) : retry.attempts
  return { retry: { ...retry, attempts }, priority: 'usual', timeoutMs, sentAs: 'whole' }
}

/** Of a batch that is being divided. @param texts how many the part has */
export function mannerOfPart(
  route: Route,
  texts: number,
  sentAs: 'part' | 'probe',
  settings: MannerSettings,
): Manner {
  const { retry, timeoutMs } = mannerOfBatch(route, settings)
  const isProbe = sentAs === 'probe'
  return {
    retry: { ...retry, attemptsInOutage: isProbe || texts > 1 ? 1 : ALONE_ATTEMPTS },
    priority: 'stays',
    timeoutMs: isProbe ? Math.min(timeoutMs, PROBE_TIMEOUT_MS) : timeoutMs,
    sentAs,
  }
}
