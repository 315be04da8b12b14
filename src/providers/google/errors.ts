import { isReplyTooLarge, TOO_LARGE } from '../http/reply-bound.ts'
import { ProviderError } from '../provider-error.ts'

/**
 * What goes wrong with a call to Google, in the words of the provider port. Google's own sentence goes into the message
 * unless it quotes the request: articles and keys never do. Its refusals are read in google-replies.ts.
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

const WORDS_AT_MOST = 240
/** Shorter texts stand in any sentence; of longer ones Google may quote no more than the beginning. */
const QUOTE_AT_LEAST = 8
const QUOTE_AT_MOST = 24

export function quotable(message: string, { texts, key }: Withheld): string {
  const words = oneLine(message)
  const quotes = (text: string) => text.length >= QUOTE_AT_LEAST && words.includes(beginning(text))
  if ((key && message.includes(key)) || texts.some(quotes)) return ''
  return words.slice(0, WORDS_AT_MOST)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const beginning = (text: string): string => oneLine(text.slice(0, QUOTE_AT_MOST))

/** A cause as far as it may be shown: libraries hang the whole request on it, key and article included. */
export function reduced(cause: unknown, withheld: Withheld): unknown {
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
