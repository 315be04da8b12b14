import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedContext } from '../../../src/providers/deepl/context.ts'
import { type DeeplOptions, deepl } from '../../../src/providers/deepl/deepl.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { languageTable } from '../../contracts/language-codes.ts'
import { serviceProviderContract } from '../../contracts/service-provider.ts'
import { deeplRefusal, startDeepl } from '../../stand-in/deepl.ts'
import { translateLike } from '../../stand-in/translate-like.ts'
import { interceptHttp, nock } from '../interception.ts'
import { CANARY, failureOf, request } from '../requests.ts'

serviceProviderContract('DeepL', {
  start: (keys) => startDeepl({ keys }),
  open: (endpoint, more) => deepl({ endpoint, ...more }),
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'sr-Latn' },
  takesKeys: true,
  refusal: deeplRefusal,
  failures: [
    [
      'an unsupported value',
      deeplRefusal(400, "Value for 'tag_handling' not supported."),
      { kind: 'invalid' },
    ],
    ['an unsupported target', deeplRefusal(400, "Value for 'target_lang' not supported."), { kind: 'pair' }],
    ['an unsupported source', deeplRefusal(400, "Value for 'source_lang' not supported."), { kind: 'pair' }],
    [
      'a formality that the target lacks',
      deeplRefusal(400, "'formality' is not supported for given 'target_lang'."),
      { kind: 'pair' },
    ],
    [
      'a glossary for other languages',
      deeplRefusal(400, 'The glossary does not match the requested language pair.'),
      { kind: 'pair' },
    ],
    ['a wrong key', deeplRefusal(403), { kind: 'auth' }],
    ['a glossary that is not there', deeplRefusal(404, 'Glossary not found'), { kind: 'auth' }],
    ['too many requests, under load', deeplRefusal(529), { kind: 'rate' }],
    ['the end of the quota', deeplRefusal(456, 'Quota Exceeded'), { kind: 'quota' }],
  ],
  keyless: { provider: deepl({}), fix: 'DEEPL_AUTH_KEY' },
  connections: 2,
})

describe('DeepL', () => {
  it('refuses a body that DeepL would refuse, without a call', async () => {
    const server = await startDeepl()
    const error = await failureOf(deepl({ endpoint: server.url }), request(['"'.repeat(70_000)]))
    expect(error.failure).toEqual({ kind: 'tooLarge' })
    expect(server.requests).toBe(0)
    await server.close()
  })

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

  it('needs no key on loopback', async () => {
    const server = await startDeepl()
    expect((await deepl({ endpoint: server.url }).translate(request(['One']))).texts).toHaveLength(1)
    await server.close()
  })

  it('has what changes a translation in its memory key, and nothing else', () => {
    const options = { formality: 'prefer_less', glossary: 'g-1', model: 'quality_optimized' } as const
    expect(deepl(options)).toMatchObject({
      model: 'quality_optimized',
      options: 'formality prefer_less, glossary g-1',
    })
    expect(deepl({ quota: { concurrency: 1 }, apiKey: 'k' })).toMatchObject({ model: 'default', options: '' })
  })

  it('fills requests moderately, and as a quota says up to what DeepL takes', () => {
    expect(deepl({}).limits).toMatchObject({ charactersPerRequest: 5_000, charactersPerSegment: 25_000 })
    const { limits } = deepl({
      quota: { itemsPerRequest: 500, charactersPerRequest: 99, requestsPerMinute: 9 },
    })
    expect(limits).toMatchObject({ itemsPerRequest: 50, charactersPerRequest: 99, requestsPerMinute: 9 })
    expect(limits.charactersPerSegment).toBeUndefined()
    expect(limits.bytesPerRequest).toBeLessThan(128 * 1024)
    expect(deepl({ quota: { charactersPerRequest: 99_000 } }).limits.charactersPerRequest).toBe(25_000)
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
  interceptHttp()

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

languageTable('DeepL', deepl({}), [
  ['en', 'EN-US', 'EN'],
  ['en-US', 'EN-US', 'EN'],
  ['en-GB', 'EN-GB', 'EN'],
  ['en-IE', 'EN-GB', 'EN'],
  ['en-PH', 'EN-US', 'EN'],
  ['pt', 'PT-BR', 'PT'],
  ['pt-PT', 'PT-PT', 'PT'],
  ['pt-AO', 'PT-PT', 'PT'],
  ['pt-BR', 'PT-BR', 'PT'],
  ['es', 'ES'],
  ['es-ES', 'ES'],
  ['es-MX', 'ES-419', 'ES'],
  ['es-419', 'ES-419', 'ES'],
  ['ca', 'CA'],
  ['zh', 'ZH-HANS', 'ZH'],
  ['zh-CN', 'ZH-HANS', 'ZH'],
  ['zh-Hant', 'ZH-HANT', 'ZH'],
  ['zh-HK', 'ZH-HANT', 'ZH'],
  ['de-CH', 'DE-CH', 'DE'],
  ['de-AT', 'DE'],
  ['fr-CA', 'FR-CA', 'FR'],
  ['nb-NO', 'NB'],
  ['no', 'NB'],
  ['nn', undefined],
  ['fil', 'TL'],
  ['ku', 'KMR'],
  ['fa-AF', 'PRS'],
  ['sr', 'SR'],
  ['sr-Latn', undefined],
  ['en-XA', undefined],
  ['gsw', undefined],
])

describe('a pair of DeepL’s', () => {
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
