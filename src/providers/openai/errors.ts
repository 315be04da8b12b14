import { z } from 'zod'
import { broken, failureOf, refused, retryAfter } from '../http/failures.ts'
import type { Withheld } from '../http/withheld.ts'
import type { Failure } from '../provider.ts'
import type { ProviderError } from '../provider-error.ts'
import { NAME } from './options.ts'

/**
 * What the client throws, in the words of the provider port. A refusal carries the status, the headers and the
 * `error` member of the body: `{ message, type, param, code }`.
 * @see https://developers.openai.com/api/docs/guides/error-codes
 */
export function inOurWords(thrown: unknown, withheld: Withheld): ProviderError {
  const refusal = Refusal.safeParse(thrown)
  if (!refusal.success) return broken(NAME, isUnreadable(thrown) ? undefined : thrown, withheld)
  const { status, error, headers, message } = refusal.data
  const failure = meaning(status, error, patienceIn(headers))
  // Where the body is no JSON, the client's message is the status and the body as it came.
  const body = message.replace(/^\d{3}\s*/, '')
  return refused(NAME, { status, words: error.message, body, failure }, withheld)
}

/** What a request has that not every server or model takes: reasoning models no temperature, many servers no schema. */
export type Parameter = 'temperature' | 'response_format'

/** Which of them a request was refused for. Not every server fills `param`; then its sentence has to tell. */
export function refusedParameter(thrown: unknown): Parameter | undefined {
  const refusal = Refusal.safeParse(thrown)
  if (!refusal.success || !UNREAD.has(refusal.data.status)) return undefined
  const { error, message } = refusal.data
  const about = error.param || error.message || message
  return PARAMETERS.find(([, pattern]) => pattern.test(about))?.[0]
}

/** Statuses of a request that was not taken as it is. */
const UNREAD: ReadonlySet<number> = new Set([400, 422])

const PARAMETERS: readonly (readonly [Parameter, RegExp])[] = [
  ['temperature', /\btemperature\b/i],
  ['response_format', /\bresponse[_ ]format\b|\bjson[_ ]schema\b|\bstructured outputs?\b/i],
]

const text = z.union([z.string(), z.number()]).transform(String).catch('')
const Problem = z
  .object({ message: text, type: text, param: text, code: text })
  .catch({ message: '', type: '', param: '', code: '' })
type Problem = z.infer<typeof Problem>

const Refusal = z.object({
  status: z.int(),
  error: Problem,
  message: z.string().catch(''),
  headers: z.instanceof(Headers).optional().catch(undefined),
})

function meaning(status: number, error: Problem, retryAfterMs: number | undefined): Failure {
  const { code, type, message } = error
  if (code === 'insufficient_quota' || type === 'insufficient_quota') return { kind: 'quota' }
  if (TOO_LARGE.has(code) || (status === 400 && CONTEXT_LENGTH.test(message))) return { kind: 'tooLarge' }
  // A request over the account's tokens a minute would be refused for ever.
  if (status === 429 && /^request too large/i.test(message)) return { kind: 'tooLarge' }
  // Two requests of ours never change the same thing: the server is in a state of its own.
  if (status === 409) return { kind: 'unavailable' }
  return failureOf({ status, retryAfterMs })
}

const TOO_LARGE: ReadonlySet<string> = new Set(['context_length_exceeded', 'string_above_max_length'])
/** Servers of the same API say it without the code. */
const CONTEXT_LENGTH = /maximum context length|context (length|size|window)/i

/** Milliseconds, where OpenAI's own header gives them; else the standard one. */
function patienceIn(headers: Headers | undefined): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  return Number.isFinite(ms) && ms >= 0 ? Math.round(ms) : retryAfter(headers?.get('retry-after'))
}

/** A parser's message quotes what it could not read. */
const isUnreadable = (thrown: unknown): boolean => thrown instanceof SyntaxError
