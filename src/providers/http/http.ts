import { within } from './deadline.ts'
import { broken, retryAfter } from './failures.ts'
import { boundedFetch } from './reply-bound.ts'
import type { Withheld } from './withheld.ts'

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
  try {
    return await within(provider, timeoutMs, (signal) => exchange(rest, signal))
  } catch (thrown) {
    throw broken(provider, thrown, withheld)
  }
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

/** JSON, or the text as it came. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
