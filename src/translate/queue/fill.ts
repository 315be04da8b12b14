import type { Clock } from '../clock.ts'
import type { Lane } from './lane.ts'

/**
 * The fill rule: when a request is due. A full one is due at once. What is left of a lane is due when nothing of the lane
 * is out or about to go and nothing was added to it for a tenth of a second: until then the articles that are being
 * read, or that a reply completes, may add to it. So nobody has to say that no more is coming. What is urgent, and what
 * no other article can add to, is due once the article that asks has said all it wants.
 *
 * Whoever waits in a lane always has a timer, a turn of the event loop that is due, or a request that waits for a place.
 */
export interface FillRule {
  /** Something was added to the lane, has become urgent in it, or a request of it has ended. */
  look(lane: Lane): void
}

/** An article is read and looked up in less. */
const QUIET_MS = 100

/**
 * Time counts as quiet in pieces of this length. A piece that ends too late does not count, nor do those before it: the
 * process was held up, perhaps by what is going to be added.
 */
const PIECE_MS = 20
const LATE_MS = 10

/** Where requests of the lane are out for long (a time-out and its repetitions), the rest does not wait for them. */
const LONGEST_MS = 5_000

/** @param queue one more request of the lane is due */
export function openFillRule(clock: Clock, queue: (lane: Lane) => void): FillRule {
  const timers = new Map<Lane, AbortController>()
  let heldUpAt = Number.NEGATIVE_INFINITY

  const look = (lane: Lane) => {
    while (lane.queued < requestsDue(lane)) queue(lane)
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

  const requestsDue = (lane: Lane): number => {
    const isAllDue = lane.isOwn || msUntilDue(lane) <= 0
    return Math.max(lane.urgentBatches, isAllDue ? lane.batches : lane.fullBatches)
  }

  /** Infinity: never, since nothing waits that is not about to go. */
  const msUntilDue = (lane: Lane): number => {
    if (lane.batches <= lane.queued) return Number.POSITIVE_INFINITY
    const longestMs = LONGEST_MS - lane.waitedMs
    if (lane.inFlight + lane.queued > 0) return longestMs
    const quietMs = Math.min(lane.quietMs, clock.now() - heldUpAt)
    return Math.min(QUIET_MS - quietMs, longestMs)
  }

  return { look }
}
