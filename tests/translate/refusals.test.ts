import { describe, expect, it } from 'vitest'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import { dispatching, failed, numbered, wordsOf } from '../fakes/dispatching.ts'
import { failure, fakeProvider, translated } from '../fakes/provider.ts'

/** Sixteen slots are free, and each text is a request of its own. */
const WIDE = { itemsPerRequest: 1, concurrency: 16 }

const refusing =
  (...targets: readonly string[]) =>
  (request: TranslationRequest) => {
    if (targets.includes(request.target)) throw failure('pair')
    return translated(request)
  }

describe('a pair that the provider refuses', () => {
  const requestsFor = ({ provider }: ReturnType<typeof dispatching>, target: string) =>
    provider.requests.filter((request) => request.target === target)

  it('ends with one call, and all that waits for it with one error', async () => {
    const at = dispatching({ limits: WIDE, answer: refusing('xx') })
    const translations = await at.finish(at.ask(numbered(200), 'xx'))
    expect(new Set(wordsOf(translations))).toEqual(new Set(['PROVIDER_PAIR']))
    expect(new Set(translations.map((each) => !each.ok && each.error)).size).toBe(1)
    expect(at.provider.requests).toHaveLength(1)
  })

  it('is not asked for again in this run, and is in the next, once', async () => {
    for (let run = 0; run < 2; run++) {
      const at = dispatching({ limits: WIDE, answer: refusing('xx') })
      await at.finish(at.ask(numbered(20), 'xx'))
      expect(wordsOf(await at.finish(at.ask(['Later.'], 'xx')))).toEqual(['PROVIDER_PAIR'])
      expect(at.provider.requests).toHaveLength(1)
    }
  })

  it('ends no other pair of the same account, before or after', async () => {
    const at = dispatching({ limits: WIDE, answer: refusing('xx', 'yy') })
    const asked = ['ca', 'xx', 'fr', 'yy'].map((target) => at.ask(numbered(50), target))
    const translations = await at.finish(...asked)
    expect(failed(translations)).toHaveLength(100)
    expect(failed(await at.finish(at.ask(numbered(50, 100), 'fr')))).toEqual([])
    expect(requestsFor(at, 'xx')).toHaveLength(1)
    expect(requestsFor(at, 'yy')).toHaveLength(1)
  })

  it.each([0, 300, 900, 3_000])('ends with three calls at most, when a refusal takes %i ms', async (ms) => {
    const at = dispatching({
      limits: WIDE,
      answer: async (request) => {
        await at.clock.sleep(ms)
        return refusing('xx')(request)
      },
    })
    const asked = ['xx', 'ca'].map((target) => at.ask(numbered(100), target))
    expect(failed(await at.finish(...asked))).toHaveLength(100)
    expect(requestsFor(at, 'xx').length).toBeLessThanOrEqual(3)
  })

  it('lets go of those that wait at the quota for it', async () => {
    const at = dispatching({ limits: { ...WIDE, requestsPerMinute: 2 }, answer: refusing('xx') })
    await at.finish(at.ask(numbered(100), 'xx'))
    expect(at.passedMs()).toBeLessThan(1_000)
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
  })

  it('is translated by the next provider', async () => {
    const spare = fakeProvider({ kind: 'spare' })
    const at = dispatching({ limits: WIDE, answer: refusing('xx') }, spare)
    expect(failed(await at.finish(at.ask(numbered(50), 'xx')))).toEqual([])
    expect(at.provider.requests).toHaveLength(1)
    expect(spare.texts).toHaveLength(50)
  })
})

describe('credentials that are refused', () => {
  it.each([
    ['auth', 0, 1],
    ['auth', 900, 3],
    ['auth', 3_000, 3],
    ['quota', 100, 1],
  ] as const)(
    'end the account with few calls, whatever waits: %s after %i ms costs %i',
    async (kind, ms, calls) => {
      const at = dispatching({
        limits: WIDE,
        answer: async () => {
          await at.clock.sleep(ms)
          throw failure(kind)
        },
      })
      const asked = ['es', 'ca', 'fr', 'de', 'it'].map((target) => at.ask(numbered(40), target))
      expect(failed(await at.finish(...asked))).toHaveLength(200)
      expect(at.provider.requests).toHaveLength(calls)
    },
  )
})

describe('an account that answers', () => {
  it('soon has all its slots taken', async () => {
    let out = 0
    let most = 0
    const at = dispatching({
      limits: WIDE,
      answer: async (request) => {
        most = Math.max(most, ++out)
        await at.clock.sleep(100)
        out--
        return translated(request)
      },
    })
    await at.finish(at.ask(numbered(100)))
    expect(most).toBe(16)
    expect(at.passedMs()).toBeLessThan(2_000)
  })
})
