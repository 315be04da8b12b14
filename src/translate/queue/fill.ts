import type { Clock } from '../clock.ts'
import type { Lane } from './lane.ts'

/**
 * The fill rule: when a request is due. A full one is due at once. What is left of a lane is due when no request of the lane
 * is out or due and nothing was added to the lane for a tenth of a second: until then articles that are being read, or that
 * wait for a reply, may add more. So no article has to say that it is done. What is urgent, and what no other article can
 * add to, is due once the article that asks has said all it wants.
 *
 * For every attempt in a lane there is always a timer, a look that the event loop will come to, or a request that is due.
 */
export interface FillRule {
  /** Something was added to the lane or has become urgent in it, or one of its requests has ended. */
  look(lane: Lane): void
}

/** Reading an article and looking its segments up takes less. */
const QUIET_MS = 100

/**
 * Time counts as quiet in pieces of this length. A piece that ends too late does not count, nor do those before it: the
 * process was busy, perhaps with an article that is going to add something.
 */
const PIECE_MS = 20
const LATE_MS = 10

/** Where requests of the lane are out for long (a time-out and its repetitions), what is left does not wait for them. */
const LONGEST_MS = 5_000

/** @param queue told that one more request of the lane is due */
export function openFillRule(clock: Clock, queue: (lane: Lane) => void): FillRule {
  const timers = new Map<Lane, AbortController>()
  let heldUpAt = Number.NEGATIVE_INFINITY

  const look = (lane: Lane) => {
    while (lane.requestsDue < dueNow(lane)) queue(lane)
    const ms = msUntilDue(lane)
    if (ms === Number.POSITIVE_INFINITY) {
      timers.get(lane)?.abort()
      timers.delete(lane)
    } else if (!timers.has(lane)) void wake(lane, Math.min(ms, PIECE_MS))
  }

  const wake = async (lane: Lane, ms: number) => {
    const mine = new AbortController()
    const dueAt = clock.now() + ms
    timers.set(lane, mine)
    await clock.sleep(ms, mine.signal)
    if (timers.get(lane) !== mine) return
    timers.delete(lane)
    if (clock.now() - dueAt > LATE_MS) heldUpAt = clock.now()
    look(lane)
  }

  const dueNow = (lane: Lane): number => {
    const isAllDue = lane.isOwn || msUntilDue(lane) <= 0
    return Math.max(lane.urgentBatches, isAllDue ? lane.batches : lane.fullBatches)
  }

  /** Infinity: never, since the requests that are due already take all that waits. */
  const msUntilDue = (lane: Lane): number => {
    if (lane.batches <= lane.requestsDue) return Number.POSITIVE_INFINITY
    const longestMs = LONGEST_MS - lane.waitedMs
    if (lane.requestsOut + lane.requestsDue > 0) return longestMs
    const quietMs = Math.min(lane.quietMs, clock.now() - heldUpAt)
    return Math.min(QUIET_MS - quietMs, longestMs)
  }

  return { look }
}
