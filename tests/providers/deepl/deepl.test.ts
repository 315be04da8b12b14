import { inspect } from 'node:util'
import fc from 'fast-check'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { sharedContext } from '../../../src/providers/deepl/context.ts'
import { type DeeplOptions, deepl } from '../../../src/providers/deepl/deepl.ts'
import { sourceCode, targetCode } from '../../../src/providers/deepl/languages.ts'
import type { Failure, Provider, TranslationRequest } from '../../../src/providers/provider.ts'
import { ProviderError } from '../../../src/providers/provider-error.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { providerContract } from '../../contracts/provider.ts'
import { deeplRefusal, startDeepl } from '../../stand-in/deepl.ts'
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
  const thrown = await provider.translate(asked).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}

providerContract('DeepL', async () => {
  const [sound, sick] = [await startDeepl({ keys: [CANARY] }), await startDeepl()]
  sick.misbehave(deeplRefusal(503))
  return {
    provider: deepl({ apiKey: CANARY, endpoint: sound.url }),
    failing: deepl({ apiKey: CANARY, endpoint: sick.url }),
    served: { source: 'en', target: 'es' },
    unserved: { source: 'en', target: 'sr-Latn' },
    at: (endpoint) => deepl({ apiKey: CANARY, endpoint }),
    wireAttempts: () => sound.requests + sick.requests,
    async dispose() {
      await sound.close()
      await sick.close()
    },
  }
})

describe('DeepL, when things go wrong', () => {
  let server: Service
  let provider: Provider

  beforeEach(async () => {
    server = await startDeepl()
    provider = deepl({ apiKey: CANARY, endpoint: server.url })
  })
  afterEach(() => server.close())

  it.each<[string, Misbehaviour, Failure]>([
    ['a bad request', deeplRefusal(400, "Value for 'target_lang' not supported."), { kind: 'invalid' }],
    ['a wrong key', deeplRefusal(403), { kind: 'auth' }],
    ['a glossary that is not there', deeplRefusal(404, 'Glossary not found'), { kind: 'auth' }],
    ['a body too large', deeplRefusal(413), { kind: 'tooLarge' }],
    ['too many requests', deeplRefusal(429), { kind: 'rate' }],
    [
      'too many requests, and when to come back',
      deeplRefusal(429, 'Too many requests', { 'retry-after': '7' }),
      { kind: 'rate', retryAfterMs: 7_000 },
    ],
    ['too many requests, under load', deeplRefusal(529), { kind: 'rate' }],
    ['the end of the quota', deeplRefusal(456, 'Quota Exceeded'), { kind: 'quota' }],
    ['an error of its own', deeplRefusal(500), { kind: 'unavailable' }],
    [
      'a pause',
      deeplRefusal(503, 'Resource currently unavailable', { 'retry-after': '2' }),
      { kind: 'unavailable', retryAfterMs: 2_000 },
    ],
    ['a gateway that waited', deeplRefusal(504), { kind: 'unavailable' }],
    ['a proxy’s error page', { status: 502, body: '<title>502</title>' }, { kind: 'unavailable' }],
    ['a redirect', { status: 307, body: '', headers: { location: '/v2/usage' } }, { kind: 'auth' }],
    ['a reset connection', 'reset', { kind: 'unavailable' }],
    ['a reply cut off', 'cut off', { kind: 'unavailable' }],
    ['a truncated reply', 'truncate', { kind: 'invalid' }],
    ['a web page', 'html page', { kind: 'invalid' }],
    ['an empty reply', 'empty', { kind: 'invalid' }],
    ['a huge reply', 'huge', { kind: 'invalid' }],
    ['a reply too short', 'miscount', { kind: 'invalid' }],
    ['a missing translation', 'missing', { kind: 'invalid' }],
  ])('meets %s with one wire call', async (_, how, failure) => {
    server.misbehave(how)
    const error = await failureOf(provider, request(['The tide turned.', 'The boats came in.']))
    expect(error.failure).toEqual(failure)
    expect(server.requests).toBe(1)
  })

  it.each(['hang', 'drip'] as const)('gives up a %s at the deadline, and calls it a timeout', async (how) => {
    server.misbehave(how)
    const error = await failureOf(provider, request(['The tide turned.'], { timeoutMs: 60 }))
    expect(error.failure).toEqual({ kind: 'timeout' })
  })

  it('calls a server that is not there unavailable, and keeps the cause but not the article', async () => {
    await server.close()
    const error = await failureOf(provider, request(['The marmalade ledger.']))
    expect(error.failure).toEqual({ kind: 'unavailable' })
    expect(error.message).toContain('ECONNREFUSED')
    expect(inspect(error, { depth: 20 })).not.toContain('marmalade')
  })

  it('passes DeepL’s words on, unless they quote the article or the key', async () => {
    server.misbehave(deeplRefusal(400, "Value for 'formality' not supported."))
    expect((await failureOf(provider)).message).toContain("'formality' not supported")
    server.misbehave(deeplRefusal(400, 'Cannot parse: The marmalade ledger of the harb…'))
    const quoted = await failureOf(provider, request(['The marmalade ledger of the harbour is secret.']))
    expect(quoted.message).toMatch(/HTTP 400$/)
    server.misbehave(deeplRefusal(403, `Invalid key ${CANARY}`))
    expect(inspect(await failureOf(provider), { depth: 20 })).not.toContain(CANARY)
  })

  it('refuses a body that DeepL would refuse, without a call', async () => {
    const error = await failureOf(provider, request(['"'.repeat(70_000)]))
    expect(error.failure).toEqual({ kind: 'tooLarge' })
    expect(server.requests).toBe(0)
  })

  it('refuses a language that DeepL does not have, without a call', async () => {
    const error = await failureOf(provider, request(['The tide turned.'], { target: 'sr-Latn' }))
    expect(error.failure).toEqual({ kind: 'invalid' })
    expect(server.requests).toBe(0)
  })

  it('keeps its connections open between requests', async () => {
    for (let nth = 0; nth < 8; nth++) await provider.translate(request([`Number ${nth}.`]))
    // A second one while the first is not yet back in the pool.
    expect(server.connections).toBeLessThanOrEqual(2)
  })
})

describe('DeepL', () => {
  it('fills a request with the widest characters, and context, without exceeding its body', async () => {
    const server = await startDeepl()
    const provider = deepl({ endpoint: server.url })
    const { itemsPerRequest, bytesPerRequest = 0 } = provider.limits
    const text = '😀'.repeat(Math.floor(bytesPerRequest / 4 / itemsPerRequest))
    const words = '語'.repeat(700)
    const around = { headline: words, before: `${words}1`, after: `${words}2` }
    const texts: string[] = Array(itemsPerRequest).fill(text)
    const reply = await provider.translate(request(texts, { neighbours: texts.map(() => around) }))
    expect(reply.texts).toHaveLength(itemsPerRequest)
    await server.close()
  })

  it('tells how much of the account is used, and when it is used up', async () => {
    const server = await startDeepl({ keys: [CANARY], used: 1_200, limit: 500_000 })
    const examined = await deepl({ apiKey: CANARY, endpoint: server.url }).examine()
    expect(examined).toMatchObject({ ok: true, detail: expect.stringContaining('1,200 of 500,000') })
    expect(server.requests).toBe(0)
    const wrong = await deepl({ apiKey: `${CANARY}-old`, endpoint: server.url }).examine()
    expect(wrong).toMatchObject({ ok: false, fix: expect.any(String) })
    expect(inspect(wrong)).not.toContain(CANARY)
    await server.close()
    const full = await startDeepl({ used: 500_000, limit: 500_000 })
    expect(await deepl({ endpoint: full.url }).examine()).toMatchObject({ ok: false })
    await full.close()
  })

  it('misses a key at once, but not on loopback', async () => {
    const provider = deepl({})
    await expect(provider.translate(request(['One']))).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' })
    expect(await provider.examine()).toMatchObject({
      ok: false,
      fix: expect.stringContaining('DEEPL_AUTH_KEY'),
    })
    const server = await startDeepl()
    expect((await deepl({ endpoint: server.url }).translate(request(['One']))).texts).toHaveLength(1)
    await server.close()
  })

  it.each<[string, DeeplOptions]>([
    ['a key over plain http', { apiKey: 'k', endpoint: 'http://proxy.example' }],
    ['an endpoint that is no address', { endpoint: 'localhost:8123' }],
    ['an endpoint with a password', { endpoint: 'https://me:secret@proxy.example' }],
    ['an endpoint with a query', { endpoint: 'https://proxy.example/?key=1' }],
  ])('refuses %s', (_, options) => {
    expect(() => deepl(options)).toThrow(DragomanError)
    expect(() => deepl(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  it('has what changes a translation in its memory key, and nothing else', () => {
    const options = { formality: 'prefer_less', glossary: 'g-1', model: 'quality_optimized' } as const
    expect(deepl(options)).toMatchObject({
      model: 'quality_optimized',
      options: 'formality prefer_less, glossary g-1',
    })
    expect(deepl({ quota: { concurrency: 1 }, apiKey: 'k' })).toMatchObject({ model: 'default', options: '' })
  })

  it('lets a quota lower what one request may hold, not raise it', () => {
    const { limits } = deepl({
      quota: { itemsPerRequest: 500, charactersPerRequest: 99, requestsPerMinute: 9 },
    })
    expect(limits).toMatchObject({ itemsPerRequest: 50, charactersPerRequest: 99, requestsPerMinute: 9 })
    expect(limits.bytesPerRequest).toBeLessThan(128 * 1024)
  })

  it('is opened from the configuration, with the key of the environment', async () => {
    const server = await startDeepl({ keys: ['usual', 'named'] })
    const config = { kind: 'deepl', endpoint: server.url, quota: {} } as const
    const usual = await openProvider(config, { DEEPL_AUTH_KEY: 'usual' })
    const named = await openProvider(
      { ...config, apiKey: 'env:MINE' },
      { MINE: 'named', DEEPL_AUTH_KEY: 'no' },
    )
    for (const provider of [usual, named])
      expect((await provider.translate(request(['One']))).texts).toEqual([translateLike('One', 'es', 'text')])
    await expect(openProvider({ ...config, apiKey: 'env:MINE' }, {})).rejects.toMatchObject({
      code: 'CREDENTIAL_MISSING',
    })
    await server.close()
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

  function answering(host: string, key: string) {
    const sent: unknown[] = []
    nock(host, { reqheaders: { authorization: `DeepL-Auth-Key ${key}` } })
      .post('/v2/translate', (body) => {
        sent.push(body)
        return true
      })
      .reply(200, { translations: [{ text: 'Uno', model_type_used: 'quality_optimized' }] })
    return sent
  }

  it('posts plain text as it is', async () => {
    const sent = answering('https://api.deepl.com', CANARY)
    expect(await deepl({ apiKey: CANARY }).translate(request(['One & <b>']))).toEqual({
      texts: ['Uno'],
      model: 'quality_optimized',
    })
    expect(sent).toEqual([
      {
        text: ['One & <b>'],
        source_lang: 'EN',
        target_lang: 'ES',
        split_sentences: '0',
        preserve_formatting: true,
      },
    ])
  })

  it('posts html with its tags handled, the options and the context', async () => {
    const sent = answering('https://api-free.deepl.com', `${CANARY}:fx`)
    const options: DeeplOptions = {
      apiKey: `${CANARY}:fx`,
      model: 'quality_optimized',
      formality: 'prefer_more',
      glossary: 'g-1',
    }
    const neighbours = [{ headline: 'A bridge opens', before: '', after: 'It cost little.' }]
    await deepl(options).translate(request(['<b id=1>One</b>'], { mime: 'html', target: 'pt', neighbours }))
    expect(sent).toEqual([
      {
        text: ['<b id=1>One</b>'],
        source_lang: 'EN',
        target_lang: 'PT-BR',
        split_sentences: '0',
        preserve_formatting: true,
        tag_handling: 'html',
        tag_handling_version: 'v2',
        context: 'A bridge opens\nIt cost little.',
        model_type: 'quality_optimized',
        formality: 'prefer_more',
        glossary_id: 'g-1',
      },
    ])
  })
})

describe('the shared context', () => {
  const around = (headline: string, before: string, after: string) => ({ headline, before, after })

  it('is the headline and what stands around the texts, once each, but none of the texts', () => {
    const texts = ['Two &lt; three &amp; <b id=1>four</b>.', 'Then five.']
    const neighbours = [
      around('Sums', 'Zero came first.', 'Then five.'),
      around('Sums', 'Two < three & four.', 'Six ended it.'),
    ]
    expect(sharedContext(texts, neighbours)).toBe('Sums\nZero came first.\nSix ended it.')
  })

  it('is empty without neighbours', () => {
    expect(sharedContext(['One.'], undefined)).toBe('')
    expect(sharedContext(['One.'], [around('', ' ', '')])).toBe('')
  })

  it('stays bounded, and takes sentences whole or not at all', () => {
    const sentence = fc.string({ maxLength: 900 })
    fc.assert(
      fc.property(fc.array(fc.tuple(sentence, sentence, sentence), { maxLength: 50 }), (all) => {
        const neighbours = all.map(([headline, before, after]) => around(headline, before, after))
        const context = sharedContext(['One.'], neighbours)
        expect(context.length).toBeLessThan(3_100)
        const known = all.flat().map((words) => words.trim())
        const first = known.find((words) => words !== '' && words !== 'One.')
        expect(context.startsWith(first ?? '')).toBe(true)
      }),
    )
  })
})

describe('DeepL’s languages', () => {
  it.each([
    ['en', 'EN', 'EN-US'],
    ['en-US', 'EN', 'EN-US'],
    ['en-GB', 'EN', 'EN-GB'],
    ['en-IE', 'EN', 'EN-GB'],
    ['en-PH', 'EN', 'EN-US'],
    ['pt', 'PT', 'PT-BR'],
    ['pt-PT', 'PT', 'PT-PT'],
    ['pt-AO', 'PT', 'PT-PT'],
    ['pt-BR', 'PT', 'PT-BR'],
    ['es', 'ES', 'ES'],
    ['es-ES', 'ES', 'ES'],
    ['es-MX', 'ES', 'ES-419'],
    ['es-419', 'ES', 'ES-419'],
    ['ca', 'CA', 'CA'],
    ['zh', 'ZH', 'ZH-HANS'],
    ['zh-CN', 'ZH', 'ZH-HANS'],
    ['zh-Hant', 'ZH', 'ZH-HANT'],
    ['zh-HK', 'ZH', 'ZH-HANT'],
    ['de-CH', 'DE', 'DE-CH'],
    ['de-AT', 'DE', 'DE'],
    ['fr-CA', 'FR', 'FR-CA'],
    ['nb-NO', 'NB', 'NB'],
    ['no', 'NB', 'NB'],
    ['nn', undefined, undefined],
    ['fil', 'TL', 'TL'],
    ['ku', 'KMR', 'KMR'],
    ['fa-AF', 'PRS', 'PRS'],
    ['sr', 'SR', 'SR'],
    ['sr-Latn', undefined, undefined],
    ['en-XA', undefined, undefined],
    ['gsw', undefined, undefined],
  ])('knows %s as source %s, target %s', (tag, source, target) => {
    expect(sourceCode(tag)).toBe(source)
    expect(targetCode(tag)).toBe(target)
  })

  it.each<[string, string, DeeplOptions['model'], boolean]>([
    ['en', 'ca', undefined, true],
    ['en', 'ca', 'quality_optimized', true],
    ['en', 'ca', 'latency_optimized', false],
    ['gl', 'es', 'latency_optimized', false],
    ['en', 'es', 'latency_optimized', true],
    ['en', 'es-MX', 'latency_optimized', false],
    ['en', 'en-GB', undefined, false],
    ['pt-PT', 'pt-BR', undefined, false],
    ['en', 'gsw', undefined, false],
  ])('from %s to %s with model %s: %s', async (source, target, model, serves) => {
    expect(await deepl(model === undefined ? {} : { model }).serves(source, target)).toBe(serves)
  })
})
