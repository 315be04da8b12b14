/**
 * What no message may repeat: the words of the article and the keys. A provider's own sentence goes into a
 * message unless it quotes them, and a cause is kept without the request that libraries hang on it.
 */
export interface Withheld {
  readonly texts: readonly string[]
  readonly secrets: readonly string[]
}

const WORDS_AT_MOST = 240
/** Shorter texts stand in any sentence; of longer ones a provider may quote no more than the beginning. */
const QUOTE_AT_LEAST = 8
const QUOTE_AT_MOST = 24

/** The provider's sentence on one line, or nothing. */
export function quotable(message: string, { texts, secrets }: Withheld): string {
  const words = oneLine(message)
  const quotes = (text: string) => text.length >= QUOTE_AT_LEAST && words.includes(beginning(text))
  if (secrets.some((secret) => secret !== '' && message.includes(secret)) || texts.some(quotes)) return ''
  return words.slice(0, WORDS_AT_MOST)
}

/** A cause as far as it may be shown. What a parser says quotes the reply, which is the article translated. */
export function reduced(cause: unknown, withheld: Withheld): Error | undefined {
  if (!(cause instanceof Error)) return undefined
  const [{ name }, code] = [cause, systemCodeOf(cause)]
  const isParsers = cause instanceof SyntaxError || code === 'PARSE_ERROR'
  return Object.assign(new Error(isParsers ? '' : quotable(cause.message, withheld)), { name, code })
}

/** The first code such as ECONNRESET behind an error; libraries wrap it several times. */
export const systemCodeOf = (thrown: unknown): string | undefined =>
  causesOf(thrown)
    .map((error) => (error as { code?: unknown }).code)
    .find((code): code is string => typeof code === 'string' && code !== '')

export const isAbort = (thrown: unknown): boolean =>
  causesOf(thrown).some(({ name }) => name === 'AbortError' || name === 'TimeoutError')

const DEPTH_AT_MOST = 6

/** The error and its causes, outermost first. */
export function causesOf(thrown: unknown): readonly Error[] {
  const errors: Error[] = []
  for (let at = thrown; at instanceof Error && errors.length < DEPTH_AT_MOST; at = at.cause) errors.push(at)
  return errors
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const beginning = (text: string): string => oneLine(text.slice(0, QUOTE_AT_MOST))
