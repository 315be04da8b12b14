import { z } from 'zod'
import {
  broken as brokenCall,
  patience,
  refused as refusedCall,
  failureOf as usualFailure,
} from '../http/failures.ts'
import type { HttpReply } from '../http/http.ts'
import { reduced, systemCodeOf, type Withheld } from '../http/withheld.ts'
import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { NAME } from './options.ts'

/**
 * What Google answers, in the words of the provider port. Both APIs refuse with the same JSON; v2 adds
 * `errors[].reason`, v3 `details[]`.
 * @see https://cloud.google.com/apis/design/errors · https://cloud.google.com/translate/troubleshooting
 */
export function refused(reply: HttpReply, withheld: Withheld, cause?: unknown): ProviderError {
  const error = GoogleError.parse(reply.body)
  const { message: words, status: name } = error
  const { status, body } = reply
  const refusal = { status, name, words, body, failure: failureOf(reply, error) }
  return refusedCall(NAME, refusal, withheld, cause)
}

/** A call that brought no HTTP answer, or one that could not be read. */
export function broken(thrown: unknown, withheld: Withheld): ProviderError {
  const isKeys = systemCodeOf(thrown)?.startsWith('ERR_OSSL')
  if (!isKeys) return brokenCall(NAME, thrown, withheld)
  const cause = reduced(thrown, withheld)
  return new ProviderError(NAME, { kind: 'auth' }, 'the private key cannot be used', cause)
}

const Detail = z.object({
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  fieldViolations: z.array(z.object({ field: z.string().catch('') })).catch([]),
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

function failureOf({ status, retryAfterMs }: HttpReply, error: GoogleError): Failure {
  const reasons = [...error.errors, ...error.details].map((each) => plainReason(each.reason))
  const has = (...wanted: readonly string[]) => wanted.some((reason) => reasons.includes(reason))
  const wait = retryAfterMs ?? delayMs(error)
  if (has('dailylimitexceeded', 'quotaexceeded') || isDaily(error)) return { kind: 'quota' }
  if (has('ratelimitexceeded', 'userratelimitexceeded')) return { kind: 'rate', ...patience(wait) }
  // A wrong key is a bad request here.
  if (has('autherror', 'apikeyinvalid') || /api key (not valid|expired)/i.test(error.message))
    return { kind: 'auth' }
  if (status === 400 && refusesPair(error)) return { kind: 'pair' }
  if (status === 400 && OVER_LIMIT.test(error.message)) return { kind: 'tooLarge' }
  return usualFailure({ status, retryAfterMs: wait })
}

/** Its words differ from API to API; newer replies name the field as well. */
const refusesPair = ({ message, details }: GoogleError): boolean =>
  /\b(source|target) language\b|\blanguage pair\b/i.test(message) ||
  details.some(({ fieldViolations }) => fieldViolations.some(({ field }) => LANGUAGE_FIELD.test(field)))

const LANGUAGE_FIELD = /^(source|target)(_?language_?code)?$/i

const OVER_LIMIT = /too (long|large|big|many)|exceed|payload size|code ?points/i

/** `rateLimitExceeded` (v2) and `RATE_LIMIT_EXCEEDED` (v3) are one reason. */
const plainReason = (reason = ''): string => reason.replaceAll('_', '').toLowerCase()

/** v3 has one reason for all quotas; the unit tells a day's (`1/d/{project}`) from a minute's (`1/min/…`). */
const isDaily = (error: GoogleError): boolean =>
  error.details.some(({ metadata }) => metadata?.['quota_unit']?.startsWith('1/d/')) ||
  /daily limit exceeded/i.test(error.message)

/** google.rpc.RetryInfo, in JSON a protobuf duration: `3.5s`. */
function delayMs(error: GoogleError): number | undefined {
  const delay = error.details.find((detail) => detail.retryDelay)?.retryDelay
  const seconds = delay?.endsWith('s') ? Number(delay.slice(0, -1)) : Number.NaN
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1000) : undefined
}
