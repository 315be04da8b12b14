import type { Bill } from './bills.ts'
import type { Gap, Route, Translation } from './gap.ts'
import type { Hastened } from './priority.ts'

export type { Bill } from './bills.ts'

/**
 * The translator fills gaps: `dispatch.ts` by asking providers, `estimate.ts` by reckoning what that would send,
 * `frozen.ts` by refusing. `failover.ts` goes on to the next provider where one cannot serve.
 *
 * The life of a batch, as the dispatcher has it. A gap joins the same gap where that is in flight (`in-flight.ts`), or
 * enters it and is looked up in memory once more, where texts that failed their checks are known too (`remembered.ts`).
 * What is still missing becomes an attempt (`wire/attempt.ts`): the segment in the provider's markup, terms and literals
 * as codes. The attempt waits in the lane of its pair and mime (`queue/lane.ts`), whatever article it comes from. The
 * fill rule (`queue/fill.ts`) says when a request of the lane is due. The request waits in the provider's p-queue
 * (`queue/schedule.ts`): what is urgent goes first, then pairs by fair shares. Once it has a slot it takes a batch from
 * its lane, as much as a request holds and the window of the quota still allows, and waits until it is admitted: by the
 * breaker, the account's first calls (`queue/first-calls.ts`), the day's budget and the sliding quota
 * (`batch/admission.ts`). The ledger notes the intent, the provider is asked (`batch/request.ts`), and a failed request
 * is repeated (`queue/retry.ts`). A batch that fails as a whole is divided, until it is known which texts are to blame or that the
 * provider is out of service (`batch/divide.ts`). The reply is decoded and mended; texts that seem to have changed places
 * (`src/check/alignment.ts`) are asked for again, each alone, and the others are checked (`batch/reply.ts`). What passed is
 * kept in one transaction with the outcome, and only then do those who asked get it. What failed its checks makes its next
 * attempt, and waits in a lane again; after the last attempt it is refused.
 */
export interface Translator {
  /**
   * What comes of each gap, in their order, once all are settled. The same memory key asked for twice while it is under
   * way is paid for once.
   */
  translate(route: Route, gaps: readonly Gap[]): Promise<readonly Translation[]>
  /** What these articles ask for, and have asked for, goes ahead of everything else until that is ended. */
  hasten(articles: readonly string[]): Hastened
  /** Sends nothing more; what is out is still awaited and kept. */
  stop(): void
  readonly stopped: boolean
  /** What was sent (or would be), by provider; without what was sent for hastened articles. */
  readonly bills: readonly Bill[]
}

/** Where nothing is sent, nothing is ahead of anything. */
export const NOTHING_HASTENED: Hastened = { bills: [], end() {} }

/** A translator like another one, but for how it translates. */
export const translatingBy = (translator: Translator, translate: Translator['translate']): Translator => ({
  translate,
  hasten: (articles) => translator.hasten(articles),
  stop: () => translator.stop(),
  get stopped() {
    return translator.stopped
  },
  get bills() {
    return translator.bills
  },
})
