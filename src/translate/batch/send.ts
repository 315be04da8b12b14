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
import { type Standing, Yielded } from '../queue/waiters.ts'
import { nextAttempt } from '../wire/attempt.ts'
import { pack } from './pack.ts'
import { type ReplyPorts, readBatchReply } from './reply.ts'
import { type Answer, admit, isOutage, isUnsendable, sendOnce, stoppedError } from './request.ts'

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

/** The whole batch has had its repetitions already. */
const DIVIDED_ATTEMPTS = 3

/** @returns what delivers a batch; it never rejects. */
export function batchSender(ports: SendPorts, { priorities, stopping, stop, place }: Sender) {
  const patience = ({ hasStandIn }: Route): RetryPolicy => {
    const policy = ports.retry ?? RETRY_DEFAULTS
    return hasStandIn ? { ...policy, attempts: Math.min(policy.attempts, STAND_IN_ATTEMPTS) } : policy
  }

  /** One batch over the wire. Whatever happens, each of its attempts is settled or on its next rung. */
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
      if (error instanceof Yielded) return putBack(account, lane, batch)
      if (error instanceof ProviderError) {
        const othersFare = (account.answeredAt ?? Number.NEGATIVE_INFINITY) >= started
        if (isPoison(error) || (isOutage(error.failure) && othersFare && !stopping.aborted))
          return divide(account, lane, batch, error)
        // Other pairs of this account may fare better.
        if (error.failure.kind === 'pair') return refuse(batch, error)
      }
      refuse(batch, reasonOf(error, stopping))
      if (isUnsendable(error)) halt(account, error)
      if (error instanceof ProviderError && !stopping.aborted) close(account, lane.route, error)
    }
  }

  /** Unless nobody is going to be served any more. */
  const putBack = ({ halted }: Account, lane: Lane, batch: readonly Waiting[]) => {
    const error = halted ?? (stopping.aborted ? stoppedError() : undefined)
    if (error === undefined) lane.putBack(batch)
    else refuse(batch, error)
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
    const ledger = ports.ledger(route.target)
    const request = pack(batch, lane, ports.timeoutMs ?? ATTEMPT_TIMEOUT_MS)
    return withRetry(
      () => admit(request.charge, account, route, budget, isUrgent(batch) ? 'urgent' : usual),
      (grant) => sendOnce(request, grant, account, { ledger, budget, keep }),
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
    priorities.charge(route, batch)
    const { rows, results } = await readBatchReply(batch, reply, route, ports, Date.now())
    await keep(() => ports.ledger(route.target).settle(intent, 'answered', rows))
    for (const result of results) {
      if (result.kind === 'again') place(route, result.waiting)
      else result.waiting.resolve(result.translation)
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
      only !== undefined && only.attempt.mime !== 'text' ? nextAttempt(only.attempt, lane.route) : undefined
    if (only !== undefined && next !== undefined) place(lane.route, again(only, next))
    else refuse(batch, error)
  }

  const halt = (account: Account, error: DragomanError) => {
    account.halt(error)
    for (const lane of account.lanes) refuse(lane.clear(), error)
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

  return (account: Account, lane: Lane, batch: readonly Waiting[]): Promise<void> =>
    send(account, lane, batch, patience(lane.route), 'usual')
}

const isUrgent = (batch: readonly Waiting[]): boolean => batch.some(({ demand }) => demand.isUrgent)

function refuse(batch: readonly Waiting[], error: DragomanError): void {
  for (const waiting of batch) waiting.resolve({ ok: false, error })
}

const isPoison = ({ failure }: ProviderError) => failure.kind === 'invalid' || failure.kind === 'tooLarge'

/** A request that would have been repeated, had the run not been stopped, is a stop and no outage. */
const reasonOf = (thrown: unknown, stopping: AbortSignal): DragomanError =>
  thrown instanceof ProviderError && stopping.aborted && isRetryable(thrown.failure)
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
