import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { call, type HttpCall } from '../../../src/providers/http/http.ts'
import { ProviderError } from '../../../src/providers/provider-error.ts'

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

async function serve(listener: RequestListener): Promise<string> {
  const opened = createServer(listener)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`
}

const ask = (url: string, more: Partial<HttpCall> = {}) =>
  call({ provider: 'Test', url, timeoutMs: 10_000, withheld: { texts: [], secrets: ['canary'] }, ...more })

async function failed(url: string, more: Partial<HttpCall> = {}): Promise<ProviderError> {
  const thrown = await ask(url, more).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}

const MIB = 1024 * 1024

describe('one call', () => {
  it('posts JSON and reads JSON', async () => {
    const url = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () =>
        response.end(JSON.stringify({ method: request.method, sent: Buffer.concat(chunks).toString() })),
      )
    })
    expect((await ask(url, { body: '{"a":"é"}' })).body).toEqual({ method: 'POST', sent: '{"a":"é"}' })
    expect((await ask(url)).body).toEqual({ method: 'GET', sent: '' })
  })

  it('takes what is no JSON as text', async () => {
    const url = await serve((_, response) => response.writeHead(502).end('<title>Bad gateway</title>'))
    expect(await ask(url)).toMatchObject({ status: 502, body: '<title>Bad gateway</title>' })
  })

  it('follows no redirect', async () => {
    const seen: (string | undefined)[] = []
    const url = await serve((request, response) => {
      seen.push(request.url)
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await ask(`${url}/here`, { headers: { authorization: 'canary' }, body: '{}' })).status).toBe(307)
    expect(seen).toEqual(['/here'])
  })

  it('holds the deadline over a body that never ends', async () => {
    const url = await serve((_, response) => {
      response.write('{')
      const drops = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(drops))
    })
    expect((await failed(url, { timeoutMs: 60 })).failure).toEqual({ kind: 'timeout' })
  })

  it('reads a reply of 32 MiB, and refuses one byte more', async () => {
    let bytes = 32 * MIB
    const url = await serve((_, response) => response.end(Buffer.alloc(bytes, ' ')))
    expect((await ask(url)).body).toHaveLength(bytes)
    bytes++
    const error = await failed(url)
    expect(error.failure).toEqual({ kind: 'invalid' })
    expect(error.message).toContain('32 MiB')
  })

  it('weighs a compressed reply by what comes out of it', async () => {
    const small = gzipSync(Buffer.alloc(33 * MIB), { level: 1 })
    expect(small.length).toBeLessThan(MIB)
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(small),
    )
    expect((await failed(url)).failure).toEqual({ kind: 'invalid' })
  })

  it('tells a connection that broke from a reply that is none, and shows no secret', async () => {
    const url = await serve((_, response) => response.socket?.resetAndDestroy())
    const broke = await failed(url)
    expect(broke.failure).toEqual({ kind: 'unavailable' })
    const unsendable = await failed(url, { headers: { authorization: 'canary\u0000' } })
    expect(inspect([broke, unsendable], { depth: 20 })).not.toContain('canary')
  })
})
