import { checkEach } from '../../src/check/checks.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { unlimited } from '../../src/translate/budget.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import { failover } from '../../src/translate/failover.ts'
import type { Route, Translation } from '../../src/translate/gap.ts'
import { fakeClock } from './clock.ts'
import { gapOf, routeTo } from './gaps.ts'
import { type FakeProvider, type FakeProviderOptions, fakeProvider } from './provider.ts'
import { translateOne } from './translate-one.ts'

/** The dispatcher before one provider in this process, or before that and one that stands in for it. */
export function dispatching(options: FakeProviderOptions, standIn?: FakeProvider) {
  const clock = fakeClock()
  const provider = fakeProvider(options)
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  const translator = failover(
    dispatcher({
      clock,
      random: () => 0.5,
      memory: () => memory,
      ledger: () => memory,
      check: checkEach,
      severities: {},
      budget: unlimited,
    }),
  )
  const start = clock.now()
  const ask = (texts: readonly string[], target = 'es'): Promise<readonly Translation[]> => {
    const route: Route = { ...routeTo(provider, target), hasStandIn: standIn !== undefined }
    const gaps = texts.map((text) => {
      const gap = gapOf(text, route)
      if (standIn === undefined) return gap
      const second = routeTo(standIn, target)
      return { ...gap, standIns: [{ route: second, memoryKey: gapOf(text, second).memoryKey }] }
    })
    return Promise.all(gaps.map((gap) => translateOne(translator, route, gap)))
  }
  return {
    clock,
    provider,
    memory,
    translator,
    ask,
    finish: async (...asked: readonly Promise<readonly Translation[]>[]) =>
      (await clock.until(Promise.all(asked))).flat(),
    passedMs: () => clock.now() - start,
  }
}

export const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, nth) => `Sentence ${from + nth}.`)

/** The text of each translation, or why there is none. */
export const wordsOf = (translations: readonly Translation[]) =>
  translations.map((translation) =>
    translation.ok ? translation.target.content.text : translation.error.code,
  )

/** Places of those that failed. */
export const failed = (translations: readonly Translation[]) =>
  translations.flatMap((translation, nth) => (translation.ok ? [] : [nth]))
