import type { Clock } from '../clock.ts'
import type { Account } from './account.ts'
import { type Division, openShares } from './fair-shares.ts'
import type { Lane, Waiting } from './lane.ts'

/**
 * Whose turn it is at one account. A request that is due gets a place of the account's queue once one is free and its
 * lane may have it; until then it is only counted, so that the queue never holds anybody who could not be served. What
 * can change who may have a place leads to a new look: a request that is due, a place that is free again, something
 * urgent, and time, when a pair has had nothing to send for a while.
 */
export interface Turns {
  readonly account: Account
  /** Something has been added to the lane. */
  note(lane: Lane): void
  /** One more request of this lane is due. */
  queue(lane: Lane): void
  /** Something has become urgent, or is not wanted any more. */
  review(): void
}

export function openTurns(
  account: Account,
  clock: Clock,
  serve: (lane: Lane, batch: readonly Waiting[]) => Promise<void>,
): Turns {
  const shares = openShares(account.provider.limits.concurrency, clock)
  let alarm: AbortController | undefined

  const deal = () => {
    while (!account.isFull) {
      const division = shares.now(account.lanes)
      const lane = nextLane(account.lanes, division)
      if (lane === undefined) return lookAgain(division)
      const batch = lane.take(lane.isUrgent ? account.quota.room : 0)
      if (batch.length === 0) account.forget(lane)
      else void account.queue.add(() => send(lane, batch))
    }
  }

  const send = async (lane: Lane, batch: readonly Waiting[]) => {
    lane.inFlight++
    shares.took(lane.route)
    await serve(lane, batch)
    lane.inFlight--
    shares.note(lane.route)
    account.forget(lane)
  }

  /** Time alone can help only where a place is free, somebody is put off, and another pair has nothing to send. */
  const lookAgain = ({ growsInMs }: Division) => {
    const isPutOff = [...account.lanes].some(({ queued }) => queued > 0)
    if (!isPutOff || growsInMs === undefined) {
      alarm?.abort()
      alarm = undefined
    } else if (alarm === undefined) void wake(growsInMs)
  }

  /** If another pair comes back meanwhile, shares grow later than was thought: then this is a look too many. */
  const wake = async (ms: number) => {
    const mine = new AbortController()
    alarm = mine
    await clock.sleep(ms, mine.signal)
    if (alarm !== mine) return
    alarm = undefined
    deal()
  }

  // When a task has ended and its place is free.
  account.queue.addEventListener('next', deal)

  return {
    account,
    note: ({ route }) => shares.note(route),
    queue(lane) {
      lane.queued++
      deal()
    },
    review: deal,
  }
}

/**
 * Of the lanes that have requests due: those with something urgent first, whatever their share; then by their pair of
 * languages, which may have a lane for each article; of one pair the first.
 */
function nextLane(lanes: Iterable<Lane>, { hasRoom, goesBefore }: Division): Lane | undefined {
  let next: Lane | undefined
  for (const lane of lanes) {
    if (lane.queued === 0 || !(lane.isUrgent || hasRoom(lane))) continue
    const isBefore =
      next === undefined || (lane.isUrgent === next.isUrgent ? goesBefore(lane, next) : lane.isUrgent)
    if (isBefore) next = lane
  }
  return next
}
