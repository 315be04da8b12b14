import { expect, it } from 'vitest'
import { Config } from '../../src/config/config.ts'
import type { ProviderConfig } from '../../src/providers/config.ts'
import { openOrKeyless } from '../../src/providers/keyless.ts'
import { request } from './requests.ts'

const configured = (provider: object): ProviderConfig =>
  Config.parse({ targets: ['es'], providers: [provider] }).providers[0]!

it.each([
  [{ kind: 'google', apiKey: 'env:KEY' }],
  [{ kind: 'azure', apiKey: 'env:KEY' }],
  [{ kind: 'deepl', apiKey: 'env:KEY' }],
  [{ kind: 'libretranslate', endpoint: 'https://translate.example', apiKey: 'env:KEY' }],
  [{ kind: 'openai', model: 'm1', apiKey: 'env:KEY' }],
])('without its variable a provider is the same to memory, and translates nothing: %j', async (provider) => {
  const keyed = await openOrKeyless(configured(provider), { KEY: 'secret' })
  const keyless = await openOrKeyless(configured(provider), {})
  const identity = ({ kind, name, model, memoryModels, options }: typeof keyed) => [
    kind,
    name,
    model,
    memoryModels,
    options,
  ]
  expect(identity(keyless)).toEqual(identity(keyed))
  expect(keyless.sentAs('en', 'es')).toEqual(keyed.sentAs('en', 'es'))
  const missing = { code: 'CREDENTIAL_MISSING', message: expect.stringContaining('KEY') }
  await expect(keyless.checkCredentials()).rejects.toMatchObject(missing)
  await expect(keyless.translate(request(['One.']))).rejects.toMatchObject(missing)
  expect(await keyless.examine()).toMatchObject({ ok: false })
})

it('any other fault of a configuration is told as it is', async () => {
  const open = configured({ kind: 'deepl', endpoint: 'ftp://nowhere', apiKey: 'env:KEY' })
  await expect(openOrKeyless(open, { KEY: 'secret' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
})
