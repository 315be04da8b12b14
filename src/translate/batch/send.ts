import { DragomanError, messageOf } from '../../article/errors.ts'
import type { Ledger } from '../../memory/ledger.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Budget } from '../budget.ts'
import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import type { Priorities } from '../priority.ts'
import type { Account } from '../queue/account.ts'
import { again, type Lane, type Waiting } from '../queue/lane.ts'
import { isRetryable, retryAfter, withRetry } from '../queue/retry.ts'
import { Yielded } from '../queue/waiters.ts'
import { nextAttempt } from '../wire/attempt.ts'
import { admit, stoppedError } from './admission.ts'
import { divide } from './divide.ts'
import { type Manner, type MannerSettings, mannerOfBatch, mannerOfPart } from './manner.ts'
import { pack } from './pack.ts'
import { type ReplyPorts, readBatchReply } from './reply.ts'
import { type Answer, isOutage, sendOnce } from './request.ts'

/**
 * What becomes of a batch whose request has a slot: it is admitted, sent, repeated, divided, refused, or put back into its
 * lane. One reply is one transaction into memory, and only then any article's text.
 */
export interface SendPorts extends ReplyPorts, MannerSettings {
  readonly clock: Clock
  readonly random: () => number
  readonly ledger: (locale: string) => Ledger
  readonly budget: Budget
  /** Asked before the first request; false ends the run. */
  readonly mayBuy?: () => Promise<boolean>
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
}

/** What a batch needs of the dispatcher it comes from. */
interface Sender {
  readonly priorities: Priorities
  readonly stopping: AbortSignal
  stop(): void
  /** Puts an attempt's next rung into a lane. */
  queueUp(route: Route, waiting: Waiting): void
}

/** @returns what sends a batch, and never rejects */
export function batchSender(ports: SendPorts, { priorities, stopping, stop, queueUp }: Sender) {
  /** One batch over the wire. Whatever happens, each of its attempts is settled or on its next rung. */
  const send = async (account: Account, lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    const { route } = lane
    const since = ports.clock.now()
    const error = await trySend(account, lane, batch, mannerOfBatch(route, ports))
    if (error === undefined) return
    const giveUp = (part: readonly Waiting[], why: DragomanError) => fail(account, route, part, why)
    // While the breaker is open the next provider serves.
    if (isOutage(error.failure) && route.hasStandIn && account.breaker.isOpen) return giveUp(batch, error)
    await divide(batch, error, {
      account,
      lane,
      since,
      send: (part, sentAs) => trySend(account, lane, part, mannerOfPart(route, part.length, sentAs, ports)),
      giveUp,
      failAlone: (only, why) => failAlone(route, only, why),
    })
  }

  /** @returns why the batch failed, where a part of it may fare better; undefined: all of it is settled */
  const trySend = async (
    account: Account,
    lane: Lane,
    batch: readonly Waiting[],
    manner: Manner,
  ): Promise<ProviderError | undefined> => {
    try {
      if (ports.mayBuy !== undefined && !(await ports.mayBuy())) {
        stop()
        throw stoppedError()
      }
      await settle(lane, batch, await ask(account, lane, batch, manner))
    } catch (error) {
      if (error instanceof Yielded) putBack(account, lane, batch)
      else if (isDivisible(error) && !account.signalFor(lane.route).aborted) return error
      else fail(account, lane.route, batch, error)
    }
    return undefined
  }

  /** Into its lane, unless its pair has ended or the run is stopped. */
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
    else queueUp(route, again(only, next))
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
      if (result.kind === 'again') queueUp(route, result.waiting)
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
    place: cause instanceof DragomanError ? cause.place : undefined,
    cause,
  })
