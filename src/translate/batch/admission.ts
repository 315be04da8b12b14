import { DragomanError } from '../../article/errors.ts'
import type { LanguagePair, Provider } from '../../providers/provider.ts'
import { ProviderError } from '../../providers/provider-error.ts'
import type { Budget, Charge } from '../budget.ts'
import type { Route } from '../gap.ts'
import type { Account } from '../queue/account.ts'
import type { Call } from '../queue/first-calls.ts'
import type { Grant } from '../queue/quota.ts'
import { type Priority, type Waiter, Yielded } from '../queue/waiters.ts'

/** What is to be admitted, and how. */
export interface Admission {
  readonly route: Route
  readonly charge: Charge
  readonly priority: Priority
  readonly sentAs: SentAs
}

/**
 * A `part` of a batch that is being divided may fail because of its texts: its outage does not count at the breaker. A
 * `probe` is to tell whether the provider is there at all, and goes though the breaker is open.
 */
export type SentAs = 'whole' | 'part' | 'probe'

/**
 * Waits until a request may be sent: for the breaker, where no other provider can serve; then for the account's first calls;
 * then for the budget, before the quota, since what cannot be paid for must not wait there.
 * @throws DragomanError BUDGET_SPENT, STOPPED, what ended the pair or account, or that it is out of service; Yielded.
 */
export async function admit(admission: Admission, account: Account, budget: Budget): Promise<Grant> {
  const waiter = account.waiters.enter(admission.priority, account.signalFor(admission.route))
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
  { signal, priority }: Waiter,
): Promise<Grant> {
  const { breaker, firstCalls, quota } = account
  if (sentAs === 'probe') breaker.probe()
  else if (!(await breaker.admit(!route.hasStandIn, signal)))
    throw signal.aborted ? whyNot(account, route) : outOfService(account.provider)
  let call: Call | undefined
  try {
    call = await firstCalls.admit(route, signal)
    if (call === undefined || signal.aborted) throw whyNot(account, route)
    await budget.reserve(charge)
    const grant = await quota.acquire(charge.characters, signal, priority === 'urgent')
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

export const whyNot = (account: Account, pair: LanguagePair): Error =>
  account.whyEnded(pair) ?? (account.signalFor(pair).aborted ? stoppedError() : new Yielded())

export const outOfService = (provider: Provider): ProviderError =>
  new ProviderError(
    provider.name,
    { kind: 'unavailable' },
    'out of service at present; left alone for a while',
  )

export const stoppedError = (): DragomanError =>
  new DragomanError('STOPPED', 'The run was stopped before this was sent.', {
    fix: 'Run again: it goes on where it stopped.',
  })
