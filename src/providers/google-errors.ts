import { z } from 'zod'
import type { Failure } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import { isReplyTooLarge, TOO_LARGE } from './reply-bound.ts'

/**
 * What Google answers, in the words of the provider port. Both APIs refuse with the same JSON; v2 adds
 * `errors[].reason`, v3 `details[]`. Google's own sentence goes into the message unless it quotes the request:
 * articles and keys never do.
 * @see https://cloud.google.com/apis/design/errors · https://cloud.google.com/translate/troubleshooting
 */
export const NAME = 'Google Cloud Translation'

export interface HttpReply {
  readonly status: number
  /** Parsed JSON, or the text as it came. */
  readonly body: unknown
  readonly retryAfter?: string | undefined
}

/** What must not be repeated in a message. */
export interface Withheld {
  readonly texts: readonly string[]
  readonly key?: string
}

export function refused(reply: HttpReply, withheld: Withheld, cause?: unknown): ProviderError {
  const error = GoogleError.parse(reply.body)
  const words = quotable(error.message, withheld)
  const title = [`HTTP ${reply.status}`, error.status].filter(Boolean).join(' ')
  const message = words ? `${title}: ${words}` : title
  return new ProviderError(NAME, failureOf(reply, error), message, reduced(cause, withheld))
}

/** A call that brought no HTTP answer, or one that could not be read. */
export function broken(thrown: unknown, withheld: Withheld): ProviderError {
  if (isReplyTooLarge(thrown)) return garbled(TOO_LARGE)
  const code = codeOf(thrown)
  const cause = reduced(thrown, withheld)
  if (isAbort(thrown)) return timedOut(undefined, cause)
  // A code comes from the network below; without one the bytes arrived and were not what the API speaks.
  if (code === undefined) return garbled('the reply could not be read', cause)
  if (code.startsWith('ERR_OSSL'))
    return new ProviderError(NAME, { kind: 'auth' }, 'the private key cannot be used', cause)
  return new ProviderError(NAME, { kind: 'unavailable' }, `no answer (${code})`, cause)
}

export const garbled = (what: string, cause?: unknown): ProviderError =>
  new ProviderError(NAME, { kind: 'invalid' }, what, cause)

export const timedOut = (timeoutMs: number | undefined, cause?: unknown): ProviderError =>
  new ProviderError(
    NAME,
    { kind: 'timeout' },
    timeoutMs === undefined ? 'no answer in time' : `no answer within ${timeoutMs} ms`,
    cause,
  )

const Detail = z.object({
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
})

const NOTHING = { message: '', status: undefined, errors: [], details: [] }

/** What the token server says (RFC 6749, 5.2): `{ "error": "invalid_grant" }`. */
const OAuthError = z
  .object({ error: z.string() })
  .transform(({ error }) => ({ ...NOTHING, message: error, errors: [{ reason: 'authError' }] }))

/** An error body as far as it can be understood; a proxy's HTML page yields an empty one. */
const GoogleError = z
  .object({
    error: z.object({
      message: z.string().catch(''),
      status: z.string().optional().catch(undefined),
      errors: z.array(z.object({ reason: z.string().optional() })).catch([]),
      details: z.array(Detail).catch([]),
    }),
  })
  .transform((body) => body.error)
  .or(OAuthError)
  .catch(NOTHING)
type GoogleError = z.infer<typeof GoogleError>

function failureOf({ status, retryAfter }: HttpReply, error: GoogleError): Failure {
  const reasons = [...error.errors, ...error.details].map((each) => plainReason(each.reason))
  const has = (...wanted: readonly string[]) => wanted.some((reason) => reasons.includes(reason))
  const wait = retryAfterMs(retryAfter) ?? delayMs(error)
  const patience = wait === undefined ? {} : { retryAfterMs: wait }

  if (has('dailylimitexceeded', 'quotaexceeded') || isDaily(error)) return { kind: 'quota' }
  if (status === 429 || has('ratelimitexceeded', 'userratelimitexceeded'))
    return { kind: 'rate', ...patience }
  if (
    status === 401 ||
    status === 403 ||
    has('autherror', 'apikeyinvalid') ||
    /api key (not valid|expired)/i.test(error.message)
  )
    return { kind: 'auth' }
  // The project, model or glossary is not there: no other text would fare better.
  if (status === 404) return { kind: 'auth' }
  if (status === 413 || (status === 400 && OVER_LIMIT.test(error.message))) return { kind: 'tooLarge' }
  if (status === 408 || status >= 500) return { kind: 'unavailable', ...patience }
  return { kind: 'invalid' }
}

const OVER_LIMIT = /too (long|large|big|many)|exceed|payload size|code ?points/i

/** `rateLimitExceeded` (v2) and `RATE_LIMIT_EXCEEDED` (v3) are one reason. */
const plainReason = (reason = ''): string => reason.replaceAll('_', '').toLowerCase()

/** v3 has one reason for all quotas; the unit tells a day's (`1/d/{project}`) from a minute's (`1/min/…`). */
const isDaily = (error: GoogleError): boolean =>
  error.details.some(({ metadata }) => metadata?.['quota_unit']?.startsWith('1/d/')) ||
  /daily limit exceeded/i.test(error.message)

/** Seconds or a date: the header has both forms (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined): number | undefined {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined
}

/** google.rpc.RetryInfo, in JSON a protobuf duration: `3.5s`. */
function delayMs(error: GoogleError): number | undefined {
  const delay = error.details.find((detail) => detail.retryDelay)?.retryDelay
  const seconds = delay?.endsWith('s') ? Number(delay.slice(0, -1)) : Number.NaN
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1000) : undefined
}

const WORDS_AT_MOST = 240
/** Shorter texts stand in any sentence; of longer ones Google may quote no more than the beginning. */
const QUOTE_AT_LEAST = 8
const QUOTE_AT_MOST = 24

function quotable(message: string, { texts, key }: Withheld): string {
  const words = oneLine(message)
  const quotes = (text: string) => text.length >= QUOTE_AT_LEAST && words.includes(beginning(text))
  if ((key && message.includes(key)) || texts.some(quotes)) return ''
  return words.slice(0, WORDS_AT_MOST)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const beginning = (text: string): string => oneLine(text.slice(0, QUOTE_AT_MOST))

/** A cause as far as it may be shown: libraries hang the whole request on it, key and article included. */
function reduced(cause: unknown, withheld: Withheld): unknown {
  if (!(cause instanceof Error)) return undefined
  return Object.assign(new Error(quotable(cause.message, withheld)), {
    name: cause.name,
    code: codeOf(cause),
  })
}

/** The first code such as ECONNRESET behind an error; libraries wrap it several times. */
function codeOf(thrown: unknown): string | undefined {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string' && code !== '') return code
  }
  return undefined
}

function isAbort(thrown: unknown): boolean {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const { code } = at as { code?: unknown }
    if (at.name === 'AbortError' || at.name === 'TimeoutError') return true
    if (code === 'AbortError' || code === 'TimeoutError' || code === 4) return true
  }
  return false
}
