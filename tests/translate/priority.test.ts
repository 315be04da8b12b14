import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEach } from '../../src/check/checks.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import { dayBudget, unlimited } from '../../src/translate/budget.ts'
import { codePoints } from '../../src/translate/characters.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import type { Translation } from '../../src/translate/gap.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { gapOf, routeTo } from '../fakes/gaps.ts'
import { type FakeProviderOptions, failure, fakeProvider, translated } from '../fakes/provider.ts'
import { translateOne } from '../fakes/translate-one.ts'

/** A newsroom whose provider takes a second to answer, and what was booked there when. */
function scene(options: FakeProviderOptions = {}, budget = unlimited, clock: FakeClock = fakeClock()) {
  const booked: { at: number; texts: readonly string[]; target: string }[] = []
  const answer = options.answer ?? translated
  const provider = fakeProvider({
    ...options,
    async answer(request, nth) {
      booked.push({ at: clock.now(), texts: request.texts, target: request.target })
      await clock.sleep(1_000)
      return answer(request, nth)
    },
  })
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const translator = dispatcher({
    clock,
    random: () => 0.5,
    memory: () => memory,
    ledger: () => memory,
    check: checkEach,
    severities: {},
    budget,
  })
  const ask = (article: string, texts: readonly string[], target = 'es'): Promise<Translation>[] => {
    const route = routeTo(provider, target)
    return texts.map((text) => translateOne(translator, route, { ...gapOf(text, route), article }))
  }
  const nthOf = (text: string) => booked.findIndex(({ texts }) => texts.includes(text))
  return { clock, provider, translator, ask, booked, nthOf }
}

/** Twenty code points each. */
const sentences = (name: string, count: number) =>
  Array.from({ length: count }, (_, nth) => `${name} ${nth}.`.padEnd(19, 'x').concat('.'))

const areAllBought = (translations: readonly Translation[]) => translations.every(({ ok }) => ok)

/** Two sentences a request, two requests a minute. */
const TIGHT = { charactersPerRequest: 40, charactersPerMinute: 80, concurrency: 3 }

describe('what is hastened', () => {
  it('stays urgent when another over the same article ends', async () => {
    const { clock, translator, ask } = scene({})
    const first = translator.hasten(['live'])
    translator.hasten(['live']).end()
    const live = ask('live', ['It is happening now.'])
    expect(areAllBought(await clock.until(Promise.all(live)))).toBe(true)
    expect(first.bills).toMatchObject([{ requests: 1, characters: 20 }])
    first.end()
    void ask('live', ['It has happened by now.'])
    await clock.advance(1_000)
    expect(first.bills).toMatchObject([{ requests: 1 }])
  })

  it('goes before the requests that wait at the quota, and exceeds nothing', async () => {
    const { clock, translator, ask, booked, nthOf } = scene({ limits: TIGHT })
    const archive = ask('archive', sentences('Old', 20))
    await clock.advance(5_000)
    expect(booked).toHaveLength(2)
    translator.hasten(['live'])
    const live = ask('live', ['It is happening now.'])
    expect(areAllBought(await clock.until(Promise.all(live)))).toBe(true)
    expect(nthOf('It is happening now.')).toBe(2)
    expect(areAllBought(await clock.until(Promise.all(archive)))).toBe(true)
    expect(booked.flatMap(({ texts }) => texts).toSorted()).toEqual(
      [...sentences('Old', 20), 'It is happening now.'].toSorted(),
    )
  })

  it('waits for no full batch, while there is more to come', async () => {
    const { clock, translator, ask, booked } = scene()
    const archive = ask('archive', ['Some time ago.'])
    translator.hasten(['live'])
    const live = ask('live', ['Now.'])
    await clock.advance(0)
    // There was room for the other in its request.
    expect(booked.map(({ texts }) => texts)).toEqual([['Now.', 'Some time ago.']])
    expect(areAllBought(await clock.until(Promise.all([...live, ...archive])))).toBe(true)
  })

  it('takes others along only where they fit beside it: it waits for no room of theirs', async () => {
    const { clock, translator, ask, booked, nthOf } = scene({
      limits: { charactersPerRequest: 40, charactersPerMinute: 50, concurrency: 3 },
    })
    void ask('archive', sentences('Old', 16))
    await clock.advance(5_000)
    expect(booked).toHaveLength(1)
    translator.hasten(['live'])
    void ask('live', ['Now, now.'])
    await clock.advance(1_000)
    expect(booked[1]?.texts).toEqual(['Now, now.'])
    expect(nthOf('Now, now.')).toBe(1)
  })

  it('hastens what its article has asked for before, wherever that waits, and buys it once', async () => {
    const { clock, translator, ask, booked, nthOf } = scene({ limits: TIGHT })
    const before = ask('archive', sentences('Old', 9))
    const live = ask('live', ['It is happening now.'])
    const archive = [...before, ...live, ...ask('archive', sentences('More', 9))]
    await clock.advance(5_000)
    expect(nthOf('It is happening now.')).toBe(-1)
    translator.hasten(['live'])
    expect(areAllBought(await clock.until(Promise.all(live)))).toBe(true)
    expect(nthOf('It is happening now.')).toBe(2)
    await clock.until(Promise.all(archive))
    expect(booked.flatMap(({ texts }) => texts)).toHaveLength(19)
  })

  it('goes to the front of its lane, and its lane before the others', async () => {
    const { clock, translator, ask, booked } = scene({ limits: { itemsPerRequest: 1, concurrency: 2 } })
    for (const target of ['es', 'ca', 'fr', 'de']) void ask('archive', sentences('Old', 4), target)
    const live = ask('live', ['Now.'])
    await clock.advance(500)
    translator.hasten(['live'])
    await clock.until(Promise.all(live))
    const sent = booked.map(({ texts, target }) => `${target} ${texts[0]?.slice(0, 3)}`)
    expect(sent.slice(0, 3)).toEqual(['es Old', 'ca Old', 'es Now'])
  })

  it('hastens a sentence that another article asked for first', async () => {
    const { clock, translator, ask, nthOf } = scene({ limits: TIGHT })
    void ask('archive', [...sentences('Old', 15), 'Both of them say so.'])
    await clock.advance(5_000)
    translator.hasten(['live'])
    await clock.until(Promise.all(ask('live', ['Both of them say so.'])))
    expect(nthOf('Both of them say so.')).toBe(2)
  })

  it('starves no article: others go on as soon as nothing urgent waits', async () => {
    const { clock, translator, ask, booked } = scene({ limits: { itemsPerRequest: 1, concurrency: 1 } })
    const archive = ask('archive', sentences('Old', 3))
    const hastened = translator.hasten(['live'])
    await clock.until(Promise.all(ask('live', sentences('New', 2))))
    hastened.end()
    await clock.until(Promise.all([...archive, ...ask('live', ['Later.'])]))
    expect(booked.map(({ texts }) => texts[0]?.split(' ')[0])).toEqual([
      'Old',
      'New',
      'New',
      'Old',
      'Old',
      'Later.',
    ])
  })

  it('leaves locales their equal shares, among the urgent and among the others', async () => {
    const { clock, translator, ask, booked } = scene({ limits: { itemsPerRequest: 1, concurrency: 2 } })
    const both = (article: string, texts: readonly string[]) =>
      texts.flatMap((text) => [...ask(article, [text]), ...ask(article, [text], 'ca')])
    const archive = both('archive', sentences('Old', 6))
    await clock.advance(500)
    translator.hasten(['live'])
    const live = both('live', sentences('New', 4))
    await clock.until(Promise.all([...live, ...archive]))
    const named = booked.map(({ texts, target }) => `${texts[0]?.split(' ')[0]} ${target}`)
    const pairs = Array.from({ length: named.length / 2 }, (_, nth) =>
      named.slice(nth * 2, nth * 2 + 2).toSorted(),
    )
    expect(pairs.slice(1, 5)).toEqual(Array(4).fill(['New ca', 'New es']))
    expect(pairs.slice(5)).toEqual(Array(5).fill(['Old ca', 'Old es']))
  })

  it('has a bill of its own, which the others’ leaves out', async () => {
    const { clock, translator, ask } = scene({ limits: { itemsPerRequest: 3 } })
    const hastened = translator.hasten(['live'])
    const all = [...ask('archive', sentences('Old', 4)), ...ask('live', sentences('New', 2))]
    await clock.until(Promise.all(all))
    expect(hastened.bills).toMatchObject([{ requests: 1, characters: 40 }])
    expect(translator.bills).toMatchObject([{ requests: 1, characters: 80 }])
  })

  it('leaves a batch that is being divided where it is: what spoilt it must not spoil another', async () => {
    const { clock, translator, ask, booked } = scene({
      limits: { charactersPerRequest: 24, charactersPerMinute: 24, concurrency: 1 },
      answer(request: TranslationRequest) {
        if (request.texts.includes('Poison.')) throw failure('invalid')
        return translated(request)
      },
    })
    const archive = ask('archive', ['Poison.', 'Fine, thanks.', ...sentences('Old', 4)])
    await clock.advance(1_500)
    translator.hasten(['live'])
    await clock.until(Promise.all([...archive, ...ask('live', ['It is happening now.'])]))
    expect(booked.slice(0, 3).map(({ texts }) => texts[0])).toEqual(['Poison.', 'Poison.', 'Fine, thanks.'])
  })

  it('makes no request pay for yielding: the budget is spent to the last character', async () => {
    const { clock, translator, ask, booked } = scene(
      { limits: TIGHT },
      dayBudget({ charactersPerDay: 220 }, { characters: 0, micros: 0 }),
    )
    const archive = ask('archive', sentences('Old', 10))
    await clock.advance(5_000)
    translator.hasten(['live'])
    await clock.until(Promise.all([...archive, ...ask('live', ['It is happening now.'])]))
    expect(codePoints(booked.flatMap(({ texts }) => texts))).toBe(220)
  })

  it('of any number, at any time, is bought in full and exceeds neither quota nor slots', async () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 40_000 }),
      texts: fc.integer({ min: 1, max: 4 }),
      isUrgent: fc.boolean(),
      target: fc.constantFrom('es', 'ca'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        let most = 0
        const { clock, translator, ask, booked } = scene({
          limits: { ...TIGHT, requestsPerMinute: 3 },
          answer(request) {
            return translated(request)
          },
        })
        const translations: Promise<Translation>[] = []
        for (const [nth, { waitMs, texts, isUrgent, target }] of steps.entries()) {
          await clock.advance(waitMs)
          if (isUrgent) translator.hasten([`a${nth}`])
          translations.push(...ask(`a${nth}`, sentences(`A${nth}`, texts), target))
        }
        expect(areAllBought(await clock.until(Promise.all(translations)))).toBe(true)
        expect(booked.flatMap(({ texts }) => texts)).toHaveLength(translations.length)
        for (const { at: end } of booked) {
          const inWindow = booked.filter(({ at }) => at <= end && at > end - 60_000)
          expect(inWindow.length).toBeLessThanOrEqual(3)
          expect(codePoints(inWindow.flatMap(({ texts }) => texts))).toBeLessThanOrEqual(80)
          most = Math.max(most, booked.filter(({ at }) => at <= end && at > end - 1_000).length)
        }
        expect(most).toBeLessThanOrEqual(3)
      }),
      { numRuns: 40 },
    )
  })
})
