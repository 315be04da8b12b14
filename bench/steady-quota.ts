import { plain } from '../src/article/content.ts'
import type { Segment } from '../src/article/segment.ts'
import { checkEach } from '../src/check/checks.ts'
import { openSqliteStore } from '../src/memory/sqlite/store.ts'
import { google } from '../src/providers/google/google.ts'
import { unlimited } from '../src/translate/budget.ts'
import { dispatcher } from '../src/translate/dispatch.ts'
import type { Gap, Route } from '../src/translate/gap.ts'
import { translateOne } from '../tests/fakes/translate-one.ts'
import { fasterClock } from './faster.ts'
import { standIn } from './processes.ts'

const WINDOW_MS = 10_000
const SPEED = 60_000 / WINDOW_MS
const QUOTA = 400_000
const REQUEST_CHARACTERS = 4_000
/** Each text has this many code points, so that requests hold forty. */
const TEXT_CHARACTERS = 100

/** Latency of every answer, milliseconds: as the provider's, and scaled like the window. */
const LITERAL = [80, 400] as const
const SCALED = [80 / SPEED, 400 / SPEED] as const

/**
 * How much of a quota the dispatcher uses once it has begun. Windows are 10 s: the dispatcher's clock runs six times as
 * fast, so that its minute takes that long. Used: characters answered from the end of the first window's worth to the
 * end of the last one's ÷ what the quota allows in that time. No client that never exceeds can pass window ÷ (window +
 * mean latency), since it cannot know when within its latency a request was counted.
 */
export async function steadyQuota(windows: number): Promise<void> {
  console.log('latency      configured  used     bound    refused  peak of any window  completed')
  await scenario(windows, 'scaled', SCALED, 1)
  await scenario(windows, 'literal', LITERAL, 1)
  await scenario(windows, 'scaled', SCALED, 1.15)
  await scenario(windows, 'literal', LITERAL, 1.15)
}

async function scenario(
  windows: number,
  name: string,
  latency: readonly [number, number],
  excess: number,
): Promise<void> {
  const server = await standIn([
    ...['--window', String(WINDOW_MS), '--characters', String(QUOTA), '--requests', '100000'],
    ...['--latency', latency.map((ms) => ms.toFixed(0)).join('-')],
  ])
  const limits = {
    charactersPerMinute: QUOTA * excess,
    requestsPerMinute: 100_000,
    concurrency: 24,
    charactersPerRequest: REQUEST_CHARACTERS,
  }
  const provider = google({ project: 'bench', endpoint: server.url, quota: limits })
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const translator = dispatcher({
    clock: fasterClock(SPEED),
    random: Math.random,
    memory: () => memory,
    ledger: () => memory,
    check: checkEach,
    severities: {},
    budget: unlimited,
  })
  const route: Route = { provider, source: 'en', target: 'es' }
  // Loading the library is not the dispatcher's time.
  await translateOne(translator, route, gapOf(0))
  // A request less for each window: the first text has used up some of one.
  const first = QUOTA - REQUEST_CHARACTERS
  const gaps = Array.from({ length: (first * windows) / TEXT_CHARACTERS }, (_, nth) => gapOf(nth + 1))
  const perWindow = first / TEXT_CHARACTERS
  let done = 0
  let started = 0
  const translations = await Promise.all(
    gaps.map(async (gap) => {
      const translation = await translateOne(translator, route, gap)
      if (++done === perWindow) started = performance.now()
      return translation
    }),
  )
  const took = performance.now() - started
  const stats = await server.stats()
  await provider.close()
  await server.stop()
  const used = (stats.billedCharacters - first) / (QUOTA * (took / WINDOW_MS))
  const mean = (latency[0] + latency[1]) / 2
  const row = [
    name.padEnd(12),
    `${(excess * 100).toFixed(0)} %`.padEnd(11),
    percent(used),
    percent(WINDOW_MS / (WINDOW_MS + mean)),
    String(stats.overQuota).padEnd(8),
    percent(stats.peakCharacters / QUOTA).padEnd(19),
    percent(translations.filter(({ ok }) => ok).length / translations.length),
  ]
  console.log(row.join(' '))
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`.padEnd(8)
}

function gapOf(nth: number): Gap {
  const text =
    `Ferry ${String(nth).padStart(6, '0')} left the old harbour on time`.padEnd(TEXT_CHARACTERS - 1, ' ok') +
    '.'
  const segment: Segment = {
    key: `paragraph.${nth}`,
    role: 'paragraph',
    unit: 'u0',
    start: 0,
    end: text.length,
    source: plain(text),
    notation: text,
  }
  return { article: 'bench', segment, memoryKey: nth.toString(16).padStart(64, '0'), terms: [] }
}
