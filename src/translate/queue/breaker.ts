import type { Clock } from '../clock.ts'

/**
 * A circuit breaker: a provider that is out of service is left alone. It opens when most of the latest attempts
 * failed; when it has been open for a while it lets one attempt through, and what becomes of that one closes it
 * or opens it for twice as long. Only outages count, not refusals of a text. Ours, since libraries for it read the
 * wall clock, and a clock set back by a day would keep a provider out for a day.
 */
export interface Breaker {
  /** Not to be asked at present. */
  readonly isOpen: boolean
  /** Since when nothing has succeeded, by the clock; undefined while closed. */
  readonly openSince: number | undefined
  /**
   * Leave to attempt: at once while closed, else when it is time for the one attempt and nobody else has it. False
   * for who will not wait while it is open; who waits gets it in the end, or the signal aborts.
   */
  turn(willWait: boolean, signal: AbortSignal): Promise<boolean>
  /** Leave to attempt at once, in place of the one attempt that is to come: what becomes of it decides. */
  probe(): void
  /** What became of the attempt. Undone: there was none after all. */
  note(outcome: 'succeeded' | 'failed' | 'undone'): void
  /** Opens for at least this long: the provider has said so, or all patience was in vain. */
  trip(ms: number): void
}

export interface BreakerPolicy {
  /** How far back attempts count, milliseconds. */
  readonly windowMs: number
  /** With fewer attempts in the window nobody can tell. */
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
  let attempts: { readonly at: number; readonly failed: boolean }[] = []
  let changed = Promise.withResolvers<void>()

  const become = (next: State) => {
    state = next
    attempts = []
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  const open = (ms: number, since: number) => become({ kind: 'open', until: clock.now() + ms, ms, since })
  const isOver = () => {
    if (attempts.length < policy.leastAttempts) return false
    return attempts.filter(({ failed }) => failed).length / attempts.length >= policy.threshold
  }

  const sleepOrChange = async (ms: number, signal: AbortSignal) => {
    const woken = new AbortController()
    const timer = clock.sleep(ms, AbortSignal.any([signal, woken.signal]))
    await Promise.race([timer, changed.promise])
    woken.abort()
  }

  return {
    get isOpen() {
      return state.kind === 'open' && clock.now() < state.until
    },
    get openSince() {
      return state.kind === 'closed' ? undefined : state.since
    },
    async turn(willWait, signal) {
      while (!signal.aborted) {
        if (state.kind === 'closed') return true
        const left = state.kind === 'open' ? state.until - clock.now() : Number.POSITIVE_INFINITY
        if (left <= 0) {
          state = { kind: 'probing', ms: state.ms, since: state.since }
          return true
        }
        if (state.kind === 'open' && !willWait) return false
        await sleepOrChange(Math.min(left, policy.openCapMs), signal)
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
        const recent = attempts.filter(({ at }) => now - at < policy.windowMs)
        attempts = [...recent, { at: now, failed: outcome === 'failed' }]
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
