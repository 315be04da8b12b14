/**
 * Does one slow locale, or one slow provider, hold up the others? Three locales of the same texts; when the others are
 * done, with the third twenty times as slow or never answering ÷ with the third as fast as they are. It is the first to
 * be asked for, and eight requests are out at once, as in production.
 * Usage: npm run bench:fairness [-- --requests 200 --articles 300]
 *
 * The dispatcher: all texts are wanted at once, four times as fast as real time (see faster.ts). The night: the real
 * command in real time; a locale is done when the last of its editions stands in the output folder. A night whose
 * others are not done after ten times as long as with a fast third is stopped there. “An article a request”: a provider
 * that takes one context a request, as language models do.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Provider } from '../src/providers/provider.ts'
import { generateArticles } from './generate.ts'
import { newsTexts } from './news-text.ts'
import { inFolder, printRows, standIn } from './processes.ts'
import { trade } from './trade.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200' },
    articles: { type: 'string', default: '300' },
    speed: { type: 'string', default: '4' },
  },
})
const speed = Number(values.speed)
const requests = Number(values.requests)
const articles = Number(values.articles)

const OTHERS = ['es', 'ca']
const THIRD = 'fr'
const LATENCY_MS = [80, 400] as const
const SLOW = ['--slow', `${THIRD}:20`]
const HANGING = ['--fault', `hang:1@${THIRD}`]
const AMPLE = ['--requests', '1000000', '--characters', '1000000000']
const BOUND = '≤ 1.25'
/** Of a night whose others do not get on: times what it takes with a fast third. */
const PATIENCE = 10
const COMMAND = path.resolve(import.meta.dirname, '../bin/dragoman.js')

for (const [title, context] of [
  ['dispatcher', 'none'],
  ['dispatcher, an article a request', 'shared'],
] as const) {
  const fast = await traded([], context)
  printRows([
    [`${title}: the third 20 times as slow`, ratio(await traded(SLOW, context), fast), BOUND],
    [`${title}: the third never answers`, ratio(await traded(HANGING, context), fast), BOUND],
  ])
}

await inFolder(async (folder) => {
  generateArticles(path.join(folder, 'articles'), articles)
  for (const third of ['the third', 'the third’s own provider'] as const) {
    const fast = await night(folder, [], third)
    if (fast === undefined) throw new Error('The others were not done even with a fast third.')
    const limitMs = fast * PATIENCE
    printRows([
      [`night: ${third} 20 times as slow`, ratio(await night(folder, SLOW, third, limitMs), fast), BOUND],
      [`night: ${third} never answers`, ratio(await night(folder, HANGING, third, limitMs), fast), BOUND],
    ])
  }
})

function ratio(ms: number | undefined, baseMs: number): string {
  if (ms === undefined) return `> ${PATIENCE} (${(baseMs / 1000).toFixed(1)} s)`
  return `${(ms / baseMs).toFixed(2)} (${(ms / 1000).toFixed(1)} / ${(baseMs / 1000).toFixed(1)} s)`
}

/** When the others had all their texts, milliseconds of production's clock. */
async function traded(flags: readonly string[], context: Provider['context']): Promise<number> {
  const texts = newsTexts(requests, [150, 250])
  const latency = LATENCY_MS.map((ms) => ms / speed).join('-')
  const { doneMs, failed } = await trade(
    {
      speed,
      flags: ['--latency', latency, ...AMPLE, ...flags],
      quota: { concurrency: 8, itemsPerRequest: 1 },
      context,
    },
    Object.fromEntries([THIRD, ...OTHERS].map((locale) => [locale, texts])),
    OTHERS,
  )
  if (failed > 0) throw new Error(`${failed} texts were not bought.`)
  return Math.max(...OTHERS.map((locale) => doneMs[locale]!))
}

/** When the others had all their editions, milliseconds; undefined: not within `limitMs`. */
async function night(
  folder: string,
  flags: readonly string[],
  third: 'the third' | 'the third’s own provider',
  limitMs = Number.POSITIVE_INFINITY,
): Promise<number | undefined> {
  for (const made of ['public', 'locales', '.dragoman'])
    rmSync(path.join(folder, made), { recursive: true, force: true })
  const latency = ['--latency', LATENCY_MS.join('-'), ...AMPLE]
  const servers = [await standIn([...latency, ...flags]), await standIn([...latency, ...flags])]
  const quota = { concurrency: 8, charactersPerRequest: 5_000 }
  const [first, second] = servers.map(({ url }) => ({
    kind: 'google',
    project: 'bench',
    endpoint: url,
    quota,
  }))
  const providers =
    third === 'the third'
      ? [first]
      : [
          { ...first, locales: OTHERS },
          { ...second, locales: [THIRD] },
        ]
  writeFileSync(
    path.join(folder, 'dragoman.config.json'),
    JSON.stringify({ targets: [THIRD, ...OTHERS], providers }),
  )
  const started = performance.now()
  const child = spawn(process.execPath, [COMMAND, 'run'], { cwd: folder, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    while (performance.now() - started < limitMs) {
      if (OTHERS.every((locale) => editions(path.join(folder, 'public', locale)) === articles))
        return performance.now() - started
      if (child.exitCode !== null) return undefined
      await sleep(50)
    }
    return undefined
  } finally {
    child.kill('SIGKILL')
    await ended
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function editions(folder: string): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp')).length
}
