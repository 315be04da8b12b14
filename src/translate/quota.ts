import type { Clock } from './clock.ts'

/**
 * A sliding budget of characters and requests. A grant counts from before sending until its reply plus one
 * whole window: the provider books a request at some instant in between, so whatever window it looks at, the
 * sum of what we sent in it cannot exceed the limit. First come, first served.
 */
export interface Quota {
  /** Waits until the budget has room. Undefined: stopped meanwhile. */
  acquire(characters: number, signal: AbortSignal): Promise<Grant | undefined>
  /** Lets nothing through for this long (a Retry-After speaks for the whole account). */
  block(ms: number): void
}

export interface Grant {
  /**
   * The reply is there: one window from now the budget has its room back. `lateMs`: nobody answered, and what
   * we sent may yet be booked within so many milliseconds.
   */
  release(lateMs?: number): void
}

export interface QuotaLimits {
  readonly charactersPerMinute: number
  readonly requestsPerMinute: number
  /** Length of the sliding window, milliseconds; a minute wherever providers count by the minute. */
  readonly windowMs: number
}

interface Entry {
  readonly characters: number
  /** Undefined while the request is out. */
  expires: number | undefined
}

export function slidingQuota(limits: QuotaLimits, clock: Clock): Quota {
  const entries = new Set<Entry>()
  let characters = 0
  let blockedUntil = 0
  let changed = Promise.withResolvers<void>()
  let turn: Promise<unknown> = Promise.resolve()

  const forget = (now: number) => {
    for (const entry of entries) {
      if (entry.expires !== undefined && entry.expires <= now) {
        entries.delete(entry)
        characters -= entry.characters
      }
    }
  }
  const hasRoom = (wanted: number) =>
    entries.size < limits.requestsPerMinute && characters + wanted <= limits.charactersPerMinute
  /** Milliseconds until something may have changed by itself; undefined: only a reply can change it. */
  const nextChange = (now: number): number | undefined => {
    if (blockedUntil > now) return blockedUntil - now
    let soonest: number | undefined
    for (const { expires } of entries) {
      if (expires !== undefined && (soonest === undefined || expires < soonest)) soonest = expires
    }
    return soonest === undefined ? undefined : soonest - now
  }
  const grant = (wanted: number): Grant => {
    const entry: Entry = { characters: wanted, expires: undefined }
    entries.add(entry)
    characters += wanted
    return {
      release(lateMs = 0) {
        if (entry.expires !== undefined) return
        entry.expires = clock.now() + lateMs + limits.windowMs
        changed.resolve()
        changed = Promise.withResolvers<void>()
      },
    }
  }
  const waitForRoom = async (wanted: number, signal: AbortSignal) => {
    for (;;) {
      if (signal.aborted) return undefined
      const now = clock.now()
      forget(now)
      if (blockedUntil <= now && hasRoom(wanted)) return grant(wanted)
      const wait = nextChange(now)
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const timer = clock.sleep(wait ?? limits.windowMs, either)
      await Promise.race([timer, changed.promise])
      stop.abort()
    }
  }

  return {
    acquire(wanted, signal) {
      const mine = turn.then(() => waitForRoom(wanted, signal))
      turn = mine.catch(() => undefined)
      return mine
    },
    block(ms) {
      blockedUntil = Math.max(blockedUntil, clock.now() + ms)
    },
  }
}
