import { DragomanError, messageOf } from '../../article/errors.ts'
import type { Ledger } from '../../memory/ledger.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Budget } from '../budget.ts'
import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import type { Priorities } from '../priority.ts'
import type { Account } from '../queue/account.ts'
import { again, type Lane, type Waiting } from '../queue/lane.ts'
import { isRetryable, RETRY_DEFAULTS, type RetryPolicy, retryAfter, withRetry } from '../queue/retry.ts'
import { type Priority, Yielded } from '../queue/waiters.ts'
import { nextAttempt } from '../wire/attempt.ts'
import { admit, type SentAs, stoppedError } from './admission.ts'
import { divide } from './divide.ts'
import { pack } from './pack.ts'
import { type ReplyPorts, readBatchReply } from './reply.ts'
import { type Answer, isOutage, sendOnce } from './request.ts'

/**
 * What becomes of a batch that has a place at its account: it waits for leave to go, is sent, repeated, halved, refused,
 * or put back. One reply is one transaction into memory, and only then anybody's text.
 */
export interface SendPorts extends ReplyPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly ledger: (locale: string) => Ledger
  readonly budget: Budget
  readonly retry?: RetryPolicy
  readonly timeoutMs?: number
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
}

/** What a batch needs of the dispatcher it comes from. */
interface Sender {
  readonly priorities: Priorities
  readonly stopping: AbortSignal
  stop(): void
  /** An attempt's next rung. */
  place(route: Route, waiting: Waiting): void
}

const ATTEMPT_TIMEOUT_MS = 60_000

/** Where another provider can serve, an outage is waited through for some seconds only. */
const STAND_IN_ATTEMPTS = 4

/** Of a text alone: the whole batch has had its repetitions already. A part of several is divided instead. */
const ALONE_ATTEMPTS = 3

/** One text is answered in less. */
const PROBE_TIMEOUT_MS = 20_000

/** How a batch or a part of one is sent. */
interface Manner {
  readonly retry: RetryPolicy
  readonly priority: Priority
  readonly timeoutMs: number
  readonly sentAs: SentAs
}

/** @returns what delivers a batch; it never rejects. */
export function batchSender(ports: SendPorts, { priorities, stopping, stop, place }: Sender) {
  const timeoutMs = ports.timeoutMs ?? ATTEMPT_TIMEOUT_MS

  const usually = ({ hasStandIn }: Route): Manner => {
    const policy = ports.retry ?? RETRY_DEFAULTS
    const attempts = hasStandIn ? Math.min(policy.attempts, STAND_IN_ATTEMPTS) : policy.attempts
    return { retry: { ...policy, attempts }, priority: 'usual', timeoutMs, sentAs: 'whole' }
  }

  /** Of a batch that is being divided. */
  const partly = (route: Route, part: readonly Waiting[], sentAs: 'part' | 'probe'): Manner => {
    const { retry } = usually(route)
    const isProbe = sentAs === 'probe'
    const attemptsInOutage = isProbe || part.length > 1 ? 1 : ALONE_ATTEMPTS
    return {
      retry: { ...retry, attemptsInOutage },
      priority: 'stays',
      timeoutMs: isProbe ? Math.min(timeoutMs, PROBE_TIMEOUT_MS) : timeoutMs,
      sentAs,
    }
  }

  /** One batch over the wire. Whatever happens, each of its attempts is settled or on its next rung. */
  const send = async (account: Account, lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    const { route } = lane
    const since = ports.clock.now()
    const error = await deliver(account, lane, batch, usually(route))
    if (error === undefined) return
    const giveUp = (part: readonly Waiting[], why: DragomanError) => fail(account, route, part, why)
    // While the breaker is open the next provider serves.
    if (isOutage(error.failure) && route.hasStandIn && account.breaker.isOpen) return giveUp(batch, error)
    await divide(batch, error, {
      account,
      lane,
      since,
      deliver: (part, sentAs) => deliver(account, lane, part, partly(route, part, sentAs)),
      giveUp,
      failAlone: (only, why) => failAlone(route, only, why),
    })
  }

  /** @returns why the batch failed, where a part of it may fare better; undefined: all of it is settled */
  const deliver = async (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    manner: Manner,
  ): Promise<ProviderError | undefined> => {
    try {
      await settle(lane, batch, await ask(account, lane, batch, manner))
    } catch (error) {
      if (error instanceof Yielded) putBack(account, lane, batch)
      else if (isDivisible(error) && !account.signalFor(lane.route).aborted) return error
      else fail(account, lane.route, batch, error)
    }
    return undefined
  }

  /** Unless nobody is going to be served any more. */
  const putBack = (account: Account, lane: Lane, batch: readonly Waiting[]) => {
    const error = account.whyEnded(lane.route) ?? (stopping.aborted ? stoppedError() : undefined)
    if (error === undefined) lane.putBack(batch)
    else refuse(batch, error)
  }

  /** Refuses a batch; and, where its failure is the provider's and not its own, whatever else waits for the provider. */
  const fail = (account: Account, route: Route, batch: readonly Waiting[], error: unknown) => {
    refuse(batch, reasonOf(error, stopping))
    if (error instanceof ProviderError && !stopping.aborted) {
      if (route.hasStandIn && isRetryable(error.failure)) {
        if (!account.breaker.isOpen) account.breaker.trip(retryAfter(error.failure))
        for (const lane of account.lanes) if (lane.route.hasStandIn) refuse(lane.clear(), error)
      } else if (account.whyEnded(route) === undefined) account.end(error)
    }
    for (const lane of account.lanes) {
      const ended = account.whyEnded(lane.route)
      if (ended !== undefined) refuse(lane.clear(), ended)
    }
  }

  const failAlone = (route: Route, only: Waiting, error: ProviderError) => {
    const next = only.attempt.mime === 'text' ? undefined : nextAttempt(only.attempt, route)
    if (next === undefined) refuse([only], error)
    else place(route, again(only, next))
  }

  const ask = (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    { retry: policy, priority: ofManner, timeoutMs, sentAs }: Manner,
  ): Promise<Answer> => {
    const { route } = lane
    const { budget, clock, random } = ports
    const ledger = ports.ledger(route.target)
    const request = pack(batch, lane, timeoutMs)
    const priority = isUrgent(batch) ? 'urgent' : ofManner
    const onUncertain = () => priorities.charge(route, batch)
    return withRetry(
      () => admit({ route, charge: request.charge, priority, sentAs }, account, budget),
      (grant) => sendOnce(request, grant, account, { ledger, budget, keep, sentAs, onUncertain }),
      {
        policy,
        clock,
        random,
        signal: account.signalFor(route),
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
    priorities.charge(route, batch)
    const { rows, failed, results } = await readBatchReply(batch, reply, route, ports, Date.now())
    await keep(() => ports.ledger(route.target).settle(intent, 'answered', rows, failed))
    for (const result of results) {
      if (result.kind === 'again') place(route, result.waiting)
      else result.waiting.resolve(result.translation)
    }
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

  return send
}

const isUrgent = (batch: readonly Waiting[]): boolean => batch.some(({ demand }) => demand.isUrgent)

function refuse(batch: readonly Waiting[], error: DragomanError): void {
  for (const waiting of batch) waiting.resolve({ ok: false, error })
}

/** May it be that only some of the texts cannot be served? */
const isDivisible = (error: unknown): error is ProviderError =>
  error instanceof ProviderError &&
  (isOutage(error.failure) || error.failure.kind === 'invalid' || error.failure.kind === 'tooLarge')

/** A request that would have been repeated or divided, had the run not been stopped, is a stop and no failure. */
const reasonOf = (thrown: unknown, stopping: AbortSignal): DragomanError =>
  stopping.aborted && thrown instanceof ProviderError && (isRetryable(thrown.failure) || isDivisible(thrown))
    ? stoppedError()
    : asDragomanError(thrown)

export const asDragomanError = (thrown: unknown): DragomanError =>
  thrown instanceof DragomanError
    ? thrown
    : new DragomanError('TRANSLATION_FAILED', messageOf(thrown), {
        fix: 'Run again; what was bought is kept.',
        cause: thrown,
      })

const unkept = (cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `A translation could not be written down: ${messageOf(cause)}`, {
    fix: 'Free disk space or mend the state folder, then run again.',
    cause,
  })
