import { inspect } from 'node:util'
import fc from 'fast-check'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { pairOf } from '../../../src/providers/libretranslate/languages.ts'
import {
  type LibreTranslateOptions,
  libretranslate,
} from '../../../src/providers/libretranslate/libretranslate.ts'
import { htmlAgain } from '../../../src/providers/libretranslate/markup.ts'
import type { Failure, Provider, TranslationRequest } from '../../../src/providers/provider.ts'
import { ProviderError } from '../../../src/providers/provider-error.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { providerContract } from '../../contracts/provider.ts'
import {
  type LibreTranslateService,
  libreRefusal,
  startLibreTranslate,
} from '../../stand-in/libretranslate.ts'
import type { Misbehaviour } from '../../stand-in/service.ts'
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

providerContract('LibreTranslate', async () => {
  const [sound, sick] = [await startLibreTranslate({ keys: [CANARY] }), await startLibreTranslate()]
  sick.misbehave(libreRefusal(500, 'Cannot translate text'))
  return {
    provider: libretranslate({ apiKey: CANARY, endpoint: sound.url }),
    failing: libretranslate({ endpoint: sick.url }),
    served: { source: 'en', target: 'es' },
    unserved: { source: 'en', target: 'de' },
    at: (endpoint) => libretranslate({ endpoint }),
    wireAttempts: () => sound.requests + sick.requests,
    async dispose() {
      await sound.close()
      await sick.close()
    },
  }
})

describe('LibreTranslate, when things go wrong', () => {
  let server: LibreTranslateService
  let provider: Provider

  beforeEach(async () => {
    server = await startLibreTranslate()
    provider = libretranslate({ apiKey: CANARY, endpoint: server.url })
  })
  afterEach(() => server.close())

  it.each<[string, Misbehaviour, Failure]>([
    ['a bad request', libreRefusal(400, 'xx is not supported'), { kind: 'invalid' }],
    [
      'a missing key',
      libreRefusal(400, 'Please contact the server operator to get an API key'),
      { kind: 'auth' },
    ],
    [
      'too much at once',
      libreRefusal(400, 'Invalid request: request (6000) exceeds text limit (5000)'),
      { kind: 'tooLarge' },
    ],
    ['a wrong key', libreRefusal(403, 'Invalid API key'), { kind: 'auth' }],
    [
      'a ban',
      libreRefusal(403, 'Too many request limits violations'),
      { kind: 'rate', retryAfterMs: 600_000 },
    ],
    ['a proxy that lets nobody in', { status: 403, body: '<title>Forbidden</title>' }, { kind: 'auth' }],
    ['a path that is not there', libreRefusal(404, 'Not Found'), { kind: 'auth' }],
    ['too many requests', libreRefusal(429, 'Slowdown: 20 per 1 minute'), { kind: 'rate' }],
    [
      'too many requests, and when to come back',
      libreRefusal(429, 'Slowdown: 20 per 1 minute', { 'retry-after': '7' }),
      { kind: 'rate', retryAfterMs: 7_000 },
    ],
    ['the end of the day’s requests', libreRefusal(429, 'Slowdown: 1000 per 1 day'), { kind: 'quota' }],
    ['an error of its own', libreRefusal(500, 'Cannot translate text'), { kind: 'unavailable' }],
    ['a proxy’s error page', { status: 502, body: '<title>502</title>' }, { kind: 'unavailable' }],
    ['a redirect', { status: 301, body: '', headers: { location: '/languages' } }, { kind: 'auth' }],
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

  it.each(['hang', 'drip'] as const)('gives up a %s at the deadline, and calls it a timeout', async (how) => {
    await provider.serves('en', 'es')
    server.misbehave(how)
    const error = await failureOf(provider, request(['The tide turned.'], { timeoutMs: 60 }))
    expect(error.failure).toEqual({ kind: 'timeout' })
  })

  it('never shows the key or the article', async () => {
    server.misbehave(libreRefusal(403, `Invalid API key ${CANARY}`))
    expect(inspect(await failureOf(provider), { depth: 20 })).not.toContain(CANARY)
    server.misbehave(libreRefusal(500, 'Cannot translate text: The marmalade ledger of the harbour'))
    const quoted = await failureOf(provider, request(['The marmalade ledger of the harbour is secret.']))
    expect(inspect(quoted, { depth: 20 })).not.toContain('marmalade')
  })

  it('refuses a language that the server does not have, without asking it to translate', async () => {
    const error = await failureOf(provider, request(['The tide turned.'], { target: 'de' }))
    expect(error.failure).toEqual({ kind: 'invalid' })
    expect(server.requests).toBe(0)
  })

  it('asks for the languages once', async () => {
    await Promise.all([provider.serves('en', 'es'), provider.serves('en', 'de')])
    await provider.translate(request(['One.']))
    await provider.translate(request(['Two.']))
    expect(server.asked).toBe(1)
  })

  it('does not take a server that is away for one that lacks the pair, and finds it when it is back', async () => {
    await server.close()
    expect(await provider.serves('en', 'es')).toBe(true)
    expect((await failureOf(provider)).failure).toEqual({ kind: 'unavailable' })
    expect(await provider.examine()).toMatchObject({ ok: false, fix: expect.any(String) })
  })
})

describe('LibreTranslate', () => {
  it('sends texts and tags as they are, and makes html of the reply again', async () => {
    const server = await startLibreTranslate()
    const provider = libretranslate({ endpoint: server.url })
    const html = 'Use &lt;b&gt; for <b id=1>bold &amp; proud</b> type, 4 &lt; 7.'
    const { texts } = await provider.translate(request([html], { mime: 'html' }))
    expect(texts).toEqual([translateLike(html, 'es', 'html').replaceAll('&quot;', '"')])
    await server.close()
  })

  it('translates on a server below a path', async () => {
    const server = await startLibreTranslate()
    expect(await libretranslate({ endpoint: `${server.url}/` }).examine()).toMatchObject({ ok: true })
    expect((await libretranslate({ endpoint: `${server.url}/libre` }).examine()).ok).toBe(false)
    await server.close()
  })

  it.each<[string, LibreTranslateOptions]>([
    ['a key over plain http', { apiKey: 'k', endpoint: 'http://translate.example' }],
    ['an endpoint that is no address', { endpoint: 'localhost:5000' }],
  ])('refuses %s', (_, options) => {
    expect(() => libretranslate(options)).toThrow(DragomanError)
    expect(() => libretranslate(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  it('goes without a key over plain http', () => {
    expect(libretranslate({ endpoint: 'http://translate.example' }).kind).toBe('libretranslate')
  })

  it('lets a quota set each of its limits, in both directions', () => {
    const quota = { itemsPerRequest: 100, charactersPerRequest: 20_000, requestsPerMinute: 600 }
    expect(libretranslate({ endpoint: 'http://127.0.0.1:9', quota }).limits).toMatchObject(quota)
  })

  it('is opened from the configuration, with the key of the environment', async () => {
    const server = await startLibreTranslate({ keys: ['usual'] })
    const config = { kind: 'libretranslate', endpoint: server.url, quota: {} } as const
    const provider = await openProvider(config, { LIBRETRANSLATE_API_KEY: 'usual' })
    expect((await provider.translate(request(['One']))).texts).toEqual([translateLike('One', 'es', 'text')])
    expect((await failureOf(await openProvider(config, {}))).failure).toEqual({ kind: 'auth' })
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

  const HOST = 'https://translate.example'

  it.each([
    [{}, 'html' as const, { format: 'html' }],
    [{ apiKey: CANARY }, 'text' as const, { format: 'text', api_key: CANARY }],
  ])('posts q, languages in the server’s codes, format and key', async (options, mime, rest) => {
    let body: unknown
    nock(HOST)
      .get('/v1/languages')
      .reply(200, [
        { code: 'en', name: 'English' },
        { code: 'zt', name: 'Chinese (traditional)' },
      ])
      .post('/v1/translate', (sent) => {
        body = sent
        return true
      })
      .reply(200, { translatedText: ['甲', '乙'] })
    const provider = libretranslate({ endpoint: `${HOST}/v1/`, ...options })
    const reply = await provider.translate(request(['One', 'Two'], { target: 'zh-HK', mime }))
    expect(reply).toEqual({ texts: ['甲', '乙'] })
    expect(body).toEqual({ q: ['One', 'Two'], source: 'en', target: 'zt', ...rest })
  })
})

describe('html from LibreTranslate', () => {
  it.each([
    ['decoded signs', '4 < 7 & 8 > 5', '4 &lt; 7 &amp; 8 &gt; 5', 'four &lt; seven'],
    ['tags that were sent', '<b id="1">x</b>', '<b id="1">x</b>', '<b id=1>y</b>'],
    ['elements without content', '<x id="2"></x>.', '<x id="2"></x>.', '<x id=2></x>.'],
    ['an article’s own talk of tags', 'Use <b>.', 'Use &lt;b&gt;.', 'Use &lt;b&gt;.'],
    [
      'the same beside real ones',
      '<b> is <b id="1">b</b>',
      '&lt;b&gt; is <b id="1">b</b>',
      '&lt;b&gt; <b id=1>b</b>',
    ],
    ['an article’s own references', 'write &lt; here', 'write &amp;lt; here', 'write &amp;lt; here'],
    ['scripts nobody sent', '<script>x</script>', '&lt;script&gt;x&lt;/script&gt;', 'words'],
  ])('knows %s', (_, reply, html, sent) => {
    expect(htmlAgain(reply, sent)).toBe(html)
  })

  it('says the same words, whatever they are', () => {
    const part = fc.constantFrom('<b id=1>', '</b>', '<', '>', '&', '&lt;', 'b', '<i>', '</i>', ' ', '"')
    const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''))
    const decoded = (html: string) =>
      html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    fc.assert(
      fc.property(text, (reply) => {
        expect(decoded(htmlAgain(reply, '<b id=1>x</b>'))).toBe(reply)
      }),
    )
  })

  it('takes a hostile reply in one go', () => {
    const hostile = '<a '.repeat(100_000)
    expect(htmlAgain(hostile, '')).toBe('&lt;a '.repeat(100_000))
  })
})

describe('LibreTranslate’s languages', () => {
  const all = (codes: string) => codes.split(' ').map((code) => ({ code }))

  it.each([
    ['es', 'en es', 'es'],
    ['es-MX', 'en es', 'es'],
    ['zh-Hans', 'en zh', 'zh'],
    ['zh', 'en zh-Hans zh-Hant', 'zh-Hans'],
    ['zh-TW', 'en zh zt', 'zt'],
    ['zh-TW', 'en zh-Hans zh-Hant', 'zh-Hant'],
    ['zh-TW', 'en zh', undefined],
    ['pt-BR', 'en pt pb', 'pb'],
    ['pt-BR', 'en pt pt-BR', 'pt-BR'],
    ['pt-BR', 'en pt', 'pt'],
    ['pt-PT', 'en pt pb', 'pt'],
    ['pt-AO', 'en pt pb', 'pt'],
    ['nb', 'en nb', 'nb'],
    ['no', 'en nb', 'nb'],
    ['fil', 'en tl', 'tl'],
    ['en-GB', 'en es', undefined],
    ['sr-Latn', 'en sr', undefined],
  ])('finds %s among “%s” as %s', (tag, codes, code) => {
    expect(pairOf(all(codes), 'en', tag)?.target).toBe(code)
  })

  it('heeds which targets a source has', () => {
    const languages = [{ code: 'en', targets: ['es'] }, { code: 'es', targets: ['en'] }, { code: 'ca' }]
    expect(pairOf(languages, 'en', 'es')).toEqual({ source: 'en', target: 'es' })
    expect(pairOf(languages, 'en', 'ca')).toBeUndefined()
    expect(pairOf(languages, 'ca', 'es')).toEqual({ source: 'ca', target: 'es' })
  })
})
