import { z } from 'zod'
import { DragomanError } from '../../article/errors.ts'
import {
  broken as brokenCall,
  garbled,
  patience,
  refused,
  retryAfter,
  failureOf as usualFailure,
} from '../http/failures.ts'
import { parsed } from '../http/http.ts'
import { isReplyTooLarge, TOO_LARGE } from '../http/reply-bound.ts'
import { quotable, reduced, systemCodeOf, type Withheld } from '../http/withheld.ts'
import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { NAME } from './options.ts'

/**
 * What Amazon answers, in the words of the provider port. Its client throws every refusal as an error that is
 * named after what went wrong; the status tells only where the name is unknown.
 * @see https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html#API_TranslateText_Errors
 * @see https://docs.aws.amazon.com/translate/latest/APIReference/CommonErrors.html
 */
/** Whatever the client throws: a refusal, no answer, or one that could not be read. */
export function failed(thrown: unknown, withheld: Withheld): DragomanError {
  if (thrown instanceof DragomanError) return thrown
  if (isReplyTooLarge(thrown)) return garbled(NAME, TOO_LARGE)
  const refusal = reading(thrown)
  const { name, message, status } = refusal
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return credentialMissing(quotable(message, withheld), reduced(thrown, withheld))
  if (status === undefined || status === 200) return broken(thrown, withheld)
  const isAmazons = name in KINDS || name.endsWith('Exception')
  // Any other message is the client's own, about a body that it could not read.
  const words = isAmazons ? message : ''
  const failure = failureOf(refusal, status)
  const { body } = refusal
  return refused(NAME, { status, name: isAmazons ? name : '', words, body, failure }, withheld, thrown)
}

function broken(thrown: unknown, withheld: Withheld): ProviderError {
  // The client's name for a connection that was reset is TimeoutError.
  const code = systemCodeOf(thrown)
  if (code === undefined) return brokenCall(NAME, thrown, withheld)
  return new ProviderError(NAME, { kind: 'unavailable' }, `no answer (${code})`, reduced(thrown, withheld))
}

const credentialMissing = (why: string, cause: unknown) =>
  new DragomanError('CREDENTIAL_MISSING', `No AWS credentials were found. ${why}`.trim(), {
    cause,
    fix: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. To use the role of a virtual machine of Amazon’s, set AWS_EC2_METADATA_DISABLED=false.',
  })

interface Refusal {
  readonly name: string
  readonly message: string
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  /** As it came: parsed JSON, or text. */
  readonly body: unknown
}

const Thrown = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).catch({}),
  $response: z
    .object({
      headers: z.record(z.string(), z.string()),
      body: z.instanceof(Uint8Array).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

function reading(thrown: unknown): Refusal {
  const { name, message, $metadata, $response } = Thrown.parse(thrown)
  const retryAfterMs = retryAfter($response?.headers['retry-after'])
  const body = $response?.body && parsed(new TextDecoder().decode($response.body))
  return { name, message, status: $metadata.httpStatusCode, retryAfterMs, body }
}

function failureOf({ name, message, retryAfterMs }: Refusal, status: number): Failure {
  const usual = usualFailure({ status, retryAfterMs })
  const kind = name === 'ValidationException' && /length less than/i.test(message) ? 'tooLarge' : KINDS[name]
  if (kind === undefined || kind === usual.kind) return usual
  return kind === 'rate' || kind === 'unavailable' ? { kind, ...patience(retryAfterMs) } : { kind }
}

const KINDS: Readonly<Record<string, Failure['kind']>> = {
  ThrottlingException: 'rate',
  TooManyRequestsException: 'rate',
  LimitExceededException: 'rate',
  TextSizeLimitExceededException: 'tooLarge',
  UnsupportedLanguagePairException: 'pair',
  InvalidRequestException: 'invalid',
  InvalidParameterValueException: 'invalid',
  DetectedLanguageLowConfidenceException: 'invalid',
  ServiceUnavailableException: 'unavailable',
  ServiceUnavailable: 'unavailable',
  InternalServerException: 'unavailable',
  InternalFailure: 'unavailable',
  // A terminology that is not there: no other text would fare better.
  ResourceNotFoundException: 'auth',
  AccessDeniedException: 'auth',
  ExpiredTokenException: 'auth',
  IncompleteSignature: 'auth',
  InvalidClientTokenId: 'auth',
  InvalidSignatureException: 'auth',
  MissingAuthenticationTokenException: 'auth',
  OptInRequired: 'auth',
  RequestExpired: 'auth',
  UnrecognizedClientException: 'auth',
}
