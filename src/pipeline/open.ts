import path from 'node:path'
import type { ErrorCode } from '../article/errors.ts'
import { onceEach } from '../article/once-each.ts'
import { disclose, recognisers } from '../assemble/disclosure.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import { checkEach } from '../check/checks.ts'
import type { Project } from '../config/load.ts'
import { currencyOf, pricesOf } from '../config/prices.ts'
import { loadGlossary } from '../glossary/files.ts'
import type { Ledger } from '../memory/ledger.ts'
import type { LocaleStore } from '../memory/locale-store.ts'
import type { Memory } from '../memory/memory.ts'
import { openSqliteEditions } from '../memory/sqlite/editions.ts'
import { fileOf, localesIn } from '../memory/sqlite/folder.ts'
import { mendingStore } from '../memory/sqlite/mending.ts'
import { type Damage, openSqliteStore, type RefillableStore, type StoreFile } from '../memory/sqlite/store.ts'
import type { Provider } from '../providers/provider.ts'
import type { ProviderError } from '../providers/provider-error.ts'
import { openProvider, providerName } from '../providers/registry.ts'
import { folder } from '../publish/files.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { totalBill } from '../translate/bills.ts'
import type { Budget } from '../translate/budget.ts'
import { monotonicClock } from '../translate/clock.ts'
import { dispatcher } from '../translate/dispatch.ts'
import { failover, type OnStandIn } from '../translate/failover.ts'
import { estimator, refuser, type Translator } from '../translate/translator.ts'
import { openBudget } from './day-budget.ts'
import { fingerprint } from './fingerprint.ts'
import { openHands } from './hands.ts'
import { rebuild } from './rebuild.ts'
import { type Engagement, routes } from './routes.ts'
import type { RunPorts, Watcher } from './run.ts'
import { type Summary, Tally } from './summary.ts'
import { openWriters } from './writers.ts'

/** `buy`: for real; `estimate`: reckons what would be bought; `refuse`: fails what would have to be bought. */
export type Buying = 'buy' | 'estimate' | 'refuse'

export interface NightOptions {
  readonly buying: Buying
  readonly environment: NodeJS.ProcessEnv
  readonly watcher: Watcher
  readonly force?: boolean
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
  readonly onStandIn?: OnStandIn
  /** Told of what is wrong with the state folder: a file that was damaged and set aside, a ledger of days to come. */
  readonly onTrouble?: (message: string) => void
}

/** Everything a run needs, opened in one place and closed in one place. */
export interface Night {
  readonly ports: RunPorts
  readonly translator: Translator
  /** Of all locales that something was ever spent on. */
  readonly ledgers: () => readonly Ledger[]
  readonly providers: () => Promise<readonly Provider[]>
  summary(): Summary
  close(): Promise<void>
}

export async function openNight(project: Project, options: NightOptions): Promise<Night> {
  const { config } = project
  const started = performance.now()
  const strings = siteStrings(project.locales)
  const glossary = onceEach((locale) => loadGlossary(project.locales, locale))
  const tally = new Tally()
  const now = () => new Date()
  const reporting = (check: ErrorCode) => (locale: string, message: string) => {
    tally.report({ article: '', locale, key: '', check, severity: 'warn', message })
    options.onTrouble?.(message)
  }
  const report = reporting('STATE_DAMAGED')
  // Only who buys sets a damaged file aside; who looks on says what is wrong with it.
  const writes = options.buying === 'buy'
  const providers = once(() =>
    Promise.all(config.providers.map((provider) => openProvider(provider, options.environment))),
  )
  const routesOf = routes(async () => engage(config, await providers()))
  const openMemory = async (file: StoreFile): Promise<RefillableStore> =>
    openSqliteStore(
      writes
        ? {
            ...file,
            timeZone: config.source.timeZone,
            onDamage: (damage) => report(file.locale, memoryDamaged(file.locale, damage)),
          }
        : file,
    )
  const refill = async (memory: Memory) =>
    (await rebuild({ memory, root: project.locales, routes: routesOf, glossary, now })).problems.length === 0
  const memories = memoryByLocale(project.state, (file) =>
    mendingStore({ locale: file.locale, open: () => openMemory(file), refill }),
  )
  const editions = openSqliteEditions(
    path.join(project.state, 'editions.sqlite'),
    writes ? (aside) => report('', editionsDamaged(aside)) : undefined,
  )
  const close = async () => {
    const opened = providers.asked() ? await providers().catch(() => []) : []
    await Promise.allSettled(opened.map((provider) => provider.close()))
    await editions.close()
    await memories.close()
  }
  const ledgers = () => localesWithLedger(project).map(memories.of)
  const budget = () => openBudget(config, ledgers(), now(), reporting('LEDGER_AHEAD'))
  const translator = await openTranslator(project, options, memories.of, budget).catch(async (error) => {
    // Whatever goes wrong with that must not hide why.
    await close().catch(() => undefined)
    throw error
  })
  const ports: RunPorts = {
    ready: once(async () => {
      if (!writes) return
      const opened = localesWithLedger(project).map((locale) => memories.of(locale).ready())
      // After the memories, which are waited for. Whatever is wrong with a provider is told to those who ask for its words.
      void providers().catch(() => undefined)
      await Promise.all(opened)
    }),
    routes: routesOf,
    memory: memories.of,
    glossary,
    onFinding: config.publish.onFinding,
    translate: (route, gaps) => translator.translate(route, gaps),
    disclose: ({ article }, locale, route, targets) =>
      disclose(article, targets, {
        locale,
        strings,
        providerName,
        usualProvider: route.provider.name,
        baseUrl: config.publish.baseUrl,
      }),
    now,
    locales: folder(project.locales, 'kill'),
    output: folder(project.output, 'power-cut'),
    editions,
    fingerprint: onceEach((locale) => fingerprint(config, locale, strings, glossary(locale))),
    writers: openWriters(),
    writes: options.buying !== 'estimate',
    read: once(async () => ({
      options: { ...config.source, credits: config.credits },
      recognise: onceEach((locale) => recognisers(locale, strings)),
      segmenter: await loadSegmenter(config),
    })),
    hands: openHands((state) => translator.feeders(state)),
    stopped: () => translator.stopped,
    tally,
    watcher: options.watcher,
    force: options.force ?? false,
  }
  return {
    ports,
    translator,
    ledgers,
    providers,
    summary() {
      return tally.summary(totalBill(translator.bills, currencyOf(config)), performance.now() - started)
    },
    close,
  }
}

async function openTranslator(
  project: Project,
  options: NightOptions,
  memory: (locale: string) => Ledger,
  budget: () => Promise<Budget>,
): Promise<Translator> {
  switch (options.buying) {
    case 'estimate':
      return estimator()
    case 'refuse':
      return refuser()
    case 'buy': {
      return failover(
        dispatcher({
          clock: monotonicClock,
          random: Math.random,
          memory,
          check: checkEach,
          severities: project.config.checks,
          budget: await budget(),
          ...(options.onRetry === undefined ? {} : { onRetry: options.onRetry }),
        }),
        options.onStandIn,
      )
    }
    default:
      return options.buying satisfies never
  }
}

/** What the configuration says of each provider beside how to reach it. */
function engage(config: Project['config'], providers: readonly Provider[]): Engagement[] {
  const prices = pricesOf(config)
  return providers.map((provider, nth) => {
    const { locales, publishable } = config.providers[nth]!
    return { provider, locales, publishable, price: prices[nth] }
  })
}

const localesWithLedger = ({ config, state }: Project): readonly string[] => [
  ...new Set([...config.targets, ...localesIn(memoryFolder(state))]),
]

export const memoryFolder = (state: string): string => path.join(state, 'memory')

/** One memory a locale, opened when first asked for. */
export function memoryByLocale<M extends LocaleStore>(state: string, openMemory: (file: StoreFile) => M) {
  const open = new Map<string, M>()
  return {
    of(locale: string): M {
      let memory = open.get(locale)
      if (memory === undefined) {
        memory = openMemory({ path: path.join(memoryFolder(state), fileOf(locale)), locale })
        open.set(locale, memory)
      }
      return memory
    },
    async close() {
      await Promise.all([...open.values()].map((memory) => memory.close()))
    },
  }
}

const memoryDamaged = (locale: string, { aside, isLedgerSaved }: Damage): string =>
  `The memory for ${locale} was damaged and is now ${aside}. What could be read of it was taken over; the rest comes ` +
  'back from the locale files.' +
  (isLedgerSaved ? '' : ' What was spent today is not known: a day’s budget counts as spent until midnight.')

const editionsDamaged = (aside: string): string =>
  `The record of editions was damaged and is now ${aside}. Every edition is looked at again; nothing is bought for it.`

/** Its rules for 48 languages are loaded by the first article that changed. */
const loadSegmenter = async ({ segmentation }: Project['config']): Promise<Segmenter> =>
  segmentation === 'sentence'
    ? (await import('../segment/sentences.ts')).sentenceSegmenter
    : (await import('../segment/paragraphs.ts')).paragraphSegmenter

function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return Object.assign(get, { asked: () => made !== undefined })
}
