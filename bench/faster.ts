import type { Failure, Provider } from '../src/providers/provider.ts'
import { ProviderError } from '../src/providers/provider-error.ts'
import { type Clock, monotonicClock } from '../src/translate/clock.ts'

/**
 * Production's own minutes in fewer seconds: a clock that runs `speed` times as fast, and a provider seen through it.
 * All that is measured in time shrinks alike: window, latency, deadlines, back-off, and the Retry-After that the
 * provider states in seconds of the real world. So a model of 1 : 6 has a window of 10 s where production has 60 s, and
 * an answer of 240 ms comes after 40 ms. What does not shrink is our own computing: it weighs `speed` times as much, so
 * that what is measured is rather too bad than too good.
 */
export const fasterClock = (speed: number): Clock => ({
  now: () => monotonicClock.now() * speed,
  sleep: (ms, signal) => monotonicClock.sleep(ms / speed, signal),
})

export const fasterProvider = (provider: Provider, speed: number): Provider => ({
  ...provider,
  async translate(request) {
    try {
      return await provider.translate({ ...request, timeoutMs: request.timeoutMs / speed })
    } catch (error) {
      throw error instanceof ProviderError ? slower(provider, error, speed) : error
    }
  },
})

function slower(provider: Provider, error: ProviderError, speed: number): ProviderError {
  const { failure } = error
  if (!('retryAfterMs' in failure) || failure.retryAfterMs === undefined) return error
  const asked: Failure = { ...failure, retryAfterMs: failure.retryAfterMs * speed }
  return new ProviderError(provider.name, asked, error.message, error.cause)
}
