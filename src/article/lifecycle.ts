/** What an article says of its own life. */
export interface Lifecycle {
  readonly status: Status
  /** Epoch milliseconds: not before. Infinity: embargoed without an end. */
  readonly embargo: number | undefined
  /** Epoch milliseconds: not from then on. */
  readonly expiry: number | undefined
  /** Targets that it asks for itself (canonical tags); empty: none; undefined: says nothing. */
  readonly targets: readonly string[] | undefined
  /** ninjs `version` and the like; undefined: says nothing. */
  readonly version: string | undefined
}

export type Status = 'usable' | 'draft' | 'on hold' | 'canceled'

export type Standing =
  | { readonly kind: 'usable'; readonly until: number | undefined }
  | {
      readonly kind: 'held'
      readonly why: 'draft' | 'embargoed' | 'on hold'
      readonly until: number | undefined
    }
  | { readonly kind: 'withdrawn'; readonly why: 'canceled' | 'expired'; readonly until: undefined }

/** Of an article that says nothing. */
export const USABLE: Lifecycle = {
  status: 'usable',
  embargo: undefined,
  expiry: undefined,
  targets: undefined,
  version: undefined,
}

/**
 * How an article stands at a moment, and until when that holds by itself: the end of its embargo, or its expiry.
 * A status holds until somebody writes another, whatever the times say.
 * @param now epoch milliseconds
 */
export function standingAt({ status, embargo, expiry }: Lifecycle, now: number): Standing {
  if (status === 'canceled') return { kind: 'withdrawn', why: 'canceled', until: undefined }
  if (status !== 'usable') return { kind: 'held', why: status, until: undefined }
  if (expiry !== undefined && now >= expiry) return { kind: 'withdrawn', why: 'expired', until: undefined }
  if (embargo === undefined || now >= embargo) return { kind: 'usable', until: expiry }
  const until = Math.min(embargo, expiry ?? Number.POSITIVE_INFINITY)
  return { kind: 'held', why: 'embargoed', until: Number.isFinite(until) ? until : undefined }
}
