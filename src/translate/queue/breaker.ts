import type { Clock } from '../clock.ts'
import { openChange } from './change.ts'

/**
 * A circuit breaker: a provider that is out of service is left alone. The breaker opens when most of the latest attempts
 * failed. After a while it admits one attempt as a probe: a probe that succeeds closes the breaker, and one that fails
 * opens it for twice as long. Only outages count, not refusals of a text. The breaker is ours, since libraries read the
 * wall clock, and a clock set back by a day would keep a provider out for a day.
 */
export interface Breaker {
  /** The provider is not to be asked at present. */
  readonly isOpen: boolean
  /** Since when nothing has succeeded, by the clock; undefined while closed. */
  readonly openSince: number | undefined
  /**
   * Waits until an attempt may be made: at once while closed, else as the probe or after its success.
   * @param willWait false: an attempt that comes while the breaker is open is refused
   * @returns false: it was refused, or the signal aborted
   */
  admit(willWait: boolean, signal: AbortSignal): Promise<boolean>
  /** The attempt that follows is the probe, and goes at once. */
  probe(): void
  /** What became of an attempt. Undone: there was none after all. */
  note(outcome: 'succeeded' | 'failed' | 'undone'): void
  /** Opens for at least this long: the provider has said so, or all patience was in vain. */
  trip(ms: number): void
}

export interface BreakerPolicy {
  /** How far back attempts count, milliseconds. */
  readonly windowMs: number
  /** Fewer attempts in the window tell nothing. */
  readonly leastAttempts: number
  /** Share of failures, 0 to 1, from which on it opens. */
  readonly threshold: number
  readonly openMs: number
  readonly openCapMs: number
}

export const BREAKER_DEFAULTS: BreakerPolicy = {
  windowMs: 30_000,
  leastAttempts: 8,
  threshold: 0.6,
  openMs: 10_000,
  openCapMs: 120_000,
}

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly until: number; readonly ms: number; readonly since: number }
  | { readonly kind: 'probing'; readonly ms: number; readonly since: number }

export function circuitBreaker(clock: Clock, policy: BreakerPolicy = BREAKER_DEFAULTS): Breaker {
  let state: State = { kind: 'closed' }
  /** Of the window, oldest first. */
  let attempts: { readonly at: number; readonly failed: boolean }[] = []
  let failures = 0
  const change = openChange(clock)

  const become = (next: State) => {
    state = next
    attempts = []
    failures = 0
    change.tell()
  }
  const open = (ms: number, since: number) => become({ kind: 'open', until: clock.now() + ms, ms, since })
  const forget = (now: number) => {
    for (let oldest = attempts[0]; oldest && now - oldest.at >= policy.windowMs; oldest = attempts[0]) {
      attempts.shift()
      if (oldest.failed) failures--
    }
  }
  const isOver = () =>
    attempts.length >= policy.leastAttempts && failures / attempts.length >= policy.threshold

  return {
    get isOpen() {
      return state.kind === 'open' && clock.now() < state.until
    },
    get openSince() {
      return state.kind === 'closed' ? undefined : state.since
    },
    async admit(willWait, signal) {
      while (!signal.aborted) {
        if (state.kind === 'closed') return true
        const left = state.kind === 'open' ? state.until - clock.now() : Number.POSITIVE_INFINITY
        if (left <= 0) {
          state = { kind: 'probing', ms: state.ms, since: state.since }
          return true
        }
        if (state.kind === 'open' && !willWait) return false
        await change.wait(Math.min(left, policy.openCapMs), signal)
      }
      return false
    },
    probe() {
      if (state.kind === 'open') state = { kind: 'probing', ms: state.ms, since: state.since }
    },
    note(outcome) {
      if (state.kind === 'closed') {
        if (outcome === 'undone') return
        const now = clock.now()
        forget(now)
        attempts.push({ at: now, failed: outcome === 'failed' })
        if (outcome === 'failed') failures++
        if (isOver()) open(policy.openMs, now)
      } else if (outcome === 'succeeded') become({ kind: 'closed' })
      else if (state.kind === 'probing')
        outcome === 'undone'
          ? become({ ...state, kind: 'open', until: clock.now() })
          : open(Math.min(state.ms * 2, policy.openCapMs), state.since)
    },
    trip(ms) {
      const since = state.kind === 'closed' ? clock.now() : state.since
      open(Math.max(ms, policy.openMs), since)
    },
  }
}
