import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A server whose answers never end. */
export interface Flood {
  readonly url: string
  readonly requests: number
  /** What was given to the sockets. */
  readonly bytes: number
  /** Resolves when every client has hung up. */
  abandoned(): Promise<void>
  close(): Promise<void>
}

export interface FloodSetup {
  readonly encoding: 'none' | 'gzip'
  readonly status?: number
}

const MIB = 1024 * 1024
/** By far more than any client should take: one that takes it all is told that this was it. */
const END = 512 * MIB

const WHITE_SPACE = Buffer.alloc(MIB, ' ')
/** Members of gzip one after the other are one stream (RFC 1952, 2.2): each a mebibyte in a kilobyte. */
const CHUNKS = { none: WHITE_SPACE, gzip: gzipSync(WHITE_SPACE) }

export async function startFlood({ encoding, status = 200 }: FloodSetup): Promise<Flood> {
  let requests = 0
  let bytes = 0
  const open = new Set<Promise<void>>()

  function pour(response: ServerResponse, encoding: FloodSetup['encoding']): void {
    const chunk = CHUNKS[encoding]
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(encoding === 'gzip' && { 'content-encoding': 'gzip' }),
    })
    let poured = 0
    const more = () => {
      while (!response.destroyed && poured < END) {
        poured += MIB
        bytes += chunk.length
        if (!response.write(chunk)) return
      }
      response.end()
    }
    response.on('drain', more)
    more()
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    open.add(new Promise((resolve) => response.on('close', resolve)))
    requests++
    const isAccepted = /gzip/.test(String(request.headers['accept-encoding']))
    request.resume().on('end', () => pour(response, isAccepted ? encoding : 'none'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests
    },
    get bytes() {
      return bytes
    },
    async abandoned() {
      await Promise.all(open)
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
