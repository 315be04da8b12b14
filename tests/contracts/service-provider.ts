import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import type {
  Failure,
  LanguagePair,
  Provider,
  ProviderLimits,
  TranslationRequest,
} from '../../src/providers/provider.ts'
import { CANARY, failureOf, request } from '../providers/requests.ts'
import { type FloodSetup, startFlood } from '../stand-in/flood.ts'
import type { Refusal } from '../stand-in/refusals.ts'
import type { Misbehaviour, Service } from '../stand-in/service.ts'
import { translateLike } from '../stand-in/translate-like.ts'
import { providerContract } from './provider.ts'

/** A provider whose engine is a service on the network, and the stand-in that plays this service. */
export interface ServiceSubject {
  /** Starts the stand-in. With keys it accepts these alone. */
  readonly start: (keys: readonly string[]) => Promise<Service>
  /** The provider, with the service at this address (scheme, host and port). */
  readonly open: (address: string, more?: OpenOptions) => Provider
  readonly served: LanguagePair
  readonly unserved: LanguagePair
  readonly takesKeys: boolean
  /** false: only translating asks for the key, so that `examine` cannot tell a wrong one. */
  readonly examinesKeys?: false
  /** A refusal as this service words it. */
  readonly refusal: (status: number, words?: string, headers?: Refusal['headers']) => Misbehaviour
  /** What this service says in its own way, and the kind of failure that is. */
  readonly failures: readonly FailureRow[]
  /** Set-ups that are refused before any call, beside those that all services refuse. */
  readonly misconfigured?: readonly Misconfiguration[]
  /** The provider without a key, and what its fix names. Absent: it may do without, or finds credentials by itself. */
  readonly keyless?: { readonly provider: Provider; readonly fix: string }
  /** The client library that must not be loaded before the first request. Absent: it needs none. */
  readonly library?: Library
  /** How many connections requests one after the other take at most: with fetch one may not be back in the pool yet. */
  readonly connections: 1 | 2
}

interface OpenOptions {
  readonly apiKey?: string
  readonly quota?: Partial<ProviderLimits>
}

type Misconfiguration = readonly [what: string, open: () => Provider]

export type FailureRow = readonly [what: string, how: Misbehaviour, failure: Failure]

interface Library {
  /** Below src/providers/. */
  readonly module: string
  /** The export of the module that opens the provider, and what it is given. */
  readonly factory: string
  readonly options: object
  /** Occurs in the address of each file of the library, as a regular expression. */
  readonly files: string
}

/** What every service says alike; the statuses that they do not agree on stand in their own tables. */
const failuresOfAll = (refusal: ServiceSubject['refusal']): readonly FailureRow[] => [
  ['a bad request', refusal(400), { kind: 'invalid' }],
  ['a refused key', refusal(401), { kind: 'auth' }],
  ['a place that is not there', refusal(404), { kind: 'auth' }],
  ['a body too large', refusal(413), { kind: 'tooLarge' }],
  ['too many requests', refusal(429), { kind: 'rate' }],
  [
    'too many requests, and when to come back',
    refusal(429, 'Slow down.', { 'retry-after': '7' }),
    { kind: 'rate', retryAfterMs: 7_000 },
  ],
  ['an error of its own', refusal(500), { kind: 'unavailable' }],
  ['a pause', refusal(503, 'Later.', { 'retry-after': '2' }), { kind: 'unavailable', retryAfterMs: 2_000 }],
  ['a gateway that waited', refusal(504), { kind: 'unavailable' }],
  ['a proxy’s error page', { status: 502, body: '<title>502</title>' }, { kind: 'unavailable' }],
  // To itself: who follows it makes a second call.
  ['a redirect', { status: 307, body: '', headers: { location: '?again' } }, { kind: 'auth' }],
  ['a reset connection', 'reset', { kind: 'unavailable' }],
  ['a reply cut off', 'cut off', { kind: 'unavailable' }],
  ['a truncated reply', 'truncate', { kind: 'invalid' }],
  ['a web page', 'html page', { kind: 'invalid' }],
  ['an empty reply', 'empty', { kind: 'invalid' }],
  ['a huge reply', 'huge', { kind: 'invalid' }],
  ['a reply too short', 'miscount', { kind: 'invalid' }],
  ['a missing translation', 'missing', { kind: 'invalid' }],
]

const MARMALADE = 'The marmalade ledger of the harbour is secret.'

/** What every provider over HTTP keeps to, the contract of all providers included. */
export function serviceProviderContract(name: string, subject: ServiceSubject): void {
  const { start, open, served, unserved, refusal, takesKeys } = subject
  const keys = takesKeys ? [CANARY] : []
  const key = takesKeys ? { apiKey: CANARY } : {}

  providerContract(name, async () => {
    const [sound, sick] = [await start(keys), await start(keys)]
    sick.misbehave(refusal(503))
    return {
      provider: open(sound.url, key),
      failing: open(sick.url, key),
      served,
      unserved,
      wireAttempts: () => sound.requests + sick.requests,
      async dispose() {
        await sound.close()
        await sick.close()
      },
    }
  })

  describe(`${name} as a service`, () => {
    let server: Service
    let provider: Provider

    beforeEach(async () => {
      server = await start(keys)
      provider = open(server.url, key)
    })
    afterEach(async () => {
      await provider.close()
      await server.close()
    })

    const asked = (texts: readonly string[], timeoutMs = 10_000) => request(texts, { ...served, timeoutMs })
    const shown = (thing: unknown) => inspect(thing, { depth: 20 })

    it.each([...failuresOfAll(refusal), ...subject.failures])(
      'meets %s with one wire call, in each format, and does not show the key',
      async (_, how, failure) => {
        const { limits, markup } = provider
        if (how === 'miscount' && limits.itemsPerRequest === 1) return
        server.misbehave(how)
        const texts = ['The tide turned.', 'The boats came in.'].slice(0, limits.itemsPerRequest)
        const mimes = [...new Set<TranslationRequest['mime']>(['text', markup])]
        for (const [nth, mime] of mimes.entries()) {
          const error = await failureOf(provider, { ...asked(texts), mime })
          expect(error.failure).toEqual(failure)
          expect(server.requests).toBe(nth + 1)
          expect(shown(error)).not.toContain(CANARY)
        }
      },
    )

    it('reads a Retry-After that is a date', async () => {
      const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
      server.misbehave(refusal(429, 'Slow down.', { 'retry-after': inAnHour }))
      const { failure } = await failureOf(provider, asked(['One.']))
      expect(failure).toMatchObject({ kind: 'rate' })
      expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(3_000_000)
    })

    it.each(['hang', 'drip'] as const)(
      'gives up a %s at the deadline, and calls it a timeout',
      async (how) => {
        await provider.serves(served.source, served.target)
        server.misbehave(how)
        const error = await failureOf(provider, asked(['The tide turned.'], 60))
        expect(error.failure).toEqual({ kind: 'timeout' })
        expect(error.message).toContain('60 ms')
        expect(server.requests).toBeLessThanOrEqual(1)
      },
    )

    it('hangs up at the deadline', async () => {
      const { promise: hungUp, resolve } = Promise.withResolvers<boolean>()
      const silent = createServer((request) => {
        request.resume()
        request.socket.once('close', () => resolve(true))
      })
      await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
      const { port } = silent.address() as AddressInfo
      const patient = open(`http://127.0.0.1:${port}`, key)
      expect((await failureOf(patient, asked(['One.'], 500))).failure).toEqual({ kind: 'timeout' })
      expect(await hungUp).toBe(true)
      await patient.close()
      silent.close()
    })

    it('calls a server that is not there unavailable, and keeps the cause but not the article', async () => {
      await server.close()
      const error = await failureOf(provider, asked([MARMALADE]))
      expect(error.failure).toEqual({ kind: 'unavailable' })
      expect(error.message).toContain('ECONNREFUSED')
      expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
      expect(shown(error)).not.toContain('marmalade')
      expect(shown(error)).not.toContain(CANARY)
    })

    it('passes the service’s own words on', async () => {
      server.misbehave(refusal(400, 'The sky is too low.'))
      expect((await failureOf(provider, asked(['One.']))).message).toContain('The sky is too low.')
    })

    it.each<[string, Refusal['body']]>([
      [
        'a page',
        '<html><head><title>403</title></head><body><h1>Blocked &amp; logged</h1> by Edge/2</body></html>',
      ],
      ['a page with nothing but a title', '<title>Blocked &amp; logged by Edge/2</title>'],
      ['plain words', 'Blocked & logged by Edge/2'],
      ['JSON with a status', { statusCode: 403, message: 'Blocked & logged by Edge/2' }],
      ['JSON with a fault', { fault: { faultstring: 'Blocked & logged by Edge/2' } }],
      ['JSON with a detail', { title: 'Forbidden', detail: 'Blocked & logged by Edge/2' }],
    ])('passes the words of a gateway before the service on: %s', async (_, body) => {
      for (const status of [401, 403, 502, 503]) {
        server.misbehave({ status, body })
        const { message } = await failureOf(provider, asked(['One.']))
        expect(message).toContain(`HTTP ${status}`)
        expect(message).toContain('Blocked & logged by Edge/2')
      }
    })

    it.each<[string, Misbehaviour]>([
      ['quoted by a gateway', { status: 403, body: `<h1>Not allowed</h1><p>${MARMALADE}</p>` }],
      ['quoted', refusal(400, `Cannot translate: ${MARMALADE}`)],
      ['quoted and cut short', refusal(400, `Cannot translate “${MARMALADE.slice(0, 25)}…”`)],
      ['quoted with the key', refusal(500, `No such key: ${CANARY}, for: ${MARMALADE}`)],
      ['translated, in a reply cut short', 'truncate'],
      ['translated, in a reply cut off', 'cut off'],
      ['lost', 'reset'],
    ])('shows neither article nor key when they are %s', async (_, how) => {
      server.misbehave(how)
      const error = shown(await failureOf(provider, asked([MARMALADE])))
      expect(error).not.toContain('marmalade')
      expect(error).not.toContain(translateLike('marmalade', served.target, 'text'))
      if (takesKeys) expect(error).not.toContain(CANARY)
    })

    it('refuses a pair that it does not serve, without a call', async () => {
      const error = await failureOf(provider, { ...asked(['One.']), ...unserved })
      expect(error.failure).toEqual({ kind: 'pair' })
      expect(error.message).toContain(unserved.target)
      expect(server.requests).toBe(0)
    })

    it('is sent a pair alike whether or not the service can be reached', async () => {
      const { source, target } = served
      const reachable = provider.sentAs(source, target)
      await provider.translate(asked(['One.']))
      await server.close()
      expect(provider.sentAs(source, target)).toEqual(reachable)
      expect(open(server.url, key).sentAs(source, target)).toEqual(reachable)
    })

    it('keeps its connection open between requests', async () => {
      for (let nth = 0; nth < 8; nth++) await provider.translate(asked([`Number ${nth}.`]))
      expect(server.connections).toBeLessThanOrEqual(subject.connections)
    })

    it('translates again after it was closed', async () => {
      await provider.translate(asked(['One.']))
      await provider.close()
      const { texts } = await provider.translate(asked(['The tide turned.']))
      expect(texts).toEqual([translateLike('The tide turned.', served.target, 'text')])
    })

    it('takes a request of the widest characters that is as full as its limits allow', async () => {
      const {
        itemsPerRequest,
        charactersPerRequest,
        bytesPerRequest = Number.POSITIVE_INFINITY,
      } = fullLimits()
      const each = Math.floor(Math.min(charactersPerRequest, bytesPerRequest / 4) / itemsPerRequest)
      const texts: string[] = Array(itemsPerRequest).fill('😀'.repeat(each))
      expect((await provider.translate(asked(texts))).texts).toHaveLength(itemsPerRequest)
    })

    /** With the largest quota; where no service sets bounds to it, with the usual one. */
    function fullLimits(): ProviderLimits {
      const quota = { itemsPerRequest: 1_000_000, charactersPerRequest: 1_000_000_000 }
      const { limits } = open(server.url, { ...key, quota })
      return limits.charactersPerRequest < quota.charactersPerRequest ? limits : provider.limits
    }

    it.each<FloodSetup>([{ encoding: 'none' }, { encoding: 'gzip' }, { encoding: 'none', status: 403 }])(
      'hangs up on a reply without end: %o',
      async (setup) => {
        const flood = await startFlood(setup)
        const drowning = open(flood.url, key)
        try {
          const error = await failureOf(drowning, asked(['The dam broke.']))
          // Of a refusal the status may be all that was read.
          if (setup.status === undefined) {
            expect(error.failure).toEqual({ kind: 'invalid' })
            expect(error.message).toContain('larger than 32 MiB')
          }
          expect(flood.requests).toBe(1)
          await flood.abandoned()
          // What nobody read stood in the sockets' buffers.
          expect(flood.bytes).toBeLessThan(48 * 1024 * 1024)
        } finally {
          await drowning.close()
          await flood.close()
        }
      },
    )

    it('is examined without being billed, and with a fix when nobody answers', async () => {
      const examination = await provider.examine()
      expect(examination).toMatchObject({
        ok: true,
        detail: expect.stringContaining(new URL(server.url).host),
      })
      expect(server.requests).toBe(0)
      await server.close()
      expect(await provider.examine()).toMatchObject({ ok: false, fix: expect.stringMatching(/\w/) })
    })

    it.skipIf(!takesKeys)('meets a wrong key with one wire call, and shows it to nobody', async () => {
      const locked = await start(['another'])
      const keyed = open(locked.url, key)
      const error = await failureOf(keyed, asked(['One.']))
      expect(error.failure).toEqual({ kind: 'auth' })
      expect(locked.requests).toBe(1)
      const examination = await keyed.examine()
      if (subject.examinesKeys !== false)
        expect(examination).toMatchObject({ ok: false, fix: expect.stringMatching(/\w/) })
      expect(shown([error, examination])).not.toContain(CANARY)
      await locked.close()
    })

    it('finds its key without a request', async () => {
      const service = await start(keys)
      const provider = open(service.url, key)
      await expect(provider.checkCredentials()).resolves.toBeUndefined()
      expect(service.requests).toBe(0)
      await provider.close()
      await service.close()
    })

    const { keyless } = subject
    it.skipIf(!keyless)('misses a key at once, and says how to mend it', async () => {
      const { provider, fix } = keyless!
      const missing = { code: 'CREDENTIAL_MISSING', fix: expect.stringContaining(fix) }
      await expect(provider.checkCredentials()).rejects.toMatchObject(missing)
      await expect(provider.translate(asked(['One.']))).rejects.toMatchObject(missing)
      expect(await provider.examine()).toMatchObject({ ok: false, fix: expect.stringContaining(fix) })
    })

    const openKey: Misconfiguration = ['a key over plain http', () => open('http://proxy.example', key)]
    it.each<Misconfiguration>([
      ['an endpoint that is no address', () => open('localhost:8123')],
      ['an endpoint with a password', () => open('https://me:secret@proxy.example')],
      ['an endpoint with a query', () => open('https://proxy.example/?key=1')],
      ...(takesKeys ? [openKey] : []),
      ...(subject.misconfigured ?? []),
    ])('refuses %s', (_, misconfigured) => {
      expect(misconfigured).toThrow(DragomanError)
      expect(misconfigured).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    })

    const { library } = subject
    it.skipIf(!library)('loads no library of the service’s before it is first asked', () => {
      const { module, factory, options, files } = library!
      const address = new URL(`../../src/providers/${module}`, import.meta.url).href
      const script = `
        import { registerHooks } from 'node:module'
        let loaded = 0
        const files = new RegExp(${JSON.stringify(`/node_modules/${files}`)})
        registerHooks({ load: (url, context, next) => (loaded += Number(files.test(url)), next(url, context)) })
        const { ${factory}: open } = await import(${JSON.stringify(address)})
        const provider = open(${JSON.stringify(options)})
        await provider.serves('en', 'es')
        const before = loaded
        await provider.examine()
        console.log(before, loaded > 0)
      `
      const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
      })
      expect(output.trim()).toBe('0 true')
    })
  })
}
