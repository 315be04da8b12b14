import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TranslationRequest } from '../../../src/providers/provider.ts'
import { RETRY_DEFAULTS } from '../../../src/translate/queue/retry.ts'
import { dispatching, failed, numbered, wordsOf } from '../../fakes/dispatching.ts'
import { failure, fakeProvider, translated } from '../../fakes/provider.ts'

type Kind = 'unavailable' | 'timeout' | 'invalid'

/** Fails at each request that holds one of these texts. */
const spoiltBy = (poisons: readonly string[], kind: Kind) => (request: TranslationRequest) => {
  if (request.texts.some((text) => poisons.includes(text))) throw failure(kind)
  return translated(request)
}

const DOWN = () => {
  throw failure('unavailable')
}
const MINUTE_MS = 60_000

describe('a batch that fails as a whole, while nothing else is out', () => {
  it.each<[string, Kind, number, readonly number[]]>([
    ['its first text', 'unavailable', 32, [0]],
    ['its last text', 'unavailable', 32, [31]],
    ['one in the middle', 'unavailable', 32, [16]],
    ['the first and the last', 'unavailable', 32, [0, 31]],
    ['two neighbours', 'unavailable', 32, [10, 11]],
    ['three of many', 'unavailable', 100, [3, 50, 98]],
    ['one of two', 'unavailable', 2, [0]],
    ['one of three', 'timeout', 3, [2]],
    ['one that is never answered', 'timeout', 20, [7]],
    ['one whose reply cannot be read', 'invalid', 32, [11]],
    ['a whole article that is refused', 'invalid', 32, [0, 1, 2, 3, 4, 5, 6, 7]],
  ])('is halved, and costs no text but the culprit: %s (%s)', async (_, kind, count, culprits) => {
    const texts = numbered(count)
    const at = dispatching({
      answer: spoiltBy(
        culprits.map((nth) => texts[nth]!),
        kind,
      ),
    })
    expect(failed(await at.finish(at.ask(texts)))).toEqual(culprits)
    const most = RETRY_DEFAULTS.attempts + 3 + culprits.length * (2 * Math.ceil(Math.log2(count)) + 3)
    expect(at.provider.requests.length).toBeLessThanOrEqual(most)
    // The provider is not given up.
    expect(wordsOf(await at.finish(at.ask(['Later.'])))).toEqual(['es:Later.'])
  })

  it('is halved where a provider cannot take so much at once, and all of it is bought', async () => {
    const at = dispatching({
      answer(request) {
        if (request.texts.length > 5) throw failure('unavailable')
        return translated(request)
      },
    })
    expect(failed(await at.finish(at.ask(numbered(40))))).toEqual([])
  })

  it('costs no text but its culprits, whichever two these are, and buys nothing twice', async () => {
    const plan = fc.record({
      count: fc.integer({ min: 3, max: 40 }),
      places: fc.tuple(fc.nat(), fc.nat()),
      kind: fc.constantFrom<Kind>('unavailable', 'timeout', 'invalid'),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ count, places, kind }) => {
        const texts = numbered(count)
        const culprits = [...new Set(places.map((place) => place % count))].toSorted((a, b) => a - b)
        const poisons = culprits.map((nth) => texts[nth]!)
        const at = dispatching({ answer: spoiltBy(poisons, kind) })
        expect(failed(await at.finish(at.ask(texts)))).toEqual(culprits)
        const bought = at.provider.requests
          .map((request) => request.texts)
          .filter((sent) => !sent.some((text) => poisons.includes(text)))
          .flat()
        expect(bought).toHaveLength(count - culprits.length)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves the others their words where another provider stands in, and only the culprit goes there', async () => {
    const spare = fakeProvider({
      kind: 'spare',
      answer: ({ texts }) => ({ texts: texts.map(() => 'Vale.') }),
    })
    const at = dispatching({ answer: spoiltBy(['Sentence 5.'], 'unavailable') }, spare)
    await at.finish(at.ask(numbered(16)))
    expect(spare.texts).toEqual(['Sentence 5.'])
  })
})

describe('an outage', () => {
  it('ends after the ordinary repetitions and three texts alone, without more waits', async () => {
    const at = dispatching({ answer: DOWN })
    expect(new Set(wordsOf(await at.finish(at.ask(numbered(128)))))).toEqual(
      new Set(['PROVIDER_UNAVAILABLE']),
    )
    expect(at.provider.requests).toHaveLength(RETRY_DEFAULTS.attempts + 3)
    expect(at.provider.requests.slice(-3).map(({ texts }) => texts)).toEqual([
      ['Sentence 0.'],
      ['Sentence 127.'],
      ['Sentence 64.'],
    ])
    expect(at.passedMs()).toBeLessThan(MINUTE_MS)
    await at.finish(at.ask(['Later.']))
    expect(at.provider.requests).toHaveLength(RETRY_DEFAULTS.attempts + 3)
  })

  it('costs few requests, however much waits and in however many languages', async () => {
    const at = dispatching({ answer: DOWN, limits: { itemsPerRequest: 20, concurrency: 16 } })
    const asked = ['es', 'ca', 'fr', 'de'].map((target) => at.ask(numbered(500), target))
    expect(new Set(wordsOf(await at.finish(...asked)))).toEqual(new Set(['PROVIDER_UNAVAILABLE']))
    expect(at.provider.requests.length).toBeLessThan(40)
    expect(at.passedMs()).toBeLessThan(10 * MINUTE_MS)
  })

  it('in which nothing is answered at all asks a text alone for twenty seconds at most', async () => {
    const at = dispatching({
      answer: async ({ timeoutMs }) => {
        await at.clock.sleep(timeoutMs)
        throw failure('timeout')
      },
    })
    await at.finish(at.ask(numbered(50)))
    expect(at.provider.requests.slice(-3).map(({ timeoutMs }) => timeoutMs)).toEqual([20_000, 20_000, 20_000])
    expect(at.passedMs()).toBeLessThan(10 * MINUTE_MS)
  })

  it('that begins while a batch is being divided ends soon too', async () => {
    const at = dispatching({
      answer(request, nth) {
        if (nth > 12 || request.texts.includes('Sentence 5.')) throw failure('unavailable')
        return translated(request)
      },
    })
    const translations = await at.finish(at.ask(numbered(128)))
    expect(failed(translations).length).toBeGreaterThan(30)
    expect(at.provider.requests.length).toBeLessThan(50)
    expect(at.passedMs()).toBeLessThan(15 * MINUTE_MS)
  })

  it('is served soon by the provider that stands in', async () => {
    const spare = fakeProvider({ kind: 'spare' })
    const at = dispatching({ answer: DOWN, limits: { itemsPerRequest: 20, concurrency: 4 } }, spare)
    expect(failed(await at.finish(at.ask(numbered(400))))).toEqual([])
    expect(at.provider.requests.length).toBeLessThan(25)
    expect(at.passedMs()).toBeLessThan(MINUTE_MS)
  })
})

describe('a provider whose replies can never be read', () => {
  const GARBLED = () => {
    throw failure('invalid')
  }

  it('is given up after a few requests, and why is told', async () => {
    const at = dispatching({ answer: GARBLED })
    const translations = await at.finish(at.ask(numbered(128)), at.ask(numbered(900, 200)))
    expect(new Set(wordsOf(translations))).toEqual(new Set(['PROVIDER_INVALID']))
    expect(at.provider.requests.length).toBeLessThan(40)
    expect(translations.at(-1)).toMatchObject({
      error: { message: expect.stringMatching(/one text after the other.*told to fail \(invalid\)/) },
    })
  })

  it('is given up where each text is a request of its own', async () => {
    const at = dispatching({ answer: GARBLED, limits: { itemsPerRequest: 1, concurrency: 1 } })
    await at.finish(at.ask(numbered(500)))
    expect(at.provider.requests).toHaveLength(3)
  })

  it('is given up later when some were: an article may be refused as a whole', async () => {
    const at = dispatching({
      limits: { itemsPerRequest: 10, concurrency: 1 },
      answer(request, nth) {
        if (nth > 0) throw failure('invalid')
        return translated(request)
      },
    })
    const translations = await at.finish(at.ask(numbered(1_000)))
    expect(failed(translations)).toHaveLength(990)
    expect(at.provider.requests.length).toBeGreaterThan(40)
    expect(at.provider.requests.length).toBeLessThan(80)
  })

  it('leaves the work to the one that stands in', async () => {
    const spare = fakeProvider({ kind: 'spare' })
    const at = dispatching({ answer: GARBLED }, spare)
    expect(failed(await at.finish(at.ask(numbered(200))))).toEqual([])
    expect(at.provider.requests.length).toBeLessThan(40)
  })
})
