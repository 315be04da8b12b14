import type { Clock } from '../../translate/clock.ts'
import type { Outbox, WaitingEvent } from './outbox.ts'
import type { Post, Posted } from './post.ts'

/*
 * Delivery runs beside the night, in rounds: the earliest events of some editions are posted together, and the next round
 * begins when all have their answer. An edition has one event in a round, so that none overtakes another. An event that
 * failed rests, for longer each time, and the events of other editions go before it. Where the receiver is out of service,
 * everything pauses, and one event at a time finds out whether it is back.
 */

export interface DeliveryPorts {
  readonly outbox: Outbox
  readonly post: Post
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** The outbox cannot be read: nothing is posted any more. */
  readonly onTrouble: (error: unknown) => void
}

export interface Unfinished {
  readonly waiting: number
  /** For people: “HTTP 503”. */
  readonly why: string
}

const EVENTS_AT_ONCE = 8
/** Receivers have the least that the specification recommends; one that wants to do more answers before it does. */
const ATTEMPT_MS = { least: 1_000, most: 15_000 }
/** Where so many have failed, more would as well: memory holds no more of them. */
const RESTING_AT_MOST = 64
/** Another process may have noted something: a person's withdrawal. */
const LOOK_AGAIN_MS = 5_000
const BACK_OFF_MS = { least: 1_000, most: 60_000 }

interface Attempt {
  readonly event: WaitingEvent
  /** How many attempts at it have failed. */
  readonly failures: number
}

interface Resting extends Attempt {
  /** By the clock. */
  readonly until: number
}

export class Delivery {
  readonly #ports: DeliveryPorts
  /** By the place of the event. */
  readonly #resting = new Map<number, Resting>()
  /** Rounds, one after the other, in which every attempt failed as in an outage. */
  #outages = 0
  #pausedUntil = 0
  #deadline = Number.POSITIVE_INFINITY
  #why = 'there was no time left'
  /** Why nothing is posted any more. */
  #end: 'gone' | 'unreadable' | 'stopped' | undefined
  #isUnderWay = false
  #rounds: Promise<void> = Promise.resolve()
  #woken = new AbortController()

  constructor(ports: DeliveryPorts) {
    this.#ports = ports
  }

  /** There may be something to deliver. */
  wake(): void {
    this.#woken.abort()
    if (this.#isUnderWay) return
    this.#isUnderWay = true
    this.#rounds = this.#deliver()
  }

  /** Resolves when nothing waits, or after `patienceMs` and what is under way then. @returns why something still waits */
  async finish(patienceMs: number): Promise<Unfinished | undefined> {
    this.#deadline = this.#ports.clock.now() + patienceMs
    this.wake()
    await this.#rounds
    if (this.#end === 'unreadable') return undefined
    const waiting = await this.#ports.outbox.count()
    return waiting === 0 ? undefined : { waiting, why: this.#why }
  }

  /** Posts nothing more; resolves when what is under way has its answer. */
  async stop(): Promise<void> {
    this.#end ??= 'stopped'
    this.#woken.abort()
    await this.#rounds
  }

  async #deliver(): Promise<void> {
    try {
      while (this.#end === undefined && (await this.#step()));
    } catch (error) {
      this.#end = 'unreadable'
      this.#ports.onTrouble(error)
    } finally {
      this.#isUnderWay = false
    }
  }

  /** A round, or the wait for the next one. @returns false: there is a deadline, and nothing that could be done before it */
  async #step(): Promise<boolean> {
    const { clock } = this.#ports
    const woken = new AbortController()
    this.#woken = woken
    if (clock.now() >= this.#deadline) return false
    const attempts = await this.#chosen()
    if (attempts.length > 0) {
      await this.#round(attempts)
      return true
    }
    if (woken.signal.aborted) return true
    const next = this.#nextMoment()
    // Where nothing rests and there is a deadline, nothing is to come.
    if (this.#deadline !== Number.POSITIVE_INFINITY && next >= this.#deadline) return false
    await clock.sleep(Math.min(next - clock.now(), LOOK_AGAIN_MS), woken.signal)
    return true
  }

  async #chosen(): Promise<readonly Attempt[]> {
    const { outbox, clock } = this.#ports
    if (clock.now() < this.#pausedUntil) return []
    const atMost = this.#outages === 0 ? EVENTS_AT_ONCE : 1
    const mayTakeMore = this.#resting.size < RESTING_AT_MOST
    const fresh = mayTakeMore ? await outbox.next(atMost, [...this.#resting.keys()]) : []
    const rested = [...this.#resting.values()].filter(({ until }) => until <= clock.now())
    return [...fresh.map((event) => ({ event, failures: 0 })), ...rested].slice(0, atMost)
  }

  /** When something can be posted, by the clock; infinite where nothing rests. */
  #nextMoment(): number {
    if (this.#ports.clock.now() < this.#pausedUntil) return this.#pausedUntil
    return Math.min(...Array.from(this.#resting.values(), ({ until }) => until))
  }

  async #round(attempts: readonly Attempt[]): Promise<void> {
    const { clock, post } = this.#ports
    const timeLeft = Math.max(ATTEMPT_MS.least, this.#deadline - clock.now())
    const timeoutMs = Math.min(ATTEMPT_MS.most, timeLeft)
    const answers = await Promise.all(attempts.map(({ event }) => post(event, timeoutMs)))
    for (const [nth, attempt] of attempts.entries()) await this.#settle(attempt, answers[nth]!)
    const failed = answers.filter((answer) => answer.kind === 'failed')
    const isOut = failed.length === answers.length && failed.every(({ isOutage }) => isOutage)
    this.#outages = isOut ? this.#outages + 1 : 0
    const askedMs = Math.max(0, ...failed.map(({ retryAfterMs }) => retryAfterMs))
    this.#pausedUntil = clock.now() + Math.max(askedMs, isOut ? this.#backOffMs(this.#outages) : 0)
  }

  async #settle({ event, failures }: Attempt, posted: Posted): Promise<void> {
    const { outbox, clock } = this.#ports
    switch (posted.kind) {
      case 'delivered':
        await outbox.delivered(event.place)
        this.#resting.delete(event.place)
        break
      case 'gone':
        this.#end ??= 'gone'
        this.#why = 'it wants no more of them (HTTP 410)'
        break
      case 'failed': {
        if (this.#end === undefined) this.#why = posted.why
        const waitMs = Math.max(this.#backOffMs(failures + 1), posted.retryAfterMs)
        this.#resting.set(event.place, { event, failures: failures + 1, until: clock.now() + waitMs })
        break
      }
      default:
        posted satisfies never
    }
  }

  /** Random, so that many programs that failed at once do not come back at once. @param failures from 1 */
  #backOffMs(failures: number): number {
    const mostMs = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.least * 2 ** (failures - 1))
    return mostMs * (0.5 + this.#ports.random() / 2)
  }
}
