import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type AzureOptions, azure } from '../../../src/providers/azure/azure.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { languageTable } from '../../contracts/language-codes.ts'
import { serviceProviderContract } from '../../contracts/service-provider.ts'
import { azureRefusal, startAzure } from '../../stand-in/azure.ts'
import type { Misbehaviour } from '../../stand-in/service.ts'
import { bodyKept, interceptHttp, nock } from '../interception.ts'
import { CANARY, failureOf, request } from '../requests.ts'

/** The gateway before the service refuses with the status alone. */
const gateway = (status: number, message: string): Misbehaviour => ({
  status,
  body: { error: { code: String(status), message } },
})

serviceProviderContract('Azure', {
  start: (keys) => startAzure({ keys, region: 'westeurope' }),
  open: (endpoint, more) => azure({ region: 'westeurope', endpoint, ...more }),
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'uz-Cyrl' },
  takesKeys: true,
  refusal: (status, words, headers) => azureRefusal(status * 1_000, words, headers),
  failures: [
    ['an invalid input', azureRefusal(400_000), { kind: 'invalid' }],
    ['an unknown category', azureRefusal(400_002), { kind: 'auth' }],
    ['an unsupported language', azureRefusal(400_019), { kind: 'pair' }],
    ['a target that is no language', azureRefusal(400_036), { kind: 'pair' }],
    ['a language specifier that is none', azureRefusal(400_003), { kind: 'pair' }],
    ['a pair that is none', azureRefusal(400_023), { kind: 'pair' }],
    ['a source that is no language', azureRefusal(400_035), { kind: 'pair' }],
    ['a category that lacks the pair', azureRefusal(400_075), { kind: 'pair' }],
    ['a text too long', azureRefusal(400_050), { kind: 'tooLarge' }],
    ['too many texts', azureRefusal(400_072), { kind: 'tooLarge' }],
    ['a request too large', azureRefusal(400_077), { kind: 'tooLarge' }],
    ['no custom system for the pair', azureRefusal(400_079), { kind: 'pair' }],
    ['a wrong key', azureRefusal(401_000), { kind: 'auth' }],
    ['the gateway’s word on a wrong key', gateway(401, 'Access denied.'), { kind: 'auth' }],
    ['a forbidden operation', azureRefusal(403_000), { kind: 'auth' }],
    ['the end of the free quota', azureRefusal(403_001), { kind: 'quota' }],
    ['the gateway’s word on it', gateway(403, 'Out of call volume quota.'), { kind: 'quota' }],
    [
      'its word on it in another shape',
      { status: 403, body: { statusCode: 403, message: 'Out of call volume quota. Replenished in 3 days.' } },
      { kind: 'quota' },
    ],
    ['a resource that is not there', gateway(404, 'Resource not found.'), { kind: 'auth' }],
    ['a custom system asleep', azureRefusal(408_001), { kind: 'unavailable', retryAfterMs: 60_000 }],
    ['a request that came too slowly', azureRefusal(408_002), { kind: 'unavailable' }],
    ['too many requests', azureRefusal(429_000), { kind: 'rate' }],
    [
      'too many requests, and when to come back',
      azureRefusal(429_001, 'Slow down.', { 'retry-after': '7' }),
      { kind: 'rate', retryAfterMs: 7_000 },
    ],
    ['the gateway’s word on a body too large', gateway(413, 'Too large.'), { kind: 'tooLarge' }],
  ],
  misconfigured: [
    [
      'an endpoint with a path',
      () => azure({ endpoint: 'https://desk.cognitiveservices.azure.com/translator/text' }),
    ],
  ],
  keyless: { provider: azure({}), fix: 'AZURE_TRANSLATOR_KEY' },
  library: {
    module: 'azure/azure.ts',
    factory: 'azure',
    options: { endpoint: 'http://127.0.0.1:9' },
    files: '@azure',
  },
  connections: 1,
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
  it('learns whether key and region are good without being billed', async () => {
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
  })
})

describe('on the wire', () => {
  interceptHttp()

  const reply = { value: [{ translations: [{ text: '<b>甲</b>', language: 'zh-Hant' }] }] }

  it('posts inputs with languages in Azure’s codes, type and target, and the key in a header', async () => {
    const { kept, keep } = bodyKept()
    const reqheaders = { 'ocp-apim-subscription-key': CANARY, 'ocp-apim-subscription-region': 'westeurope' }
    const call = nock('https://api.cognitive.microsofttranslator.com', { reqheaders })
      .post('/translate', keep)
      .query({ 'api-version': '2026-06-06' })
      .reply(200, reply)
    const provider = azure({ apiKey: CANARY, region: 'westeurope' })
    const asked = request(['<b>One</b>'], { target: 'zh-HK', mime: 'html' })
    expect(await provider.translate(asked)).toEqual({ texts: ['<b>甲</b>'], model: 'general' })
    expect(kept.body).toEqual({
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
})

languageTable('Azure', azure({}), [
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
])

describe('configuration', () => {
  it('states tier S1’s limits, which a quota can change but for what a request holds', () => {
    expect(azure({}).limits).toEqual({
      itemsPerRequest: 1_000,
      charactersPerRequest: 5_000,
      charactersPerSegment: 50_000,
      charactersPerMinute: 666_000,
      requestsPerMinute: 6_000,
      concurrency: 8,
    })
    expect(azure({ model: 'desk-1-NEWS' }).limits.charactersPerMinute).toBe(216_000)
    const quota = { charactersPerMinute: 2_000_000, itemsPerRequest: 5_000, charactersPerRequest: 60_000 }
    expect(azure({ quota }).limits).toMatchObject({
      charactersPerMinute: 2_000_000,
      itemsPerRequest: 1_000,
      charactersPerRequest: 50_000,
    })
  })

  it('calls one character more than a request holds too large', async () => {
    const server = await startAzure()
    const text = '😀'.repeat(50_000)
    const provider = azure({ endpoint: server.url })
    expect((await provider.translate(request([text]))).texts).toEqual([text])
    expect((await failureOf(provider, request([text, 'x']))).failure.kind).toBe('tooLarge')
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
})
