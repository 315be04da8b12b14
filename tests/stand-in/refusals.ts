/** Google's error JSON: one shape for both APIs, v2 with `errors[]`, v3 with `details[]`. */
export interface Refusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, a string as a proxy's HTML page. */
  readonly body: object | string
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

export function refusal(
  status: number,
  message: string,
  reason: string,
  details: readonly object[] = [],
): Refusal {
  return {
    status,
    body: {
      error: {
        code: status,
        message,
        errors: [{ message, domain: 'global', reason }],
        status: STATUS_NAMES[status] ?? 'UNKNOWN',
        ...(details.length > 0 && { details }),
      },
    },
  }
}

export const invalid = (message: string): Refusal => refusal(400, message, 'invalid')

export const unknownField = (name: string): Refusal =>
  refusal(400, `Invalid JSON payload received. Unknown name "${name}": Cannot find field.`, 'badRequest', [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [{ description: `Unknown name "${name}": Cannot find field.` }],
    },
  ])

/** How a 429 says when to come back: not at all, in the header, or as google.rpc.RetryInfo in the body. */
export type RetryAdvice = 'none' | 'header' | 'info'

export function overQuota(waitMs: number, advice: RetryAdvice): Refusal {
  const seconds = Math.ceil(waitMs / 100) / 10
  const info = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'RATE_LIMIT_EXCEEDED',
      domain: 'googleapis.com',
      metadata: { service: 'translate.googleapis.com', quota_unit: '1/min/{project}' },
    },
    ...(advice === 'info'
      ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` }]
      : []),
  ]
  const refused = refusal(
    429,
    'Quota exceeded for quota metric: characters or requests per minute.',
    'rateLimitExceeded',
    info,
  )
  return advice === 'header'
    ? { ...refused, headers: { 'retry-after': String(Math.ceil(seconds)) } }
    : refused
}
