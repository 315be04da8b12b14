import path from 'node:path'
import { onceEach } from '../article/once-each.ts'
import { disclose, recognisers } from '../assemble/disclosure.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import type { Project } from '../config/load.ts'
import { currencyOf, priceOf } from '../config/prices.ts'
import { loadGlossary } from '../glossary/files.ts'
import { openEditions } from '../memory/editions.ts'
import type { Memory, Spending } from '../memory/memory.ts'
import { type Damage, openSqliteMemory } from '../memory/sqlite.ts'
import type { Provider } from '../providers/provider.ts'
import type { ProviderError } from '../providers/provider-error.ts'
import { openProviders, providerName } from '../providers/registry.ts'
import { folder } from '../publish/files.ts'
import { paragraphSegmenter } from '../segment/paragraphs.ts'
import { sentenceSegmenter } from '../segment/sentences.ts'
import { totalCost } from '../translate/bills.ts'
import { type Budget, dayBudget, startOfDay, unlimited } from '../translate/budget.ts'
import { type Buyer, estimator, refuser } from '../translate/buyer.ts'
import { monotonicClock } from '../translate/clock.ts'
import { dispatcher } from '../translate/dispatch.ts'
import { failover, type OnStandIn } from '../translate/failover.ts'
import { fingerprint } from './fingerprint.ts'
import { type Engagement, routes } from './routes.ts'
import type { RunPorts, Watcher } from './run.ts'
import { type Summary, Tally } from './summary.ts'

/** `buy`: for real; `estimate`: reckons what would be bought; `refuse`: fails what would have to be bought. */
export type Buying = 'buy' | 'estimate' | 'refuse'

export interface NightOptions {
  readonly buying: Buying
  readonly environment: NodeJS.ProcessEnv
  readonly watcher: Watcher
  readonly force?: boolean
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
  readonly onStandIn?: OnStandIn
  /** Told of each file of the state folder that was damaged and set aside. */
  readonly onDamage?: (message: string) => void
}

/** Everything a run needs, opened in one place and closed in one place. */
export interface Night {
  readonly ports: RunPorts
  readonly buyer: Buyer
  readonly providers: () => Promise<readonly Provider[]>
  summary(): Summary
  close(): Promise<void>
}

export async function openNight(project: Project, options: NightOptions): Promise<Night> {
  const { config } = project
  const started = performance.now()
  const strings = siteStrings(project.locales)
  const segmenter = config.segmentation === 'sentence' ? sentenceSegmenter : paragraphSegmenter
  const glossary = onceEach((locale) => loadGlossary(project.locales, locale))
  const providers = once(() => openProviders(config, options.environment))
  const tally = new Tally()
  const damaged = new Set<string>()
  let isSpendingKnown = true
  const report = (locale: string, message: string) => {
    tally.report({ article: '', locale, key: '', check: 'STATE_DAMAGED', severity: 'warn', message })
    options.onDamage?.(message)
  }
  const onMemoryDamage = (locale: string, damage: Damage) => {
    damaged.add(locale)
    isSpendingKnown &&= damage.isLedgerSaved
    report(locale, memoryDamaged(locale, damage))
  }
  // Only who writes sets a damaged file aside; who looks on says what is wrong with it.
  const writes = options.buying === 'buy'
  const memories = memoryByLocale(project.state, writes ? onMemoryDamage : undefined)
  const editions = openEditions(
    path.join(project.state, 'editions.sqlite'),
    writes ? (aside) => report('', editionsDamaged(aside)) : undefined,
  )
  if (writes) for (const locale of config.targets) memories.of(locale)
  const buyer = await openBuyer(project, options, memories.of, () => isSpendingKnown)
  const ports: RunPorts = {
    routes: routes(async () => engage(config, await providers())),
    memory: memories.of,
    glossary,
    onFinding: config.publish.onFinding,
    buy: (route, gap) => buyer.buy(route, gap),
    disclose: ({ article }, locale, route, targets) =>
      disclose(article, targets, {
        locale,
        strings,
        providerName,
        usualProvider: route.provider.name,
        baseUrl: config.publish.baseUrl,
      }),
    now: () => new Date(),
    locales: folder(project.locales, 'kill'),
    output: folder(project.output, 'power-cut'),
    editions,
    fingerprint: onceEach((locale) => fingerprint(config, locale, strings, segmenter, glossary(locale))),
    writes: options.buying !== 'estimate',
    read: {
      options: { ...config.source, credits: config.credits },
      recognise: onceEach((locale) => recognisers(locale, strings)),
      segmenter,
    },
    feeders: (state) => buyer.feeders(state),
    stopped: () => buyer.stopped,
    tally,
    watcher: options.watcher,
    force: (locale) => (options.force ?? false) || damaged.has(locale),
  }
  return {
    ports,
    buyer,
    providers,
    summary() {
      const { bills } = buyer
      const sum = (pick: (bill: (typeof bills)[number]) => number) =>
        bills.reduce((total, bill) => total + pick(bill), 0)
      const bill = {
        requests: sum((b) => b.requests),
        characters: sum((b) => b.characters),
        cost: totalCost(bills.map(({ cost }) => cost)),
      }
      return tally.summary(bill, performance.now() - started)
    },
    async close() {
      const opened = providers.asked() ? await providers().catch(() => []) : []
      await Promise.allSettled(opened.map((provider) => provider.close()))
      await memories.close()
      editions.close()
    },
  }
}

async function openBuyer(
  project: Project,
  options: NightOptions,
  memory: (locale: string) => Memory,
  isSpendingKnown: () => boolean,
): Promise<Buyer> {
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
          severities: project.config.checks,
          budget: await openBudget(project, memory, isSpendingKnown()),
          ...(options.onRetry === undefined ? {} : { onRetry: options.onRetry }),
        }),
        options.onStandIn,
      )
    }
    default:
      return options.buying satisfies never
  }
}

async function openBudget(
  project: Project,
  memory: (locale: string) => Memory,
  isSpendingKnown: boolean,
): Promise<Budget> {
  const { charactersPerDay, moneyPerDay } = project.config.budget
  if (charactersPerDay === undefined && moneyPerDay === undefined) return unlimited
  // What nobody knows may have been all of it.
  const spent = isSpendingKnown ? await spentToday(project, memory) : ALL_SPENT
  if (moneyPerDay === undefined) return dayBudget({ charactersPerDay }, spent)
  const micros = Math.floor(moneyPerDay * 1_000_000)
  return dayBudget({ charactersPerDay, moneyPerDay: { micros, currency: currencyOf(project.config) } }, spent)
}

const ALL_SPENT = { characters: Number.POSITIVE_INFINITY, micros: Number.POSITIVE_INFINITY }

/** What the configuration says of each provider beside how to reach it. */
const engage = (config: Project['config'], providers: readonly Provider[]): Engagement[] =>
  providers.map((provider, nth) => {
    const configured = config.providers[nth]!
    const { locales, publishable } = configured
    return { provider, locales, publishable, price: priceOf(configured) }
  })

/** What may have been billed since local midnight, in all target locales. */
export async function spentToday(project: Project, memory: (locale: string) => Memory): Promise<Spending> {
  const since = startOfDay(new Date())
  const spent = await Promise.all(project.config.targets.map((locale) => memory(locale).spentSince(since)))
  return spent.reduce(
    (sum, { requests, characters, micros }) => ({
      requests: sum.requests + requests,
      characters: sum.characters + characters,
      micros: sum.micros + micros,
    }),
    { requests: 0, characters: 0, micros: 0 },
  )
}

/** One memory a locale, opened when first asked for. */
export function memoryByLocale(state: string, onDamage?: (locale: string, damage: Damage) => void) {
  const open = new Map<string, Memory>()
  return {
    of(locale: string): Memory {
      let memory = open.get(locale)
      if (memory === undefined) {
        const file = { path: path.join(state, 'memory', `${locale}.sqlite`), locale }
        memory = openSqliteMemory(
          onDamage === undefined ? file : { ...file, onDamage: (damage) => onDamage(locale, damage) },
        )
        open.set(locale, memory)
      }
      return memory
    },
    async close() {
      for (const memory of open.values()) await memory.close()
    },
  }
}

const memoryDamaged = (locale: string, { aside, isLedgerSaved }: Damage): string =>
  `The memory for ${locale} was damaged and is now ${aside}. What could be read of it was taken over; the rest comes ` +
  `back from the locale files, and every edition of ${locale} is looked at again.` +
  (isLedgerSaved ? '' : ' What was spent today is not known: a day’s budget counts as spent until midnight.')

const editionsDamaged = (aside: string): string =>
  `The record of editions was damaged and is now ${aside}. Every edition is looked at again; nothing is bought for it.`

function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return Object.assign(get, { asked: () => made !== undefined })
}
