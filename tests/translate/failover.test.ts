import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { checkEach } from '../../src/check/checks.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import { dayBudget, unlimited } from '../../src/translate/budget.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import { failover } from '../../src/translate/failover.ts'
import type { Gap, Route, Translation } from '../../src/translate/gap.ts'
import { fakeClock } from '../fakes/clock.ts'
import { gapOf, routeTo } from '../fakes/gaps.ts'
import { failure, fakeProvider, type translated } from '../fakes/provider.ts'
import { translateOne } from '../fakes/translate-one.ts'

type Answer = (request: TranslationRequest, nth: number) => ReturnType<typeof translated>

/** Two providers, `main` before `spare`, that answer as they are told at each moment. */
function scene({ isDraft = false, budget = unlimited } = {}) {
  const clock = fakeClock()
  const answers: { main: Answer; spare: Answer } = {
    main: ({ texts }) => ({ texts: texts.map((text) => `main:${text}`) }),
    spare: ({ texts }) => ({ texts: texts.map((text) => `spare:${text}`) }),
  }
  const limits = { itemsPerRequest: 1, concurrency: 2 }
  const main = fakeProvider({ kind: 'main', limits, answer: (request, nth) => answers.main(request, nth) })
  const spare = fakeProvider({ kind: 'spare', limits, answer: (request, nth) => answers.spare(request, nth) })
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const told: string[] = []
  const translator = failover(
    dispatcher({
      clock,
      random: () => 0.5,
      memory: () => memory,
      ledger: () => memory,
      check: checkEach,
      severities: {},
      budget,
    }),
    (from, to, why) => told.push(`${to.kind} for ${from.kind}: ${why.code}`),
  )
  const first: Route = { ...routeTo(main), hasStandIn: true }
  const second: Route = { ...routeTo(spare), isDraft }
  const gap = (text: string): Gap => ({
    ...gapOf(text, first),
    standIns: [{ route: second, memoryKey: gapOf(text, second).memoryKey }],
  })
  const ask = (...wanted: readonly (string | Gap)[]) =>
    clock.until(
      Promise.all(
        wanted.map((one) => translateOne(translator, first, typeof one === 'string' ? gap(one) : one)),
      ),
    )
  return { clock, main, spare, memory, answers, translator, gap, ask, second, told }
}

const down: Answer = () => {
  throw failure('unavailable')
}
const words = (translations: readonly Translation[]) =>
  translations.map((translation) =>
    translation.ok ? translation.target.content.text : translation.error.code,
  )
const many = (count: number, from = 0) => Array.from({ length: count }, (_, nth) => `Text ${from + nth}.`)

describe('where one provider cannot serve', () => {
  it.each(['unavailable', 'timeout', 'quota', 'auth', 'invalid'] as const)(
    'for %s, the next does',
    async (kind) => {
      const at = scene()
      at.answers.main = () => {
        throw failure(kind)
      }
      expect(words(await at.ask('One.'))).toEqual(['spare:One.'])
    },
  )

  it('what served is remembered as its own words, under its own key', async () => {
    const at = scene()
    at.answers.main = down
    const [translation] = await at.ask('One.')
    const { memoryKey } = gapOf('One.', at.second)
    expect(translation).toMatchObject({ ok: true, target: { origin: { provider: 'spare' } }, memoryKey })
    expect((await at.memory.recall([memoryKey])).get(memoryKey)?.origin).toMatchObject({ provider: 'spare' })
  })

  it('the next serves soon: an outage is not waited through again and again', async () => {
    const at = scene()
    at.answers.main = down
    const start = at.clock.now()
    expect(words(await at.ask(...many(60))).every((text) => text.startsWith('spare:'))).toBe(true)
    expect(at.main.requests.length).toBeLessThan(20)
    expect(at.clock.now() - start).toBeLessThan(60_000)
  })

  it('the first is asked again once it is back', async () => {
    const at = scene()
    at.answers.main = down
    await at.ask(...many(10))
    at.answers.main = ({ texts }) => ({ texts: texts.map((text) => `main:${text}`) })
    await at.clock.advance(120_000)
    expect(words(await at.ask(...many(3, 100)))).toEqual([
      'main:Text 100.',
      'main:Text 101.',
      'main:Text 102.',
    ])
  })

  it('and the next cannot either, the failure says so', async () => {
    const at = scene()
    at.answers.main = down
    at.answers.spare = () => {
      throw failure('auth')
    }
    expect(words(await at.ask('One.'))).toEqual(['PROVIDER_AUTH'])
  })

  it('because the day’s budget is spent, or the run is stopped, no other provider is asked', async () => {
    const poor = scene({ budget: dayBudget({ charactersPerDay: 3 }, { characters: 0, micros: 0 }) })
    expect(words(await poor.ask('One text.'))).toEqual(['BUDGET_SPENT'])
    expect(poor.spare.requests).toEqual([])
    const stopped = scene()
    stopped.translator.stop()
    expect(words(await stopped.ask('One.'))).toEqual(['STOPPED'])
    expect(stopped.spare.requests).toEqual([])
  })
})

describe('words that fail their checks on every rung', () => {
  const empty: Answer = ({ texts }) => ({ texts: texts.map(() => ' ') })

  it('are asked for from the next provider', async () => {
    const at = scene()
    at.answers.main = empty
    expect(words(await at.ask('One.'))).toEqual(['spare:One.'])
  })

  it('are what the policy gets when the next one’s fail too', async () => {
    const at = scene()
    at.answers.main = empty
    at.answers.spare = empty
    const [translation] = await at.ask('One.')
    expect(translation).toMatchObject({ ok: false, rejected: { target: { origin: { provider: 'main' } } } })
  })

  it('are not replaced by a draft, which may not be published either', async () => {
    const at = scene({ isDraft: true })
    at.answers.main = empty
    expect(words(await at.ask('One.'))).toEqual(['TRANSLATION_FAILED'])
    expect(at.spare.requests).toEqual([])
  })
})

describe('a draft', () => {
  it('says that it is one', async () => {
    const at = scene({ isDraft: true })
    at.answers.main = down
    expect(await at.ask('One.')).toMatchObject([{ ok: true, isDraft: true }])
  })

  it('of an earlier outage is not bought again', async () => {
    const at = scene({ isDraft: true })
    at.answers.main = down
    const origin = { kind: 'memory', of: { kind: 'machine', provider: 'spare', model: 'm1' } } as const
    const draft = {
      content: plain('borrador'),
      origin,
      state: 'machine',
      date: '2026-11-01T00:00:00Z',
    } as const
    const gap = at.gap('One.')
    const [standIn] = gap.standIns!
    const remembered: Gap = { ...gap, standIns: [{ ...standIn!, draft, rung: 'projected' }] }
    const [translation] = await at.ask(remembered)
    expect(translation).toMatchObject({
      ok: true,
      target: { ...draft, origin: origin.of },
      rung: 'projected',
    })
    expect(at.spare.requests).toEqual([])
  })
})
