import path from 'node:path'
import { checkEach, checks } from '../src/check/checks.ts'
import { openSqliteStore } from '../src/memory/sqlite/store.ts'
import { openStores } from '../src/memory/stores.ts'
import { google } from '../src/providers/google/google.ts'
import type { Provider, ProviderLimits } from '../src/providers/provider.ts'
import { unlimited } from '../src/translate/budget.ts'
import { dispatcher } from '../src/translate/dispatch.ts'
import type { Translation } from '../src/translate/gap.ts'
import { gapOf, routeTo } from '../tests/fakes/gaps.ts'
import { translateOne } from '../tests/fakes/translate-one.ts'
import { fasterClock, fasterProvider } from './faster.ts'
import { inFolder, standIn } from './processes.ts'

/**
 * The dispatcher as production has it (its retries, breaker, sliding quota of a minute, SQLite memory, Google's own
 * client), in this process, buying from the stand-in in a process of its own, `speed` times as fast as real time.
 */
export interface Trade {
  readonly speed: number
  /** The stand-in's flags, in its own time: already shrunk. */
  readonly flags: readonly string[]
  readonly quota: Partial<ProviderLimits>
  /** What of an article goes beside its text; `shared`: requests then hold texts of one article only. */
  readonly context?: Provider['context']
}

/** What is wanted: texts, by target locale. They are asked for at once, by turns; nothing else is coming. */
export type Wanted = Readonly<Record<string, readonly string[]>>

export interface Traded {
  readonly failed: number
  readonly retries: number
  /** Of each locale: when its last text was there, milliseconds of production's clock. */
  readonly doneMs: Readonly<Record<string, number>>
  readonly stats: Awaited<ReturnType<Awaited<ReturnType<typeof standIn>>['stats']>>
  readonly bookings: Awaited<ReturnType<Awaited<ReturnType<typeof standIn>>['bookings']>>
}

/** Text is nothing to be checked here: what is measured is the way it goes. */
const UNCHECKED = Object.fromEntries(checks.map(({ id }) => [id, 'off' as const]))

/** Texts of an article, in this order. */
const ARTICLE = 8

/** @param patient the locales that are waited for; the others are stopped then. */
export function trade(
  { speed, flags, quota, context = 'none' }: Trade,
  wanted: Wanted,
  patient = Object.keys(wanted),
): Promise<Traded> {
  return inFolder(async (folder) => {
    const server = await standIn(flags)
    const cloud = google({ project: 'bench', endpoint: server.url, quota })
    const provider = fasterProvider({ ...cloud, context }, speed)
    const stores = openStores(path.join(folder, 'state'), openSqliteStore)
    const clock = fasterClock(speed)
    let retries = 0
    const translator = dispatcher({
      clock,
      random: Math.random,
      memory: stores.of,
      ledger: stores.of,
      check: checkEach,
      severities: UNCHECKED,
      budget: unlimited,
      onRetry: () => retries++,
    })
    const started = clock.now()
    const doneMs: Record<string, number> = {}
    const buy = async (locale: string, text: string, nth: number): Promise<Translation> => {
      const route = routeTo(provider, locale)
      const article = `article-${Math.floor(nth / ARTICLE)}`
      const translation = await translateOne(translator, route, { ...gapOf(text, route), article })
      doneMs[locale] = clock.now() - started
      return translation
    }
    try {
      const awaited = byTurns(wanted).flatMap(({ locale, text, nth }) => {
        const translation = buy(locale, text, nth)
        return patient.includes(locale) ? [translation] : []
      })
      const translations = await Promise.all(awaited)
      translator.stop()
      const failed = translations.filter(({ ok }) => !ok).length
      return { failed, retries, doneMs, stats: await server.stats(), bookings: await server.bookings() }
    } finally {
      await server.stop()
      await stores.close()
      await provider.close()
    }
  })
}

/** One text of each locale after the other, as articles ask that go into all of them. */
function byTurns(wanted: Wanted) {
  const all = Object.entries(wanted).flatMap(([locale, texts]) =>
    texts.map((text, nth) => ({ locale, text, nth })),
  )
  return all.sort((a, b) => a.nth - b.nth)
}
