import { DragomanError, messageOf } from '../../article/errors.ts'
import type { Price } from '../../config/prices.ts'
import type { Ledger, Outcome } from '../../memory/ledger.ts'
import type {
  Failure,
  LanguagePair,
  Provider,
  TranslationReply,
  TranslationRequest,
} from '../../providers/provider.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Budget, Charge } from '../budget.ts'
import type { Route } from '../gap.ts'
import type { Account } from '../queue/account.ts'
import type { Call } from '../queue/first-calls.ts'
import type { Grant } from '../queue/quota.ts'
import { type Standing, type Waiter, Yielded } from '../queue/waiters.ts'

/**
 * One request over the wire. Before it: the budget, the quota, a line in the ledger. After it: the outcome in
 * that line, unless it was answered; then the line is settled together with what was bought.
 */
export interface BatchRequest extends TranslationRequest {
  /** How many segments the texts belong to, for the ledger. */
  readonly segments: number
  /** Unicode code points of all texts, and what they cost at most. */
  readonly charge: Charge
  readonly price: Price | undefined
  /** Code points by the article that asked for them, for the ledger. */
  readonly shares: ReadonlyMap<string, number>
}

export interface Answer {
  readonly reply: TranslationReply
  /** The ledger's line, still without an outcome. */
  readonly intent: number
  readonly characters: number
}

export interface RequestPorts {
  readonly ledger: Ledger
  readonly budget: Budget
  /** What cannot be written down must not be bought: a write that fails stops the run. */
  readonly keep: <T>(write: () => Promise<T>) => Promise<T>
  readonly sentAs: SentAs
  /** Told of a request that was not answered and may have been billed all the same. */
  readonly onUncertain: () => void
}

/** How long a request that nobody answered may still travel before the provider books it, milliseconds. */
const LATE_ARRIVAL_MS = 10_000

/** What asks for leave to send, and how. */
export interface Admission {
  readonly route: Route
  readonly charge: Charge
  readonly standing: Standing
  readonly sentAs: SentAs
}

/**
 * A `part` of a batch that is being divided may fail because of its texts: its outage does not count at the breaker. A
 * `probe` is to tell whether the provider is there at all, and goes though the breaker is open.
 */
export type SentAs = 'whole' | 'part' | 'probe'

/**
 * Waits for leave to send: the breaker's, where nobody else can serve; then that of the first calls, then the budget's,
 * before the quota's, since what cannot be paid for must not queue.
 * @throws DragomanError BUDGET_SPENT, STOPPED, what ended the pair or account, or that it is out of service; Yielded.
 */
export async function admit(admission: Admission, account: Account, budget: Budget): Promise<Grant> {
  const waiter = account.waiters.enter(admission.standing, account.signalFor(admission.route))
  try {
    return await admitted(admission, account, budget, waiter)
  } finally {
    waiter.leave()
  }
}

async function admitted(
  { route, charge, sentAs }: Admission,
  account: Account,
  budget: Budget,
  { signal, standing }: Waiter,
): Promise<Grant> {
  const { breaker, firstCalls, quota } = account
  if (sentAs === 'probe') breaker.probe()
  else if (!(await breaker.turn(!route.hasStandIn, signal)))
    throw signal.aborted ? whyNot(account, route) : outOfService(account.provider)
  let call: Call | undefined
  try {
    call = await firstCalls.turn(route, signal)
    if (call === undefined || signal.aborted) throw whyNot(account, route)
    await budget.reserve(charge)
    const grant = await quota.acquire(charge.characters, signal, standing === 'urgent')
    if (grant !== undefined) return withCall(grant, call)
    await budget.giveBack(charge)
    throw whyNot(account, route)
  } catch (error) {
    call?.end()
    breaker.note('undone')
    throw error
  }
}

const withCall = (grant: Grant, call: Call): Grant => ({
  release(lateMs) {
    grant.release(lateMs)
    call.end()
  },
})

/** One attempt. @throws ProviderError; DragomanError when the run was stopped meanwhile. */
export async function sendOnce(
  request: BatchRequest,
  grant: Grant,
  account: Account,
  { ledger, budget, keep, sentAs, onUncertain }: RequestPorts,
): Promise<Answer> {
  const { provider, quota, breaker } = account
  const { segments, charge, price, shares } = request
  const { characters } = charge
  let lateMs = 0
  try {
    const sentAt = Date.now()
    const bill = { provider: provider.kind, model: provider.model, segments, characters, shares, sentAt }
    const cost = { micros: price && charge.micros, currency: price?.currency ?? '' }
    const intent = await keep(() => ledger.intend({ ...bill, ...cost }))
    const book = async (outcome: Outcome) => {
      if (outcome === 'rejected') await budget.giveBack(charge)
      else onUncertain()
      await keep(() => ledger.settle(intent, outcome, []))
    }
    if (account.signalFor(request).aborted) {
      breaker.note('undone')
      await book('rejected')
      throw whyNot(account, request)
    }
    try {
      const reply = await answer(provider, request)
      account.noteAnswer(request)
      return { reply, intent, characters }
    } catch (thrown) {
      if (isUnsendable(thrown)) {
        account.end(thrown)
        breaker.note('undone')
        await book('rejected')
        throw thrown
      }
      const error = asProviderError(provider, thrown)
      const { failure } = error
      if (failure.kind === 'pair') account.endPair(request, error)
      if (failure.kind === 'auth' || failure.kind === 'quota') account.end(error)
      breaker.note(isOutage(failure) ? (sentAs === 'part' ? 'undone' : 'failed') : 'succeeded')
      if (failure.kind === 'rate' || failure.kind === 'unavailable') quota.block(failure.retryAfterMs ?? 0)
      if (failure.kind === 'timeout' || failure.kind === 'unavailable') lateMs = LATE_ARRIVAL_MS
      await book(outcomeOf(failure))
      throw error
    }
  } finally {
    grant.release(lateMs)
  }
}

async function answer(
  provider: Provider,
  { source, target, mime, texts, neighbours, timeoutMs }: BatchRequest,
): Promise<TranslationReply> {
  const asked = { source, target, mime, texts, timeoutMs }
  const reply = await provider.translate(neighbours === undefined ? asked : { ...asked, neighbours })
  if (reply.texts.length === texts.length) return reply
  const problem = `${reply.texts.length} texts came back for ${texts.length}.`
  throw new ProviderError(provider.name, { kind: 'invalid' }, problem)
}

/** Does it say that the provider is out of service, and not that this text or this pace is wrong? */
export const isOutage = ({ kind }: Failure): boolean => kind === 'unavailable' || kind === 'timeout'

/** A time-out or a cut connection may have been booked; a refusal was not. */
function outcomeOf(failure: Failure): Outcome {
  switch (failure.kind) {
    case 'timeout':
    case 'unavailable':
    case 'invalid':
      return 'unknown'
    case 'rate':
    case 'quota':
    case 'auth':
    case 'pair':
    case 'tooLarge':
      return 'rejected'
  }
}

/** No request was made, and none can be in this run: credentials are missing, the configuration is wrong. */
const isUnsendable = (thrown: unknown): thrown is DragomanError =>
  thrown instanceof DragomanError &&
  (thrown.code === 'CREDENTIAL_MISSING' || thrown.code === 'CONFIG_INVALID')

function asProviderError(provider: Provider, thrown: unknown): ProviderError {
  if (thrown instanceof ProviderError) return thrown
  return new ProviderError(provider.name, { kind: 'unavailable' }, messageOf(thrown), thrown)
}

export const outOfService = (provider: Provider): ProviderError =>
  new ProviderError(
    provider.name,
    { kind: 'unavailable' },
    'out of service at present; left alone for a while',
  )

const whyNot = (account: Account, pair: LanguagePair): Error =>
  account.whyEnded(pair) ?? (account.signalFor(pair).aborted ? stoppedError() : new Yielded())

export const stoppedError = (): DragomanError =>
  new DragomanError('STOPPED', 'The run was stopped before this was sent.', {
    fix: 'Run again: it goes on where it stopped.',
  })
