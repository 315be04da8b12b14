import { messageOf } from '../../article/errors.ts'
import { call } from '../../providers/http/http.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { WaitingEvent } from './outbox.ts'
import type { Signer } from './signature.ts'

/** One attempt to deliver one event. Never throws. */
export type Post = (event: WaitingEvent, timeoutMs: number) => Promise<Posted>

export type Posted =
  | { readonly kind: 'delivered' }
  /** The receiver wants no more events. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'failed'
      /** For people: “HTTP 503”, “no answer (ECONNREFUSED)”. */
      readonly why: string
      /** Would another event have fared as badly? */
      readonly isOutage: boolean
      readonly retryAfterMs: number
    }

export function openPost(url: string, signer: Signer, now: () => Date): Post {
  const provider = hookName(url)
  const withheld = { texts: [], secrets: signer.secrets }
  return async ({ id, body }, timeoutMs) => {
    const headers = { 'user-agent': 'dragoman', ...signer.headers(id, now(), body) }
    try {
      const { status, retryAfterMs = 0 } = await call({ provider, url, headers, body, timeoutMs, withheld })
      return postedAs(status, retryAfterMs)
    } catch (thrown) {
      const why = thrown instanceof ProviderError ? thrown.words : messageOf(thrown)
      return { kind: 'failed', why, isOutage: true, retryAfterMs: 0 }
    }
  }
}

/** Where it answers, and no more: a path or a query may hold what nobody else must know. */
export const hookName = (url: string): string => `the web-hook at ${new URL(url).origin}`

function postedAs(status: number, retryAfterMs: number): Posted {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'gone' }
  const isOutage = status === 408 || status === 429 || status >= 500
  // It could lead into the newsroom's own network.
  const why = status >= 300 && status < 400 ? `HTTP ${status}, and no redirect is followed` : `HTTP ${status}`
  return { kind: 'failed', why, isOutage, retryAfterMs }
}
