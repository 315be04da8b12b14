import { DragomanError, type ErrorCode, placed } from '../article/errors.ts'
import { standingAt } from '../article/lifecycle.ts'
import { once, onceEach } from '../article/once-each.ts'
import { disclose, editionUrl, recognisers } from '../assemble/disclosure.ts'
import { type SiteStrings, siteStrings } from '../assemble/site-strings.ts'
import type { Project } from '../config/load.ts'
import { currencyOf } from '../config/prices.ts'
import { targetsOf } from '../config/select.ts'
import { loadGlossary } from '../glossary/files.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { LocalEngine } from '../jobs/local.ts'
import { type Moved, openMoved } from '../lifecycle/moved.ts'
import { openWithdrawals } from '../lifecycle/withdrawals.ts'
import type { Ledger } from '../memory/ledger.ts'
import { openState, type State } from '../memory/open-state.ts'
import { openOrKeyless } from '../providers/keyless.ts'
import type { Provider } from '../providers/provider.ts'
import { isRuleBased, providerName } from '../providers/registry.ts'
import { type Events, noEvents } from '../publish/events.ts'
import { folder } from '../publish/files.ts'
import { fingerprint, rulesHash } from '../publish/fingerprint.ts'
import { openEvents } from '../publish/hook/open-events.ts'
import { keptFolder, openOthers } from '../publish/others.ts'
import { historyFiles } from '../review/files/history.ts'
import { saveJournal } from '../review/files/journal.ts'
import { localeFilesIn } from '../review/files/locale-files.ts'
import { completeSaves, type SavePorts } from '../review/save.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { articleTest } from '../sources/named.ts'
import { openShelf } from '../sources/shelf.ts'
import { type SaveLock, saveLock } from '../state/save-lock.ts'
import type { Summary } from '../state/summary.ts'
import { totalBill } from '../translate/bills.ts'
import { missingCredentials } from '../translate/credentials.ts'
import { openBudget } from '../translate/day-budget.ts'
import type { OnStandIn } from '../translate/failover.ts'
import { engagements, routes } from '../translate/routes.ts'
import type { Translator } from '../translate/translator.ts'
import { writeSourceFile } from './edition.ts'
import { openTranslator, type TranslatorOptions } from './open-translator.ts'
import type { PublishPorts } from './ports.ts'
import type { ReadArticle, ReadSettings } from './read.ts'
import { rebuild } from './rebuild.ts'
import { type ArticleFile, type Asking, doJob, EDITIONS_AT_ONCE, type RunPorts, type Watcher } from './run.ts'
import { type EditionOutcome, Tally } from './summary.ts'

export type { Buying } from './open-translator.ts'

export interface NightOptions extends TranslatorOptions {
  readonly environment: NodeJS.ProcessEnv
  readonly watcher: Watcher
  /** Those of the configuration's that are asked for; absent: all. */
  readonly targets?: readonly string[]
  readonly force?: boolean
  /** Is `publish.events` told of editions, and of what earlier runs left to tell? By default wherever files are written. */
  readonly tellsEvents?: boolean
  /** Told of what is wrong with the state folder: a file that was damaged and set aside, a ledger of days to come. */
  readonly onTrouble?: (message: string) => void
  /** Told of a person's save that was ended in between and cannot be completed; by default as of other trouble. */
  readonly onSaveLost?: (message: string) => void
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
  /** For what a person decides: it stands on the disk before it is acknowledged. */
  readonly saving: SavePorts
  summary(): Summary
  close(): Promise<void>
}

export async function openNight(project: Project, options: NightOptions): Promise<Night> {
  const { config } = project
  const started = performance.now()
  const strings = siteStrings(project.locales)
  const glossary = onceEach((locale) => loadGlossary(project.locales, locale))
  const tally = new Tally()
  const reporting =
    (check: ErrorCode) =>
    (locale: string, message: string, article = '') => {
      tally.report({ article, locale, key: '', check, severity: 'warn', message })
      options.onTrouble?.(message)
    }
  const providers = once(() =>
    Promise.all(
      config.providers.map((provider, nth) =>
        openOrKeyless(provider, options.environment).catch((error) => {
          throw error instanceof DragomanError ? placed(error, `${project.file}: providers[${nth}]`) : error
        }),
      ),
    ),
  )
  const routesOf = routes(async () => engagements(config, await providers()))
  const now = () => new Date()
  const locales = folder(project.locales, 'kill')
  const lock = saveLock(project.state)
  const localeFiles = localeFilesIn(locales, lock)
  const buys = options.buying === 'buy'
  const state = openState(project, {
    mends: buys,
    onDamage: reporting('STATE_DAMAGED'),
    async refill(memory) {
      const isThere = articleTest(project)
      const ports = { memory, localeFiles, isThere, routes: routesOf, glossary, now }
      return (await rebuild(ports)).problems.length === 0
    },
  })
  const saving = savePorts(project, state, lock)
  const jobs = new LocalEngine<EditionOutcome>()
  let events: Events = noEvents
  const close = async () => {
    await jobs.close()
    await events.close()
    const opened = providers.isMade() ? await providers().catch(() => []) : []
    await Promise.allSettled(opened.map((provider) => provider.close()))
    await state.close()
  }
  const budget = () => openBudget(config, state.ledgers(), now(), reporting('LEDGER_AHEAD'))
  const { targets = config.targets } = options
  const mayBuy = once(async () => {
    const missing = await missingCredentials(config.source.locale, targets, routesOf)
    if (missing !== undefined) tally.stop(missing)
    return missing === undefined
  })
  const opening = async () => {
    await completeSaves(saving, options.onSaveLost ?? ((message) => reporting('SAVE_LOST')('', message)))
    if (options.tellsEvents ?? options.buying !== 'estimate') {
      const onDamage = (message: string) => reporting('STATE_DAMAGED')('', message)
      const onTrouble = (message: string) => reporting('EVENTS_UNDELIVERED')('', message)
      const { environment } = options
      events = openEvents(project, { environment, onTrouble, ...(buys && { onDamage }) })
    }
    const ofNight = { ...options, onStandIn: reportingStandIns(tally, options.onStandIn) }
    return openTranslator(project, ofNight, { store: state.storeOf, budget, mayBuy })
  }
  const translator = await opening().catch(async (error) => {
    // A failure to close must not hide why the night could not be opened.
    await close().catch(() => undefined)
    throw error
  })
  const settings = once(() => readSettings(config, strings))
  const publish: PublishPorts = {
    ...publishPorts(project, strings, glossary),
    locales,
    localeFiles,
    history: historyFiles(locales),
    saveLock: lock,
    editions: state.editions,
    events,
    others: openOthers(
      {
        locales,
        output: folder(project.output, 'power-cut'),
        kept: folder(keptFolder(project.state), 'power-cut'),
      },
      ({ article, locale }, message) => reporting('OUTPUT_CHANGED')(locale, message, article),
    ),
    now,
    writes: options.buying !== 'estimate',
  }
  const memory = {
    of: state.storeOf,
    ready: once(async () => {
      if (buys) await state.ready()
    }),
  }
  const moved = openMoved({ ...publish, memory, targets: config.targets, isThere: articleTest(project) })
  const ports: RunPorts = {
    jobs,
    shelf: openShelf(project.articles, articleReader(settings, publish, moved)),
    read: { settings },
    translate: {
      routes: routesOf,
      glossary,
      translate: (route, gaps) => translator.translate(route, gaps),
    },
    memory,
    publish,
  }
  jobs.take(EDITIONS_AT_ONCE, (job, earlier) => doJob(job, earlier, ports))
  return {
    ports,
    asking: {
      priority: 'usual',
      force: options.force ?? false,
      isNamed: false,
      tally,
      watcher: options.watcher,
      isStopped: () => translator.stopped,
    },
    translator,
    ledgers: state.ledgers,
    providers,
    saving,
    summary() {
      const bill = totalBill(translator.bills, currencyOf(config))
      return tally.summary(bill, performance.now() - started, translator.stopped)
    },
    close,
  }
}

/** A provider that another one stands in for is told of in the run's findings too. */
const reportingStandIns =
  (tally: Tally, onStandIn: OnStandIn = () => {}): OnStandIn =>
  (from, to, why) => {
    const message = `${to.name} stands in for ${from.name}: ${why.message} ${why.fix}`
    tally.report({ article: '', locale: '', key: '', check: why.code, severity: 'warn', message })
    onStandIn(from, to, why)
  }

const savePorts = ({ locales, state: folderOfState }: Project, state: State, lock: SaveLock): SavePorts => {
  const kept = folder(locales, 'power-cut')
  return {
    localeFiles: localeFilesIn(kept, lock),
    history: historyFiles(kept),
    memory: state.storeOf,
    editions: state.editions,
    journal: saveJournal(folderOfState),
  }
}

/** All that decides where editions go and what they say of themselves. */
const publishPorts = (
  { config, locales, output }: Project,
  strings: SiteStrings,
  glossary: (locale: string) => Glossary,
): Omit<
  PublishPorts,
  'editions' | 'locales' | 'localeFiles' | 'history' | 'saveLock' | 'events' | 'others' | 'now' | 'writes'
> => ({
  output: folder(output, 'power-cut'),
  withdrawals: openWithdrawals(locales),
  wanted: (path, lifecycle) => targetsOf(path, lifecycle, config),
  rules: rulesHash(config),
  fingerprint: onceEach((locale) => fingerprint(config, locale, strings, glossary(locale))),
  disclose: (article, locale, route, standing) => {
    const usualProvider = route?.provider.kind ?? config.providers[0]?.kind ?? ''
    const { baseUrl } = config.publish
    const { timeZone } = config.source
    const options = { locale, strings, providerName, isRuleBased, usualProvider, baseUrl, timeZone }
    return disclose(article, standing, { ...options, desk: deskOf(config) })
  },
  url(locale, articlePath) {
    const { baseUrl } = config.publish
    return baseUrl === undefined ? undefined : editionUrl(baseUrl, locale, articlePath)
  },
  severities: config.checks,
  onFinding: config.publish.onFinding,
})

/** Readers are told the newsroom's name, never a person's. */
export const deskOf = ({ publish: { site } }: Pick<Project['config'], 'publish'>): string | undefined =>
  site.publisher ?? site.name

/** Formats and segmenter are loaded with the first article that changed. */
const articleReader =
  (settings: () => Promise<ReadSettings>, publish: PublishPorts, moved: Moved) =>
  async ({ id, path }: ArticleFile, bytes: Buffer): Promise<ReadArticle> => {
    const { readArticle } = await import('./read.ts')
    const article = readArticle(id, path, bytes, await settings())
    if (publish.writes) await moved.adopt(article)
    // What is held back is written nowhere, not even as it stands.
    const isHeld = standingAt(article.lifecycle, publish.now().getTime()).kind !== 'usable'
    if (publish.writes && !isHeld) await writeSourceFile(article, publish)
    return article
  }

const readSettings = async (config: Project['config'], strings: SiteStrings): Promise<ReadSettings> => ({
  options: { ...config.source, credits: config.credits },
  recognise: onceEach((locale) => recognisers(locale, strings)),
  segmenter: await loadSegmenter(config),
  lifecycle: { names: config.source.lifecycle, timeZone: config.source.timeZone, targets: config.targets },
})

/** Its rules for 48 languages are loaded by the first article that changed. */
const loadSegmenter = async ({ segmentation }: Project['config']): Promise<Segmenter> =>
  segmentation === 'sentence'
    ? (await import('../segment/sentences.ts')).sentenceSegmenter
    : (await import('../segment/paragraphs.ts')).paragraphSegmenter
