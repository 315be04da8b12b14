import PQueue from 'p-queue'
import { DragomanError } from '../article/errors.ts'
import { type DoJob, isUrgent, type Job, type JobEngine, jobKey, merged, type Ticket } from './engine.ts'

/**
 * Of each locale, usual jobs that wait. A caller that waits for room is woken when a job begins, so that a small number
 * keeps the queues filled, and memory does not grow with the number of articles.
 */
const WAITING_AT_MOST = 16

/** The queues of one locale. They are apart so that urgent jobs need not wait until a usual one has ended. */
type Queues = Readonly<Record<Job['priority'], PQueue>>

/** A job that was accepted and has not begun. */
interface Waiting<Outcome> {
  job: Job
  readonly outcome: PromiseWithResolvers<Outcome>
  /** Of the job of the same key that it had to wait for. */
  earlier: Outcome | undefined
}

/** Jobs of this process, in memory. */
export class LocalEngine<Outcome> implements JobEngine<Outcome> {
  readonly #waitingAtMost: number
  readonly #queues = new Map<string, Queues>()
  readonly #waiting = new Map<string, Waiting<Outcome>>()
  readonly #underWay = new Map<string, Promise<Outcome | undefined>>()
  #taker: { readonly atOnce: number; readonly doJob: DoJob<Outcome> } | undefined
  #isClosed = false

  constructor(waitingAtMost = WAITING_AT_MOST) {
    this.#waitingAtMost = waitingAtMost
  }

  async enqueue(job: Job): Promise<Ticket<Outcome>> {
    const { usual } = this.#queuesOf(job.locale)
    while (!this.#isClosed) {
      const same = this.#waiting.get(jobKey(job))
      if (same !== undefined) return this.#join(same, job)
      if (isUrgent(job) || usual.size < this.#waitingAtMost) return this.#accept(job)
      await usual.onSizeLessThan(this.#waitingAtMost)
    }
    throw stopped()
  }

  take(atOnce: number, doJob: DoJob<Outcome>): void {
    this.#taker = { atOnce, doJob }
    for (const queues of this.#queues.values()) start(queues, atOnce)
  }

  async idle(): Promise<void> {
    while (this.#waiting.size > 0 || this.#underWay.size > 0) {
      const queues = [...this.#queues.values()].flatMap(({ usual, urgent }) => [usual, urgent])
      await Promise.all([...queues.map((queue) => queue.onIdle()), ...this.#underWay.values()])
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { outcome } of this.#waiting.values()) outcome.reject(stopped())
    this.#waiting.clear()
    // Wakes the callers that wait for room.
    for (const { usual, urgent } of this.#queues.values()) for (const queue of [usual, urgent]) queue.clear()
    await Promise.all(this.#underWay.values())
  }

  #queuesOf(locale: string): Queues {
    const known = this.#queues.get(locale)
    if (known !== undefined) return known
    const queues = { usual: new PQueue({ autoStart: false }), urgent: new PQueue({ autoStart: false }) }
    this.#queues.set(locale, queues)
    if (this.#taker !== undefined) start(queues, this.#taker.atOnce)
    return queues
  }

  #accept(job: Job): Ticket<Outcome> {
    const waiting: Waiting<Outcome> = {
      job,
      outcome: Promise.withResolvers<Outcome>(),
      earlier: undefined,
    }
    waiting.outcome.promise.catch(() => {})
    this.#waiting.set(jobKey(job), waiting)
    this.#queueUp(waiting, 0)
    return { outcome: waiting.outcome.promise }
  }

  #join(waiting: Waiting<Outcome>, job: Job): Ticket<Outcome> {
    const wasUrgent = isUrgent(waiting.job)
    waiting.job = merged(waiting.job, job)
    if (!wasUrgent && isUrgent(waiting.job)) this.#queueUp(waiting, 0)
    return { outcome: waiting.outcome.promise }
  }

  #queueUp(waiting: Waiting<Outcome>, priority: number): void {
    const kind = waiting.job.priority
    const queue = this.#queuesOf(waiting.job.locale)[kind]
    // Rejected when the queue is cleared; the job's callers are told by its outcome.
    queue.add(() => this.#begin(waiting, kind), { priority }).catch(() => {})
  }

  /**
   * A queue has come to a job. Resolves when the queue may go on to the next.
   * @param kind of the queue: a job that has become urgent is still named by the usual one, and passed over there
   */
  async #begin(waiting: Waiting<Outcome>, kind: Job['priority']): Promise<void> {
    const { job, outcome } = waiting
    const key = jobKey(job)
    const hasBegun = this.#waiting.get(key) !== waiting
    if (hasBegun || job.priority !== kind || this.#taker === undefined) return
    const earlier = this.#underWay.get(key)
    if (earlier !== undefined) {
      // This job comes back before all that arrived after it.
      void earlier.then((itsOutcome) => {
        waiting.earlier = itsOutcome
        this.#queueUp(waiting, 1)
      })
      return
    }
    this.#waiting.delete(key)
    const { doJob } = this.#taker
    const done = (async () => doJob(job, waiting.earlier))()
    done.then(outcome.resolve, outcome.reject)
    const ended = done.catch(() => undefined).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, ended)
    await ended
  }
}

function start({ urgent, usual }: Queues, atOnce: number): void {
  for (const queue of [urgent, usual]) {
    queue.concurrency = atOnce
    queue.start()
  }
}

const stopped = () =>
  new DragomanError('STOPPED', 'Stopped before this edition was begun.', {
    fix: 'Run again: it goes on where it stopped.',
  })
