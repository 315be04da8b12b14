import type { Failure } from '../../providers/provider.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Clock } from '../clock.ts'

export interface RetryPolicy {
  /** First back-off, milliseconds; each next one is drawn between it and three times the last. */
  readonly baseMs: number
  readonly capMs: number
  /** Failed attempts and the waits after them together, milliseconds; the wait for the quota does not count. */
  readonly deadlineMs: number
  readonly attempts: number
  /** In an outage; absent: as many. Fewer where another request would tell more than the same one again. */
  readonly attemptsInOutage?: number
}

export const RETRY_DEFAULTS: RetryPolicy = { baseMs: 500, capMs: 30_000, deadlineMs: 300_000, attempts: 8 }

/** A provider that asks for more patience than this is taken as out of service. */
const RETRY_AFTER_CAP_MS = 120_000

export interface RetryContext {
  readonly policy: RetryPolicy
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** Told of each failed attempt that will be repeated, and how long the wait is. */
  readonly onRetry: (error: ProviderError, waitMs: number) => void
  /** Has the provider failed at everything for so long that this attempt was the last? */
  readonly isHopeless?: () => boolean
}

/**
 * Decorrelated jitter: waits are random, growing, capped; Retry-After is the least that is waited. Each attempt
 * is admitted first (a quota may take minutes); what admission throws is final.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export async function withRetry<Permit, T>(
  admit: () => Promise<Permit>,
  attempt: (permit: Permit) => Promise<T>,
  context: RetryContext,
): Promise<T> {
  const { policy, clock, random, signal } = context
  const { attemptsInOutage = policy.attempts } = policy
  let spentMs = 0
  let waitMs = policy.baseMs
  for (let tries = 1; ; tries++) {
    const permit = await admit()
    const started = clock.now()
    try {
      return await attempt(permit)
    } catch (error) {
      if (!(error instanceof ProviderError) || !isRetryable(error.failure)) throw error
      const asked = retryAfter(error.failure)
      waitMs = Math.min(policy.capMs, policy.baseMs + random() * (waitMs * 3 - policy.baseMs))
      const wait = Math.max(waitMs, Math.min(asked, RETRY_AFTER_CAP_MS))
      spentMs += clock.now() - started + wait
      const isLate = spentMs > policy.deadlineMs || asked > RETRY_AFTER_CAP_MS || context.isHopeless?.()
      const attempts = error.failure.kind === 'rate' ? policy.attempts : attemptsInOutage
      if (tries >= attempts || isLate || signal.aborted) throw error
      context.onRetry(error, wait)
      await clock.sleep(wait, signal)
      if (signal.aborted) throw error
    }
  }
}

export function isRetryable(failure: Failure): boolean {
  switch (failure.kind) {
    case 'rate':
    case 'unavailable':
    case 'timeout':
      return true
    case 'quota':
    case 'auth':
    case 'pair':
    case 'tooLarge':
    case 'invalid':
      return false
  }
}

/** How long the provider asked to be left alone, milliseconds; 0 when it did not say. */
export const retryAfter = (failure: Failure): number =>
  failure.kind === 'rate' || failure.kind === 'unavailable' ? (failure.retryAfterMs ?? 0) : 0
