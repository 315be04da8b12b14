import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEach } from '../../src/check/checks.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { unlimited } from '../../src/translate/budget.ts'
import { codePoints } from '../../src/translate/characters.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import { estimator } from '../../src/translate/estimate.ts'
import { refuser } from '../../src/translate/frozen.ts'
import type { Gap, Route } from '../../src/translate/gap.ts'
import type { Bill } from '../../src/translate/translator.ts'
import { fakeClock } from '../fakes/clock.ts'
import { gapOf, link, routeTo } from '../fakes/gaps.ts'
import { fakeProvider } from '../fakes/provider.ts'
import { translateOne } from '../fakes/translate-one.ts'

type Wish = readonly [Route, Gap]

function estimate(wishes: readonly Wish[]): readonly Bill[] {
  const translator = estimator()
  for (const [route, gap] of wishes) void translateOne(translator, route, gap)
  return translator.bills
}

async function dispatch(wishes: readonly Wish[]): Promise<readonly Bill[]> {
  const clock = fakeClock()
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const ports = {
    clock,
    random: () => 0.5,
    memory: () => memory,
    ledger: () => memory,
    check: checkEach,
    severities: {},
    budget: unlimited,
  }
  const translator = dispatcher(ports)
  const translations = wishes.map(([route, gap]) => translateOne(translator, route, gap))
  await clock.until(Promise.all(translations))
  return translator.bills
}

describe('the estimator', () => {
  it('says the characters and requests that the dispatcher then sends, by provider and locale', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => `w${text.trim()}`)
    const wish = fc.record({
      words: word,
      hasLink: fc.boolean(),
      target: fc.constantFrom('es', 'ca'),
      source: fc.constantFrom('en', 'fr'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(wish, { maxLength: 30 }),
        fc.constantFrom('html' as const, 'tags' as const, 'text' as const),
        async (all, markup) => {
          const provider = fakeProvider({
            markup,
            limits: { charactersPerRequest: 60, bytesPerRequest: 80, itemsPerRequest: 4 },
          })
          const wishes = all.map(({ words, hasLink, target, source }): Wish => {
            const route = routeTo(provider, target, source)
            return [route, hasLink ? gapOf(`See <a1>${words}</a1>.`, route, link('/x')) : gapOf(words, route)]
          })
          const sent = (bills: readonly Bill[]) =>
            Object.fromEntries(bills.map((bill) => [`${bill.provider} ${bill.locale}`, bill]))
          expect(sent(estimate(wishes))).toEqual(sent(await dispatch(wishes)))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('says the requests, when the segments fill them', async () => {
    const route = routeTo(fakeProvider({ limits: { itemsPerRequest: 4 } }))
    const wishes = Array.from({ length: 10 }, (_, nth): Wish => [route, gapOf(`Sentence ${nth}.`, route)])
    expect(estimate(wishes)).toEqual(await dispatch(wishes))
    expect(estimate(wishes)).toMatchObject([{ requests: 3 }])
  })

  it('says the requests, when bytes are what fills them', async () => {
    const route = routeTo(fakeProvider({ limits: { bytesPerRequest: 50 } }))
    const wishes = Array.from({ length: 10 }, (_, nth): Wish => [route, gapOf(`Осень ${nth}, дождь.`, route)])
    expect(estimate(wishes)).toEqual(await dispatch(wishes))
    expect(estimate(wishes)).toMatchObject([{ requests: 5 }])
  })

  it('makes one bill for a provider and locale, whatever kinds of request it takes', () => {
    const route = routeTo(fakeProvider())
    const gaps = [gapOf('Plain.', route), gapOf('See <a1>it</a1>.', route, link('/it'))]
    expect(estimate(gaps.map((gap): Wish => [route, gap]))).toMatchObject([
      {
        provider: 'fake',
        model: 'm1',
        locale: 'es',
        requests: 2,
        characters: codePoints(['Plain.', 'See <a id=1>it</a>.']),
      },
    ])
  })

  it('counts nothing for what no request can hold, and says so as the dispatcher does', async () => {
    const route = routeTo(fakeProvider({ limits: { charactersPerRequest: 5 } }))
    const translator = estimator()
    expect(await translateOne(translator, route, gapOf('Too long a sentence.', route))).toMatchObject({
      ok: false,
      error: { code: 'PROVIDER_TOO_LARGE' },
    })
    expect(translator.bills).toEqual([])
  })

  it('counts a segment apart where a person dismissed a check for it, as the dispatcher does', async () => {
    const route = routeTo(fakeProvider())
    const gap = gapOf('Same.', route)
    const wishes: Wish[] = [
      [route, gap],
      [route, { ...gap, dismissed: ['numbers'] }],
    ]
    expect(estimate(wishes)).toEqual(await dispatch(wishes))
    expect(estimate(wishes)).toMatchObject([{ requests: 1, characters: 10 }])
  })

  it('counts a segment of many articles once', async () => {
    const route = routeTo(fakeProvider())
    const wish: Wish = [route, gapOf('Same.', route)]
    expect(estimate([wish, wish, wish])).toMatchObject([{ requests: 1, characters: 5 }])
  })
})

describe('the refuser', () => {
  it('buys nothing and names what would have to be bought', async () => {
    const provider = fakeProvider()
    const route = routeTo(provider)
    const gap = gapOf('New.', route)
    expect(await translateOne(refuser(), route, gap)).toMatchObject({
      ok: false,
      error: { code: 'WOULD_BUY', message: expect.stringContaining(gap.segment.key) },
    })
    expect(provider.requests).toHaveLength(0)
    expect(refuser().bills).toEqual([])
  })
})

describe('code points', () => {
  it.each([
    ['', 0],
    ['naïve', 5],
    ['e\u0301', 2],
    ['😀', 1],
    ['👩‍👩‍👧', 5],
    ['\uD800a', 2],
    ['a\uDC00', 2],
    ['\uD83D\uD83D\uDE00', 2],
  ])('of %j are %i', (text, count) => {
    expect(codePoints([text])).toBe(count)
  })

  it('are what iterating a string yields', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect(codePoints(texts)).toBe([...texts.join('\n')].length - Math.max(0, texts.length - 1))
      }),
    )
  })
})
