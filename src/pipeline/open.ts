import path from 'node:path'
import type { ErrorCode } from '../article/errors.ts'
import { onceEach } from '../article/once-each.ts'
import { disclose, recognisers } from '../assemble/disclosure.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import type { Project } from '../config/load.ts'
import { currencyOf, pricesOf } from '../config/prices.ts'
import { loadGlossary } from '../glossary/files.ts'
import { LocalEngine } from '../jobs/local.ts'
import type { Ledger } from '../memory/ledger.ts'
import type { Memory } from '../memory/memory.ts'
import { openSqliteEditions } from '../memory/sqlite/editions.ts'
import { mendingStore } from '../memory/sqlite/mending.ts'
import { type Damage, openSqliteStore, type RefillableStore, type StoreFile } from '../memory/sqlite/store.ts'
import { localesWithStore, openStores } from '../memory/stores.ts'
import type { Provider } from '../providers/provider.ts'
import { openProvider, providerName } from '../providers/registry.ts'
import { folder } from '../publish/files.ts'
import { fingerprint } from '../publish/fingerprint.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { openShelf } from '../sources/shelf.ts'
import { totalBill } from '../translate/bills.ts'
import { openBudget } from '../translate/day-budget.ts'
import { type Engagement, routes } from '../translate/routes.ts'
import type { Translator } from '../translate/translator.ts'
import { writeSourceFile } from './edition.ts'
import { openTranslator, type TranslatorOptions } from './open-translator.ts'
import type { ReadArticle } from './read.ts'
import { rebuild } from './rebuild.ts'
import { type ArticleFile, type Asking, doJob, EDITIONS_AT_ONCE, type RunPorts, type Watcher } from './run.ts'
import { type EditionOutcome, type Summary, Tally } from './summary.ts'

export type { Buying } from './open-translator.ts'

export interface NightOptions extends TranslatorOptions {
  readonly environment: NodeJS.ProcessEnv
  readonly watcher: Watcher
  readonly force?: boolean
  /** Told of what is wrong with the state folder: a file that was damaged and set aside, a ledger of days to come. */
  readonly onTrouble?: (message: string) => void
}

/** Everything a run needs, opened in one place and closed in one place. */
export interface Night {
  readonly ports: RunPorts
  /** The run's own asking, as it was configured. */
  readonly asking: Asking
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
  const reporting = (check: ErrorCode) => (locale: string, message: string) => {
    tally.report({ article: '', locale, key: '', check, severity: 'warn', message })
    options.onTrouble?.(message)
  }
  const report = reporting('STATE_DAMAGED')
  const providers = once(() =>
    Promise.all(config.providers.map((provider) => openProvider(provider, options.environment))),
  )
  const routesOf = routes(async () => engage(config, await providers()))
  const now = () => new Date()
  const refill = async (memory: Memory) =>
    (await rebuild({ memory, root: project.locales, routes: routesOf, glossary, now })).problems.length === 0
  // Only who buys sets a damaged file aside; who looks on says what is wrong with it.
  const writes = options.buying === 'buy'
  const openStore = (file: StoreFile): RefillableStore => {
    if (!writes) return openSqliteStore(file)
    const onDamage = (damage: Damage) => report(file.locale, memoryDamaged(file.locale, damage))
    return openSqliteStore({ ...file, timeZone: config.source.timeZone, onDamage })
  }
  const stores = openStores(project.state, (file) =>
    mendingStore({ locale: file.locale, open: async () => openStore(file), refill }),
  )
  const editions = openSqliteEditions(
    path.join(project.state, 'editions.sqlite'),
    writes ? (aside) => report('', editionsDamaged(aside)) : undefined,
  )
  const jobs = new LocalEngine<EditionOutcome>()
  const close = async () => {
    await jobs.close()
    const opened = providers.asked() ? await providers().catch(() => []) : []
    await Promise.allSettled(opened.map((provider) => provider.close()))
    await editions.close()
    await stores.close()
  }
  const ledgers = () => localesWithStore(project.state, config.targets).map(stores.of)
  const budget = () => openBudget(config, ledgers(), now(), reporting('LEDGER_AHEAD'))
  const translator = await openTranslator(project, options, stores.of, budget).catch(async (error) => {
    // Whatever goes wrong with that must not hide why.
    await close().catch(() => undefined)
    throw error
  })
  const settings = once(async () => ({
    options: { ...config.source, credits: config.credits },
    recognise: onceEach((locale) => recognisers(locale, strings)),
    segmenter: await loadSegmenter(config),
  }))
  const read = async ({ id, path: place }: ArticleFile, bytes: Buffer): Promise<ReadArticle> => {
    const { readArticle } = await import('./read.ts')
    const article = readArticle(id, place, bytes, await settings())
    if (ports.publish.writes) await writeSourceFile(article, ports.publish)
    return article
  }
  const ports: RunPorts = {
    jobs,
    shelf: openShelf(project.articles, read),
    read: { settings },
    translate: {
      routes: routesOf,
      glossary,
      translate: (route, gaps) => translator.translate(route, gaps),
    },
    memory: {
      of: stores.of,
      ready: once(async () => {
        if (!writes) return
        const locales = localesWithStore(project.state, config.targets)
        await Promise.all(locales.map((locale) => stores.of(locale).ready()))
      }),
    },
    publish: {
      locales: folder(project.locales, 'kill'),
      output: folder(project.output, 'power-cut'),
      editions,
      fingerprint: onceEach((locale) => fingerprint(config, locale, strings, glossary(locale))),
      disclose: (article, locale, route, targets) =>
        disclose(article, targets, {
          locale,
          strings,
          providerName,
          usualProvider: route.provider.name,
          baseUrl: config.publish.baseUrl,
        }),
      onFinding: config.publish.onFinding,
      now,
      writes: options.buying !== 'estimate',
    },
  }
  jobs.take(EDITIONS_AT_ONCE, (job, earlier) => doJob(job, earlier, ports))
  return {
    ports,
    asking: {
      priority: 'usual',
      force: options.force ?? false,
      tally,
      watcher: options.watcher,
      isStopped: () => translator.stopped,
    },
    translator,
    ledgers,
    providers,
    summary() {
      return tally.summary(totalBill(translator.bills, currencyOf(config)), performance.now() - started)
    },
    close,
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
