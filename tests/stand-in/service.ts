import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody, refuse, sendJson, sendText } from './exchange.ts'
import type { Refusal } from './refusals.ts'

/**
 * What the stand-ins of the smaller services share: a loopback server that counts the calls that cost money, and
 * answers them as told. What a service checks and says is its own.
 */
export interface Service {
  readonly url: string
  /** Calls that would be billed, whatever became of them. */
  readonly requests: number
  readonly connections: number
  /** From now on; undefined: honestly. */
  misbehave(how: Misbehaviour | undefined): void
  close(): Promise<void>
}

/**
 * A refusal in the service's own words; no answer; half of one; or a whole one that is none.
 * `miscount` and `missing` are for the service to do.
 */
export type Misbehaviour = Refusal | Silence | Spoil
type Silence = 'hang' | 'reset' | 'cut off' | 'truncate' | 'html page' | 'empty' | 'drip' | 'huge'
export type Spoil = 'miscount' | 'missing'

export interface Call {
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
  readonly bytes: number
}

/** A reply, or a refusal of the service's. */
export interface Answer extends Refusal {
  readonly body: object
}

export interface Desk {
  isBilled(call: Call): boolean
  answer(call: Call, spoil: Spoil | undefined): Refusal
}

export async function startService({ isBilled, answer }: Desk): Promise<Service> {
  let how: Misbehaviour | undefined
  let requests = 0
  let connections = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const call = { url, headers: request.headers, ...(await readBody(request)) }
    const isTold = isBilled(call)
    if (isTold) requests++
    if (isTold && typeof how === 'object') return refuse(response, how)
    const spoil = isTold && typeof how !== 'object' ? how : undefined
    const honest = answer(call, spoil === 'miscount' || spoil === 'missing' ? spoil : undefined)
    if (spoil && honest.status === 200) return spoilt(spoil, response, honest)
    refuse(response, honest)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  server.on('connection', () => connections++)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests
    },
    get connections() {
      return connections
    },
    misbehave(change) {
      how = change
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function spoilt(how: Silence | Spoil, response: ServerResponse, { body }: Refusal): void {
  const json = JSON.stringify(body)
  switch (how) {
    case 'hang':
      break
    case 'reset':
      response.socket?.resetAndDestroy()
      break
    case 'cut off':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length })
      response.write(json.slice(0, 10), () => response.socket?.resetAndDestroy())
      break
    case 'truncate':
      sendText(response, 200, json.slice(0, json.length - 4), 'application/json')
      break
    case 'html page':
      sendText(response, 200, '<!doctype html><title>Sign in</title>', 'text/html')
      break
    case 'empty':
      sendJson(response, 200, {})
      break
    case 'drip':
      drip(response, json)
      break
    case 'huge':
      sendText(response, 200, json + ' '.repeat(HUGE), 'application/json')
      break
    case 'miscount':
    case 'missing':
      sendText(response, 200, json, 'application/json')
      break
    default:
      how satisfies never
  }
}

/** More than any client should hold. */
const HUGE = 33 * 1024 * 1024

/** Half of the reply, then white space without end: something always comes, and it is never done. */
function drip(response: ServerResponse, json: string): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write(json.slice(0, json.length / 2))
  const drops = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(drops))
}
