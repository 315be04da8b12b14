import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { within } from './deadline.ts'
import { boundedFetch, isReplyTooLarge, TOO_LARGE } from './reply-bound.ts'
import { isAbort, quotable, reduced, systemCodeOf, type Withheld } from './withheld.ts'

/**
 * One JSON call over HTTP for adapters that need no client library. The deadline covers the whole attempt, the
 * reply is bounded, a redirect is an answer like any other (it would carry the key elsewhere), and nothing is
 * sent twice.
 */
export interface HttpCall {
  /** The provider's name, for messages. */
  readonly provider: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, posted; absent: a GET. */
  readonly body?: string
  readonly timeoutMs: number
  readonly withheld: Withheld
}

export interface HttpReply {
  readonly status: number
  /** Parsed JSON, or the text as it came. */
  readonly body: unknown
  readonly retryAfterMs: number | undefined
}

/** @throws ProviderError when no whole answer came; any status is an answer. */
export async function call({ provider, timeoutMs, withheld, ...rest }: HttpCall): Promise<HttpReply> {
  const late = () => timedOut(provider, timeoutMs)
  try {
    return await within(timeoutMs, late, (signal) => exchange(rest, signal))
  } catch (thrown) {
    throw broken(provider, thrown, withheld)
  }
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

/** A refusal: the status, the provider's own words unless they quote the request, and what to do about it. */
export function refused(
  provider: string,
  { status }: Pick<HttpReply, 'status'>,
  failure: Failure,
  words: string,
  withheld: Withheld,
): ProviderError {
  const said = quotable(words, withheld)
  return new ProviderError(provider, failure, said ? `HTTP ${status}: ${said}` : `HTTP ${status}`)
}

/** What a status means where the provider has no meaning of its own for it. */
export function failureOf({ status, retryAfterMs }: Pick<HttpReply, 'status' | 'retryAfterMs'>): Failure {
  const patience = retryAfterMs === undefined ? {} : { retryAfterMs }
  if (status === 429) return { kind: 'rate', ...patience }
  if (status === 402) return { kind: 'quota' }
  // Not there, or elsewhere: no other text would fare better.
  if (status === 401 || status === 403 || status === 404 || (status >= 300 && status < 400))
    return { kind: 'auth' }
  if (status === 413) return { kind: 'tooLarge' }
  if (status === 408 || status >= 500) return { kind: 'unavailable', ...patience }
  return { kind: 'invalid' }
}

export const garbled = (provider: string, what: string, cause?: unknown): ProviderError =>
  new ProviderError(provider, { kind: 'invalid' }, what, cause)

export const timedOut = (provider: string, timeoutMs: number | undefined, cause?: unknown): ProviderError =>
  new ProviderError(
    provider,
    { kind: 'timeout' },
    timeoutMs === undefined ? 'no answer in time' : `no answer within ${timeoutMs} ms`,
    cause,
  )

/** Seconds or a date: the header has both forms (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined
}

async function exchange(
  { url, headers, body }: Pick<HttpCall, 'url' | 'headers' | 'body'>,
  signal: AbortSignal,
): Promise<HttpReply> {
  const sent = body === undefined ? {} : { method: 'POST', body }
  const response = await boundedFetch(url, {
    ...sent,
    headers: { 'content-type': 'application/json', ...headers },
    redirect: 'manual',
    signal,
  })
  const text = await response.text()
  const { status } = response
  return { status, body: parsed(text), retryAfterMs: retryAfter(response.headers.get('retry-after')) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
