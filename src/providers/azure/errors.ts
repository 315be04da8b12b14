import { z } from 'zod'
import {
  broken as brokenCall,
  garbled,
  refused as refusedCall,
  failureOf as usualFailure,
} from '../http/failures.ts'
import { gatewayWords } from '../http/gateway-words.ts'
import type { HttpReply } from '../http/http.ts'
import type { Withheld } from '../http/withheld.ts'
import type { Failure } from '../provider.ts'
import type { ProviderError } from '../provider-error.ts'
import { NAME } from './options.ts'

/**
 * What Azure answers, in the words of the provider port. A refusal is JSON with a six-digit code, the HTTP
 * status and three digits more; the gateway before it refuses with the status alone.
 * @see https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/status-response-codes
 */
export function refused(reply: HttpReply, withheld: Withheld): ProviderError {
  const { status, body } = reply
  const { code, message } = AzureError.parse(body)
  const words = message || gatewayWords(body)
  const refusal = { status, name: code, words, failure: failureOf(reply, code, words) }
  return refusedCall(NAME, refusal, withheld)
}

/** A call that brought no answer, or one that could not be read. */
export function broken(thrown: unknown, withheld: Withheld): ProviderError {
  // The client throws where the body is not the JSON that it says it is; only then it names the status.
  const { statusCode: status, response } = thrown as ParseError
  if (status === 200) return garbled(NAME, 'the reply could not be read')
  if (status !== undefined)
    return refused({ status, body: response?.bodyAsText, retryAfterMs: undefined }, withheld)
  return brokenCall(NAME, thrown, withheld)
}

interface ParseError {
  readonly statusCode?: number
  readonly response?: { readonly bodyAsText?: string | null }
}

const Details = z.object({
  code: z.union([z.string(), z.number()]).transform(String).catch(''),
  message: z.string().catch(''),
})

/** An error body as far as it can be understood; a proxy's HTML page yields an empty one. */
const AzureError = z
  .object({ error: Details })
  .transform(({ error }) => error)
  .catch({ code: '', message: '' })

function failureOf({ status, retryAfterMs }: HttpReply, code: string, message: string): Failure {
  if (code === FREE_QUOTA || (status === 403 && /\bquota\b/i.test(message))) return { kind: 'quota' }
  // A category that is not there: no other text would fare better.
  if (code === UNKNOWN_CATEGORY) return { kind: 'auth' }
  if (PAIR.has(code)) return { kind: 'pair' }
  if (TOO_LARGE.has(code)) return { kind: 'tooLarge' }
  if (code === NOT_READY) return { kind: 'unavailable', retryAfterMs: retryAfterMs ?? NOT_READY_MS }
  return usualFailure({ status, retryAfterMs })
}

const FREE_QUOTA = '403001'
const UNKNOWN_CATEGORY = '400002'
/**
 * A language specifier, one of the languages, the pair, the source, the target, the pair with this category, no custom
 * system for the pair.
 */
const PAIR: ReadonlySet<string> = new Set('400003 400019 400023 400035 400036 400075 400079'.split(' '))
/** Text too long, too many texts, request too large. */
const TOO_LARGE: ReadonlySet<string> = new Set(['400050', '400072', '400077'])
/** A custom model that sleeps: “retried after a waiting period (for example, 1 minute)”. */
const NOT_READY = '408001'
const NOT_READY_MS = 60_000
