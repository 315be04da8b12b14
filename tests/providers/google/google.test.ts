import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DragomanError } from '../../../src/article/errors.ts'
import { type GoogleOptions, google } from '../../../src/providers/google/google.ts'
import type { Provider } from '../../../src/providers/provider.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { languageTable } from '../../contracts/language-codes.ts'
import {
  type FailureRow,
  type ServiceSubject,
  serviceProviderContract,
} from '../../contracts/service-provider.ts'
import { startCloudTranslation } from '../../stand-in/cloud-translation.ts'
import { refusalOf } from '../../stand-in/faults.ts'
import { startGoogle, v2Refusal, v3Refusal } from '../../stand-in/google.ts'
import { refusal } from '../../stand-in/refusals.ts'
import { translateLike } from '../../stand-in/translate-like.ts'
import { bodyKept, interceptHttp, nock } from '../interception.ts'
import { CANARY, failureOf, request } from '../requests.ts'

/** Google's newer refusals say which field they are about. */
const badField = (field: string) =>
  refusal(400, 'Invalid Value', 'invalid', [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field }] },
  ])

const FAILURES: readonly FailureRow[] = [
  ['an invalid value', refusalOf('400', 'none'), { kind: 'invalid' }],
  ['credentials that are none', refusalOf('401', 'none'), { kind: 'auth' }],
  ['a missing permission', refusalOf('403', 'none'), { kind: 'auth' }],
  ['a rate as 403', refusalOf('403-rate', 'none'), { kind: 'rate' }],
  ['a user’s rate as 403', refusalOf('403-user-rate', 'none'), { kind: 'rate' }],
  ['the end of the day as 403', refusalOf('403-daily', 'none'), { kind: 'quota' }],
  ['a model that is not there', refusalOf('404', 'none'), { kind: 'auth' }],
  ['a rate', refusalOf('429', 'none'), { kind: 'rate' }],
  ['a rate, and when it ends, in the body', refusalOf('429', 'info'), { kind: 'rate', retryAfterMs: 1_000 }],
  ['the end of the day', refusalOf('429-daily', 'none'), { kind: 'quota' }],
  ['a fault of a backend', refusalOf('500', 'none'), { kind: 'unavailable' }],
  ['a page of Google’s about an error', refusalOf('502-html', 'none'), { kind: 'unavailable' }],
  ['a pause', refusalOf('503', 'none'), { kind: 'unavailable' }],
  ['a text too long', v3Refusal(400, 'Text is too long.'), { kind: 'tooLarge' }],
  ['a target that is no language', v3Refusal(400, 'Target language is invalid.'), { kind: 'pair' }],
  ['a source that is no language', v3Refusal(400, 'Source language is invalid.'), { kind: 'pair' }],
  ['a pair that it does not translate', v3Refusal(400, 'Bad language pair: gsw|ca'), { kind: 'pair' }],
  [
    'a language into itself',
    v3Refusal(400, "Target language can't be equal to source language."),
    { kind: 'pair' },
  ],
  ['a target that only its field names', badField('target_language_code'), { kind: 'pair' }],
  ['a target that only v2’s field names', badField('target'), { kind: 'pair' }],
  ['a text that its field names', badField('contents'), { kind: 'invalid' }],
]

const google3: ServiceSubject = {
  start: () => startGoogle(),
  open: (endpoint, { apiKey: _, ...more } = {}) => google({ project: 'newsroom', endpoint, ...more }),
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'sr-Latn' },
  takesKeys: false,
  refusal: v3Refusal,
  failures: FAILURES,
  misconfigured: [
    ['a glossary in the global location', () => google({ project: 'p', glossary: { id: 'g' } })],
    [
      'a glossary with an API key',
      () => google({ apiKey: 'k', location: 'us-central1', glossary: { id: 'g' } }),
    ],
    ['an endpoint with a path', () => google({ endpoint: 'http://127.0.0.1:8123/proxy' })],
  ],
  library: {
    module: 'google/google.ts',
    factory: 'google',
    options: { project: 'p', endpoint: 'http://127.0.0.1:9' },
    files: '(@google-cloud|google-(auth|gax))',
  },
  connections: 1,
}

serviceProviderContract('Google v3', google3)

serviceProviderContract('Google v2', {
  ...google3,
  start: (keys) => startGoogle({ keys }),
  open: (endpoint, { apiKey = CANARY, ...more } = {}) => google({ endpoint, apiKey, ...more }),
  takesKeys: true,
  refusal: v2Refusal,
  failures: [
    ...FAILURES,
    [
      'a rate, and when it ends, in the header',
      refusalOf('429', 'header'),
      { kind: 'rate', retryAfterMs: 1_000 },
    ],
  ],
  misconfigured: [],
})

const APIS: readonly [name: string, options: GoogleOptions][] = [
  ['v3', { project: 'newsroom' }],
  ['v2', { apiKey: CANARY }],
]

describe.each(APIS)('Google %s', (api, options) => {
  it('calls a request over the limit too large', async () => {
    const server = await startGoogle()
    const provider = google({ ...options, endpoint: server.url })
    expect((await failureOf(provider, request(['x'.repeat(110_000)]))).failure.kind).toBe('tooLarge')
    await server.close()
  })

  it('leaves hostile markup to those who check, and sends literal braces as they are', async () => {
    const server = await startCloudTranslation({ faults: [{ kind: 'hostile', times: 1 }] })
    const provider = google({ ...options, endpoint: server.url })
    const { texts } = await provider.translate(request(['The tide turned.'], { mime: 'html' }))
    expect(texts[0]).toContain('<script>')
    await provider.translate(request(['Dear {{projectId}}, hello.']))
    expect(server.stats.texts.at(-1)).toEqual({ target: 'es', text: 'Dear {{projectId}}, hello.' })
    await provider.close()
    await server.close()
  })

  it('says which API it is', async () => {
    const server = await startGoogle()
    const examination = await google({ ...options, endpoint: server.url }).examine()
    expect(examination).toMatchObject({
      ok: true,
      detail: expect.stringContaining(`Cloud Translation ${api}`),
    })
    await server.close()
  })
})

describe('Google v2', () => {
  it('keeps the key in a header, and says what is wrong with it in Google’s words', async () => {
    const server = await startGoogle({ keys: [CANARY] })
    const at = (apiKey: string) => google({ apiKey, endpoint: server.url })
    expect((await at(CANARY).translate(request(['One.']))).model).toBe('nmt')
    expect((await failureOf(at('another'))).message).toContain('API key not valid')
    await server.close()
  })
})

describe('the configuration', () => {
  it('makes it v2 with the key that it names, and v3 without one', async () => {
    const server = await startGoogle({ keys: [CANARY] })
    const config = { kind: 'google', location: 'global', endpoint: server.url, quota: {} } as const
    const keyed = await openProvider({ ...config, apiKey: 'env:DESK_KEY' }, { DESK_KEY: CANARY })
    expect((await keyed.translate(request(['One.']))).model).toBe('nmt')
    expect((await keyed.examine()).detail).toContain('v2')
    expect((await (await openProvider(config, { DESK_KEY: CANARY })).examine()).detail).toContain('v3')
    await server.close()
  })
})

describe('the models of Google in memory', () => {
  const full = 'projects/newsroom/locations/europe-west1/models/general/nmt'

  it.each<[string, GoogleOptions, readonly string[]]>([
    ['v3', {}, ['general/nmt', 'nmt']],
    ['v2', { apiKey: CANARY }, ['general/nmt', 'nmt']],
    ['v3 by a full name', { model: full }, ['general/nmt', 'nmt', full]],
    ['the language model', { model: 'general/translation-llm' }, ['general/translation-llm']],
    ['a model of one’s own', { model: 'TL7' }, ['TL7']],
  ])('are one where they are the same: %s', (_, options, models) => {
    expect(google(options).memoryModels).toEqual(models)
  })
})

describe('Google v3 with a glossary', () => {
  it('returns the translation made with the glossary', async () => {
    const server = await startCloudTranslation()
    const provider = google({
      project: 'newsroom',
      location: 'us-central1',
      glossary: { id: 'house-style', ignoreCase: true },
      endpoint: server.url,
    })
    const { texts } = await provider.translate(request(['The tide turned.']))
    expect(texts).toEqual([translateLike('The tide turned.', 'es', 'text')])
    expect(provider.options).toBe('glossary us-central1/house-style, ignoring case')
    await server.close()
  })
})

describe('on the wire', () => {
  interceptHttp()

  const HOST = 'http://127.0.0.1:9'
  const LOCATION = '/v3/projects/newsroom/locations/us-central1'
  const v3 = (options: GoogleOptions = {}) => google({ project: 'newsroom', endpoint: HOST, ...options })

  it('v3 posts contents, languages in Google’s codes, mime type and model', async () => {
    const { kept, keep } = bodyKept()
    const call = nock(HOST)
      .post('/v3/projects/newsroom/locations/global:translateText', keep)
      .query(true)
      .reply(200, {
        translations: [
          { translatedText: '<b>甲</b>', model: 'projects/1/locations/global/models/general/nmt' },
          { translatedText: '乙' },
        ],
      })
    const reply = await v3().translate(request(['<b>One</b>', 'Two'], { target: 'zh-Hant-HK', mime: 'html' }))
    expect(reply).toEqual({ texts: ['<b>甲</b>', '乙'], model: 'general/nmt' })
    expect(kept.body).toEqual({
      contents: ['<b>One</b>', 'Two'],
      mimeType: 'text/html',
      sourceLanguageCode: 'en',
      targetLanguageCode: 'zh-TW',
      model: 'projects/newsroom/locations/global/models/general/nmt',
      labels: {},
    })
    expect(call.isDone()).toBe(true)
  })

  it('v3 sends model, glossary and labels when they are set', async () => {
    const { kept, keep } = bodyKept()
    nock(HOST)
      .post(`${LOCATION}:translateText`, keep)
      .query(true)
      .reply(200, {
        translations: [{ translatedText: 'no' }],
        glossaryTranslations: [{ translatedText: 'Uno' }],
      })
    const options = {
      location: 'us-central1',
      model: 'TL7',
      glossary: { id: 'style' },
      labels: { desk: 'night' },
    }
    expect((await v3(options).translate(request(['One']))).texts).toEqual(['Uno'])
    expect(kept.body).toMatchObject({
      mimeType: 'text/plain',
      model: 'projects/newsroom/locations/us-central1/models/TL7',
      glossaryConfig: { glossary: 'projects/newsroom/locations/us-central1/glossaries/style' },
      labels: { desk: 'night' },
    })
  })

  it('v2 posts q, languages, format and model, the key in a header only', async () => {
    const { kept, keep } = bodyKept()
    nock(HOST, { reqheaders: { 'x-goog-api-key': CANARY } })
      .post('/language/translate/v2', keep)
      .reply(200, { data: { translations: [{ translatedText: 'En', model: 'nmt' }] } })
    const provider = google({ apiKey: CANARY, endpoint: HOST })
    expect(await provider.translate(request(['One'], { target: 'nb' }))).toEqual({
      texts: ['En'],
      model: 'nmt',
    })
    expect(kept.body).toEqual({ q: ['One'], source: 'en', target: 'no', format: 'text', model: 'nmt' })
  })

  it('v2 goes to Google when no endpoint is set', async () => {
    nock('https://translation.googleapis.com')
      .post('/language/translate/v2')
      .reply(200, { data: { translations: [{ translatedText: 'Uno' }] } })
    expect((await google({ apiKey: CANARY }).translate(request(['One']))).texts).toEqual(['Uno'])
  })

  it('takes what answers, but has no list of languages, for reachable', async () => {
    nock(HOST).get('/v3/projects/newsroom/locations/global/supportedLanguages').query(true).reply(404, {})
    expect(await v3().examine()).toMatchObject({ ok: true })
  })

  it('takes Google itself not knowing the place for a mistake', async () => {
    nock('https://translation.googleapis.com').get('/language/translate/v2/languages').reply(404, {})
    expect(await google({ apiKey: CANARY }).examine()).toMatchObject({ ok: false, fix: expect.any(String) })
  })
})

languageTable('Google', google({ project: 'newsroom' }), [
  ['es', 'es'],
  ['es-MX', 'es'],
  ['en-GB', 'en'],
  ['pt-BR', 'pt-BR'],
  ['pt', 'pt'],
  ['pt-AO', 'pt-PT'],
  ['pt-MZ', 'pt-PT'],
  ['fr-CA', 'fr-CA'],
  ['zh', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
  ['zh-TW', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['zh-SG', 'zh-CN'],
  ['he', 'he'],
  ['nb', 'no'],
  ['nb-NO', 'no'],
  ['nn', undefined],
  ['sr', 'sr'],
  ['sr-Cyrl', 'sr'],
  ['sr-Latn', undefined],
  ['pa-Arab', 'pa-Arab'],
  ['mni-Mtei', 'mni-Mtei'],
  ['en-XA', undefined],
  ['gsw', undefined],
])

describe('credentials and limits', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dragoman-google-'))
    for (const name of [
      'GOOGLE_APPLICATION_CREDENTIALS',
      'GOOGLE_CLOUD_PROJECT',
      'GCLOUD_PROJECT',
      'K_SERVICE',
    ])
      vi.stubEnv(name, undefined)
    vi.stubEnv('CLOUDSDK_CONFIG', folder)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  const thrownBy = (provider: Provider) =>
    provider.translate(request(['One'])).then(
      () => undefined,
      (error: unknown) => error as DragomanError,
    )

  it('misses credentials at once, and says how to mend it', async () => {
    const provider = google({ project: 'newsroom' })
    expect(await thrownBy(provider)).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      fix: expect.stringContaining('gcloud'),
    })
    expect(await provider.examine()).toMatchObject({ ok: false, fix: expect.stringContaining('apiKey') })
  })

  it('names a credential file that cannot be used, and none of its content', async () => {
    const file = join(folder, 'key.json')
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file)
    expect(await thrownBy(google({ project: 'newsroom' }))).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      place: file,
    })
    writeFileSync(file, `${CANARY} is no JSON`)
    const error = await thrownBy(google({ project: 'newsroom' }))
    expect(error).toMatchObject({ code: 'CREDENTIAL_MISSING', place: file })
    expect(inspect(error, { depth: 20 })).not.toContain(CANARY)
  })

  it('calls a private key that is none a matter of authorisation', async () => {
    const file = join(folder, 'key.json')
    const account = {
      type: 'service_account',
      client_email: 'a@b.example',
      private_key: CANARY,
      project_id: 'p',
    }
    writeFileSync(file, JSON.stringify(account))
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file)
    const error = await failureOf(google({}))
    expect(error.failure).toEqual({ kind: 'auth' })
    expect(error.message).not.toContain(CANARY)
  })

  it('signs in as the service account, in its project, without asking a token server', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const account = {
      type: 'service_account',
      client_email: 'desk@found.example',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      project_id: 'found',
    }
    writeFileSync(join(folder, 'application_default_credentials.json'), JSON.stringify(account))
    nock.activate()
    nock.disableNetConnect()
    nock('https://translate.googleapis.com', { reqheaders: { authorization: /^Bearer ey/ } })
      .post('/v3/projects/found/locations/global:translateText')
      .query(true)
      .reply(200, { translations: [{ translatedText: 'Uno' }] })
    try {
      expect((await google({}).translate(request(['One']))).texts).toEqual(['Uno'])
    } finally {
      nock.cleanAll()
      nock.enableNetConnect()
      nock.restore()
    }
  })

  it('says so when a credential file lacks what it needs, and closes all the same', async () => {
    writeFileSync(
      join(folder, 'application_default_credentials.json'),
      JSON.stringify({ project_id: 'found' }),
    )
    const provider = google({})
    expect(await thrownBy(provider)).toMatchObject({ code: 'CREDENTIAL_MISSING' })
    expect(await provider.examine()).toMatchObject({ ok: false })
    await expect(provider.close()).resolves.toBeUndefined()
  })

  it('wants a project when credentials name none', async () => {
    writeFileSync(join(folder, 'application_default_credentials.json'), '{}')
    expect(await thrownBy(google({}))).toMatchObject({
      code: 'CONFIG_INVALID',
      fix: expect.stringContaining('project'),
    })
  })

  it('fills requests as Google recommends, and up to its limits where a quota says so', () => {
    const usual = { charactersPerMinute: 6_000_000, requestsPerMinute: 6_000, concurrency: 16 }
    expect(google({}).limits).toEqual({
      ...usual,
      itemsPerRequest: 1_024,
      charactersPerRequest: 5_000,
      charactersPerSegment: 30_000,
    })
    expect(google({ apiKey: 'k' }).limits).toEqual({
      ...usual,
      itemsPerRequest: 128,
      charactersPerRequest: 5_000,
      charactersPerSegment: 96_000,
      bytesPerRequest: 96_000,
    })
    const quota = { charactersPerMinute: 100, itemsPerRequest: 5_000, charactersPerRequest: 200_000 }
    expect(google({ quota }).limits).toEqual({
      ...usual,
      charactersPerMinute: 100,
      itemsPerRequest: 1_024,
      charactersPerRequest: 30_000,
    })
    expect(google({ apiKey: 'k', quota }).limits.charactersPerRequest).toBe(96_000)
  })
})
