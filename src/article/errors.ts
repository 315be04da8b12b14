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

/** The command, the configuration or the state is wrong: a command ends with them at once. */
export const USAGE_CODES = [
  'USAGE',
  'CONFIG_MISSING',
  'CONFIG_INVALID',
  'NO_ARTICLES',
  'LOCALE_UNKNOWN',
  'STATE_LOCKED',
  'STATE_UNREADABLE',
  'CREDENTIAL_MISSING',
] as const

/** The run stops early: only a later one can bring the rest. */
export const STOP_CODES = ['STOPPED', 'BUDGET_SPENT', 'PROVIDER_QUOTA'] as const

/** The same, with the place where it is to be mended, unless it names one itself. */
export const placed = (error: DragomanError, place: string): DragomanError =>
  error.place === undefined
    ? new DragomanError(error.code, error.message, { place, fix: error.fix, cause: error })
    : error

/** Every code has an entry in docs/errors.md (a test holds the two lists together). */
export const ERROR_CODES = [
  ...USAGE_CODES,
  ...STOP_CODES,
  // Findings about the state: everything goes on.
  'STATE_DAMAGED',
  'LEDGER_AHEAD',
  'ARTICLES_VANISHED',
  'VERSION_OLD',
  'EVENTS_UNDELIVERED',
  'OUTPUT_CHANGED',
  'SAVE_LOST',
  // One article or one edition: the rest goes on.
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
  'EXCHANGE_INVALID',
  'TARGET_INVALID',
  'DRAFT_ONLY',
  'OUTPUT_UNWRITABLE',
  'OUTPUT_OUTSIDE',
  'TRANSLATION_FAILED',
  'WOULD_BUY',
  // Providers: see docs/errors.md for what is repeated.
  'PROVIDER_RATE',
  'PROVIDER_AUTH',
  'PROVIDER_PAIR',
  'PROVIDER_TOO_LARGE',
  'PROVIDER_INVALID',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Any thrown value as a readable sentence. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

export const isOneOf = (codes: readonly ErrorCode[], code: ErrorCode): boolean => codes.includes(code)

/** Whatever was thrown over an article, as an error that names it: what is no error of ours yet is a fault of ours. */
export const articleError = (problem: string, thrown: unknown, place?: string): DragomanError =>
  thrown instanceof DragomanError
    ? thrown
    : new DragomanError('ARTICLE_INVALID', `${problem}: ${messageOf(thrown)}`, {
        place,
        fix: 'This is a fault of ours: please report it with the article.',
        cause: thrown,
      })
