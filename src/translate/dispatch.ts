import type { DragomanError } from '../article/errors.ts'
import type { Memory } from '../memory/memory.ts'
import type { Provider } from '../providers/provider.ts'
import { outOfService, stoppedError } from './batch/admission.ts'
import { asDragomanError, batchSender, type SendPorts } from './batch/send.ts'
import type { Gap, Route } from './gap.ts'
import { openInFlight, type Settle } from './in-flight.ts'
import { openPriorities } from './priority.ts'
import { type Account, openAccount } from './queue/account.ts'
import { type FillRule, openFillRule } from './queue/fill.ts'
import { type Demand, type Lane, tooLarge, type Waiting } from './queue/lane.ts'
import { loadOf } from './queue/load.ts'
import { openSchedule, type Schedule } from './queue/schedule.ts'
import { type FailurePorts, remembered } from './remembered.ts'
import type { Translator } from './translator.ts'
import { firstAttempt } from './wire/attempt.ts'

export interface DispatchPorts extends SendPorts, FailurePorts {
  readonly memory: (locale: string) => Memory
}

/** An account with what decides when its requests go, and which. */
interface AccountQueue {
  readonly account: Account
  readonly schedule: Schedule
  readonly fill: FillRule
}

/** The translator that really asks providers. How it goes about it is told in translator.ts. */
export function dispatcher(ports: DispatchPorts): Translator {
  const stopping = new AbortController()
  const queues = new Map<Provider, AccountQueue>()
  const priorities = openPriorities()
  let isReviewDue = false

  const queueOf = (provider: Provider): AccountQueue => {
    const known = queues.get(provider)
    if (known !== undefined) return known
    const account = openAccount(provider, ports.clock, stopping.signal)
    const schedule = openSchedule(account, ports.clock, async (lane, batch) => {
      await send(account, lane, batch)
      lookSoon(lane)
    })
    const queue = { account, schedule, fill: openFillRule(ports.clock, schedule.queue) }
    queues.set(provider, queue)
    return queue
  }

  const begin = (route: Route) => (gap: Gap, demand: Demand, resolve: Settle) => {
    const attempt = firstAttempt(gap, route)
    queueUp(route, { attempt, load: loadOf(attempt.texts), demand, resolve })
  }

  /** Into the lane, where it waits for a request. */
  const queueUp = (route: Route, waiting: Waiting) => {
    const { account, schedule, fill } = queueOf(route.provider)
    const error = whyClosed(account, route) ?? tooLarge(waiting.load, route.provider)
    if (error !== undefined) return waiting.resolve({ ok: false, error })
    const lane = account.laneOf(route, waiting.attempt)
    lane.add(waiting)
    schedule.note(lane)
    if (lane.isOwn || waiting.demand.isUrgent) lookSoon(lane)
    else fill.look(lane)
  }

  const whyClosed = (account: Account, route: Route): DragomanError | undefined => {
    if (stopping.signal.aborted) return stoppedError()
    const ended = account.whyEnded(route)
    if (ended !== undefined) return ended
    return route.hasStandIn && account.breaker.isOpen ? outOfService(account.provider) : undefined
  }

  const toLookAt = new Set<Lane>()

  /** By setImmediate: once an article has said all that it wants, or all of a reply has been passed on. */
  const lookSoon = (lane: Lane) => {
    if (toLookAt.size === 0) setImmediate(lookAtAll)
    toLookAt.add(lane)
  }

  const lookAtAll = () => {
    const lanes = [...toLookAt]
    toLookAt.clear()
    for (const lane of lanes) queueOf(lane.route.provider).fill.look(lane)
    for (const { account, schedule } of queues.values()) {
      // What is urgent has no slot: the requests that are not admitted yet yield theirs.
      if (schedule.isFull && account.lanes.some(({ isUrgent }) => isUrgent)) account.waiters.yieldAll()
    }
  }

  /** Some of what waits has become urgent, perhaps in a request that is not admitted yet. */
  const review = () => {
    if (isReviewDue) return
    isReviewDue = true
    setImmediate(() => {
      isReviewDue = false
      for (const { account, schedule, fill } of queues.values()) {
        for (const lane of account.lanes) {
          lane.reorder()
          fill.look(lane)
        }
        account.waiters.yieldAll()
        schedule.review()
      }
    })
  }

  const stop = () => {
    stopping.abort()
    for (const { account, schedule, fill } of queues.values()) {
      for (const lane of account.lanes) {
        for (const { resolve } of lane.clear()) resolve({ ok: false, error: stoppedError() })
        fill.look(lane)
      }
      schedule.review()
    }
  }

  const send = batchSender(ports, { priorities, stopping: stopping.signal, stop, queueUp })
  const inFlight = openInFlight(priorities.isUrgent, review)

  return {
    translate: (route, gaps) =>
      inFlight.join(gaps, {
        target: route.target,
        lookUp: (missing) => remembered(missing, route, ports.memory(route.target), ports),
        begin: begin(route),
        failure: asDragomanError,
      }),
    hasten(articles) {
      const hastened = priorities.hasten(articles)
      inFlight.review()
      return hastened
    },
    stop,
    get stopped() {
      return stopping.signal.aborted
    },
    get bills() {
      return priorities.bills
    },
  }
}
