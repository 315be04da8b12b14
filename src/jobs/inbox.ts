import { randomUUID } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { ERROR_CODES } from '../article/errors.ts'
import { folder } from '../publish/files.ts'
import { isAlive, ProcessIdentity } from '../state/process.ts'
import { Summary } from '../state/summary.ts'

/*
 * The inbox of the local job engine. Another process cannot reach the jobs of a run under way, so that a command which names
 * articles posts a request into the state folder, and the run answers it there: `errands/<id>.json` asks,
 * `errands/<id>.answer.json` answers. Each file is written whole, and validated when it is read. The folder keeps the name
 * that earlier versions look under. A command that removes its request has withdrawn it.
 */

/** Asks for articles to be made ahead of the run's own. */
export const Request = z.strictObject({
  asker: ProcessIdentity,
  /** Absolute. */
  folders: z.strictObject({ articles: z.string(), locales: z.string(), output: z.string() }),
  /** Hashes of the asker's configuration, glossary and strings, by target: the run's must be the same. */
  fingerprints: z.record(z.string(), z.string()),
  /** Under the articles folder, `/`-separated. */
  files: z.array(z.string().min(1).max(4_096)).min(1).max(10_000),
  force: z.boolean(),
})
export type Request = z.infer<typeof Request>

const Failure = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  fix: z.string(),
  place: z.string().optional(),
})
export type Failure = z.infer<typeof Failure>

/** What a watcher of the run would have been told of these articles, in order. */
const Event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), path: z.string(), error: Failure }),
  z.object({
    kind: z.literal('edition'),
    path: z.string(),
    locale: z.string(),
    outcome: z.enum([
      'written',
      'unchanged',
      'withheld',
      'failed',
      'stopped',
      'held',
      'withdrawn',
      'not wanted',
    ]),
    errors: z.array(z.object({ key: z.string(), error: Failure })),
  }),
])
export type Event = z.infer<typeof Event>

export const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('declined'), why: z.string() }),
  z.object({
    kind: z.literal('done'),
    summary: Summary,
    refused: z.int().nonnegative(),
    events: z.array(Event),
  }),
])
export type Answer = z.infer<typeof Answer>

/** A request that was posted, as its asker sees it. */
export interface PostedRequest {
  /** Undefined: none yet. */
  answer(): Answer | undefined
  /** Shows the run that the asker is still there. False: the run could not read the request, or could not answer it. */
  renew(): boolean
  /** Withdraws the request; removes the answer, if there is one. */
  remove(): void
}

export async function postRequest(state: string, request: Request): Promise<PostedRequest> {
  const id = `${request.asker.pid}-${randomUUID()}`
  await folder(folderIn(state), 'kill').write(`${id}.json`, JSON.stringify(request))
  return {
    answer: () => read(answerFile(state, id), Answer),
    renew: () => touch(requestFile(state, id)),
    remove() {
      discard(requestFile(state, id))
      discard(answerFile(state, id))
    },
  }
}

export const isPosted = (state: string, id: string): boolean =>
  lstatSync(requestFile(state, id), { throwIfNoEntry: false }) !== undefined

/** A request that was withdrawn gets no answer. */
export async function postAnswer(state: string, id: string, answer: Answer): Promise<void> {
  if (isPosted(state, id))
    await folder(folderIn(state), 'kill').write(`${id}.answer.json`, JSON.stringify(answer))
}

/** The requests that wait, by id. Files that are no requests, and requests whose asker is dead, are removed. */
export function pendingRequests(state: string): ReadonlyMap<string, Request> {
  const requests = new Map<string, Request>()
  for (const name of namesIn(folderIn(state))) {
    // Being written.
    if (name.startsWith('.')) continue
    const [, id, answer] = NAME.exec(name) ?? []
    const file = path.join(folderIn(state), name)
    if (id === undefined) discard(file)
    else if (answer !== undefined) {
      if (!isPosted(state, id)) discard(file)
    } else {
      const request = read(file, Request)
      if (request !== undefined && isWaitedFor(file, request)) requests.set(id, request)
      else discard(file)
    }
  }
  return requests
}

/** An asker renews its request ten times a second. */
const SILENT_MS = 60_000

/** Whether an asker in another container lives can only be told by what it does with its request. */
function isWaitedFor(file: string, { asker }: Request): boolean {
  const alive = isAlive(asker)
  if (alive !== undefined) return alive
  const renewed = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs
  return renewed !== undefined && Math.abs(Date.now() - renewed) < SILENT_MS
}

/** A request that is not carried out and has no answer. */
export const removeRequest = (state: string, id: string): void => discard(requestFile(state, id))

const NAME = /^([0-9a-z-]{1,64})(\.answer)?\.json$/

/** More than any honest one. */
const BYTES_AT_MOST = 64 * 1024 * 1024

const folderIn = (state: string) => path.join(state, 'errands')
const requestFile = (state: string, id: string) => path.join(folderIn(state), `${id}.json`)
const answerFile = (state: string, id: string) => path.join(folderIn(state), `${id}.answer.json`)

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** Undefined for whatever is not a file of this kind. A link is not followed. */
function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    const stats = lstatSync(file)
    if (!stats.isFile() || stats.size > BYTES_AT_MOST) return undefined
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

/** False when there is no such file. */
function touch(file: string): boolean {
  try {
    const now = new Date()
    utimesSync(file, now, now)
    return true
  } catch {
    return false
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // A folder of this name is no file of ours, and is left alone.
  }
}
