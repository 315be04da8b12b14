import { checkEach } from '../check/checks.ts'
import type { Project } from '../config/load.ts'
import type { LocaleStore } from '../memory/locale-store.ts'
import type { ProviderError } from '../providers/provider-error.ts'
import type { Budget } from '../translate/budget.ts'
import { monotonicClock } from '../translate/clock.ts'
import { dispatcher } from '../translate/dispatch.ts'
import { estimator } from '../translate/estimate.ts'
import { failover, type OnStandIn } from '../translate/failover.ts'
import { refuser } from '../translate/frozen.ts'
import { withFailures } from '../translate/remembered.ts'
import type { Translator } from '../translate/translator.ts'

/** `buy`: for real; `estimate`: reckons what would be bought; `refuse`: fails what would have to be bought. */
export type Buying = 'buy' | 'estimate' | 'refuse'

export interface TranslatorOptions {
  readonly buying: Buying
  /** Texts that failed their checks before are asked for again. */
  readonly retry?: boolean
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
  readonly onStandIn?: OnStandIn
}

/** What it needs of the night around it. */
export interface TranslatorPorts {
  /** By target locale. */
  readonly store: (locale: string) => LocaleStore
  readonly budget: () => Promise<Budget>
  /** Asked before the first request; false ends the run. */
  readonly mayBuy: () => Promise<boolean>
}

export async function openTranslator(
  project: Project,
  { buying, retry = false, onRetry, onStandIn }: TranslatorOptions,
  { store, budget, mayBuy }: TranslatorPorts,
): Promise<Translator> {
  const failures = { severities: project.config.checks, retryBefore: retry ? Date.now() : undefined }
  switch (buying) {
    case 'estimate':
      return failover(withFailures(estimator(), store, failures))
    case 'refuse':
      return failover(withFailures(refuser(), store, failures))
    case 'buy': {
      const translator = dispatcher({
        clock: monotonicClock,
        random: Math.random,
        memory: store,
        ledger: store,
        check: checkEach,
        ...failures,
        budget: await budget(),
        mayBuy,
        ...(onRetry === undefined ? {} : { onRetry }),
      })
      return failover(translator, onStandIn)
    }
    default:
      return buying satisfies never
  }
}
