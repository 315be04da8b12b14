import type { DragomanError } from '../../article/errors.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Account } from '../queue/account.ts'
import type { Lane, Waiting } from '../queue/lane.ts'
import { isOutage } from './request.ts'

/**
 * A batch failed as a whole: because of some of its texts, or because the provider is out of service? A batch that was
 * refused, or whose reply cannot be read, is halved until each culprit stands alone. So is a batch that met an outage, if the
 * provider has answered anything since the batch was begun. If not, a few of its texts are sent alone as probes: an answer
 * says that the provider is there, and without any the provider is given up. The provider is given up as well when one text
 * after the other fails alone. So an outage costs no more than these few requests, and a text that always fails costs the
 * other texts nothing.
 */
export interface Division {
  readonly account: Account
  readonly lane: Lane
  /** When the batch was begun, by the clock. */
  readonly since: number
  /** Sends a part. @returns why it failed, where a smaller part might not; undefined: all of it is settled */
  send(part: readonly Waiting[], sentAs: 'part' | 'probe'): Promise<ProviderError | undefined>
  /** Refuses a part, and whatever else waits for this provider. */
  giveUp(part: readonly Waiting[], error: DragomanError): void
  /** Refuses one text alone, or puts its next attempt into a lane. */
  failAlone(only: Waiting, error: ProviderError): void
}

/**
 * Texts that fail alone, one after the other with no answer in between, before the provider is given up: two might by
 * chance be culprits both.
 */
const TEXTS_IN_A_ROW = 3

/** The same of refused or unreadable replies, once the provider has answered: all of an article may be refused. */
const REFUSALS_IN_A_ROW = 30

/** @param error why the whole of it failed */
export async function divide(
  batch: readonly Waiting[],
  error: ProviderError,
  division: Division,
): Promise<void> {
  const [first] = batch
  if (first !== undefined && batch.length === 1) return alone(first, error, division)
  const left = isSilent(error, division) ? await probe(batch, division) : batch
  if (isSilent(error, division)) division.giveUp(left, error)
  else await halve(left, division)
}

/**
 * Both halves are sent before one is divided any further: where one is good, the provider is known to be there. Where none
 * is and nothing has been answered at all, some texts alone tell sooner than smaller and smaller parts.
 */
async function halve(batch: readonly Waiting[], division: Division): Promise<void> {
  const half = Math.ceil(batch.length / 2)
  const parts = [batch.slice(0, half), batch.slice(half)].filter((part) => part.length > 0)
  const failed: [readonly Waiting[], ProviderError][] = []
  for (const part of parts) {
    const error = await division.send(part, 'part')
    if (error !== undefined) failed.push([part, error])
  }
  const [one, other] = failed
  if (other !== undefined && isUnheard(other[1], batch, division)) {
    const left = await probe(batch, division)
    if (isDeaf(other[1], division)) division.giveUp(left, nothingUsable(other[1]))
    else await halve(left, division)
  } else {
    if (one !== undefined) await divide(...one, division)
    if (other !== undefined) await divide(...other, division)
  }
}

/** Sends texts from different places of the batch alone. @returns the batch without those that are settled */
async function probe(batch: readonly Waiting[], division: Division): Promise<readonly Waiting[]> {
  const { account, lane } = division
  const left = new Set(batch)
  for (const only of spread(batch)) {
    if (lane.route.hasStandIn && account.breaker.isOpen) break
    const error = await division.send([only], 'probe')
    if (error === undefined || !isOutage(error.failure)) left.delete(only)
    if (error === undefined) break
    // One failure says nothing of this text yet: if the provider is there, it goes with the others again.
    if (isOutage(error.failure)) account.noteFailedAlone()
    else alone(only, error, division)
    if (isDeaf(error, division)) break
  }
  return [...left]
}

/** The first, the last, and one from the middle. */
const spread = (batch: readonly Waiting[]): ReadonlySet<Waiting> =>
  new Set([batch[0]!, batch.at(-1)!, batch[Math.floor(batch.length / 2)]!])

function alone(only: Waiting, error: ProviderError, division: Division): void {
  // A limit is what only a provider that works can tell.
  if (error.failure.kind !== 'tooLarge') division.account.noteFailedAlone()
  if (isSilent(error, division)) division.giveUp([only], error)
  else {
    division.failAlone(only, error)
    if (isDeaf(error, division)) division.giveUp([], isOutage(error.failure) ? error : nothingUsable(error))
  }
}

/** An outage, with nothing answered since the batch was begun. */
const isSilent = ({ failure }: ProviderError, { account, since }: Division): boolean =>
  isOutage(failure) && (account.answeredAt ?? Number.NEGATIVE_INFINITY) < since

/** Refused or garbled, by a provider that has never answered anything. What is small is divided as soon as probed. */
const isUnheard = ({ failure }: ProviderError, batch: readonly Waiting[], { account }: Division): boolean =>
  failure.kind === 'invalid' && account.answeredAt === undefined && batch.length > 2 * TEXTS_IN_A_ROW

/** Have so many texts failed alone that no other would fare better? */
function isDeaf({ failure }: ProviderError, { account }: Division): boolean {
  const mayBeTexts = !isOutage(failure) && account.answeredAt !== undefined
  return account.failedInARow >= (mayBeTexts ? REFUSALS_IN_A_ROW : TEXTS_IN_A_ROW)
}

const nothingUsable = (error: ProviderError): ProviderError =>
  new ProviderError(
    error.provider,
    error.failure,
    `refused or garbled one text after the other, each sent alone, and answered nothing else; at last: ${error.words}`,
    error,
  )
