import type { Clock } from '../clock.ts'
import { openChange } from './change.ts'

/**
 * A sliding quota of characters and requests, in one window or several at once (a minute for the provider's own, a few
 * seconds to spread it evenly). A grant counts from before sending until its reply plus one whole window: the provider books
 * a request at some instant in between, so whatever window the provider looks at, the sum of what we sent in it cannot
 * exceed the limit. Requests are served in order of arrival, urgent ones first.
 */
export interface Quota {
  /** Waits until the quota has room; what is urgent goes first. Undefined: the signal aborted meanwhile. */
  acquire(characters: number, signal: AbortSignal, isUrgent?: boolean): Promise<Grant | undefined>
  /** Characters that could be sent at once; none while others wait that go first. */
  roomFor(isUrgent: boolean): number
  /** Lets nothing through for this long (a Retry-After speaks for the whole account). */
  block(ms: number): void
}

export interface Grant {
  /**
   * The reply is there: one window from now the quota has its room back.
   * @param lateMs there was no reply, and what we sent may yet be booked within so many milliseconds
   */
  release(lateMs?: number): void
}

/** What any stretch of time of this length may hold. */
export interface QuotaWindow {
  readonly windowMs: number
  readonly characters: number
  readonly requests: number
}

/** A request that waits for room. Only the first looks at the clock; the others sleep until they may be the first. */
interface WaitingForRoom {
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
  const change = openChange(clock)
  const waiting: WaitingForRoom[] = []

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
  const msToChange = (now: number): number | undefined => {
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
        change.tell()
      },
    }
  }
  const waitForRoom = async (me: WaitingForRoom, wanted: number, signal: AbortSignal) => {
    for (;;) {
      if (signal.aborted) return undefined
      if (waiting[0] !== me) {
        await me.woken.promise
        me.woken = Promise.withResolvers()
        continue
      }
      const now = clock.now()
      forget(now)
      if (wanted <= roomAt(now)) return grant(wanted)
      await change.wait(msToChange(now) ?? longestMs, signal)
    }
  }

  return {
    async acquire(wanted, signal, isUrgent = false) {
      const me: WaitingForRoom = { isUrgent, woken: Promise.withResolvers() }
      const behind = isUrgent ? waiting.findIndex((other) => !other.isUrgent) : -1
      waiting.splice(behind < 0 ? waiting.length : behind, 0, me)
      // The first until now must know that it is not the first any more.
      if (behind === 0) change.tell()
      const wake = () => me.woken.resolve()
      signal.addEventListener('abort', wake)
      try {
        return await waitForRoom(me, wanted, signal)
      } finally {
        signal.removeEventListener('abort', wake)
        waiting.splice(waiting.indexOf(me), 1)
        waiting[0]?.woken.resolve()
      }
    },
    roomFor(isUrgent) {
      const isBehind = waiting.some((other) => other.isUrgent || !isUrgent)
      return isBehind ? 0 : Math.max(0, roomAt(clock.now()))
    },
    block(ms) {
      blockedUntil = Math.max(blockedUntil, clock.now() + ms)
    },
  }
}
