/**
 * A night that is killed again and again: SIGKILL at random instants of the real command, which is then started anew
 * until it has finished; as many nights as it takes for all kills. Each night is held against one that nobody disturbed.
 * Usage: npm run bench:kills [-- --kills 200 --articles 200 --seed 1 --keep]
 *
 * What a kill may cost: the requests that were in flight, here at most eight of 5,000 characters. By the ledger these
 * are the lines without an outcome, and each counts with all its characters, whether the stand-in billed it or not. So
 *   billed − unique ≤ Σ lines without outcome, and of each kill these hold ≤ 40,000 characters,
 * where `unique` is what the undisturbed night was billed: each distinct text once for each locale.
 * Identical: every file of the output folder and every locale file, byte for byte, none more and none fewer; of the
 * machine-owned meta files all but the dates of translation.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seeded } from '../tests/stand-in/faults.ts'
import { generateArticles } from './generate.ts'
import { inFolder, printRows, type StandIn, standIn } from './processes.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    articles: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills)
const random = seeded(Number(values.seed))

const LOCALES = ['es', 'ca']
const LATENCY = '100-300'
const AT_ONCE = 8
const CHARACTERS_PER_REQUEST = 5_000
const COMMAND = path.resolve(import.meta.dirname, '../bin/dragoman.js')

await inFolder(async (folder) => {
  const articles = path.join(folder, 'articles')
  generateArticles(articles, Number(values.articles))
  const calm = await night(path.join(folder, 'calm'), articles, 0, Number.POSITIVE_INFINITY)
  const worst = { excess: 0, requests: 0, characters: 0 }
  const differing = new Map<string, string>()
  const sums = { kills: 0, nights: 0, excess: 0, inFlight: 0, refused: 0, again: 0, unfinished: 0 }
  while (sums.kills < kills) {
    const room = path.join(folder, `night-${sums.nights}`)
    const done = await night(room, articles, kills - sums.kills, calm.wallMs / 2)
    const excess = done.billed - calm.billed
    sums.nights++
    sums.kills += done.kills
    sums.refused += done.refused
    sums.again += done.billedAgain
    sums.unfinished += done.code === 0 ? 0 : 1
    sums.excess += excess
    const inFlight = done.inFlight.reduce((sum, { characters }) => sum + characters, 0)
    sums.inFlight += inFlight
    worst.excess = Math.max(worst.excess, excess - inFlight)
    worst.requests = Math.max(worst.requests, ...done.inFlight.map(({ requests }) => requests))
    worst.characters = Math.max(worst.characters, ...done.inFlight.map(({ characters }) => characters))
    const before = differing.size
    for (const [name, how] of differences(path.join(folder, 'calm'), room)) differing.set(name, how)
    if (values.keep && differing.size > before) keep(folder, room)
    process.stderr.write(`night ${sums.nights}: ${done.kills} kills, ${sums.kills} of ${kills}\n`)
  }
  const bound = AT_ONCE * CHARACTERS_PER_REQUEST
  printRows([
    ['kills, in so many nights', `${sums.kills} in ${sums.nights}`, ''],
    ['nights that did not finish', String(sums.unfinished), '0'],
    ['starts refused for a dead run’s lock', String(sums.refused), '0'],
    [
      'characters billed beyond the unique text',
      String(sums.excess),
      `≤ ${sums.inFlight}, in flight by the ledger`,
    ],
    ['the same, for each kill', (sums.excess / sums.kills).toFixed(0), `≤ ${bound}`],
    ['most beyond what was in flight, in any night', String(worst.excess), '≤ 0'],
    ['most characters in flight at a kill', String(worst.characters), `≤ ${bound}`],
    ['most requests in flight at a kill', String(worst.requests), `≤ ${AT_ONCE}`],
    ['characters billed by one more run', String(sums.again), '0'],
    ['files that differ from the undisturbed night’s', String(differing.size), '0'],
  ])
  for (const [name, how] of [...differing].slice(0, 20)) console.log(`  ${how}: ${name}`)
})

/** One night in a room of its own, killed up to `most` times, each time within `withinMs` of its start. */
async function night(room: string, articles: string, most: number, withinMs: number) {
  const server = await standIn(['--latency', LATENCY, '--requests', '1000000', '--characters', '1000000000'])
  try {
    const at = (name: string) => path.join(room, name)
    cpSync(articles, at('articles'), { recursive: true })
    writeFileSync(at('dragoman.config.json'), JSON.stringify(configuration(server)))
    const started: number[] = []
    let [killed, refused] = [0, 0]
    let ended: Ended
    const begun = performance.now()
    do {
      started.push(Date.now())
      ended = await dragoman(room, killed < most ? random() * withinMs : undefined)
      if (ended.code === 'killed') killed++
      if (ended.code === 'locked') refused++
    } while (ended.code === 'killed' || ended.code === 'locked')
    const wallMs = performance.now() - begun
    const billed = (await server.stats()).billedCharacters
    await dragoman(room, undefined)
    const billedAgain = (await server.stats()).billedCharacters - billed
    return {
      code: ended.code,
      kills: killed,
      refused,
      wallMs,
      billed,
      billedAgain,
      inFlight: inFlightAtEnds(room, started),
    }
  } finally {
    await server.stop()
  }
}

function configuration({ url }: StandIn): object {
  const quota = { concurrency: AT_ONCE, charactersPerRequest: CHARACTERS_PER_REQUEST }
  return { targets: LOCALES, providers: [{ kind: 'google', project: 'bench', endpoint: url, quota }] }
}

interface Ended {
  readonly code: number | 'killed' | 'locked'
}

async function dragoman(room: string, killAfterMs: number | undefined): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, 'run'], { cwd: room, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code: signal === 'SIGKILL' ? 'killed' : (code ?? -1) })),
  )
  const alarm = new AbortController()
  if (killAfterMs !== undefined)
    void sleep(killAfterMs, undefined, alarm).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    )
  const { code } = await ended
  alarm.abort()
  if (said.includes('STATE_LOCKED')) return { code: 'locked' }
  if (code !== 'killed' && code !== 0) process.stderr.write(`exit code ${code}\n${said}\n`)
  return { code }
}

interface InFlight {
  readonly requests: number
  readonly characters: number
}

/** Of each start, what it left in flight: the ledger's lines without an outcome. */
function inFlightAtEnds(room: string, started: readonly number[]): InFlight[] {
  const lines = LOCALES.flatMap((locale) =>
    unsettledLines(path.join(room, '.dragoman/memory', `${locale}.sqlite`)),
  )
  return started.map((from, nth) => {
    const next = started[nth + 1] ?? Number.POSITIVE_INFINITY
    const own = lines.filter(({ sent_at: at }) => at >= from && at < next)
    return { requests: own.length, characters: own.reduce((sum, { characters }) => sum + characters, 0) }
  })
}

function unsettledLines(file: string): readonly { characters: number; sent_at: number }[] {
  if (!existsSync(file)) return []
  const ledger = new DatabaseSync(file, { readOnly: true })
  const rows = ledger.prepare("SELECT characters, sent_at FROM ledger WHERE outcome = 'unknown'").all()
  ledger.close()
  return rows as unknown as { characters: number; sent_at: number }[]
}

/** File → how it differs, under output and locales. */
function* differences(calm: string, room: string): Generator<[string, string]> {
  for (const folder of ['public', 'locales']) {
    const [there, here] = [filesUnder(path.join(calm, folder)), filesUnder(path.join(room, folder))]
    for (const file of there) if (!here.has(file)) yield [path.join(folder, file), 'missing']
    for (const file of here) {
      const name = path.join(folder, file)
      if (!there.has(file)) yield [name, 'left over']
      else if (bytesOf(path.join(calm, name)) !== bytesOf(path.join(room, name))) yield [name, 'different']
    }
  }
}

function filesUnder(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Set(entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))))
}

function bytesOf(file: string): string {
  const bytes = readFileSync(file, 'latin1')
  return file.endsWith('.meta.json') ? bytes.replace(/"date": "[^"]*"/g, '"date": ""') : bytes
}

function keep(folder: string, room: string): void {
  const kept = mkdtempSync(path.join(os.tmpdir(), 'dragoman-kept-'))
  for (const each of [path.join(folder, 'calm'), room])
    cpSync(each, path.join(kept, path.basename(each)), { recursive: true })
  console.log(`kept in ${kept}`)
}
