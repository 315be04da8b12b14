import { DragomanError, messageOf } from '../article/errors.ts'
import type { Memory } from '../memory/memory.ts'
import type { Provider } from '../providers/provider.ts'
import { ProviderError } from '../providers/provider-error.ts'
import { type Account, openAccount } from './account.ts'
import type { Budget } from './budget.ts'
import type { Buyer, FeederState } from './buyer.ts'
import { codePoints } from './characters.ts'
import type { Clock } from './clock.ts'
import { openErrands } from './errands.ts'
import type { Gap, Purchase, Route } from './gap.ts'
import { again, type Demand, type Lane, tooLarge, type Waiting } from './lane.ts'
import { type Standing, SteppedBack } from './line.ts'
import { firstOrder, nextOrder } from './order.ts'
import { pack } from './parcel.ts'
import { openPurchases } from './purchases.ts'
import { type ReceiptPorts, readReceipt } from './receipt.ts'
import { type Answer, admit, isOutage, isUnsendable, outOfService, request, stoppedError } from './request.ts'
import { isRetryable, RETRY_DEFAULTS, type RetryPolicy, retryAfter, withRetry } from './retry.ts'
import { nextLane, requestsDue } from './turns.ts'

export type { FeederState } from './buyer.ts'
export { codePoints } from './characters.ts'

/**
 * The dispatcher: gaps in, purchases out. Gaps of one route wait in a lane until a batch is full, or until the
 * feeders say that no more is coming; then a request takes them, as the account's queue and quota allow. One
 * reply is one transaction into memory, and only then anybody's text.
 */
export interface DispatchPorts extends ReceiptPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly memory: (locale: string) => Memory
  readonly budget: Budget
  readonly retry?: RetryPolicy
  readonly timeoutMs?: number
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
}

const ATTEMPT_TIMEOUT_MS = 60_000

/** Where another provider can serve, an outage is waited through for some seconds only. */
const STAND_IN_ATTEMPTS = 4

/** The whole batch has had its repetitions already. */
const DIVIDED_ATTEMPTS = 3

export function dispatcher(ports: DispatchPorts): Buyer {
  const stopping = new AbortController()
  const accounts = new Map<Provider, Account>()
  const errands = openErrands()
  let feeders: FeederState = 'feeding'
  let isPumpDue = false
  let isReorderDue = false

  const accountOf = (provider: Provider): Account => {
    const known = accounts.get(provider)
    if (known !== undefined) return known
    const account = openAccount(provider, ports.clock, stopping.signal)
    accounts.set(provider, account)
    return account
  }

  const order = (route: Route, gap: Gap, demand: Demand) =>
    new Promise<Purchase>((resolve) => {
      const first = firstOrder(gap, route)
      place(route, { order: first, characters: codePoints(first.texts), demand, resolve })
    })

  const place = (route: Route, waiting: Waiting) => {
    const account = accountOf(route.provider)
    const error = whyClosed(account, route) ?? tooLarge(waiting.order, route.provider)
    if (error !== undefined) return waiting.resolve({ ok: false, error })
    const lane = account.laneOf(route, waiting.order)
    lane.add(waiting)
    while (lane.queued < lane.fullBatches) queueSend(account, lane)
    if (feeders !== 'feeding' || waiting.demand.isUrgent) pumpSoon()
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
      for (const account of accounts.values()) pump(account, hasNewOrder)
    })
  }

  const pump = (account: Account, hasNewOrder: boolean) => {
    for (const lane of account.lanes) {
      if (hasNewOrder) lane.reorder()
      while (lane.queued < requestsDue(lane, feeders)) queueSend(account, lane)
    }
    // What has become urgent may itself be among those who wait for leave to go.
    if (hasNewOrder || (account.isFull && account.lanes.some((lane) => lane.isUrgent))) account.line.makeWay()
  }

  /**
   * Whose turn it is is settled when the turn comes: a slow locale takes no more places than the others while they too
   * have something to send.
   */
  const queueSend = (account: Account, lane: Lane) => {
    lane.queued++
    void account.queue.add(() => sendNext(account))
  }

  const sendNext = async (account: Account) => {
    const lane = nextLane(account.lanes)
    if (lane === undefined) return
    lane.queued--
    const batch = lane.take(lane.isUrgent ? account.quota.room : 0)
    if (batch.length > 0) {
      lane.inFlight++
      await send(account, lane, batch, patience(lane.route), 'usual')
      lane.inFlight--
      pumpSoon()
    }
    account.forget(lane)
  }

  const patience = ({ hasStandIn }: Route): RetryPolicy => {
    const policy = ports.retry ?? RETRY_DEFAULTS
    return hasStandIn ? { ...policy, attempts: Math.min(policy.attempts, STAND_IN_ATTEMPTS) } : policy
  }

  /** One batch over the wire. Whatever happens, each of its orders is settled or on its next rung. */
  const send = async (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    retry: RetryPolicy,
    standing: Standing,
  ): Promise<void> => {
    const started = ports.clock.now()
    try {
      await settle(lane, batch, await ask(account, lane, batch, retry, standing))
    } catch (error) {
      if (error instanceof SteppedBack) {
        lane.putBack(batch)
        return queueSend(account, lane)
      }
      if (error instanceof ProviderError) {
        const othersFare = (account.answeredAt ?? Number.NEGATIVE_INFINITY) >= started
        if (isPoison(error) || (isOutage(error.failure) && othersFare && !stopping.signal.aborted))
          return divide(account, lane, batch, error)
      }
      refuse(batch, reasonOf(error, stopping.signal))
      if (isUnsendable(error)) halt(account, error)
      if (error instanceof ProviderError && !stopping.signal.aborted) close(account, lane.route, error)
    }
  }

  /** What no repetition mends ends the account for this run, and so does an outage that outlasted all patience. */
  const close = (account: Account, { hasStandIn }: Route, error: ProviderError) => {
    const { failure } = error
    if (!hasStandIn || !isRetryable(failure)) return halt(account, error)
    if (!account.breaker.isOpen) account.breaker.trip(retryAfter(failure))
    for (const lane of account.lanes) if (lane.route.hasStandIn) refuse(lane.clear(), error)
  }

  const ask = (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    policy: RetryPolicy,
    usual: Standing,
  ): Promise<Answer> => {
    const { route } = lane
    const { budget, clock, random } = ports
    const memory = ports.memory(route.target)
    const parcel = pack(batch, lane, ports.timeoutMs ?? ATTEMPT_TIMEOUT_MS)
    return withRetry(
      () => admit(parcel.charge, account, route, budget, isUrgent(batch) ? 'urgent' : usual),
      (grant) => request(parcel, grant, account, { memory, budget, keep }),
      {
        policy,
        clock,
        random,
        signal: account.signal,
        isHopeless: () => clock.now() - (account.breaker.openSince ?? clock.now()) > policy.deadlineMs,
        onRetry: (error, waitMs) => ports.onRetry?.(route.provider.name, error, waitMs),
      },
    )
  }

  const settle = async (
    { route }: Lane,
    batch: readonly Waiting[],
    { reply, intent }: Answer,
  ): Promise<void> => {
    errands.charge(route, batch)
    const { rows, results } = await readReceipt(batch, reply, route, ports, Date.now())
    await keep(() => ports.memory(route.target).settle(intent, 'answered', rows))
    for (const result of results) {
      if (result.kind === 'again') place(route, result.waiting)
      else result.waiting.resolve(result.purchase)
    }
  }

  /**
   * A batch that the provider rejects as such is halved until the culprit stands alone; so is one that it fails at
   * again and again while it answers others.
   */
  const divide = async (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    error: ProviderError,
  ): Promise<void> => {
    const [only] = batch
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2)
      const retry = { ...(ports.retry ?? RETRY_DEFAULTS), attempts: DIVIDED_ATTEMPTS }
      await send(account, lane, batch.slice(0, half), retry, 'stays')
      await send(account, lane, batch.slice(half), retry, 'stays')
      return
    }
    const next =
      only !== undefined && only.order.mime !== 'text' ? nextOrder(only.order, lane.route) : undefined
    if (only !== undefined && next !== undefined) place(lane.route, again(only, next))
    else refuse(batch, error)
  }

  const halt = (account: Account, error: DragomanError) => {
    account.halt(error)
    for (const lane of account.lanes) refuse(lane.clear(), error)
  }

  const stop = () => {
    stopping.abort()
    for (const account of accounts.values())
      for (const lane of account.lanes) refuse(lane.clear(), stoppedError())
  }

  /** What cannot be kept must not be bought: a memory that fails stops the run. */
  const keep = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write()
    } catch (cause) {
      stop()
      throw unkept(cause)
    }
  }

  const purchases = openPurchases(errands.isUrgent, () => {
    isReorderDue = true
    pumpSoon()
  })

  return {
    buy: (route, gap) => purchases.join(gap, (demand) => order(route, gap, demand)),
    hasten(articles) {
      const errand = errands.begin(articles)
      purchases.review()
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

const isUrgent = (batch: readonly Waiting[]): boolean => batch.some(({ demand }) => demand.isUrgent)

function refuse(batch: readonly Waiting[], error: DragomanError): void {
  for (const waiting of batch) waiting.resolve({ ok: false, error })
}

const isPoison = ({ failure }: ProviderError) => failure.kind === 'invalid' || failure.kind === 'tooLarge'

/** A request that would have been repeated, had the run not been stopped, is a stop and no outage. */
function reasonOf(thrown: unknown, stopping: AbortSignal): DragomanError {
  if (thrown instanceof ProviderError && stopping.aborted && isRetryable(thrown.failure))
    return stoppedError()
  if (thrown instanceof DragomanError) return thrown
  return new DragomanError('TRANSLATION_FAILED', messageOf(thrown), {
    fix: 'Run again; what was bought is kept.',
    cause: thrown,
  })
}

const unkept = (cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `A purchase could not be written down: ${messageOf(cause)}`, {
    fix: 'Free disk space or mend the state folder, then run again.',
    cause,
  })
