import PQueue, { type Queue, type QueueAddOptions, type RunFunction } from 'p-queue'
import type { Clock } from '../clock.ts'
import type { Account } from './account.ts'
import { openFairShares, type Shares } from './fair-shares.ts'
import type { Lane, Waiting } from './lane.ts'

/**
 * Which request is next at one account. Every request that is due waits in a p-queue, whose concurrency is the
 * account's number of slots; the order in which it starts them is ours: what is urgent first, then by fair shares among
 * the pairs of languages. A request chooses its batch when it starts, so that what has come meanwhile goes along.
 */
export interface Schedule {
  readonly account: Account
  /** Are all slots taken, by requests that are out or that wait until they are admitted? */
  readonly isFull: boolean
  /** Something has been added to the lane. */
  note(lane: Lane): void
  /** One more request of this lane is due. */
  queue(lane: Lane): void
  /** Something has become urgent, or is no longer wanted: perhaps another request may start. */
  review(): void
}

/** @param serve sends a batch; resolves, and never rejects, once all that is in it is settled or in a lane again */
export function openSchedule(
  account: Account,
  clock: Clock,
  serve: (lane: Lane, batch: readonly Waiting[]) => Promise<void>,
): Schedule {
  const slots = account.provider.limits.concurrency
  const fairShares = openFairShares(slots, clock)
  const sharesNow = () => fairShares.now(account.lanes)
  const queue = new PQueue<RequestQueue, RequestOptions>({
    concurrency: slots,
    // p-queue makes its queue itself, without arguments.
    queueClass: class extends RequestQueue {
      constructor() {
        super(sharesNow)
      }
    },
  })
  let alarm: AbortController | undefined

  /** p-queue starts what it may when it is told to go on. */
  const review = () => {
    queue.pause()
    queue.start()
    lookAgain()
  }

  /** Time alone can help only where a slot is free, a request waits, and another pair has nothing to send. */
  const lookAgain = () => {
    const isPutOff = queue.pending < slots && account.lanes.some(({ requestsDue }) => requestsDue > 0)
    const growsInMs = isPutOff ? sharesNow().growsInMs : undefined
    if (growsInMs === undefined) {
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
    review()
  }

  const send = async (lane: Lane) => {
    fairShares.noteStart(lane.route)
    const batch = lane.take(account.quota.roomFor(lane.isUrgent))
    if (batch.length > 0) await serve(lane, batch)
    lane.requestsOut--
    fairShares.note(lane.route)
    account.forget(lane)
  }

  // A task has ended, and p-queue has started what it may.
  queue.addEventListener('next', lookAgain)

  return {
    account,
    get isFull() {
      return queue.pending >= slots
    },
    note: ({ route }) => fairShares.note(route),
    queue(lane) {
      lane.requestsDue++
      void queue.add(() => send(lane), { lane })
      lookAgain()
    },
    review,
  }
}

interface RequestOptions extends QueueAddOptions {
  readonly lane?: Lane
}

interface DueRequest {
  readonly run: RunFunction
  readonly lane: Lane
}

/** p-queue's strategy. Its size is 0 while none of the requests may have a slot: p-queue asks for none then. */
class RequestQueue implements Queue<RunFunction, RequestOptions> {
  readonly #sharesNow: () => Shares
  #due: DueRequest[] = []

  constructor(sharesNow: () => Shares) {
    this.#sharesNow = sharesNow
  }

  get size(): number {
    return this.#next() === undefined ? 0 : this.#due.length
  }

  enqueue(run: RunFunction, { lane }: Partial<RequestOptions> = {}): void {
    this.#due.push({ run, lane: lane! })
  }

  dequeue(): RunFunction | undefined {
    const next = this.#next()
    if (next === undefined) return undefined
    this.#due.splice(this.#due.indexOf(next), 1)
    next.lane.requestsDue--
    next.lane.requestsOut++
    return next.run
  }

  filter({ lane }: Readonly<Partial<RequestOptions>>): RunFunction[] {
    return this.#due.filter((request) => request.lane === lane).map(({ run }) => run)
  }

  /** A request's priority is that of what waits in its lane. */
  setPriority(): void {}

  remove(): void {}

  /** What is urgent goes first, whatever the share of its pair; then the pair that has the fewest requests out. */
  #next(): DueRequest | undefined {
    if (this.#due.length === 0) return undefined
    const { hasRoom, goesBefore } = this.#sharesNow()
    let next: DueRequest | undefined
    for (const request of this.#due) {
      const { lane } = request
      // The attempts of an empty lane were cleared: its request ends as it begins.
      if (!(lane.isEmpty || lane.isUrgent || hasRoom(lane))) continue
      const isBefore =
        next === undefined ||
        (lane.isUrgent === next.lane.isUrgent ? goesBefore(lane, next.lane) : lane.isUrgent)
      if (isBefore) next = request
    }
    return next
  }
}
