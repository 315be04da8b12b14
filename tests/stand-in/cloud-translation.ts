import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { NOT_JSON, readBody, refuse, sendJson } from './exchange.ts'
import {
  type Fault,
  faultPlan,
  isRefused,
  isSilence,
  refusalOf,
  type Silence,
  type Spoil,
  seeded,
} from './faults.ts'
import { invalid, overQuota, type Refusal, type RetryAdvice, refusal } from './refusals.ts'
import { deliver, V2_LANGUAGES, V3_LANGUAGES } from './replies.ts'
import { codePoints, type Read, readV2, readV3, type TranslateCall } from './requests.ts'
import { type SlidingWindow, slidingWindow } from './window.ts'

export { translateLike } from './translate-like.ts'

/**
 * A strict Cloud Translation on loopback: v3 REST and v2, the real limits, a true sliding quota, a bill, and
 * faults on request. What becomes of a request is decided, counted and billed at the instant it has arrived;
 * latency comes after.
 */
export interface CloudTranslation {
  readonly url: string
  readonly port: number
  /** A snapshot. */
  readonly stats: Stats
  /** Changes how it behaves from now on. A new quota starts an empty window, new faults or a seed a new plan. */
  configure(behaviour: Partial<Behaviour>): void
  close(): Promise<void>
}

export interface Behaviour {
  /** Latency of every answer, uniformly between these. */
  readonly latencyMs: readonly [least: number, most: number]
  /** How many times as long an answer takes, by target; absent: once. */
  readonly slowdown: Readonly<Record<string, number>>
  readonly faults: readonly Fault[]
  readonly seed: number
  readonly windowMs: number
  readonly charactersPerWindow: number
  readonly requestsPerWindow: number
  /** How a refusal for the quota says when to come back. */
  readonly retryAdvice: RetryAdvice
  /** Keys that v2 accepts; empty: any key, or none. */
  readonly apiKeys: readonly string[]
  /** How many bought texts `stats.texts` keeps, and how many bookings there are to be asked for. */
  readonly rememberTexts: number
}

/** Google's own limits for a new project, no latency, no faults. */
const DEFAULTS: Behaviour = {
  latencyMs: [0, 0],
  slowdown: {},
  faults: [],
  seed: 1,
  windowMs: 60_000,
  charactersPerWindow: 6_000_000,
  requestsPerWindow: 6_000,
  retryAdvice: 'info',
  apiKeys: [],
  rememberTexts: 10_000,
}

interface Stats {
  /** Translate requests that arrived, whatever became of them. */
  readonly requests: number
  /** All that were refused, and of these: for the quota; as malformed or not allowed. */
  readonly rejected: number
  readonly overQuota: number
  readonly malformed: number
  /** Requests that met a fault of the plan. */
  readonly faults: number
  readonly billedRequests: number
  /** Unicode code points, tags and white space included. */
  readonly billedCharacters: number
  readonly billedTexts: number
  /** Code points of the distinct texts among these, by target and format: the least that could have been billed. */
  readonly uniqueCharacters: number
  /** Texts billed again that had been billed before for the same target and format. */
  readonly boughtTwice: number
  /** And of these, the ones that had been answered by then: honestly, in full, to a caller who was still there. */
  readonly boughtAgainOnceAnswered: number
  readonly texts: readonly { readonly target: string; readonly text: string }[]
  /** Most that any window held; and most that one would have held, had the latest request not been refused. */
  readonly peakCharacters: number
  readonly peakRequests: number
  readonly wantedCharacters: number
  readonly wantedRequests: number
  readonly simultaneousPeak: number
  readonly connections: number
}

/** What was taken from the quota, and when, by the stand-in's own monotonic clock: GET /__bookings. */
export interface Booking {
  readonly atMs: number
  readonly characters: number
}

/** @param port 0 takes a free one. */
export async function startCloudTranslation(
  behaviour: Partial<Behaviour> = {},
  port = 0,
): Promise<CloudTranslation> {
  let now: Behaviour = { ...DEFAULTS, ...behaviour }
  let random = seeded(now.seed)
  let nextFault = faultPlan(now.faults, random)
  let window = windowOf(now)
  const count = {
    requests: 0,
    rejected: 0,
    overQuota: 0,
    malformed: 0,
    faults: 0,
    billedRequests: 0,
    billedCharacters: 0,
    billedTexts: 0,
    uniqueCharacters: 0,
    boughtTwice: 0,
    boughtAgainOnceAnswered: 0,
    simultaneousPeak: 0,
    connections: 0,
  }
  const texts: { target: string; text: string }[] = []
  const bookings: Booking[] = []
  const bought = new Map<string, 'billed' | 'answered'>()
  let simultaneous = 0

  function configure(change: Partial<Behaviour>): void {
    now = { ...now, ...change }
    if (change.faults || change.seed !== undefined) {
      random = seeded(now.seed)
      nextFault = faultPlan(now.faults, random)
    }
    if (change.windowMs || change.charactersPerWindow || change.requestsPerWindow) window = windowOf(now)
  }

  function decide(read: Read<TranslateCall>): Outcome {
    const fault = nextFault(read.ok ? read.value.target : undefined)
    if (fault) count.faults++
    if (fault && isSilence(fault)) return { kind: fault }
    if (fault && isRefused(fault)) return { kind: 'refused', refusal: refusalOf(fault, now.retryAdvice) }
    if (!read.ok) {
      count.malformed++
      return { kind: 'refused', refusal: read.refusal }
    }
    const characters = codePoints(read.value.texts)
    const over = window.admit(performance.now(), { characters, requests: 1 })
    if (over) {
      count.overQuota++
      return { kind: 'refused', refusal: overQuota(over.waitMs, now.retryAdvice) }
    }
    bill(read.value, characters)
    return { kind: 'served', call: read.value, spoil: fault }
  }

  function bill(call: TranslateCall, characters: number): void {
    count.billedRequests++
    count.billedCharacters += characters
    count.billedTexts += call.texts.length
    if (bookings.length < now.rememberTexts) bookings.push({ atMs: performance.now(), characters })
    for (const text of call.texts) {
      const mark = markOf(call, text)
      const before = bought.get(mark)
      if (before === undefined) {
        bought.set(mark, 'billed')
        count.uniqueCharacters += codePoints([text])
      } else count.boughtTwice++
      if (before === 'answered') count.boughtAgainOnceAnswered++
      if (texts.length < now.rememberTexts) texts.push({ target: call.target, text })
    }
  }

  /** Once the last byte is on its way: a caller who has gone before never sees it. */
  function noteAnswer(call: TranslateCall, response: ServerResponse): void {
    response.once('finish', () => {
      for (const text of call.texts) bought.set(markOf(call, text), 'answered')
    })
  }

  async function translate(read: Read<TranslateCall>, response: ServerResponse): Promise<void> {
    count.requests++
    simultaneous++
    count.simultaneousPeak = Math.max(count.simultaneousPeak, simultaneous)
    response.once('close', () => simultaneous--)
    const outcome = decide(read)
    if (outcome.kind === 'refused') count.rejected++
    const [least, most] = now.latencyMs
    const times = (read.ok && now.slowdown[read.value.target]) || 1
    if (most > 0) await sleep((least + random() * (most - least)) * times)
    if (outcome.kind === 'reset') response.socket?.resetAndDestroy()
    if (outcome.kind === 'refused') refuse(response, outcome.refusal)
    if (outcome.kind !== 'served') return
    if (outcome.spoil === undefined) noteAnswer(outcome.call, response)
    deliver(response, outcome.call, outcome.spoil)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const { body, bytes } = await readBody(request)
    if (url.pathname === '/__stats') return sendJson(response, 200, stats())
    if (url.pathname === '/__bookings') return sendJson(response, 200, bookings)
    if (url.pathname === '/__configure' && request.method === 'POST') {
      configure(body as Partial<Behaviour>)
      return sendJson(response, 200, now)
    }
    const route = routeOf(request.method ?? 'GET', url.pathname)
    if (route.kind === 'unknown') return refuse(response, refusal(404, 'Method not found.', 'notFound'))
    const locked = route.api === 'v2' ? keyRefusal(request, url, now.apiKeys) : undefined
    if (route.kind === 'translate')
      return translate(locked ? no(locked) : readCall(route, body, bytes), response)
    if (locked) return refuse(response, locked)
    return sendJson(response, 200, route.api === 'v3' ? V3_LANGUAGES : V2_LANGUAGES)
  }

  const stats = (): Stats => ({
    ...count,
    texts: [...texts],
    peakCharacters: window.peak.characters,
    peakRequests: window.peak.requests,
    wantedCharacters: window.wanted.characters,
    wantedRequests: window.wanted.requests,
  })

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.on('connection', () => count.connections++)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const opened = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${opened}`,
    port: opened,
    get stats() {
      return stats()
    },
    configure,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

type Outcome =
  | { readonly kind: Silence }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'served'; readonly call: TranslateCall; readonly spoil: Spoil | undefined }

const markOf = ({ target, mime }: TranslateCall, text: string): string =>
  createHash('sha1').update(`${target}\n${mime}\n${text}`).digest('base64')

const windowOf = (behaviour: Behaviour): SlidingWindow =>
  slidingWindow(behaviour.windowMs, {
    characters: behaviour.charactersPerWindow,
    requests: behaviour.requestsPerWindow,
  })

type Route = V2Route | V3Route | { readonly kind: 'unknown' }
interface V2Route {
  readonly kind: 'translate' | 'languages'
  readonly api: 'v2'
}
interface V3Route {
  readonly kind: 'translate' | 'languages'
  readonly api: 'v3'
  readonly project: string
  readonly location: string
}

function routeOf(method: string, path: string): Route {
  const v3 = /^\/v3\/projects\/([^/:]+)(?:\/locations\/([^/:]+))?(:translateText|\/supportedLanguages)$/.exec(
    path,
  )
  if (v3) {
    const [, project = '', location = 'global', call] = v3
    const kind = call === ':translateText' ? 'translate' : 'languages'
    if (method === (kind === 'translate' ? 'POST' : 'GET')) return { kind, api: 'v3', project, location }
  }
  if (method === 'POST' && /^\/language\/translate\/v2\/?$/.test(path))
    return { kind: 'translate', api: 'v2' }
  if (method === 'GET' && path === '/language/translate/v2/languages') return { kind: 'languages', api: 'v2' }
  return { kind: 'unknown' }
}

function readCall(route: V2Route | V3Route, body: unknown, bytes: number): Read<TranslateCall> {
  if (body === NOT_JSON) return no(invalid('Invalid JSON payload received.'))
  return route.api === 'v3' ? readV3(body, route.project, route.location) : readV2(body, bytes)
}

const no = (refused: Refusal) => ({ ok: false, refusal: refused }) as const

/** In the words of the real one, which calls a wrong key a bad request. */
function keyRefusal(request: IncomingMessage, url: URL, keys: readonly string[]): Refusal | undefined {
  if (keys.length === 0) return undefined
  const key = request.headers['x-goog-api-key'] ?? url.searchParams.get('key')
  if (typeof key === 'string' && keys.includes(key)) return undefined
  if (!key) return refusal(403, 'The request is missing a valid API key.', 'forbidden')
  return refusal(400, 'API key not valid. Please pass a valid API key.', 'badRequest', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
    },
  ])
}
