/**
 * The one error base. `code` is stable and explained in docs/errors.md; `fix` tells the reader what to do;
 * `place` names the file (and line, as `file:line:column`) when there is one.
 */
export interface ErrorDetails {
  readonly fix: string
  readonly place?: string | undefined
  readonly cause?: unknown
}

export class DragomanError extends Error {
  readonly code: ErrorCode
  readonly fix: string
  readonly place: string | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'DragomanError'
    this.code = code
    this.fix = details.fix
    this.place = details.place
  }
}

/** Every code has an entry in docs/errors.md (a test holds the two lists together). */
export const ERROR_CODES = [
  // command line and configuration: exit 1
  'USAGE',
  'CONFIG_MISSING',
  'CONFIG_INVALID',
  'LOCALE_UNKNOWN',
  'STATE_LOCKED',
  'STATE_UNREADABLE',
  'STATE_DAMAGED',
  'LEDGER_AHEAD',
  // one article or one edition: the rest goes on, exit 2
  'FORMAT_UNKNOWN',
  'ARTICLE_INVALID',
  'ARTICLE_EMPTY',
  'ARTICLE_UNREADABLE',
  'ARTICLE_TOO_LARGE',
  'ENCODING_INVALID',
  'ID_DUPLICATE',
  'ID_UNSAFE',
  'SOURCE_IS_TARGET',
  'PAIR_UNSERVED',
  'LOCALE_FILE_INVALID',
  'TARGET_INVALID',
  'DRAFT_ONLY',
  'OUTPUT_UNWRITABLE',
  'OUTPUT_OUTSIDE',
  'TRANSLATION_FAILED',
  'WOULD_BUY',
  // providers
  'CREDENTIAL_MISSING',
  'PROVIDER_RATE',
  'PROVIDER_QUOTA',
  'PROVIDER_AUTH',
  'PROVIDER_PAIR',
  'PROVIDER_TOO_LARGE',
  'PROVIDER_INVALID',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
  'BUDGET_SPENT',
  'STOPPED',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Any thrown value as a readable sentence. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)
