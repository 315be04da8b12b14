import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairOf } from '../../../src/providers/libretranslate/languages.ts'
import { libretranslate } from '../../../src/providers/libretranslate/libretranslate.ts'
import { htmlAgain } from '../../../src/providers/libretranslate/markup.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { serviceProviderContract } from '../../contracts/service-provider.ts'
import { libreRefusal, startLibreTranslate } from '../../stand-in/libretranslate.ts'
import { translateLike } from '../../stand-in/translate-like.ts'
import { bodyKept, interceptHttp, nock } from '../interception.ts'
import { CANARY, failureOf, request } from '../requests.ts'

serviceProviderContract('LibreTranslate', {
  start: (keys) => startLibreTranslate({ keys }),
  open: (endpoint, more) => libretranslate({ endpoint, ...more }),
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'de' },
  takesKeys: true,
  examinesKeys: false,
  refusal: libreRefusal,
  failures: [
    ['a language that it lacks', libreRefusal(400, 'xx is not supported'), { kind: 'pair' }],
    [
      'a pair that it lacks',
      libreRefusal(400, 'French (fr) is not available as a target language from Catalan (ca)'),
      { kind: 'pair' },
    ],
    ['a format that it lacks', libreRefusal(400, 'rtf format is not supported'), { kind: 'invalid' }],
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
    ['the end of the day’s requests', libreRefusal(429, 'Slowdown: 1000 per 1 day'), { kind: 'quota' }],
    ['too many requests, in its words', libreRefusal(429, 'Slowdown: 20 per 1 minute'), { kind: 'rate' }],
  ],
  connections: 2,
})

describe('the languages of a server', () => {
  it('are asked for once', async () => {
    const server = await startLibreTranslate()
    const provider = libretranslate({ endpoint: server.url })
    await Promise.all([provider.serves('en', 'es'), provider.serves('en', 'de')])
    await provider.translate(request(['One.']))
    await provider.translate(request(['Two.']))
    expect(server.asked).toBe(1)
    await server.close()
  })

  it('are not taken for none where the server is away', async () => {
    const server = await startLibreTranslate()
    await server.close()
    const provider = libretranslate({ endpoint: server.url })
    expect(await provider.serves('en', 'es')).toBe(true)
    expect((await failureOf(provider)).failure).toEqual({ kind: 'unavailable' })
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
  interceptHttp()

  const HOST = 'https://translate.example'

  it.each([
    [{}, 'html' as const, { format: 'html' }],
    [{ apiKey: CANARY }, 'text' as const, { format: 'text', api_key: CANARY }],
  ])('posts q, languages in the server’s codes, format and key', async (options, mime, rest) => {
    const { kept, keep } = bodyKept()
    nock(HOST)
      .get('/v1/languages')
      .reply(200, [
        { code: 'en', name: 'English' },
        { code: 'zt', name: 'Chinese (traditional)' },
      ])
      .post('/v1/translate', keep)
      .reply(200, { translatedText: ['甲', '乙'] })
    const provider = libretranslate({ endpoint: `${HOST}/v1/`, ...options })
    const reply = await provider.translate(request(['One', 'Two'], { target: 'zh-HK', mime }))
    expect(reply).toEqual({ texts: ['甲', '乙'] })
    expect(kept.body).toEqual({ q: ['One', 'Two'], source: 'en', target: 'zt', ...rest })
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
