import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { gatewayWords } from './gateway-words.ts'
import { isReplyTooLarge, TOO_LARGE } from './reply-bound.ts'
import { isAbort, quotable, reduced, systemCodeOf, type Withheld } from './withheld.ts'

/** What goes wrong with a call to a service, in the words of the provider port, whatever client made the call. */

/** A refusal as an adapter has read it. */
export interface Refusal {
  readonly status: number
  /** The service's own name for it, such as INVALID_ARGUMENT. */
  readonly name?: string | undefined
  /** The service's own sentence; empty when it said none, as a gateway before it does not speak in its name. */
  readonly words: string
  /** The whole body, in which a gateway's words are looked for. */
  readonly body?: unknown
  readonly failure: Failure
}

/** The status and the service's own words, unless they quote the request: articles and keys are never repeated. */
export function refused(
  provider: string,
  { status, name = '', words, body, failure }: Refusal,
  withheld: Withheld,
  cause?: unknown,
): ProviderError {
  const title = name === '' || name === String(status) ? `HTTP ${status}` : `HTTP ${status} ${name}`
  const said = quotable(words || gatewayWords(body), withheld)
  return new ProviderError(provider, failure, said ? `${title}: ${said}` : title, reduced(cause, withheld))
}

/** A call that brought no answer, or one that could not be read. */
export function broken(provider: string, thrown: unknown, withheld: Withheld): ProviderError {
  if (thrown instanceof ProviderError) return thrown
  if (isReplyTooLarge(thrown)) return garbled(provider, TOO_LARGE)
  const cause = reduced(thrown, withheld)
  if (isAbort(thrown)) return timedOut(provider, undefined, cause)
  const code = systemCodeOf(thrown)
  // A code comes from the network below; without one the bytes arrived and were not what the API speaks.
  if (code === undefined) return garbled(provider, 'the reply could not be read', cause)
  return new ProviderError(provider, { kind: 'unavailable' }, `no answer (${code})`, cause)
}

/** What a status means where the service has no meaning of its own for it. */
export function failureOf({ status, retryAfterMs }: Answered): Failure {
  if (status === 429) return { kind: 'rate', ...patience(retryAfterMs) }
  if (status === 402) return { kind: 'quota' }
  // Not there, or elsewhere: no other text would fare better.
  if (status === 401 || status === 403 || status === 404 || (status >= 300 && status < 400))
    return { kind: 'auth' }
  if (status === 413) return { kind: 'tooLarge' }
  if (status === 408 || status >= 500) return { kind: 'unavailable', ...patience(retryAfterMs) }
  return { kind: 'invalid' }
}

interface Answered {
  readonly status: number
  readonly retryAfterMs: number | undefined
}

/** How long a service wants to be left alone, where it says so. */
export const patience = (retryAfterMs: number | undefined): { readonly retryAfterMs?: number } =>
  retryAfterMs === undefined ? {} : { retryAfterMs }

export const garbled = (provider: string, what: string, cause?: unknown): ProviderError =>
  new ProviderError(provider, { kind: 'invalid' }, what, cause)

export const timedOut = (provider: string, timeoutMs: number | undefined, cause?: unknown): ProviderError =>
  new ProviderError(
    provider,
    { kind: 'timeout' },
    timeoutMs === undefined ? 'no answer in time' : `no answer within ${timeoutMs} ms`,
    cause,
  )

/** Milliseconds; the header has seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null | undefined): number | undefined {
  if (!header) return undefined
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined
}
