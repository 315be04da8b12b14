import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryKey } from '../../../src/memory/memory-key.ts'
import { memoryKeysOf } from '../../../src/pipeline/recall/memory-keys.ts'
import { ProviderConfig } from '../../../src/providers/config.ts'
import type { Provider } from '../../../src/providers/provider.ts'
import { openProvider } from '../../../src/providers/registry.ts'
import { routeTo } from '../../fakes/gaps.ts'
import { fakeProvider } from '../../fakes/provider.ts'

const ENVIRONMENT = {
  OPENAI_API_KEY: 'k',
  DEEPL_AUTH_KEY: 'k',
  AZURE_TRANSLATOR_KEY: 'k',
  TRANSLATE_KEY: 'k',
}
const open = (config: object) => openProvider(ProviderConfig.parse(config), ENVIRONMENT)
const v3 = { kind: 'google', project: 'lorvik' }
const v2 = { kind: 'google', apiKey: 'env:TRANSLATE_KEY' }

const keysOf = (provider: Provider, source: string, target: string) =>
  memoryKeysOf(routeTo(provider, target, source))('Hello.', '')

/** As commit 110c5fb made it: of the project’s own tags, and the model by its own name. */
const keyOfBefore = ({ kind, model, options }: Provider, sourceLocale: string, targetLocale: string) =>
  memoryKey({
    sourceLocale,
    targetLocale,
    notation: 'Hello.',
    domain: '',
    provider: kind,
    model,
    options,
    glossary: '',
  })

describe('what a provider’s words are kept under', () => {
  it.each([
    ['Google, regions that it does not tell apart', v3, ['en-GB', 'es'], ['en', 'es-MX']],
    ['DeepL, whose source languages have no regions', { kind: 'deepl' }, ['en-US', 'de'], ['en-GB', 'de']],
    ['Amazon', { kind: 'amazon' }, ['en-GB', 'ca'], ['en', 'ca']],
    ['Azure', { kind: 'azure' }, ['en-GB', 'de-AT'], ['en', 'de']],
  ])('is one key for locales that it is sent as one: %s', async (_, config, one, other) => {
    const provider = await open(config)
    const [a, b] = [one, other].map(([source = '', target = '']) => keysOf(provider, source, target)[0])
    expect(a).toBe(b)
  })

  it.each([
    ['Google, Portuguese of two continents', v3, ['en', 'pt-PT'], ['en', 'pt-BR']],
    ['Google, two scripts', v3, ['en', 'zh-Hans'], ['en', 'zh-Hant']],
    ['Azure, French of Canada', { kind: 'azure' }, ['en', 'fr-CA'], ['en', 'fr-FR']],
  ])('is another key for another language: %s', async (_, config, one, other) => {
    const provider = await open(config)
    const [a, b] = [one, other].map(([source = '', target = '']) => keysOf(provider, source, target)[0])
    expect(a).not.toBe(b)
  })

  it('is one key for the general model of both of Google’s interfaces', async () => {
    const [before, after] = [await open(v2), await open(v3)]
    expect(keysOf(before, 'en', 'es')[0]).toBe(keysOf(after, 'en', 'es')[0])
    const other = await open({ ...v3, model: 'general/translation-llm' })
    expect(keysOf(other, 'en', 'es')[0]).not.toBe(keysOf(after, 'en', 'es')[0])
  })
})

const NEEDED: Readonly<Record<string, object>> = {
  openai: { model: 'quill' },
  libretranslate: { endpoint: 'http://127.0.0.1:5000' },
}
const kinds = ProviderConfig.options.map(({ shape }) => shape.kind.value)
const providers = await Promise.all(kinds.map((kind) => open({ kind, ...NEEDED[kind] })))
providers.push(await open(v2), await open({ ...v3, location: 'europe-west1', model: 'general/nmt' }))

describe('what was bought before', () => {
  const tag = fc.constantFrom(
    'en',
    'en-GB',
    'es',
    'es-MX',
    'pt',
    'pt-AO',
    'zh-Hant',
    'fr-CA',
    'sr-Latn',
    'ca',
  )

  it('is found by its key of then, whatever the provider and the pair; no key is asked for twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...providers), tag, tag, (provider, source, target) => {
        const keys = keysOf(provider, source, target)
        expect(keys).toContain(keyOfBefore(provider, source, target))
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['v2', v2, v3],
    ['v3', v3, v2],
  ])('from Google’s %s is found when the other interface is configured', async (_, then, now) => {
    const [provider, other] = [await open(then), await open(now)]
    expect(keysOf(other, 'en-GB', 'es-MX')).toContain(keyOfBefore(provider, 'en-GB', 'es-MX'))
  })
})

it('a pair that a provider is not known to serve has the locales themselves in its key', () => {
  const provider = fakeProvider({ sentAs: () => undefined })
  expect(keysOf(provider, 'en-GB', 'es')).toEqual([keyOfBefore(provider, 'en-GB', 'es')])
})
