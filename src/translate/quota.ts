import type { Clock } from './clock.ts'

/**
 * A sliding budget of characters and requests, in one window or several at once (a minute for the provider's quota, a
 * few seconds to spread it evenly). A grant counts from before sending until its reply plus one
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

/** What any stretch of time of this length may hold. */
export interface QuotaWindow {
  readonly windowMs: number
  readonly characters: number
  readonly requests: number
}

interface Entry {
  readonly characters: number
  /** When the provider had booked it at the latest; undefined while the request is out. */
  settled: number | undefined
}

export function slidingQuota(windows: readonly QuotaWindow[], clock: Clock): Quota {
  const longestMs = Math.max(...windows.map(({ windowMs }) => windowMs))
  const entries = new Set<Entry>()
  let blockedUntil = 0
  let changed = Promise.withResolvers<void>()
  let turn: Promise<unknown> = Promise.resolve()

  const forget = (now: number) => {
    for (const entry of entries)
      if (entry.settled !== undefined && entry.settled + longestMs <= now) entries.delete(entry)
  }
  const hasRoom = ({ windowMs, characters, requests }: QuotaWindow, wanted: number, now: number) => {
    let used = 0
    let count = 0
    for (const entry of entries) {
      if (entry.settled !== undefined && entry.settled + windowMs <= now) continue
      used += entry.characters
      count++
    }
    return count < requests && used + wanted <= characters
  }
  /** Milliseconds until something may have changed by itself; undefined: only a reply can change it. */
  const nextChange = (now: number): number | undefined => {
    if (blockedUntil > now) return blockedUntil - now
    let soonest: number | undefined
    for (const { settled } of entries) {
      if (settled === undefined) continue
      for (const { windowMs } of windows) {
        const expires = settled + windowMs
        if (expires > now && (soonest === undefined || expires < soonest)) soonest = expires
      }
    }
    return soonest === undefined ? undefined : soonest - now
  }
  const grant = (characters: number): Grant => {
    const entry: Entry = { characters, settled: undefined }
    entries.add(entry)
    return {
      release(lateMs = 0) {
        if (entry.settled !== undefined) return
        entry.settled = clock.now() + lateMs
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
      if (blockedUntil <= now && windows.every((window) => hasRoom(window, wanted, now))) return grant(wanted)
      const wait = nextChange(now)
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const timer = clock.sleep(wait ?? longestMs, either)
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
