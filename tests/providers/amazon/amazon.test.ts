import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { amazon } from '../../../src/providers/amazon/amazon.ts'
import type { TranslationRequest } from '../../../src/providers/provider.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { languageTable } from '../../contracts/language-codes.ts'
import { serviceProviderContract } from '../../contracts/service-provider.ts'
import { amazonRefusal, startAmazon } from '../../stand-in/amazon.ts'
import { interceptHttp, nock } from '../interception.ts'
import { CANARY, failureOf, request as requestOf } from '../requests.ts'

/** Where asking the metadata service is right. */
const vendor = '/sys/class/dmi/id/sys_vendor'
const isAtAmazon = existsSync(vendor) && /amazon/i.test(readFileSync(vendor, 'utf8'))

const request = (text: string, more: Partial<TranslationRequest> = {}) => requestOf([text], more)

serviceProviderContract('Amazon', {
  start: () => startAmazon(),
  open: (endpoint, { apiKey: _, ...more } = {}) => amazon({ region: 'eu-west-1', endpoint, ...more }),
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'gl' },
  takesKeys: false,
  // Words and patience of a refusal whose name says nothing.
  refusal: (status, words, headers = {}) => ({
    ...amazonRefusal('NovelException', status, words),
    headers,
  }),
  failures: [
    ['ThrottlingException', amazonRefusal('ThrottlingException'), { kind: 'rate' }],
    [
      'ThrottlingException with a Retry-After',
      { ...amazonRefusal('ThrottlingException'), headers: { 'retry-after': '3' } },
      { kind: 'rate', retryAfterMs: 3_000 },
    ],
    ['TooManyRequestsException', amazonRefusal('TooManyRequestsException'), { kind: 'rate' }],
    ['LimitExceededException', amazonRefusal('LimitExceededException'), { kind: 'rate' }],
    ['TextSizeLimitExceededException', amazonRefusal('TextSizeLimitExceededException'), { kind: 'tooLarge' }],
    [
      'ValidationException for a length',
      amazonRefusal('ValidationException', 400, 'Member must have length less than or equal to 10000'),
      { kind: 'tooLarge' },
    ],
    ['ValidationException', amazonRefusal('ValidationException'), { kind: 'invalid' }],
    ['UnsupportedLanguagePairException', amazonRefusal('UnsupportedLanguagePairException'), { kind: 'pair' }],
    ['InvalidRequestException', amazonRefusal('InvalidRequestException'), { kind: 'invalid' }],
    [
      'DetectedLanguageLowConfidenceException',
      amazonRefusal('DetectedLanguageLowConfidenceException'),
      { kind: 'invalid' },
    ],
    ['ResourceNotFoundException', amazonRefusal('ResourceNotFoundException'), { kind: 'auth' }],
    ['AccessDeniedException', amazonRefusal('AccessDeniedException'), { kind: 'auth' }],
    ['UnrecognizedClientException', amazonRefusal('UnrecognizedClientException'), { kind: 'auth' }],
    ['ExpiredTokenException', amazonRefusal('ExpiredTokenException'), { kind: 'auth' }],
    ['InvalidSignatureException', amazonRefusal('InvalidSignatureException'), { kind: 'auth' }],
    ['InternalServerException', amazonRefusal('InternalServerException', 500), { kind: 'unavailable' }],
    ['ServiceUnavailableException', amazonRefusal('ServiceUnavailableException'), { kind: 'unavailable' }],
    ['a name never heard of', amazonRefusal('NovelException', 503), { kind: 'unavailable' }],
    ['a gateway’s 403', { status: 403, body: { message: 'Forbidden' } }, { kind: 'auth' }],
  ],
  misconfigured: [['an endpoint with a path', () => amazon({ endpoint: 'http://127.0.0.1:8123/proxy' })]],
  library: {
    module: 'amazon/amazon.ts',
    factory: 'amazon',
    options: { endpoint: 'http://127.0.0.1:9' },
    files: '@aws-sdk',
  },
  connections: 1,
})

describe('a request to Amazon', () => {
  it('has one text, of exactly 10,000 bytes at most', async () => {
    const server = await startAmazon()
    const provider = amazon({ endpoint: server.url })
    const two = request('One.', { texts: ['One.', 'Two.'] })
    expect((await failureOf(provider, two)).failure.kind).toBe('tooLarge')
    expect(server.requests).toBe(0)
    const { bytesPerRequest = 0 } = provider.limits
    const text = '😀'.repeat(bytesPerRequest / 4)
    expect((await provider.translate(request(text))).texts).toEqual([text])
    expect((await failureOf(provider, request(`${text}x`))).failure.kind).toBe('tooLarge')
    await server.close()
  })
})

describe('Amazon’s own options', () => {
  it('are part of the memory key, each that changes a translation', () => {
    expect(amazon({}).options).toBe('')
    expect(amazon({ glossary: 'house-style', formality: 'formal', profanity: 'mask' }).options).toBe(
      'glossary house-style, formal, profanity masked',
    )
  })

  it.each(['text', 'html'] as const)('are asked for in %s only where the target has them', async (mime) => {
    const server = await startAmazon()
    const provider = amazon({
      glossary: 'house-style',
      formality: 'informal',
      profanity: 'mask',
      endpoint: server.url,
    })
    // Amazon refuses a document that wants formal speech in Catalan.
    for (const target of ['es', 'ca'])
      expect((await provider.translate(request('One.', { target, mime }))).texts).toHaveLength(1)
    const other = amazon({ glossary: 'nowhere', endpoint: server.url })
    expect((await failureOf(other)).failure.kind).toBe('auth')
    await server.close()
  })
})

describe('on the wire', () => {
  interceptHttp()

  const HOST = 'http://127.0.0.1:9'

  /** Answers one call of the operation, and keeps its body. */
  function expectCall(operation: string, reply: object, host = HOST) {
    const seen: { body?: unknown; authorization?: string } = {}
    const authorization = (value: string | null) => {
      seen.authorization = String(value)
      return true
    }
    const target = `AWSShineFrontendService_20170701.${operation}`
    nock(host, { reqheaders: { 'x-amz-target': target, authorization } })
      .post('/', (body) => {
        seen.body = typeof body === 'string' ? JSON.parse(body) : body
        return true
      })
      .reply(200, reply)
    return seen
  }

  it('posts words to TranslateText, literally', async () => {
    const seen = expectCall('TranslateText', { TranslatedText: '甲 & 乙 < 丙' })
    const provider = amazon({
      endpoint: HOST,
      glossary: 'house-style',
      formality: 'formal',
      region: 'eu-west-1',
    })
    const { texts } = await provider.translate(request('One & two < three', { target: 'zh-HK' }))
    expect(texts).toEqual(['甲 & 乙 < 丙'])
    expect(seen.body).toEqual({
      Text: 'One & two < three',
      SourceLanguageCode: 'en',
      TargetLanguageCode: 'zh-TW',
      TerminologyNames: ['house-style'],
      Settings: {},
    })
    expect(seen.authorization).toContain('/eu-west-1/translate/aws4_request')
  })

  it('posts HTML to TranslateDocument', async () => {
    const html = 'Zoë’s <b id="1">bridge</b> &amp; pier'
    const reply = '<b id="1">Puente</b> &amp; muelle de Zoë'
    const seen = expectCall('TranslateDocument', {
      TranslatedDocument: { Content: Buffer.from(reply).toString('base64') },
    })
    const { texts } = await amazon({ endpoint: HOST, formality: 'formal' }).translate(
      request(html, { mime: 'html' }),
    )
    expect(texts).toEqual([reply])
    expect(seen.body).toEqual({
      Document: { Content: Buffer.from(html).toString('base64'), ContentType: 'text/html' },
      SourceLanguageCode: 'en',
      TargetLanguageCode: 'es',
      Settings: { Formality: 'FORMAL' },
    })
  })

  it('posts HTML between other languages than English to TranslateText', async () => {
    const seen = expectCall('TranslateText', { TranslatedText: 'El <b>puente</b>' })
    const asked = request('El <b>pont</b>', { source: 'ca', mime: 'html' })
    expect((await amazon({ endpoint: HOST }).translate(asked)).texts).toEqual(['El <b>puente</b>'])
    expect(seen.body).toMatchObject({ Text: 'El <b>pont</b>', SourceLanguageCode: 'ca' })
  })

  describe('with credentials', () => {
    let folder: string

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'dragoman-amazon-'))
      for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
      vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined)
      vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
      vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    })
    afterEach(() => {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    })

    const EUROPE = 'https://translate.eu-west-1.amazonaws.com'

    it('of the environment signs requests to the region, and shows no secret', async () => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDDESK')
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', CANARY)
      vi.stubEnv('AWS_REGION', 'eu-west-1')
      const seen = expectCall('TranslateText', { TranslatedText: 'Uno' }, EUROPE)
      expect((await amazon({}).translate(request('One'))).texts).toEqual(['Uno'])
      expect(seen.authorization).toContain('Credential=AKIDDESK/')
      nock(EUROPE)
        .post('/')
        .reply(403, { __type: 'AccessDeniedException', message: `Not with ${CANARY}` })
      expect(inspect(await failureOf(amazon({})), { depth: 20 })).not.toContain(CANARY)
    })

    it('of a profile signs requests to the profile’s region', async () => {
      writeFileSync(
        join(folder, 'credentials'),
        `[desk]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = ${CANARY}\n`,
      )
      writeFileSync(join(folder, 'config'), '[profile desk]\nregion = eu-west-1\n')
      vi.stubEnv('AWS_PROFILE', 'desk')
      const seen = expectCall('TranslateText', { TranslatedText: 'Uno' }, EUROPE)
      expect((await amazon({}).translate(request('One'))).texts).toEqual(['Uno'])
      expect(seen.authorization).toContain('Credential=AKIDPROFILE/')
    })

    it.skipIf(isAtAmazon)(
      'misses them without asking a metadata service, and says how to mend it',
      async () => {
        const asked: unknown[] = []
        const onNoMatch = (...seen: readonly unknown[]) => asked.push(seen)
        nock.emitter.on('no match', onNoMatch)
        const provider = amazon({ region: 'eu-west-1' })
        const missing = { code: 'CREDENTIAL_MISSING', fix: expect.stringContaining('AWS_PROFILE') }
        await expect(provider.translate(request('One'))).rejects.toMatchObject(missing)
        expect(await provider.examine()).toMatchObject({
          ok: false,
          fix: expect.stringContaining('AWS_PROFILE'),
        })
        nock.emitter.off('no match', onNoMatch)
        expect(asked).toEqual([])
      },
    )

    it('asks for a region when none is known', async () => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDDESK')
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', CANARY)
      const missing = { code: 'CONFIG_INVALID', fix: expect.stringContaining('region') }
      await expect(amazon({}).translate(request('One'))).rejects.toMatchObject(missing)
      expect(await amazon({}).examine()).toMatchObject({ ok: false, fix: expect.stringContaining('region') })
    })

    it('keeps them from stand-ins, and from where anyone could read along', async () => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDDESK')
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', CANARY)
      for (const endpoint of [HOST, 'http://stand-in.example:4566']) {
        const seen = expectCall('TranslateText', { TranslatedText: 'Uno' }, endpoint)
        await amazon({ endpoint }).translate(request('One'))
        expect(seen.authorization).not.toContain('AKIDDESK')
      }
    })
  })
})

languageTable('Amazon', amazon({}), [
  ['es', 'es'],
  ['es-MX', 'es-MX'],
  ['es-419', 'es-MX'],
  ['es-AR', 'es'],
  ['en-GB', 'en'],
  ['pt', 'pt'],
  ['pt-BR', 'pt'],
  ['pt-PT', 'pt-PT'],
  ['pt-MZ', 'pt-PT'],
  ['fr-CA', 'fr-CA'],
  ['fr-CH', 'fr'],
  ['zh', 'zh'],
  ['zh-Hans', 'zh'],
  ['zh-TW', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['nb', 'no'],
  ['nn', undefined],
  ['fil', 'tl'],
  ['fa-AF', 'fa-AF'],
  ['sr-Latn', undefined],
  ['gl', undefined],
  ['en-XA', undefined],
])

describe('configuration', () => {
  it('states Amazon’s limits, which a quota can change but for what a request holds', () => {
    expect(amazon({}).limits).toEqual({
      itemsPerRequest: 1,
      charactersPerRequest: 10_000,
      bytesPerRequest: 10_000,
      charactersPerMinute: 1_000_000,
      requestsPerMinute: 1_200,
      concurrency: 8,
    })
    const quota = { requestsPerMinute: 6_000, itemsPerRequest: 50, charactersPerRequest: 50_000 }
    expect(amazon({ quota }).limits).toMatchObject({
      requestsPerMinute: 6_000,
      itemsPerRequest: 1,
      charactersPerRequest: 10_000,
    })
  })

  it('opens from the configuration', async () => {
    const provider = await openProvider({ kind: 'amazon', glossary: 'house-style', quota: {} }, {})
    expect([provider.kind, provider.options]).toEqual(['amazon', 'glossary house-style'])
  })
})
