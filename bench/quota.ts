/**
 * How much of a quota is used, against a stand-in that counts in a true sliding window at the instant a request arrives.
 * The first minute: the real command in real time, over more articles than the quota lets through; what the stand-in has
 * accepted within 60 s of the first request ÷ the quota. Then the steady state, by the dispatcher alone
 * (steady-quota.ts).
 * Usage: npm run bench:quota [-- --windows 5], of the steady state; 0: none
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { generateArticles } from './generate.ts'
import { inFolder, printRows, ROOT, type StandIn, standIn } from './processes.ts'
import { steadyQuota } from './steady-quota.ts'

const { values } = parseArgs({ options: { windows: { type: 'string', default: '5' } } })
const windows = Number(values.windows)

const MINUTE_MS = 60_000
/** Beyond the minute: a client that misjudges when the window slides is refused in these seconds. */
const BEYOND_MS = 5_000
const CHARACTERS_PER_MINUTE = 112_600
const LATENCY = '80-400'
/** What Google recommends for one request. */
const CHARACTERS_PER_REQUEST = 5_000
const LOCALES = ['es', 'ca']
/** In these locales they have more than four times what the quota lets through. */
const ARTICLES = 100

await inFolder(firstMinute)
if (windows > 0) await steadyQuota(windows)

async function firstMinute(folder: string): Promise<void> {
  generateArticles(path.join(folder, 'articles'), ARTICLES)
  const server = await standIn(['--latency', LATENCY, '--characters', String(CHARACTERS_PER_MINUTE)])
  const quota = {
    charactersPerMinute: CHARACTERS_PER_MINUTE,
    charactersPerRequest: CHARACTERS_PER_REQUEST,
  }
  const provider = { kind: 'google', project: 'bench', endpoint: server.url, quota }
  const config = { targets: LOCALES, providers: [provider] }
  writeFileSync(path.join(folder, 'dragoman.config.json'), JSON.stringify(config))
  try {
    await runBeyondMinute(folder, server)
    const bookings = await server.bookings()
    const { overQuota } = await server.stats()
    const end = bookings[0]!.atMs + MINUTE_MS
    const inTime = bookings.filter(({ atMs }) => atMs < end)
    const used = inTime.reduce((sum, { characters }) => sum + characters, 0)
    printRows([
      ['first minute: share of the quota used', percent(used / CHARACTERS_PER_MINUTE), '≥ 96 %'],
      ['first minute: characters, in so many requests', `${used} in ${inTime.length}`, ''],
      ['first minute and a little longer: requests refused', String(overQuota), '0'],
    ])
  } finally {
    await server.stop()
  }
}

/** Runs the command until a minute and a little more has passed since its first request arrived. */
async function runBeyondMinute(folder: string, server: StandIn): Promise<void> {
  const command = path.join(ROOT, 'bin/dragoman.js')
  const child = spawn(process.execPath, [command, 'run'], { cwd: folder, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  while (child.exitCode === null && (await server.bookings()).length === 0) await sleep(50)
  await Promise.race([ended, sleep(MINUTE_MS + BEYOND_MS)])
  if (child.exitCode !== null) throw new Error(`The run ended before its time: exit code ${child.exitCode}`)
  child.kill('SIGKILL')
  await ended
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
