import type { webcrypto } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A receiver of web-hooks on loopback. It verifies each request by the specification, with the Web Crypto API and not as
 * Dragoman signs it, and answers as told.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export interface Receiver {
  readonly url: string
  /** In the order of arrival, whatever the answer was. */
  readonly requests: readonly Received[]
  /** The events that were taken, each once, in the order of their first 2xx. */
  readonly taken: readonly Received[]
  /** From now on; undefined: takes what is genuine. */
  answer(how: HowToAnswer | undefined): void
  close(): Promise<void>
}

interface Received {
  readonly id: string
  readonly isGenuine: boolean
  readonly event: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, unknown>>
  }
}

type HowToAnswer = (received: Received, nth: number) => Reply | 'hang' | 'take'
interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** @param port 0: any that is free */
export async function startReceiver(secret: string, port = 0): Promise<Receiver> {
  const key = await crypto.subtle.importKey(
    'raw',
    Buffer.from(secret.slice('whsec_'.length), 'base64'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const requests: Received[] = []
  const taken = new Map<string, Received>()
  let how: HowToAnswer | undefined

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const received = await readRequest(request, key)
    requests.push(received)
    const reply = how?.(received, requests.length) ?? 'take'
    if (reply === 'hang') return
    if (reply !== 'take') return void response.writeHead(reply.status, reply.headers).end()
    if (received.isGenuine && !taken.has(received.id)) taken.set(received.id, received)
    response.writeHead(received.isGenuine ? 204 : 401).end()
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=dragoman`,
    requests,
    get taken() {
      return [...taken.values()]
    },
    answer(change) {
      how = change
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function readRequest(request: IncomingMessage, key: webcrypto.CryptoKey): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString('utf8')
  const header = (name: string) => String(request.headers[name] ?? '')
  const id = header('webhook-id')
  const content = new TextEncoder().encode(`${id}.${header('webhook-timestamp')}.${body}`)
  const [, signature = ''] = /^v1,(\S+)$/.exec(header('webhook-signature')) ?? []
  const isSigned = await crypto.subtle.verify('HMAC', key, Buffer.from(signature, 'base64'), content)
  const isNow = Math.abs(Date.now() / 1000 - Number(header('webhook-timestamp'))) < 300
  const isPost = request.method === 'POST' && request.url === '/hook?from=dragoman'
  return { id, isGenuine: isSigned && isNow && isPost, event: JSON.parse(body) }
}
