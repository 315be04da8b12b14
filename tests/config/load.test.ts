import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromEnvironment } from '../../src/config/environment.ts'
import { loadProject } from '../../src/config/load.ts'
import { currencyOf, microsFor, priceOf, pricesOf } from '../../src/config/prices.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

function load(text: string) {
  const folder = temporaryFolder()
  writeFiles(folder, { 'dragoman.config.json': text })
  const file = path.join(folder, 'dragoman.config.json')
  return { folder, file, load: () => loadProject(file) }
}

const PROVIDERS = '"providers": [{ "kind": "apertium" }]'

const error = (code: string, place: unknown, message: RegExp) =>
  expect.objectContaining({ code, place, message: expect.stringMatching(message) })

describe('a configuration', () => {
  it('needs nothing but its targets and providers', () => {
    expect(load(`{ "targets": ["es"], ${PROVIDERS} }`).load().config).toMatchObject({
      source: { locale: 'en', articles: 'articles', keywords: false },
      targets: ['es'],
      segmentation: 'sentence',
      providers: [{ kind: 'apertium', command: 'apertium' }],
      budget: {},
      checks: {},
      credits: ['.credit', '[itemprop=creditText]'],
      publish: { formats: ['source'], onFinding: 'withhold' },
    })
  })

  it('names folders from where it stands, not from where we are', () => {
    const { folder, load: project } = load(
      `{ "targets": ["es"], ${PROVIDERS}, "output": "../site", "state": "/var/dragoman" }`,
    )
    expect(project()).toMatchObject({
      root: folder,
      articles: path.join(folder, 'articles'),
      locales: path.join(folder, 'locales'),
      output: path.resolve(folder, '../site'),
      state: '/var/dragoman',
    })
  })

  it('may hold comments, trailing commas and a byte order mark', () => {
    const text = `\uFEFF{\n  // night\n  ${PROVIDERS},\n  "targets": ["es", "ca",],\n}`
    expect(load(text).load().config.targets).toEqual(['es', 'ca'])
  })

  it('has its locale tags in canonical form', () => {
    const { config } = load(
      `{ "targets": ["ES-mx", "zh-hans"], ${PROVIDERS}, "source": { "locale": "EN-gb" } }`,
    ).load()
    expect(config.targets).toEqual(['es-MX', 'zh-Hans'])
    expect(config.source.locale).toBe('en-GB')
  })
})

describe('a configuration that is wrong', () => {
  it.each([
    ['an unknown key', '{\n  "targets": ["es"],\n  "tagrets": ["ca"]\n}', ':3:14', /tagrets/],
    ['an unknown key inside', '{ "targets": ["es"],\n  "budget": {\n    "perDay": 1 } }', ':3:15', /perDay/],
    [
      'a value of the wrong kind',
      '{ "targets": ["es"],\n  "segmentation": "word" }',
      ':2:19',
      /segmentation/,
    ],
    [
      'a time zone that there is not',
      '{ "targets": ["es"],\n  "source": { "timeZone": "Europe/Lorvik" } }',
      ':2:27',
      /time zone/,
    ],
    [
      'a web-hook that is no http address',
      '{ "targets": ["es"],\n  "publish": { "events": "file:///etc/passwd" } }',
      ':2:26',
      /http or https/,
    ],
    [
      'a web-hook with a password',
      '{ "targets": ["es"],\n  "publish": { "events": "https://ada:tulip@cms.example.org/" } }',
      ':2:26',
      /Leave user and password out/,
    ],
    ['no target', '{\n  "targets": [] }', ':2:14', /at least one target/],
    ['no targets at all', '{ "locales": "l" }', '', /targets/],
    ['no provider', '{ "targets": ["es"],\n  "providers": [] }', ':2:16', /at least one provider/],
    ['no providers at all', '{ "targets": ["es"] }', '', /providers/],
    [
      'a provider without its kind',
      '{ "targets": ["es"],\n  "providers": [{ "project": "p" }] }',
      ':2:17',
      /providers\[0\].kind/,
    ],
    [
      'a provider that we do not know',
      '{ "targets": ["es"], "providers": [\n{ "kind": "abacus" }] }',
      ':2:11',
      /kind/,
    ],
    [
      'a quota of nothing',
      '{ "targets": ["es"], "providers": [{ "kind": "apertium",\n"quota": { "requestsPerMinute": 0 } }] }',
      ':2:33',
      /requestsPerMinute/,
    ],
    [
      'half a request a minute',
      '{ "targets": ["es"], "providers": [{ "kind": "apertium",\n"quota": { "requestsPerMinute": 0.5 } }] }',
      ':2:33',
      /requestsPerMinute/,
    ],
    ['broken JSON', '{\n  "targets": ["es"\n}', ':3:1', /Expected/],
    ['something else than JSON', 'targets: es', ':1:1', /./],
    ['nothing in it', '', ':1:1', /./],
    ['deep nesting', `{ "targets": ${'['.repeat(200_000)}`, ':1:1', /NestedTooDeeply/],
  ])('by %s is refused with its place', (_what, text, place, message) => {
    const { file, load: project } = load(text)
    expect(project).toThrow(error('CONFIG_INVALID', `${file}${place}`, message))
  })

  it('by naming no engine says how one is named, and chooses none', () => {
    const { load: project } = load('{ "targets": ["es"] }')
    const kinds = 'google, apertium, azure, amazon, deepl, libretranslate, openai, pseudo'
    for (const part of ['"providers": [{ "kind": "google"', kinds])
      expect(project).toThrow(expect.objectContaining({ fix: expect.stringContaining(part) }))
  })

  it.each([
    [`{ "targets": ["spanish"], ${PROVIDERS} }`, 'targets'],
    [`{ "targets": ["es", "qq"], ${PROVIDERS} }`, 'targets'],
    [`{ "targets": ["es"], ${PROVIDERS}, "source": { "locale": "??" } }`, 'source.locale'],
  ])('by a locale that CLDR does not know is refused: %s', (text, key) => {
    const { file, load: project } = load(text)
    expect(project).toThrow(error('LOCALE_UNKNOWN', `${file}: ${key}`, /not a locale/))
  })

  it('by a target named twice, in whatever spelling, is refused', () => {
    const { file, load: project } = load(`{ "targets": ["pt-br", "pt-BR"], ${PROVIDERS} }`)
    expect(project).toThrow(error('CONFIG_INVALID', file, /pt-BR twice/))
  })

  it('by a check that does not exist is refused with its place, the one that was meant, and those that do', () => {
    const { file, load: project } = load(
      `{ "targets": ["es"], ${PROVIDERS},\n  "checks": { "lenght": "warn" } }`,
    )
    expect(project).toThrow(error('CONFIG_INVALID', `${file}:2:25`, /lenght.*did you mean “length”\?/))
    expect(project).toThrow(expect.objectContaining({ fix: expect.stringContaining('codes') }))
  })

  it('by not being there is missing; by being a folder it is unreadable', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'dragoman.config.json')
    expect(() => loadProject(file)).toThrow(error('CONFIG_MISSING', file, /no configuration/))
    expect(() => loadProject(folder)).toThrow(error('CONFIG_INVALID', folder, /EISDIR/))
  })
})

describe('a secret', () => {
  const google = (apiKey: string) =>
    `{ "targets": ["es"], "providers": [{ "kind": "google", "apiKey": "${apiKey}" }] }`

  it('stands in the configuration only as the name of an environment variable', () => {
    expect(load(google('env:TRANSLATE_KEY')).load().config.providers).toMatchObject([
      { apiKey: 'env:TRANSLATE_KEY' },
    ])
  })

  it('written into the file itself is refused, and not repeated', () => {
    const secret = 'AIzaSyCanaryCanaryCanary'
    const { load: project } = load(google(secret))
    expect(project).toThrow(error('CONFIG_INVALID', expect.any(String), /env:NAME/))
    expect(project).not.toThrow(new RegExp(secret))
  })

  it('comes from the environment', () => {
    expect(fromEnvironment('env:TRANSLATE_KEY', { TRANSLATE_KEY: 'canary' }, 'apiKey')).toBe('canary')
  })

  it.each([{}, { TRANSLATE_KEY: '' }])(
    'that the environment does not hold is missed by name: %j',
    (environment) => {
      expect(() => fromEnvironment('env:TRANSLATE_KEY', environment, 'providers[0].apiKey')).toThrow(
        error('CREDENTIAL_MISSING', undefined, /providers\[0\]\.apiKey .* TRANSLATE_KEY/),
      )
    },
  )
})

describe('a price', () => {
  const google = { kind: 'google', project: 'p' }
  const configOf = (config: object) => load(JSON.stringify(config)).load().config
  const prices = (config: object) => configOf({ targets: ['es'], ...config }).providers.map(priceOf)

  it('is the list price, by model where that decides; nothing for what runs here; unknown for a language model', () => {
    const providers = [google, { kind: 'apertium' }, { kind: 'openai', model: 'quill' }]
    expect(prices({ providers })).toEqual([
      { perMillion: 20, currency: 'USD' },
      { perMillion: 0, currency: 'USD' },
      undefined,
    ])
  })

  it.each([
    [{ ...google, model: 'general/translation-llm' }, 20],
    [{ ...google, model: 'our-own-model' }, 80],
    [{ kind: 'azure' }, 10],
    [{ kind: 'azure', model: 'our-own-category' }, undefined],
  ])('of %j is %s a million', (provider, perMillion) => {
    expect(prices({ providers: [provider] })[0]?.perMillion).toBe(perMillion)
  })

  it('of what is free is nothing, in the currency of the others', () => {
    const price = { perMillionCharacters: 12.5, currency: 'EUR' }
    const config = configOf({ targets: ['es'], providers: [{ kind: 'apertium' }, { ...google, price }] })
    expect(pricesOf(config).map((each) => each?.currency)).toEqual(['EUR', 'EUR'])
    expect(currencyOf(config)).toBe('EUR')
  })

  it('is the one that the configuration gives, before any list', () => {
    const price = { perMillionCharacters: 12.5, currency: 'EUR' }
    expect(prices({ providers: [{ ...google, price }] })).toEqual([{ perMillion: 12.5, currency: 'EUR' }])
  })

  it('is charged in millionths, never rounded down', () => {
    expect(microsFor(3, { perMillion: 12.5, currency: 'EUR' })).toBe(38)
  })

  it('must be in one currency, or nothing could be added up', () => {
    const price = { perMillionCharacters: 12.5, currency: 'EUR' }
    expect(() => prices({ providers: [google, { kind: 'deepl', price }] })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('USD and EUR') }),
    )
    expect(() => prices({ providers: [{ kind: 'apertium' }, { kind: 'deepl', price }] })).not.toThrow()
  })

  it('must be known where a day’s money is limited', () => {
    const model = { kind: 'openai', model: 'quill' }
    const budget = { moneyPerDay: 5 }
    expect(() => prices({ providers: [model], budget })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        fix: expect.stringContaining('perMillionCharacters'),
      }),
    )
    const price = { perMillionCharacters: 3 }
    expect(() => prices({ providers: [{ ...model, price }], budget })).not.toThrow()
  })
})
