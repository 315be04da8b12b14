import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { type GoogleOptions, google } from '../../../src/providers/google/google.ts'
import { googleCode } from '../../../src/providers/google/languages.ts'
import type { Failure, Provider, TranslationRequest } from '../../../src/providers/provider.ts'
import { ProviderError } from '../../../src/providers/provider-error.ts'
import { providerContract } from '../../contracts/provider.ts'
import {
  type CloudTranslation,
  startCloudTranslation,
  translateLike,
} from '../../stand-in/cloud-translation.ts'
import type { FaultKind } from '../../stand-in/faults.ts'

// Importing nock patches HTTP at once, in a process that other test files share.
nock.restore()

const CANARY = 'canary-key-7f3a'
const ENGLISH_TO_SPANISH = {
  served: { source: 'en', target: 'es' },
  unserved: { source: 'en', target: 'sr-Latn' },
}

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

const APIS: readonly [name: string, options: GoogleOptions][] = [
  ['v3', { project: 'newsroom' }],
  ['v2', { apiKey: CANARY }],
]

for (const [name, options] of APIS) {
  providerContract(`Google ${name}`, async () => {
    const [sound, sick] = [await startCloudTranslation(), await startCloudTranslation()]
    sick.configure({ faults: [{ kind: '503', chance: 1 }] })
    return {
      provider: google({ ...options, endpoint: sound.url }),
      failing: google({ ...options, endpoint: sick.url }),
      ...ENGLISH_TO_SPANISH,
      at: (endpoint) => google({ ...options, endpoint }),
      wireAttempts: () => sound.stats.requests + sick.stats.requests,
      async dispose() {
        await sound.close()
        await sick.close()
      },
    }
  })
}

describe.each(APIS)('Google %s, when things go wrong', (api, options) => {
  let server: CloudTranslation
  let provider: Provider

  beforeEach(async () => {
    server = await startCloudTranslation()
    provider = google({ ...options, endpoint: server.url })
  })
  afterEach(async () => {
    await provider.close()
    await server.close()
  })

  it.each<[FaultKind, Failure['kind']]>([
    ['400', 'invalid'],
    ['401', 'auth'],
    ['403', 'auth'],
    ['403-rate', 'rate'],
    ['403-user-rate', 'rate'],
    ['403-daily', 'quota'],
    ['404', 'auth'],
    ['429', 'rate'],
    ['429-daily', 'quota'],
    ['500', 'unavailable'],
    ['502-html', 'unavailable'],
    ['503', 'unavailable'],
    ['reset', 'unavailable'],
    ['lose', 'unavailable'],
    ['truncate', 'invalid'],
    ['html-page', 'invalid'],
    ['miscount', 'invalid'],
    ['missing', 'invalid'],
  ])('meets %s with one wire call and calls it %s', async (fault, kind) => {
    server.configure({ faults: [{ kind: fault, chance: 1 }] })
    const error = await failureOf(provider, request(['The tide turned.', 'The boats came in.']))
    expect(error.failure.kind).toBe(kind)
    expect(server.stats.requests).toBe(1)
  })

  it('gives up at the deadline, and calls it a timeout', async () => {
    server.configure({ faults: [{ kind: 'hang', chance: 1 }] })
    const error = await failureOf(provider, request(['The tide turned.'], { timeoutMs: 50 }))
    expect(error.failure).toEqual({ kind: 'timeout' })
    expect(server.stats.requests).toBeLessThanOrEqual(1)
  })

  it('hangs up at the deadline', async () => {
    const { promise: hungUp, resolve } = Promise.withResolvers<boolean>()
    const silent = createServer((request) => {
      request.resume()
      request.socket.once('close', () => resolve(true))
    })
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
    const { port } = silent.address() as AddressInfo
    const patient = google({ ...options, endpoint: `http://127.0.0.1:${port}` })
    expect((await failureOf(patient, request(['One.'], { timeoutMs: 1_000 }))).failure.kind).toBe('timeout')
    expect(await hungUp).toBe(true)
    await patient.close()
    silent.close()
  })

  it('says how long a refused caller should wait', async () => {
    server.configure({ faults: [{ kind: '429', chance: 1 }] })
    expect((await failureOf(provider)).failure).toEqual({ kind: 'rate', retryAfterMs: 1_000 })
  })

  it('calls a request over the limit too large', async () => {
    const error = await failureOf(provider, request(['x'.repeat(110_000)]))
    expect(error.failure.kind).toBe('tooLarge')
  })

  it('calls a server that is not there unavailable, and keeps the cause but not the article', async () => {
    await server.close()
    const error = await failureOf(provider, request(['The marmalade ledger.']))
    expect(error.failure.kind).toBe('unavailable')
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
    expect(inspect(error, { depth: 20 })).not.toContain('marmalade')
  })

  it('leaves hostile markup to those who check', async () => {
    server.configure({ faults: [{ kind: 'hostile', chance: 1 }] })
    const { texts } = await provider.translate(request(['The tide turned.'], { mime: 'html' }))
    expect(texts[0]).toContain('<script>')
  })

  it('sends literal braces as they are', async () => {
    await provider.translate(request(['Dear {{projectId}}, hello.']))
    expect(server.stats.texts).toEqual([{ target: 'es', text: 'Dear {{projectId}}, hello.' }])
  })

  it('refuses a language that Google does not have, without a call', async () => {
    const error = await failureOf(provider, request(['The tide turned.'], { target: 'sr-Latn' }))
    expect(error.failure.kind).toBe('invalid')
    expect(server.stats.requests).toBe(0)
  })

  it('translates again after it was closed', async () => {
    await provider.close()
    const { texts } = await provider.translate(request(['The tide turned.']))
    expect(texts).toEqual([translateLike('The tide turned.', 'es', 'text')])
  })

  it('keeps one connection open between requests', async () => {
    for (const text of ['One.', 'Two.', 'Three.']) await provider.translate(request([text]))
    expect(server.stats.connections).toBe(1)
  })

  it('examines without being billed', async () => {
    const examination = await provider.examine()
    expect(examination).toMatchObject({
      ok: true,
      detail: expect.stringContaining(`Cloud Translation ${api}`),
    })
    expect(examination.detail).toContain(server.url)
    expect(server.stats.requests).toBe(0)
    await server.close()
    expect(await provider.examine()).toMatchObject({ ok: false, fix: expect.any(String) })
  })
})

describe('Google v2', () => {
  it('never shows the key, neither in messages nor in what lies behind them', async () => {
    const faults: FaultKind[] = ['401', '403', '429', '502-html', '503', 'reset', 'truncate', 'html-page']
    const server = await startCloudTranslation({ faults: faults.map((kind) => ({ kind, times: 1 })) })
    const provider = google({ apiKey: CANARY, endpoint: server.url })
    for (const _ of faults) expect(inspect(await failureOf(provider), { depth: 20 })).not.toContain(CANARY)
    server.configure({ apiKeys: ['another'] })
    const refused = await failureOf(provider)
    expect(refused.failure).toEqual({ kind: 'auth' })
    expect(refused.message).toContain('API key not valid')
    expect(inspect(await provider.examine())).not.toContain(CANARY)
    await server.close()
    expect(inspect(await failureOf(provider), { depth: 20 })).not.toContain(CANARY)
  })

  it('keeps the key in a header', async () => {
    const server = await startCloudTranslation({ apiKeys: [CANARY] })
    const provider = google({ apiKey: CANARY, endpoint: server.url })
    expect((await provider.translate(request(['One.']))).model).toBe('nmt')
    await server.close()
  })

  it('reads Retry-After', async () => {
    const server = await startCloudTranslation({
      faults: [{ kind: '429', chance: 1 }],
      retryAdvice: 'header',
    })
    const error = await failureOf(google({ apiKey: CANARY, endpoint: server.url }))
    expect(error.failure).toEqual({ kind: 'rate', retryAfterMs: 1_000 })
    await server.close()
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
  beforeAll(() => {
    nock.activate()
    nock.disableNetConnect()
  })
  afterEach(() => nock.cleanAll())
  afterAll(() => {
    nock.enableNetConnect()
    nock.restore()
  })

  const HOST = 'http://127.0.0.1:9'
  const LOCATION = '/v3/projects/newsroom/locations/us-central1'
  const v3 = (options: GoogleOptions = {}) => google({ project: 'newsroom', endpoint: HOST, ...options })

  it('v3 posts contents, languages in Google’s codes, mime type and model', async () => {
    let body: unknown
    const call = nock(HOST)
      .post('/v3/projects/newsroom/locations/global:translateText', (sent) => {
        body = sent
        return true
      })
      .query(true)
      .reply(200, {
        translations: [
          { translatedText: '<b>甲</b>', model: 'projects/1/locations/global/models/general/nmt' },
          { translatedText: '乙' },
        ],
      })
    const reply = await v3().translate(request(['<b>One</b>', 'Two'], { target: 'zh-Hant-HK', mime: 'html' }))
    expect(reply).toEqual({ texts: ['<b>甲</b>', '乙'], model: 'general/nmt' })
    expect(body).toEqual({
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
    let body: unknown
    nock(HOST)
      .post(`${LOCATION}:translateText`, (sent) => {
        body = sent
        return true
      })
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
    expect(body).toMatchObject({
      mimeType: 'text/plain',
      model: 'projects/newsroom/locations/us-central1/models/TL7',
      glossaryConfig: { glossary: 'projects/newsroom/locations/us-central1/glossaries/style' },
      labels: { desk: 'night' },
    })
  })

  it('v2 posts q, languages, format and model, the key in a header only', async () => {
    let body: unknown
    nock(HOST, { reqheaders: { 'x-goog-api-key': CANARY } })
      .post('/language/translate/v2', (sent) => {
        body = sent
        return true
      })
      .reply(200, { data: { translations: [{ translatedText: 'En', model: 'nmt' }] } })
    const provider = google({ apiKey: CANARY, endpoint: HOST })
    expect(await provider.translate(request(['One'], { target: 'nb' }))).toEqual({
      texts: ['En'],
      model: 'nmt',
    })
    expect(body).toEqual({ q: ['One'], source: 'en', target: 'no', format: 'text', model: 'nmt' })
  })

  it('v2 goes to Google when no endpoint is set', async () => {
    nock('https://translation.googleapis.com')
      .post('/language/translate/v2')
      .reply(200, { data: { translations: [{ translatedText: 'Uno' }] } })
    expect((await google({ apiKey: CANARY }).translate(request(['One']))).texts).toEqual(['Uno'])
  })

  it('v2 does not follow a redirect with the key', async () => {
    nock(HOST).post('/language/translate/v2').reply(307, '', { location: 'http://127.0.0.1:7/elsewhere' })
    const elsewhere = nock('http://127.0.0.1:7').post('/elsewhere').reply(200, {})
    const error = await failureOf(google({ apiKey: CANARY, endpoint: HOST }))
    expect(error.failure.kind).not.toBe('rate')
    expect(elsewhere.isDone()).toBe(false)
  })

  it('v2 reads a Retry-After that is a date', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
    nock(HOST).post('/language/translate/v2').reply(429, {}, { 'retry-after': inAnHour })
    const { failure } = await failureOf(google({ apiKey: CANARY, endpoint: HOST }))
    expect(failure).toMatchObject({ kind: 'rate' })
    expect((failure as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(3_000_000)
  })

  it.each([
    ['whole', 'Cannot translate: The marmalade ledger of the harbour is secret.'],
    ['cut short', 'Cannot translate "The marmalade ledger of the har…".'],
  ])('does not repeat an article that Google quotes %s', async (_, message) => {
    const refuse = (host: nock.Interceptor) =>
      host.reply(400, { error: { code: 400, message, status: 'INVALID_ARGUMENT' } })
    refuse(nock(HOST).post('/language/translate/v2'))
    refuse(nock(HOST).post('/v3/projects/newsroom/locations/global:translateText').query(true))
    const texts = ['The marmalade ledger of the harbour is secret.']
    for (const provider of [v3(), google({ apiKey: CANARY, endpoint: HOST })]) {
      const error = await failureOf(provider, request(texts))
      expect(inspect(error, { depth: 20 })).not.toContain('marmalade')
      expect(error.message).toContain('INVALID_ARGUMENT')
    }
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

describe('Google’s languages', () => {
  it.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['en-GB', 'en'],
    ['pt-BR', 'pt-BR'],
    ['pt-AO', 'pt'],
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
  ])('knows %s as %s', (tag, code) => {
    expect(googleCode(tag)).toBe(code)
  })

  it('serves any pair of them but a language into itself', async () => {
    const provider = google({ project: 'newsroom' })
    expect(await provider.serves('en', 'ca')).toBe(true)
    expect(await provider.serves('ca', 'es')).toBe(true)
    expect(await provider.serves('en', 'en-GB')).toBe(false)
    expect(await provider.serves('en', 'gsw')).toBe(false)
  })
})

describe('credentials and configuration', () => {
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

  it.each<[string, GoogleOptions]>([
    ['a glossary in the global location', { project: 'p', glossary: { id: 'g' } }],
    ['a glossary with an API key', { apiKey: 'k', location: 'us-central1', glossary: { id: 'g' } }],
    ['an endpoint with a path', { endpoint: 'http://127.0.0.1:8123/proxy' }],
    ['an endpoint that is no address', { endpoint: 'localhost:8123' }],
    ['a key over plain http', { apiKey: 'k', endpoint: 'http://proxy.example:8123' }],
  ])('refuses %s', (_, options) => {
    expect(() => google(options)).toThrow(DragomanError)
    expect(() => google(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  it('states Google’s limits, which a quota can lower but not raise', () => {
    expect(google({}).limits).toEqual({
      itemsPerRequest: 1_024,
      charactersPerRequest: 30_000,
      charactersPerMinute: 6_000_000,
      requestsPerMinute: 6_000,
      concurrency: 8,
    })
    expect(google({ apiKey: 'k' }).limits).toMatchObject({
      itemsPerRequest: 128,
      charactersPerRequest: 24_000,
    })
    const quota = { charactersPerMinute: 100, itemsPerRequest: 5_000, charactersPerRequest: 5_000 }
    expect(google({ quota }).limits).toMatchObject({
      charactersPerMinute: 100,
      itemsPerRequest: 1_024,
      charactersPerRequest: 5_000,
    })
  })

  it('fills a v2 request of the widest characters without exceeding 100 KB', async () => {
    const server = await startCloudTranslation()
    const provider = google({ apiKey: 'k', endpoint: server.url })
    const { itemsPerRequest, charactersPerRequest } = provider.limits
    const text = '😀'.repeat(Math.floor(charactersPerRequest / itemsPerRequest))
    expect((await provider.translate(request(Array(itemsPerRequest).fill(text)))).texts).toHaveLength(
      itemsPerRequest,
    )
    await server.close()
  })

  it('loads no library of Google’s before it translates', () => {
    const module = new URL('../../../src/providers/google/google.ts', import.meta.url)
    const script = `
      const { google } = await import(${JSON.stringify(module.href)})
      const { createRequire } = await import('node:module')
      await google({ project: 'p', endpoint: 'http://127.0.0.1:9' }).serves('en', 'es')
      console.log(Object.keys(createRequire(process.cwd() + '/x.js').cache).filter((path) => /google-(cloud|auth|gax)/.test(path)).length)
    `
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(output.trim()).toBe('0')
  })
})
