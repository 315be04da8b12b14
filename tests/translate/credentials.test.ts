import { describe, expect, it } from 'vitest'
import { DragomanError, type ErrorCode } from '../../src/article/errors.ts'
import { missingCredentials } from '../../src/translate/credentials.ts'
import type { Choices, Route } from '../../src/translate/gap.ts'
import { fakeProvider } from '../fakes/provider.ts'

const wrong = (code: ErrorCode) => new DragomanError(code, 'No key.', { fix: 'Set KEY.' })

/** A provider with its key, or what looking for it comes to. */
const provider = (code?: ErrorCode): Route => ({
  provider: {
    ...fakeProvider(),
    checkCredentials: async () => {
      if (code !== undefined) throw wrong(code)
    },
  },
  source: 'en',
  target: 'es',
})
const WITH_KEY = provider()
const KEYLESS = provider('CREDENTIAL_MISSING')

describe('credentials', () => {
  it.each<[string, readonly Route[], ErrorCode | undefined]>([
    ['are there', [WITH_KEY], undefined],
    ['are missing where the only provider has none', [KEYLESS], 'CREDENTIAL_MISSING'],
    ['are missing where none has any', [KEYLESS, KEYLESS], 'CREDENTIAL_MISSING'],
    ['are enough where the second has its own', [KEYLESS, WITH_KEY], undefined],
    ['are enough where the first has its own', [WITH_KEY, KEYLESS], undefined],
    [
      'are missing where the configuration makes no request possible',
      [provider('CONFIG_INVALID')],
      'CONFIG_INVALID',
    ],
    ['are not missing where a service is out of reach', [provider('PROVIDER_TIMEOUT')], undefined],
  ])('%s', async (_what, routes, code) => {
    const missing = await missingCredentials('en', ['es'], async () => routes as unknown as Choices)
    expect(missing?.code).toBe(code)
  })

  it('are looked for in every target, and the pair is named', async () => {
    const routes = async (_source: string, target: string): Promise<Choices> => [
      target === 'ca' ? KEYLESS : WITH_KEY,
    ]
    const missing = await missingCredentials('en', ['es', 'ca'], routes)
    expect(missing).toMatchObject({ message: expect.stringContaining('en into ca'), fix: 'Set KEY.' })
  })

  it('are not asked of a pair that nobody serves, nor of an article’s own language', async () => {
    const routes = async (_source: string, target: string): Promise<Choices> => {
      if (target === 'en') return [KEYLESS]
      throw wrong('PAIR_UNSERVED')
    }
    expect(await missingCredentials('en', ['en', 'ja'], routes)).toBeUndefined()
  })
})
