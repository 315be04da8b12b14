import { overQuota, type Refusal, type RetryAdvice, refusal } from './refusals.ts'

/**
 * What can go wrong on purpose. Refusals, `hang` and `reset` happen before the text is counted and billed;
 * the others spoil a reply that was billed, `lose` so that it never arrives.
 */
const REFUSALS = [
  '400',
  '401',
  '403',
  '403-rate',
  '403-user-rate',
  '403-daily',
  '404',
  '429',
  '429-daily',
  '500',
  '502-html',
  '503',
] as const
const SILENCES = ['hang', 'reset'] as const
const SPOILS = ['lose', 'truncate', 'miscount', 'missing', 'swap', 'echo', 'hostile', 'html-page'] as const

export type Refused = (typeof REFUSALS)[number]
export type Silence = (typeof SILENCES)[number]
export type Spoil = (typeof SPOILS)[number]
export type FaultKind = Refused | Silence | Spoil
export const FAULT_KINDS: readonly FaultKind[] = [...REFUSALS, ...SILENCES, ...SPOILS]

/**
 * Comes over the next `times` requests, or over each with a `chance` of 0…1 (by the seed): chances add up, so that
 * 0.3 and 0.05 are 30 and 5 % of all. With a `target`, only over requests for that language.
 */
export type Fault = { readonly kind: FaultKind; readonly target?: string } & (
  | { readonly times: number }
  | { readonly chance: number }
)

export const isRefused = (kind: FaultKind): kind is Refused => REFUSALS.some((each) => each === kind)
export const isSilence = (kind: FaultKind): kind is Silence => SILENCES.some((each) => each === kind)

/** Which fault, if any, a request for this target meets: counted ones in order first, then one throw of the dice. */
export function faultPlan(
  faults: readonly Fault[],
  random: () => number,
): (target: string | undefined) => FaultKind | undefined {
  const counted = faults.flatMap((fault) => ('times' in fault ? [{ ...fault, left: fault.times }] : []))
  const chances = faults.flatMap((fault) => ('chance' in fault ? [fault] : []))
  return (target) => {
    const meets = (fault: Fault) => fault.target === undefined || fault.target === target
    const due = counted.find((fault) => fault.left > 0 && meets(fault))
    if (due) {
      due.left--
      return due.kind
    }
    if (chances.length === 0) return undefined
    let thrown = random()
    for (const fault of chances.filter(meets)) {
      thrown -= fault.chance
      if (thrown < 0) return fault.kind
    }
    return undefined
  }
}

export function refusalOf(kind: Refused, advice: RetryAdvice): Refusal {
  switch (kind) {
    case '400':
      return refusal(400, 'Invalid Value', 'invalid')
    case '401':
      return refusal(401, 'Request had invalid authentication credentials.', 'authError')
    case '403':
      return refusal(403, 'The caller does not have permission', 'forbidden')
    case '403-rate':
      return refusal(403, 'Rate Limit Exceeded', 'rateLimitExceeded')
    case '403-user-rate':
      return refusal(403, 'User Rate Limit Exceeded', 'userRateLimitExceeded')
    case '403-daily':
      return refusal(403, 'Daily Limit Exceeded', 'dailyLimitExceeded')
    case '404':
      return refusal(404, 'Model not found.', 'notFound')
    case '429':
      return overQuota(1_000, advice)
    case '429-daily':
      return refusal(429, 'Quota exceeded for quota metric: characters per day.', 'rateLimitExceeded', [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'RATE_LIMIT_EXCEEDED',
          domain: 'googleapis.com',
          metadata: { quota_unit: '1/d/{project}' },
        },
      ])
    case '500':
      return refusal(500, 'Internal error encountered.', 'backendError')
    case '502-html':
      return { status: 502, body: '<!doctype html><title>Error 502 (Server Error)!!1</title>' }
    case '503':
      return refusal(503, 'The service is currently unavailable.', 'backendError')
    default:
      return kind satisfies never
  }
}

/** A reply with one thing wrong about it; `sources` are the texts it answers. */
export function spoilt(
  kind: Spoil,
  texts: readonly string[],
  sources: readonly string[],
): readonly (string | undefined)[] {
  switch (kind) {
    case 'miscount':
      return texts.slice(0, -1)
    case 'missing':
      return texts.map((text, index) => (index === texts.length - 1 ? undefined : text))
    case 'swap':
      return [...texts].reverse()
    case 'echo':
      return sources
    case 'hostile':
      return texts.map(
        (text) => `${text}<script>alert(1)</script><img src=x onerror="alert(2)"></p></body><!--`,
      )
    case 'lose':
    case 'truncate':
    case 'html-page':
      return texts
    default:
      return kind satisfies never
  }
}

/** mulberry32: the same seed, the same night. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
