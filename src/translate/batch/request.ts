import { DragomanError, messageOf } from '../../article/errors.ts'
import type { Price } from '../../config/prices.ts'
import type { Ledger, Outcome } from '../../memory/ledger.ts'
import type { Failure, Provider, TranslationReply, TranslationRequest } from '../../providers/provider.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Budget, Charge } from '../budget.ts'
import type { Account } from '../queue/account.ts'
import type { Grant } from '../queue/quota.ts'
import { type SentAs, whyNot } from './admission.ts'

/**
 * One request over the wire. Before: the budget, the quota, an intent in the ledger. After: the outcome of that intent,
 * unless the request was answered; then the intent is settled together with what was bought.
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
  /** The ledger's id of the request, which has no outcome there yet. */
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

/** How long a request without a reply may still travel before the provider books it, milliseconds. */
const LATE_ARRIVAL_MS = 10_000

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

/** Does it say that the provider is out of service, and not that this text or this rate is wrong? */
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
