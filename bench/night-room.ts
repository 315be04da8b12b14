import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generateArticles } from './generate.ts'
import { type Measured, measure, ROOT, type StandIn, standIn } from './processes.ts'

/** How the provider is, to all that the configuration and the stand-in say. */
export interface Scenario {
  /** Of each answer. */
  readonly latencyMs: number
  /** Of the account: the configuration knows it, the stand-in holds to it. */
  readonly quota: { readonly charactersPerMinute: number; readonly requestsPerMinute: number }
}

/** A folder with articles and a configuration, and a stand-in that has sold nothing yet. */
export interface Room {
  readonly folder: string
  readonly server: StandIn
}

/** One `dragoman run`, and what the stand-in booked meanwhile. */
export interface Run extends Measured {
  readonly billed: number
  /** Code points of the distinct texts billed, each counted once for each locale and text format. */
  readonly unique: number
  /** Requests refused for the quota. */
  readonly refused: number
}

export const LOCALES = ['es', 'ca', 'fr']
/** Of the checkout with the bench's own code. */
const WALK = path.join(ROOT, 'bench/bare-walk.ts')
const SENTENCE = 'The quay will stay closed until the end of the year, the harbour master wrote.'

/** The folder stays when `work` is done; the stand-in does not. */
export async function inRoom<T>(
  folder: string,
  articles: number,
  { latencyMs, quota }: Scenario,
  work: (room: Room) => Promise<T>,
): Promise<T> {
  mkdirSync(folder)
  generateArticles(path.join(folder, 'articles'), articles)
  const server = await standIn([
    ...['--latency', String(latencyMs)],
    ...['--characters', String(quota.charactersPerMinute), '--requests', String(quota.requestsPerMinute)],
  ])
  const provider = { kind: 'google', project: 'bench', endpoint: server.url, quota }
  writeFileSync(
    path.join(folder, 'dragoman.config.json'),
    JSON.stringify({ targets: LOCALES, providers: [provider] }),
  )
  try {
    return await work({ folder, server })
  } finally {
    await server.stop()
  }
}

/** @throws unless the run ends with exit code 0 */
export async function run(checkout: string, { folder, server }: Room): Promise<Run> {
  const before = await server.stats()
  const command = path.join(checkout, 'bin/dragoman.js')
  const measured = await measure(process.execPath, [command, 'run', '--json'], folder)
  const after = await server.stats()
  return {
    ...measured,
    billed: after.billedCharacters - before.billedCharacters,
    unique: after.uniqueCharacters - before.uniqueCharacters,
    refused: after.overQuota - before.overQuota,
  }
}

/** The least that “has anything changed?” could cost. */
export function walk({ folder }: Room): Promise<Measured> {
  return measure(
    process.execPath,
    [WALK, path.join(folder, 'articles'), path.join(folder, 'locales')],
    folder,
  )
}

/** Rewrites the last sentence of one Markdown article; returns its length in code points. */
export function editOneSentence({ folder }: Room): number {
  const articles = path.join(folder, 'articles')
  const name = readdirSync(articles, { recursive: true, encoding: 'utf8' }).find((each) =>
    each.endsWith('.md'),
  )
  const file = path.join(articles, name!)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, `${text.slice(0, text.lastIndexOf('. ') + 2)}${SENTENCE}\n`)
  return [...SENTENCE].length
}
