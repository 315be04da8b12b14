import { z } from 'zod'
import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { type HttpReply, NAME, quotable, reduced, type Withheld } from './errors.ts'

/**
 * What stands in Google's replies. Both APIs refuse with the same JSON; v2 adds `errors[].reason`, v3 `details[]`. What v3
 * translates is read by Google's own client: so this is loaded with the first refusal, and most nights do without the
 * schemas and what they take of memory.
 * @see https://cloud.google.com/apis/design/errors · https://cloud.google.com/translate/troubleshooting
 */
export function refused(reply: HttpReply, withheld: Withheld, cause?: unknown): ProviderError {
  const error = GoogleError.parse(reply.body)
  const words = quotable(error.message, withheld)
  const title = [`HTTP ${reply.status}`, error.status].filter(Boolean).join(' ')
  const message = words ? `${title}: ${words}` : title
  return new ProviderError(NAME, failureOf(reply, error), message, reduced(cause, withheld))
}

/** Of v2. */
export const Translations = z.object({
  data: z.object({
    translations: z.array(z.object({ translatedText: z.string().optional(), model: z.string().optional() })),
  }),
})

/** Of v2. */
export const Languages = z.object({ data: z.object({ languages: z.array(z.unknown()) }) })

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
