import type { DragomanError } from '../article/errors.ts'
import type { Provider } from '../providers/provider.ts'
import { outOfService, stoppedError } from './batch/request.ts'
import { batchSender, type SendPorts } from './batch/send.ts'
import type { Gap, Route } from './gap.ts'
import { openInFlight } from './in-flight.ts'
import { openErrands } from './priority.ts'
import { type Account, openAccount } from './queue/account.ts'
import { type Demand, type Lane, tooLarge, type Waiting } from './queue/lane.ts'
import { loadOf } from './queue/load.ts'
import { openTurns, type Turns } from './queue/schedule.ts'
import type { FeederState, Translator } from './translator.ts'
import { firstAttempt } from './wire/attempt.ts'

/**
 * The dispatcher: gaps in, translations out. Gaps of one route wait in a lane until a batch is full, or until the
 * feeders say that no more is coming; then a request is due. When it has its turn (turns.ts), it takes a batch of them;
 * what becomes of that is told in delivery.ts.
 */
export function dispatcher(ports: SendPorts): Translator {
  const stopping = new AbortController()
  const accounts = new Map<Provider, Turns>()
  const errands = openErrands()
  let feeders: FeederState = 'feeding'
  let isPumpDue = false
  let isReorderDue = false

  const turnsAt = (provider: Provider): Turns => {
    const known = accounts.get(provider)
    if (known !== undefined) return known
    const account = openAccount(provider, ports.clock, stopping.signal)
    const turns = openTurns(account, ports.clock, async (lane, batch) => {
      await deliver(account, lane, batch)
      pumpSoon()
    })
    accounts.set(provider, turns)
    return turns
  }

  const attempt = (route: Route, gap: Gap, demand: Demand, resolve: Waiting['resolve']) => {
    const first = firstAttempt(gap, route)
    place(route, { attempt: first, load: loadOf(first.texts), demand, resolve })
  }

  const place = (route: Route, waiting: Waiting) => {
    const turns = turnsAt(route.provider)
    const { account } = turns
    const error = whyClosed(account, route) ?? tooLarge(waiting.load, route.provider)
    if (error !== undefined) return waiting.resolve({ ok: false, error })
    const lane = account.laneOf(route, waiting.attempt)
    lane.add(waiting)
    turns.note(lane)
    while (lane.queued < lane.fullBatches) turns.queue(lane)
    if (feeders !== 'feeding' || lane.isOwn || waiting.demand.isUrgent) pumpSoon()
  }

  const whyClosed = (account: Account, { hasStandIn }: Route): DragomanError | undefined => {
    if (stopping.signal.aborted) return stoppedError()
    if (account.halted !== undefined) return account.halted
    return hasStandIn && account.breaker.isOpen ? outOfService(account.provider) : undefined
  }

  /** A turn later: the articles that are at it now, or that a reply completes, may fill the lanes first. */
  const pumpSoon = () => {
    if (isPumpDue) return
    isPumpDue = true
    setImmediate(() => {
      isPumpDue = false
      const hasNewOrder = isReorderDue
      isReorderDue = false
      for (const turns of accounts.values()) pump(turns, hasNewOrder)
    })
  }

  const pump = (turns: Turns, hasNewOrder: boolean) => {
    const { account } = turns
    for (const lane of account.lanes) {
      if (hasNewOrder) lane.reorder()
      while (lane.queued < requestsDue(lane, feeders)) turns.queue(lane)
    }
    turns.review()
    // What has become urgent may itself be among those who wait for leave to go.
    if (hasNewOrder || (account.isFull && account.lanes.some((lane) => lane.isUrgent))) account.line.makeWay()
  }

  const stop = () => {
    stopping.abort()
    for (const { account, review } of accounts.values()) {
      for (const lane of account.lanes)
        for (const { resolve } of lane.clear()) resolve({ ok: false, error: stoppedError() })
      review()
    }
  }

  const deliver = batchSender(ports, { errands, stopping: stopping.signal, stop, place })

  const translations = openInFlight(errands.isUrgent, () => {
    isReorderDue = true
    pumpSoon()
  })

  return {
    translate: (route, gaps) =>
      translations.join(gaps, (gap, demand, resolve) => attempt(route, gap, demand, resolve)),
    hasten(articles) {
      const errand = errands.begin(articles)
      translations.review()
      return errand
    },
    feeders(state) {
      feeders = state
      pumpSoon()
    },
    stop,
    get stopped() {
      return stopping.signal.aborted
    },
    get bills() {
      return errands.bills
    },
  }
}

/** In a night of many locales somebody may always be at work who could add to a lane, and nobody does. */
const LONG_MS = 5_000

/** Requests that ought to be queued for this lane now. What is urgent waits for no full batch. */
function requestsDue(lane: Lane, feeders: FeederState): number {
  return Math.max(lane.urgentBatches, usuallyDue(lane, feeders))
}

function usuallyDue(lane: Lane, feeders: FeederState): number {
  switch (feeders) {
    case 'feeding':
      return lane.isOwn || lane.waitedMs > LONG_MS ? usuallyDue(lane, 'waiting') : lane.fullBatches
    case 'waiting':
      return lane.inFlight === 0 ? Math.min(lane.batches, Math.max(1, lane.fullBatches)) : lane.fullBatches
    case 'done':
      return lane.batches
  }
}
