import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { type AzureOptions, azure } from '../../../src/providers/azure/azure.ts'
import { azureCode } from '../../../src/providers/azure/languages.ts'
import type { Failure, Provider, TranslationRequest } from '../../../src/providers/provider.ts'
import { ProviderError } from '../../../src/providers/provider-error.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { providerContract } from '../../contracts/provider.ts'
import { azureRefusal, startAzure } from '../../stand-in/azure.ts'
import type { Misbehaviour, Service } from '../../stand-in/service.ts'
import { translateLike } from '../../stand-in/translate-like.ts'

// Importing nock patches HTTP at once, in a process that other test files share.
nock.restore()

const CANARY = 'canary-key-7f3a'

const request = (texts: readonly string[], more: Partial<TranslationRequest> = {}): TranslationRequest => ({
  source: 'en',
  target: 'es',
  mime: 'text',
  texts,
  timeoutMs: 10_000,
  ...more,
})

async function failureOf(provider: Provider, asked = request(['The tide turned.'])): Promise<ProviderError> {
  const thrown = await provider.translate(asked).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}

providerContract('Azure', async () => {
  const [sound, sick] = [
    await startAzure({ keys: [CANARY], region: 'westeurope' }),
    await startAzure({ keys: [CANARY] }),
  ]
  sick.misbehave(azureRefusal(503_000))
  return {
    provider: azure({ apiKey: CANARY, region: 'westeurope', endpoint: sound.url }),
    failing: azure({ apiKey: CANARY, endpoint: sick.url }),
    served: { source: 'en', target: 'es' },
    unserved: { source: 'en', target: 'uz-Cyrl' },
    at: (endpoint) => azure({ apiKey: CANARY, endpoint }),
    wireAttempts: () => sound.requests + sick.requests,
    async dispose() {
      await sound.close()
      await sick.close()
    },
  }
})

describe('Azure, when things go wrong', () => {
  let server: Service
  let provider: Provider

  beforeEach(async () => {
    server = await startAzure()
    provider = azure({ apiKey: CANARY, endpoint: server.url })
  })
  afterEach(async () => {
    await provider.close()
    await server.close()
  })

  const gateway = (status: number, message: string): Misbehaviour => ({
    status,
    body: { error: { code: String(status), message } },
  })

  it.each<[string, Misbehaviour, Failure]>([
    ['an invalid input', azureRefusal(400_000), { kind: 'invalid' }],
    ['an unknown category', azureRefusal(400_002), { kind: 'auth' }],
    ['an unsupported language', azureRefusal(400_019), { kind: 'invalid' }],
    ['a target that is no language', azureRefusal(400_036), { kind: 'invalid' }],
    ['a text too long', azureRefusal(400_050), { kind: 'tooLarge' }],
    ['too many texts', azureRefusal(400_072), { kind: 'tooLarge' }],
    ['a request too large', azureRefusal(400_077), { kind: 'tooLarge' }],
    ['no custom system for the pair', azureRefusal(400_079), { kind: 'invalid' }],
    ['a wrong key', azureRefusal(401_000), { kind: 'auth' }],
    ['the gateway’s word on a wrong key', gateway(401, 'Access denied.'), { kind: 'auth' }],
    ['a forbidden operation', azureRefusal(403_000), { kind: 'auth' }],
    ['the end of the free quota', azureRefusal(403_001), { kind: 'quota' }],
    ['the gateway’s word on it', gateway(403, 'Out of call volume quota.'), { kind: 'quota' }],
    ['a resource that is not there', gateway(404, 'Resource not found.'), { kind: 'auth' }],
    ['a custom system asleep', azureRefusal(408_001), { kind: 'unavailable', retryAfterMs: 60_000 }],
    ['a request that came too slowly', azureRefusal(408_002), { kind: 'unavailable' }],
    ['a body too large', gateway(413, 'Too large.'), { kind: 'tooLarge' }],
    ['too many requests', azureRefusal(429_000), { kind: 'rate' }],
    [
      'too many requests, and when to come back',
      azureRefusal(429_001, 'Slow down.', { 'retry-after': '7' }),
      { kind: 'rate', retryAfterMs: 7_000 },
    ],
    ['an error of its own', azureRefusal(500_000), { kind: 'unavailable' }],
    [
      'a pause',
      azureRefusal(503_000, 'Later.', { 'retry-after': '2' }),
      { kind: 'unavailable', retryAfterMs: 2_000 },
    ],
    ['a proxy’s error page', { status: 502, body: '<title>502</title>' }, { kind: 'unavailable' }],
    ['a reset connection', 'reset', { kind: 'unavailable' }],
    ['a reply cut off', 'cut off', { kind: 'unavailable' }],
    ['a truncated reply', 'truncate', { kind: 'invalid' }],
    ['a web page', 'html page', { kind: 'invalid' }],
    ['an empty reply', 'empty', { kind: 'invalid' }],
    ['a reply too short', 'miscount', { kind: 'invalid' }],
    ['a missing translation', 'missing', { kind: 'invalid' }],
  ])('meets %s with one wire call', async (_, how, failure) => {
    server.misbehave(how)
    const error = await failureOf(provider, request(['The tide turned.', 'The boats came in.']))
    expect(error.failure).toEqual(failure)
    expect(server.requests).toBe(1)
  })

  it('reads a Retry-After that is a date', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
    server.misbehave(azureRefusal(429_000, 'Slow down.', { 'retry-after': inAnHour }))
    const { failure } = await failureOf(provider)
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(3_000_000)
  })

  it('gives up at the deadline, and calls it a timeout', async () => {
    server.misbehave('hang')
    const error = await failureOf(provider, request(['The tide turned.'], { timeoutMs: 50 }))
    expect(error.failure).toEqual({ kind: 'timeout' })
  })

  it('calls a server that is not there unavailable, and keeps the cause but not the article', async () => {
    await server.close()
    const error = await failureOf(provider, request(['The marmalade ledger.']))
    expect(error.failure).toEqual({ kind: 'unavailable' })
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
    expect(inspect(error, { depth: 20 })).not.toContain('marmalade')
  })

  it.each<[string, Misbehaviour]>([
    ['quoted', azureRefusal(400_005, 'Cannot translate: The marmalade ledger of the harbour.')],
    ['quoted with the key', azureRefusal(401_000, `No such key: ${CANARY}`)],
    ['translated, in a reply cut short', 'truncate'],
    ['lost', 'reset'],
  ])('repeats neither article nor key when they are %s', async (_, how) => {
    server.misbehave(how)
    const shown = inspect(await failureOf(provider, request(['The marmalade ledger of the harbour.'])), {
      depth: 20,
    })
    expect(shown).not.toContain('marmalade')
    expect(shown).not.toContain(CANARY)
    expect(shown).not.toContain(translateLike('marmalade', 'es', 'text'))
  })

  it('refuses a language that Azure does not have, without a call', async () => {
    expect((await failureOf(provider, request(['One.'], { target: 'gsw' }))).failure.kind).toBe('invalid')
    expect(server.requests).toBe(0)
  })

  it('translates again after it was closed, over one connection', async () => {
    for (const text of ['One.', 'Two.', 'Three.']) await provider.translate(request([text]))
    expect(server.connections).toBe(1)
    await provider.close()
    expect((await provider.translate(request(['One.']))).texts).toEqual([translateLike('One.', 'es', 'text')])
  })
})

describe('a custom model', () => {
  it('is asked for by its category, and named unless Azure’s own stepped in', async () => {
    const server = await startAzure({ custom: { 'desk-1-NEWS': 'es' } })
    const provider = azure({ model: 'desk-1-NEWS', endpoint: server.url })
    expect(provider.model).toBe('desk-1-NEWS')
    expect((await provider.translate(request(['One.']))).model).toBe('desk-1-NEWS')
    expect((await provider.translate(request(['One.'], { target: 'ca' }))).model).toBe('general')
    expect((await failureOf(azure({ model: 'desk-2', endpoint: server.url }))).failure.kind).toBe('auth')
    await server.close()
  })
})

describe('doctor', () => {
  it('learns whether the key is good without being billed', async () => {
    const server = await startAzure({ keys: [CANARY], region: 'westeurope' })
    const examine = (options: AzureOptions) => azure({ endpoint: server.url, ...options }).examine()
    expect(await examine({ apiKey: CANARY, region: 'westeurope' })).toMatchObject({
      ok: true,
      detail: expect.stringContaining('region westeurope'),
    })
    const wrong = await examine({ apiKey: 'another', region: 'westeurope' })
    expect(wrong).toMatchObject({ ok: false, fix: expect.any(String) })
    expect(await examine({ apiKey: CANARY })).toMatchObject({ ok: false })
    expect(inspect(wrong)).not.toContain('another')
    expect(server.requests).toBe(0)
    await server.close()
    expect(await examine({ apiKey: CANARY })).toMatchObject({ ok: false, fix: expect.any(String) })
  })

  it('hears at once that there is no key', async () => {
    expect(await azure({}).examine()).toMatchObject({
      ok: false,
      fix: expect.stringContaining('AZURE_TRANSLATOR_KEY'),
    })
    await expect(azure({}).translate(request(['One.']))).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' })
  })
})

describe('on the wire', () => {
  beforeAll(() => {
    nock.activate()
    nock.disableNetConnect()
  })
  afterEach(() => nock.cleanAll())
  afterAll(() => {
    nock.enableNetConnect()
    nock.restore()
  })

  const reply = { value: [{ translations: [{ text: '<b>甲</b>', language: 'zh-Hant' }] }] }

  it('posts inputs with languages in Azure’s codes, type and target, and the key in a header', async () => {
    let body: unknown
    const reqheaders = { 'ocp-apim-subscription-key': CANARY, 'ocp-apim-subscription-region': 'westeurope' }
    const call = nock('https://api.cognitive.microsofttranslator.com', { reqheaders })
      .post('/translate', (sent) => {
        body = sent
        return true
      })
      .query({ 'api-version': '2026-06-06' })
      .reply(200, reply)
    const provider = azure({ apiKey: CANARY, region: 'westeurope' })
    const asked = request(['<b>One</b>'], { target: 'zh-HK', mime: 'html' })
    expect(await provider.translate(asked)).toEqual({ texts: ['<b>甲</b>'], model: 'general' })
    expect(body).toEqual({
      inputs: [{ text: '<b>One</b>', language: 'en', textType: 'Html', targets: [{ language: 'zh-Hant' }] }],
    })
    expect(call.isDone()).toBe(true)
  })

  it.each([
    ['https://api-eur.cognitive.microsofttranslator.com', '/translate'],
    ['https://desk.cognitiveservices.azure.com', '/translator/text/translate'],
    ['https://desk.services.ai.azure.com', '/translator/text/translate'],
  ])('finds Translator at %s', async (endpoint, path) => {
    const call = nock(endpoint, { badheaders: ['ocp-apim-subscription-region'] })
      .post(path, {
        inputs: [{ text: 'One', language: 'en', textType: 'Plain', targets: [{ language: 'es' }] }],
      })
      .query({ 'api-version': '2026-06-06' })
      .reply(200, reply)
    await azure({ apiKey: CANARY, endpoint }).translate(request(['One']))
    expect(call.isDone()).toBe(true)
  })

  it('does not follow a redirect with the key', async () => {
    const host = 'https://api.cognitive.microsofttranslator.com'
    nock(host)
      .post('/translate')
      .query(true)
      .reply(307, '', { location: `${host}/elsewhere` })
    const elsewhere = nock(host).post('/elsewhere').reply(200, reply)
    expect((await failureOf(azure({ apiKey: CANARY }))).failure.kind).toBe('auth')
    expect(elsewhere.isDone()).toBe(false)
  })
})

describe('Azure’s languages', () => {
  it.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['en-GB', 'en'],
    ['pt', 'pt'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt-PT'],
    ['pt-AO', 'pt-PT'],
    ['fr-CA', 'fr-CA'],
    ['zh', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['nn', undefined],
    ['sr', 'sr-Cyrl'],
    ['sr-Latn', 'sr-Latn'],
    ['ckb', 'ku'],
    ['ku', 'kmr'],
    ['tt', undefined],
    ['fa-AF', 'prs'],
    ['en-XA', undefined],
  ])('knows %s as %s', (tag, code) => {
    expect(azureCode(tag)).toBe(code)
  })

  it('serves any pair of them but a language into itself', async () => {
    const provider = azure({})
    expect(await provider.serves('ca', 'es')).toBe(true)
    expect(await provider.serves('en', 'en-GB')).toBe(false)
    expect(await provider.serves('en', 'gsw')).toBe(false)
  })
})

describe('configuration', () => {
  it.each<[string, AzureOptions]>([
    ['an endpoint with a path', { endpoint: 'https://desk.cognitiveservices.azure.com/translator/text' }],
    ['an endpoint that is no address', { endpoint: 'localhost:8123' }],
    ['a key over plain http', { apiKey: 'k', endpoint: 'http://proxy.example:8123' }],
  ])('refuses %s', (_, options) => {
    expect(() => azure(options)).toThrow(DragomanError)
    expect(() => azure(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  it('states tier S1’s limits, which a quota can change but for what a request holds', () => {
    expect(azure({}).limits).toEqual({
      itemsPerRequest: 1_000,
      charactersPerRequest: 50_000,
      charactersPerMinute: 666_000,
      requestsPerMinute: 6_000,
      concurrency: 8,
    })
    expect(azure({ model: 'desk-1-NEWS' }).limits.charactersPerMinute).toBe(216_000)
    const quota = { charactersPerMinute: 2_000_000, itemsPerRequest: 5_000, charactersPerRequest: 5_000 }
    expect(azure({ quota }).limits).toMatchObject({
      charactersPerMinute: 2_000_000,
      itemsPerRequest: 1_000,
      charactersPerRequest: 5_000,
    })
  })

  it('fills a request to both limits', async () => {
    const server = await startAzure()
    const provider = azure({ endpoint: server.url })
    const { itemsPerRequest, charactersPerRequest } = provider.limits
    const texts = Array<string>(itemsPerRequest).fill('😀'.repeat(charactersPerRequest / itemsPerRequest))
    expect((await provider.translate(request(texts))).texts).toHaveLength(itemsPerRequest)
    expect((await failureOf(provider, request([...texts, 'x']))).failure.kind).toBe('tooLarge')
    await server.close()
  })

  it('takes key and region from the environment, by their usual names or by another', async () => {
    const server = await startAzure({ keys: [CANARY], region: 'westeurope' })
    const open = (config: object, environment: NodeJS.ProcessEnv) =>
      openProvider(
        { kind: 'azure', model: 'general', endpoint: server.url, quota: {}, ...config },
        environment,
      )
    const usual = { AZURE_TRANSLATOR_KEY: CANARY, AZURE_TRANSLATOR_REGION: 'westeurope' }
    expect((await (await open({}, usual)).examine()).ok).toBe(true)
    const named = await open({ apiKey: 'env:DESK_KEY', region: 'westeurope' }, { DESK_KEY: CANARY })
    expect((await named.examine()).ok).toBe(true)
    await expect(open({ apiKey: 'env:DESK_KEY' }, {})).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' })
    await server.close()
  })

  it('loads no library of Microsoft’s before it translates', () => {
    const module = new URL('../../../src/providers/azure/azure.ts', import.meta.url)
    const script = `
      import { registerHooks } from 'node:module'
      let loaded = 0
      registerHooks({ load: (url, context, next) => (loaded += Number(/node_modules\\/@azure/.test(url)), next(url, context)) })
      const { azure } = await import(${JSON.stringify(module.href)})
      const provider = azure({ endpoint: 'http://127.0.0.1:9' })
      await provider.serves('en', 'es')
      const before = loaded
      await provider.examine()
      console.log(before, loaded > 0)
    `
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(output.trim()).toBe('0 true')
  })
})
