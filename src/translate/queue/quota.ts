import type { Clock } from '../clock.ts'

/**
 * A sliding budget of characters and requests, in one window or several at once (a minute for the provider's quota, a
 * few seconds to spread it evenly). A grant counts from before sending until its reply plus one
 * whole window: the provider books a request at some instant in between, so whatever window it looks at, the
 * sum of what we sent in it cannot exceed the limit. First come, first served, but for what is urgent.
 */
export interface Quota {
  /** Waits until the budget has room; who is urgent, before all who are not. Undefined: stopped meanwhile. */
  acquire(characters: number, signal: AbortSignal, isUrgent?: boolean): Promise<Grant | undefined>
  /** Characters that could be sent at once; none while others wait that go first. */
  roomFor(isUrgent: boolean): number
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

/** One in the line. Only the first looks at the clock; the others sleep until they are told that they may be first. */
interface Waiter {
  readonly isUrgent: boolean
  woken: PromiseWithResolvers<void>
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
  const line: Waiter[] = []

  const forget = (now: number) => {
    for (const entry of entries)
      if (entry.settled !== undefined && entry.settled + longestMs <= now) entries.delete(entry)
  }
  /** Characters that the window has left; less than none where it has no request left. */
  const roomIn = ({ windowMs, characters, requests }: QuotaWindow, now: number) => {
    let used = 0
    let count = 0
    for (const entry of entries) {
      if (entry.settled !== undefined && entry.settled + windowMs <= now) continue
      used += entry.characters
      count++
    }
    return count < requests ? characters - used : Number.NEGATIVE_INFINITY
  }
  const roomAt = (now: number) =>
    blockedUntil > now ? Number.NEGATIVE_INFINITY : Math.min(...windows.map((window) => roomIn(window, now)))
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
        tell()
      },
    }
  }
  const tell = () => {
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  const waitForRoom = async (me: Waiter, wanted: number, signal: AbortSignal) => {
    for (;;) {
      if (signal.aborted) return undefined
      if (line[0] !== me) {
        await me.woken.promise
        me.woken = Promise.withResolvers()
        continue
      }
      const now = clock.now()
      forget(now)
      if (wanted <= roomAt(now)) return grant(wanted)
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const timer = clock.sleep(nextChange(now) ?? longestMs, either)
      await Promise.race([timer, changed.promise])
      stop.abort()
    }
  }

  return {
    async acquire(wanted, signal, isUrgent = false) {
      const me: Waiter = { isUrgent, woken: Promise.withResolvers() }
      const behind = isUrgent ? line.findIndex((other) => !other.isUrgent) : -1
      line.splice(behind < 0 ? line.length : behind, 0, me)
      // Who was first is so no longer.
      if (behind === 0) tell()
      const wake = () => me.woken.resolve()
      signal.addEventListener('abort', wake)
      try {
        return await waitForRoom(me, wanted, signal)
      } finally {
        signal.removeEventListener('abort', wake)
        line.splice(line.indexOf(me), 1)
        line[0]?.woken.resolve()
      }
    },
    roomFor(isUrgent) {
      const isBehind = line.some((other) => other.isUrgent || !isUrgent)
      return isBehind ? 0 : Math.max(0, roomAt(clock.now()))
    },
    block(ms) {
      blockedUntil = Math.max(blockedUntil, clock.now() + ms)
    },
  }
}
