import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { disclose, recognisers } from '../../src/assemble/disclosure.ts'
import { siteStrings } from '../../src/assemble/site-strings.ts'
import { checkEach } from '../../src/check/checks.ts'
import { Config } from '../../src/config/config.ts'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import { openWithdrawals } from '../../src/lifecycle/withdrawals.ts'
import type { Memory } from '../../src/memory/memory.ts'
import { openSqliteEditions } from '../../src/memory/sqlite/editions.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { makeEdition } from '../../src/pipeline/edition.ts'
import type { Ports, PublishPorts, TranslatePorts } from '../../src/pipeline/ports.ts'
import { type ReadArticle, type ReadSettings, readArticle } from '../../src/pipeline/read.ts'
import type { EditionOutcome } from '../../src/pipeline/summary.ts'
import { settledAs } from '../../src/publish/current.ts'
import type { Editions } from '../../src/publish/editions.ts'
import { noEvents } from '../../src/publish/events.ts'
import { type Folder, folder } from '../../src/publish/files.ts'
import { openOthers } from '../../src/publish/others.ts'
import { historyFiles } from '../../src/review/files/history.ts'
import { saveJournal } from '../../src/review/files/journal.ts'
import { localeFilesIn } from '../../src/review/files/locale-files.ts'
import { LocaleMeta } from '../../src/review/locale-file.ts'
import type { LocaleFiles } from '../../src/review/locale-files.ts'
import type { SavePorts } from '../../src/review/save.ts'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'
import { saveLock } from '../../src/state/save-lock.ts'
import { unlimited } from '../../src/translate/budget.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import type { FailurePorts } from '../../src/translate/remembered.ts'
import { routes } from '../../src/translate/routes.ts'
import { fakeClock } from './clock.ts'
import { temporaryFolder, writeFiles } from './folder.ts'
import { type FakeProvider, fakeProvider } from './provider.ts'

const strings = siteStrings('nowhere')

/** How articles are read where nothing is configured. */
export const READ_SETTINGS: ReadSettings = {
  options: {
    locale: 'en',
    frontMatter: ['title'],
    credits: ['.credit'],
    keywords: false,
  },
  recognise: (locale) => recognisers(locale, strings),
  segmenter: sentenceSegmenter,
  lifecycle: {
    names: Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }] }).source.lifecycle,
    timeZone: 'Europe/Paris',
    targets: ['es', 'ca', 'pt-BR', 'no'],
  },
}

/** A newsroom in a folder of its own, with one provider in this process. Each `at` is a run of its own. */
export interface Newsroom {
  readonly root: string
  readonly provider: FakeProvider
  readonly memory: Memory
  readonly editions: Editions
  readonly ports: Ports
  /** Its locale files, written through another folder. */
  readonly filesIn: (locales: Folder) => LocaleFiles
  readonly saving: SavePorts
  /** What people were told of files that others changed. */
  readonly told: readonly string[]
  source(path: string, text: string): ReadArticle
  /** One article into one locale; more at once share the night's requests. */
  edition(source: ReadArticle, locale?: string): Promise<EditionOutcome>
  at<T>(work: () => Promise<T>): Promise<T>
  isCurrent(source: ReadArticle, locale?: string): Promise<boolean>
  /** Text of a file under the newsroom's folder; undefined when there is none. */
  read(relative: string): string | undefined
  readonly texts: (id: string, locale?: string) => Record<string, string>
  readonly meta: (id: string, locale?: string) => LocaleMeta
  /** An editor saves one segment's text. */
  edit(id: string, from: string, to: string): void
  /** The state folder loses the memory, or the record of editions. */
  lose(what: 'memory' | 'record'): void
}

export function newsroom(
  { saveLock: lock, ...overrides }: Partial<TranslatePorts & PublishPorts> = {},
  provider: FakeProvider = fakeProvider(),
  failures: () => FailurePorts = () => ({ severities: {} }),
): Newsroom {
  const root = temporaryFolder()
  let memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  let editions = openSqliteEditions(':memory:')
  const told: string[] = []
  const fileLock = lock ?? saveLock(path.join(root, '.dragoman'))
  const filesIn = (under: Folder) => localeFilesIn(under, fileLock)
  const locales = folder(path.join(root, 'locales'), 'kill')
  const clock = fakeClock()
  const at = async <T>(work: () => Promise<T>): Promise<T> => {
    const translator = dispatcher({
      clock,
      random: () => 0.5,
      memory: () => memory,
      ledger: () => memory,
      check: checkEach,
      ...failures(),
      budget: unlimited,
    })
    translate = translator.translate
    return clock.until(work())
  }
  let translate: TranslatePorts['translate']
  const ports: Ports = {
    read: { settings: async () => READ_SETTINGS },
    memory: { of: () => memory, ready: async () => {} },
    translate: {
      routes: routes(async () => [{ provider }]),
      glossary: () => NO_GLOSSARY,
      translate: (route, gaps) => translate(route, gaps),
      ...overrides,
    },
    publish: {
      severities: {},
      onFinding: 'withhold',
      disclose: (article, locale, route, standing) => {
        const usualProvider = route?.provider.kind ?? provider.kind
        const options = {
          locale,
          strings,
          providerName: () => provider.name,
          isRuleBased: () => false,
          usualProvider,
          baseUrl: undefined,
        }
        return disclose(article, standing, { ...options, desk: 'The Courier', timeZone: 'UTC' })
      },
      now: () => new Date('2026-11-22T20:00:00Z'),
      locales,
      localeFiles: filesIn(locales),
      history: historyFiles(locales),
      saveLock: fileLock,
      output: folder(path.join(root, 'public'), 'kill'),
      get editions() {
        return editions
      },
      events: noEvents,
      others: openOthers(
        {
          locales,
          output: folder(path.join(root, 'public'), 'kill'),
          kept: folder(path.join(root, 'kept'), 'kill'),
        },
        (_, message) => told.push(message),
      ),
      url: () => undefined,
      fingerprint: () => 'configuration',
      withdrawals: openWithdrawals(path.join(root, 'locales')),
      wanted: () => ['es', 'ca', 'fr'],
      rules: 'rules',
      writes: true,
      ...overrides,
    },
  }
  const read = (relative: string) => {
    const file = path.join(root, relative)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const textsPath = (id: string, locale: string) => `locales/${locale}/articles/${id}.json`
  return {
    root,
    provider,
    get memory() {
      return memory
    },
    get editions() {
      return editions
    },
    ports,
    filesIn,
    saving: {
      ...ports.publish,
      memory: () => memory,
      journal: saveJournal(path.join(root, '.dragoman')),
    },
    told,
    source(place, text) {
      writeFiles(root, { [`articles/${place}`]: text })
      return readArticle(place.replace(/\.[^.]+$/, ''), place, Buffer.from(text), READ_SETTINGS)
    },
    edition: (source, locale = 'es') => at(() => makeEdition(source, locale, ports)),
    at,
    isCurrent: async (article, locale = 'es') =>
      (await settledAs(article, locale, ports.publish)) === 'unchanged',
    read,
    texts: (id, locale = 'es') => JSON.parse(read(textsPath(id, locale)) ?? '{}'),
    meta: (id, locale = 'es') =>
      LocaleMeta.parse(JSON.parse(read(`locales/${locale}/articles/${id}.meta.json`) ?? 'null')),
    edit(id, from, to) {
      const before = read(textsPath(id, 'es')) ?? ''
      if (!before.includes(JSON.stringify(from))) throw new Error(`“${from}” is not in ${before}`)
      writeFileSync(
        path.join(root, textsPath(id, 'es')),
        before.replace(JSON.stringify(from), JSON.stringify(to)),
      )
    },
    lose(what) {
      if (what === 'memory') memory = openSqliteStore({ path: ':memory:', locale: 'es' })
      else editions = openSqliteEditions(':memory:')
    },
  }
}

/** The same ports, some of those for publishing being others. */
export const publishing = (ports: Ports, publish: Partial<PublishPorts>): Ports => ({
  ...ports,
  publish: { ...ports.publish, ...publish },
})
