/**
 * A generated night, untranslated so far, against a stand-in of Cloud Translation on loopback: this checkout and another
 * one by turns, so that whatever else the machine does weighs on both. Of the rounds' ratios the middle one counts. The
 * command is a black box, so that any two versions can be held against each other; a minute of the quota is a real one.
 * On a machine that is busy otherwise, processor time says more than wall time.
 * Usage: npm run bench [-- --scenario latency --rounds 5 --articles 1000 --large 5000 --against FOLDER]
 *
 * latency: 80 ms, and a quota that never binds. quota: 6,000,000 characters a minute, which 1,000 articles exceed by a
 * fifth. none: neither. again: this checkout alone without latency or quota, what the runs after a night cost, and
 * the memory that `--large` articles take (0: left out). Without `--against` the other checkout is the commit that the
 * bounds on wall time are relative to.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  editOneSentence,
  inRoom,
  LOCALES,
  type Room,
  type Run,
  run,
  type Scenario,
  walk,
} from './night-room.ts'
import { otherCheckout } from './other-checkout.ts'
import { printRows, ROOT, type Row } from './processes.ts'
import { each, middleRatio, middleWall, peakMiB, seconds } from './rounds.ts'

const AMPLE = { charactersPerMinute: 1_000_000_000, requestsPerMinute: 1_000_000 }
const GOOGLE = { charactersPerMinute: 6_000_000, requestsPerMinute: 6_000 }
const NONE = { latencyMs: 0, quota: AMPLE }

interface Compared extends Scenario {
  /** Of this checkout's wall time ÷ the other's. */
  readonly bound: string
}

const COMPARED: Readonly<Record<string, Compared>> = {
  latency: { latencyMs: 80, quota: AMPLE, bound: '≤ 1.1' },
  quota: { latencyMs: 80, quota: GOOGLE, bound: '≤ 1.1' },
  none: { ...NONE, bound: '≤ 1.35' },
}
const AGAIN = 'again'
const ALL = [...Object.keys(COMPARED), AGAIN]
/** Of a checkout's first run, which fills the compile cache and counts for nothing. */
const WARM_UP_ARTICLES = 20

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true, default: ALL },
    rounds: { type: 'string', default: '5' },
    articles: { type: 'string', default: '1000' },
    large: { type: 'string', default: '5000' },
    against: { type: 'string' },
  },
})
const unknown = values.scenario.find((name) => !ALL.includes(name))
if (unknown !== undefined) throw new Error(`--scenario ${unknown}: write ${ALL.join(', ')}`)
const rounds = Number(values.rounds)
const articles = Number(values.articles)
const large = Number(values.large)

const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-bench-'))
let rooms = 0
try {
  const compared = values.scenario.filter((name) => name !== AGAIN)
  const other = compared.length > 0 ? otherCheckout(values.against, folder) : undefined
  await night(ROOT, NONE, WARM_UP_ARTICLES)
  if (other !== undefined) await night(other, NONE, WARM_UP_ARTICLES)
  for (const name of compared) await compare(name, COMPARED[name]!, other)
  if (values.scenario.includes(AGAIN)) await again()
} finally {
  // Last of all: the disk is busy with it for minutes.
  rmSync(folder, { recursive: true, force: true })
}

async function compare(name: string, { bound, ...scenario }: Compared, other: string | undefined) {
  const own: Run[] = []
  const theirs: Run[] = []
  for (let round = 1; round <= rounds; round++) {
    own.push(await night(ROOT, scenario, articles))
    if (other !== undefined) theirs.push(await night(other, scenario, articles))
    const walls = [own, theirs].flatMap((runs) => runs.at(-1) ?? []).map(seconds)
    console.error(`${name}, round ${round}: ${walls.join(' / ')} s`)
  }
  const row = (what: string, value: string, wanted = ''): Row => [`${name}: ${what}`, value, wanted]
  printRows([row('wall', middleWall(own)), row('peak memory', mebibytes(own), '≤ 350')])
  if (other !== undefined) {
    const pairs = theirs.map((run, nth) => [own[nth]!, run] as const)
    printRows([
      row('wall ÷ the other checkout’s', middleRatio(pairs), bound),
      row(
        'processor time ÷ the other’s',
        middleRatio(pairs, (one) => one.processorMs),
      ),
      row('peak memory of the other', mebibytes(theirs)),
    ])
  }
  printRows([
    row('characters billed ÷ unique', each(own, billedShare), '1.0000'),
    row('requests refused for the quota', each(own, refusals), '0'),
  ])
}

async function again(): Promise<void> {
  const done: Awaited<ReturnType<typeof aftermath>>[] = []
  for (let round = 1; round <= rounds; round++) {
    done.push(await inRoom(newFolder(), articles, NONE, aftermath))
    console.error(`${AGAIN}, round ${round}: ${seconds(done.at(-1)!.again)} s`)
  }
  const row = (what: string, value: string, wanted: string): Row => [`${AGAIN}: ${what}`, value, wanted]
  printRows([
    row('wall ÷ walk and hash', middleRatio(done.map((it) => [it.again, it.walk])), '≤ 2.5'),
    row(
      'characters of the unchanged re-run',
      each(done, (it) => String(it.again.billed)),
      '0',
    ),
    row('characters of one edited sentence ÷ its own', each(done, editedShare), '1.00'),
  ])
  if (large === 0) return
  const peak = peakMiB(done.map((it) => it.cold))
  const largePeak = peakMiB([await night(ROOT, NONE, large)])
  const ratio = `${(largePeak / peak).toFixed(2)} (${largePeak.toFixed(0)} / ${peak.toFixed(0)} MiB)`
  printRows([row(`peak memory at ${large} ÷ at ${articles}`, ratio, '≤ 1.2')])
}

async function aftermath(room: Room) {
  const cold = await run(ROOT, room)
  const unchanged = await run(ROOT, room)
  const walked = await walk(room)
  const sentence = editOneSentence(room)
  const edited = await run(ROOT, room)
  return { cold, again: unchanged, walk: walked, edited, editedUnique: sentence * LOCALES.length }
}

function night(checkout: string, scenario: Scenario, count: number): Promise<Run> {
  return inRoom(newFolder(), count, scenario, (room) => run(checkout, room))
}

function newFolder(): string {
  rooms++
  return path.join(folder, `night-${rooms}`)
}

function mebibytes(runs: readonly Run[]): string {
  return `${peakMiB(runs).toFixed(0)} MiB`
}

function billedShare({ billed, unique }: Run): string {
  return (billed / unique).toFixed(4)
}

function refusals({ refused }: Run): string {
  return String(refused)
}

function editedShare({ edited, editedUnique }: Awaited<ReturnType<typeof aftermath>>): string {
  return (edited.billed / editedUnique).toFixed(2)
}
