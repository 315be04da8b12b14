import { describe, expect, it } from 'vitest'
import { type Engagement, routes } from '../../src/translate/routes.ts'
import { fakeProvider } from '../fakes/provider.ts'

const google: Engagement = { provider: fakeProvider({ kind: 'google' }) }
const apertium: Engagement = {
  provider: fakeProvider({ kind: 'apertium', serves: (_source, target) => target === 'es' }),
}
const choices = async (target: string, ...engagements: readonly Engagement[]) => {
  const found = await routes(async () => engagements)('en', target)
  return found.map(({ provider, hasStandIn, isDraft }) => [provider.kind, hasStandIn, isDraft])
}

describe('the providers of a pair', () => {
  it('are those that serve it, in order of preference; Apertium stands in with drafts only', async () => {
    expect(await choices('es', google, apertium)).toEqual([
      ['google', true, false],
      ['apertium', false, true],
    ])
    expect(await choices('fr', apertium, google)).toEqual([['google', false, false]])
  })

  it('may be Apertium in its own right: then its words are published', async () => {
    expect(await choices('es', apertium, google)).toEqual([
      ['apertium', true, false],
      ['google', false, false],
    ])
  })

  it('are publishable as the configuration says', async () => {
    const allowed = { ...apertium, publishable: true }
    const withheld = { ...google, publishable: false }
    expect(await choices('es', withheld, allowed)).toEqual([
      ['google', true, true],
      ['apertium', false, false],
    ])
  })

  it('are kept to the locales that the configuration says', async () => {
    const german = { ...google, locales: ['de'] }
    expect(await choices('es', german, apertium)).toEqual([['apertium', false, false]])
    expect(await choices('de', german, apertium)).toEqual([['google', false, false]])
  })

  it('are missed with a word on what would help', async () => {
    await expect(choices('fr', apertium)).rejects.toMatchObject({
      code: 'PAIR_UNSERVED',
      fix: expect.stringContaining('add a provider'),
    })
  })
})
