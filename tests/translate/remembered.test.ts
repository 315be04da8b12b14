import { describe, expect, it } from 'vitest'
import { checkEach } from '../../src/check/checks.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { unlimited } from '../../src/translate/budget.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import { estimator } from '../../src/translate/estimate.ts'
import { failover } from '../../src/translate/failover.ts'
import { refuser } from '../../src/translate/frozen.ts'
import type { Gap, Route, Translation } from '../../src/translate/gap.ts'
import { type FailurePorts, withFailures } from '../../src/translate/remembered.ts'
import type { Translator } from '../../src/translate/translator.ts'
import { fakeClock } from '../fakes/clock.ts'
import { gapOf, link, routeTo } from '../fakes/gaps.ts'
import { type FakeProviderOptions, failure, fakeProvider, translated } from '../fakes/provider.ts'
import { translateOne } from '../fakes/translate-one.ts'

const FARE = 'The fare is 40 euros.'

/** Gets every forty wrong. */
const wrong: NonNullable<FakeProviderOptions['answer']> = (request) => ({
  texts: translated(request).texts.map((text) => text.replace('40', '14')),
})

/** Runs that share one memory: each has a translator of its own. */
function scene(options: FakeProviderOptions = { answer: wrong }) {
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const provider = fakeProvider(options)
  const clock = fakeClock()
  const dispatching = (ports: FailurePorts) =>
    dispatcher({
      clock,
      random: () => 0.5,
      memory: () => memory,
      ledger: () => memory,
      check: checkEach,
      budget: unlimited,
      ...ports,
    })
  const ask = (translator: Translator, route: Route, gap: Gap): Promise<Translation> =>
    clock.until(translateOne(translator, route, gap))
  /** One gap in a run of its own. */
  const night = (
    gap: Partial<Gap> = {},
    ports: FailurePorts = { severities: {} },
    route: Route = routeTo(provider),
  ) => ask(failover(dispatching(ports)), route, { ...gapOf(FARE, route), ...gap })
  return { memory, provider, dispatching, ask, night, sent: () => provider.requests.length }
}

describe('a text that failed its checks', () => {
  it('is not sent again in the same run, whatever article holds it', async () => {
    const at = scene()
    const translator = at.dispatching({ severities: {} })
    const route = routeTo(at.provider)
    const first = await at.ask(translator, route, gapOf(FARE, route))
    const sent = at.sent()
    const second = await at.ask(translator, route, { ...gapOf(FARE, route), article: 'other' })
    expect(at.sent()).toBe(sent)
    expect([first.ok, second.ok]).toEqual([false, false])
  })

  it('is not sent again in a later run, and what came back is the same', async () => {
    const at = scene()
    const first = await at.night()
    const sent = at.sent()
    const second = await at.night()
    expect(at.sent()).toBe(sent)
    if (first.ok || second.ok) throw new Error('it has passed')
    expect(second.rejected?.findings).toEqual(first.rejected?.findings)
    expect(second.rejected?.rung).toBe(first.rejected?.rung)
    expect(second.rejected?.target.content).toEqual(first.rejected?.target.content)
    expect(second.rejected?.target.date).toBe(first.rejected?.target.date)
  })

  it('costs its first purchase, and nothing more', async () => {
    const at = scene()
    await at.night()
    const spent = await at.memory.spentSince(0, 'USD')
    await at.night()
    expect(await at.memory.spentSince(0, 'USD')).toEqual(spent)
  })

  it('is kept with its inline codes, as they came', async () => {
    const at = scene({ answer: ({ texts }) => ({ texts: texts.map((text) => text.replace('40', '14')) }) })
    const route = routeTo(at.provider)
    const gap = gapOf('The fare is <a1>40 euros</a1>.', route, link('/fare'))
    await at.night(gap)
    const sent = at.sent()
    const translation = await at.night(gap)
    expect(at.sent()).toBe(sent)
    expect(translation).toMatchObject({
      ok: false,
      rejected: { target: { content: { codes: gap.segment.source.codes } } },
    })
  })

  it.each<[string, Parameters<ReturnType<typeof scene>['night']>]>([
    ['a check warns only', [{}, { severities: { numbers: 'warn' } }]],
    ['a check is off', [{}, { severities: { quotes: 'off' } }]],
    ['it is to be retried', [{}, { severities: {}, retryBefore: Number.POSITIVE_INFINITY }]],
    [
      'the source is another one',
      [gapOf('The fare was 40 euros.', routeTo(fakeProvider())), { severities: {} }],
    ],
  ])('is sent again when %s', async (_, [gap, ports]) => {
    const at = scene()
    await at.night()
    const sent = at.sent()
    await at.night(gap, ports)
    expect(at.sent()).toBeGreaterThan(sent)
  })

  it.each([{ model: 'm2' }, { kind: 'other' }])(
    'is sent again to another provider or model: %o',
    async (options) => {
      const at = scene()
      await at.night()
      const other = fakeProvider({ ...options, answer: translated })
      expect(await at.night({}, { severities: {} }, routeTo(other))).toMatchObject({ ok: true })
      expect(other.texts).toEqual([FARE])
    },
  )

  it('that passes when it is retried is good from then on', async () => {
    const state = { isMended: false }
    const at = scene({ answer: (request) => (state.isMended ? translated(request) : wrong(request, 0)) })
    await at.night()
    state.isMended = true
    await at.night({}, { severities: {}, retryBefore: Number.POSITIVE_INFINITY })
    const sent = at.sent()
    expect(await at.night()).toMatchObject({ ok: true, target: { content: { text: `es:${FARE}` } } })
    expect(at.sent()).toBe(sent)
  })

  it('is told of with its provider, its words and when it was bought', async () => {
    const at = scene()
    const first = await at.night()
    const second = await at.night()
    if (first.ok || second.ok) throw new Error('it has passed')
    const { message } = second.error
    expect(message.slice(0, first.error.message.length)).toBe(first.error.message)
    const bought = first.rejected!.target.date.slice(0, 16)
    expect(message.slice(first.error.message.length)).toBe(
      ` It was bought at ${bought}Z and is not asked for again.`,
    )
  })
})

describe('a failed text whose check was dismissed since', () => {
  /** Both the number and the full stop are wrong, and block. */
  const twice: FakeProviderOptions = { answer: ({ texts }) => ({ texts: texts.map(() => 'es:14 euros') }) }
  const severities = { 'end-mark': 'block' } as const

  it('is good where it was dismissed, though not bought again', async () => {
    const at = scene()
    await at.night()
    const sent = at.sent()
    expect(await at.night({ dismissed: ['numbers'] })).toMatchObject({
      ok: true,
      target: { content: { text: 'es:The fare is 14 euros.' }, origin: { kind: 'memory' } },
      findings: [],
      dismissed: ['numbers'],
    })
    expect(await at.night()).toMatchObject({ ok: false })
    expect(at.sent()).toBe(sent)
    expect((await at.memory.stats()).machine).toBe(0)
  })

  it('fails all the same where another check blocks it too, and is told why', async () => {
    const at = scene(twice)
    const first = await at.night({}, { severities })
    const blocking = first.ok ? [] : first.rejected!.findings.filter(({ severity }) => severity === 'block')
    expect(blocking.map(({ check }) => check)).toEqual(['numbers', 'end-mark'])
    const sent = at.sent()
    const second = await at.night({ dismissed: ['numbers'] }, { severities })
    expect(second).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(blocking[1]!.message) },
    })
    expect(at.sent()).toBe(sent)
  })

  it('is kept whole, whichever article asked first: what one has dismissed blocks the next', async () => {
    const at = scene(twice)
    const first = await at.night({ dismissed: ['numbers'] }, { severities })
    const second = await at.night({}, { severities })
    const found = (translation: Translation) =>
      translation.ok ? [] : translation.rejected!.findings.map(({ check }) => check)
    expect(found(first)).not.toContain('numbers')
    expect(found(second)).toEqual(expect.arrayContaining(['numbers', ...found(first)]))
  })
})

describe('what is no failure of checks', () => {
  it.each(['invalid', 'tooLarge'] as const)('is asked for by the next run: %s', async (kind) => {
    const at = scene({ answer: () => Promise.reject(failure(kind)) })
    await at.night()
    const sent = at.sent()
    await at.night()
    expect(at.sent()).toBeGreaterThan(sent)
  })

  it('is asked for by the next run: a reply that is no text', async () => {
    const at = scene({ answer: ({ texts }) => ({ texts: texts.map(() => 7 as unknown as string) }) })
    await at.night()
    const sent = at.sent()
    await at.night()
    expect(at.sent()).toBeGreaterThan(sent)
  })
})

describe('where another provider stands in', () => {
  function pair() {
    const at = scene()
    const state = { isDown: true }
    const spare = fakeProvider({
      kind: 'spare',
      answer(request) {
        if (state.isDown) throw failure('auth')
        return translated(request)
      },
    })
    const first: Route = { ...routeTo(at.provider), hasStandIn: true }
    const second = routeTo(spare)
    const standIns = [{ route: second, memoryKey: gapOf(FARE, second).memoryKey }]
    return { ...at, spare, state, again: () => at.night({ standIns }, { severities: {} }, first) }
  }

  it('the first one’s failure is remembered, and the next one is asked as soon as it can be', async () => {
    const at = pair()
    expect(await at.again()).toMatchObject({ ok: false, rejected: { findings: [{ check: 'numbers' }] } })
    const sent = at.sent()
    at.state.isDown = false
    expect(await at.again()).toMatchObject({ ok: true, target: { origin: { provider: 'spare' } } })
    expect(at.sent()).toBe(sent)
  })
})

describe('a run that buys nothing', () => {
  const ports = { severities: {} }
  const gapIn = (at: ReturnType<typeof scene>) => gapOf(FARE, routeTo(at.provider))

  it('reckons no request for a text that failed', async () => {
    const at = scene()
    await at.night()
    const estimate = withFailures(estimator(), () => at.memory, ports)
    const other = gapOf('Boats sail.', routeTo(at.provider))
    const translations = await estimate.translate(routeTo(at.provider), [other, gapIn(at), other])
    expect(translations.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(estimate.bills).toMatchObject([{ requests: 1, characters: 'Boats sail.'.length }])
  })

  it('passes a frozen gate for it, as far as buying goes', async () => {
    const at = scene()
    await at.night()
    const frozen = withFailures(refuser(), () => at.memory, ports)
    expect(await frozen.translate(routeTo(at.provider), [gapIn(at)])).toMatchObject([
      { ok: false, error: { code: 'TRANSLATION_FAILED' } },
    ])
  })

  it('reckons one where it is to be retried', async () => {
    const at = scene()
    await at.night()
    const retry = { ...ports, retryBefore: Number.POSITIVE_INFINITY }
    const estimate = withFailures(estimator(), () => at.memory, retry)
    await estimate.translate(routeTo(at.provider), [gapIn(at)])
    expect(estimate.bills).toMatchObject([{ requests: 1, characters: FARE.length }])
  })
})
