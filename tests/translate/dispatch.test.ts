import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import type { Severities } from '../../src/check/check.ts'
import { checkEach } from '../../src/check/checks.ts'
import type { LocaleStore } from '../../src/memory/locale-store.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import { type Budget, dayBudget, unlimited } from '../../src/translate/budget.ts'
import { codePoints } from '../../src/translate/characters.ts'
import { dispatcher } from '../../src/translate/dispatch.ts'
import type { Gap, Route, Translation } from '../../src/translate/gap.ts'
import { RETRY_DEFAULTS } from '../../src/translate/queue/retry.ts'
import type { Translator } from '../../src/translate/translator.ts'
import { type FakeClock, fakeClock } from '../fakes/clock.ts'
import { gapOf, link, routeTo } from '../fakes/gaps.ts'
import { type FakeProviderOptions, failure, fakeProvider, translated } from '../fakes/provider.ts'
import { translateOne } from '../fakes/translate-one.ts'

const NOTHING_SPENT = { characters: 0, micros: 0 }

interface Scenery {
  readonly provider?: FakeProviderOptions
  readonly budget?: Budget
  readonly memory?: (memory: LocaleStore) => LocaleStore
  readonly severities?: Severities
  readonly clock?: FakeClock
}

function scene({
  provider: options = {},
  budget = unlimited,
  memory: wrap,
  severities = {},
  ...rest
}: Scenery = {}) {
  const clock = rest.clock ?? fakeClock()
  const provider = fakeProvider(options)
  const own = openSqliteStore({ path: ':memory:', locale: 'es' })
  const memory = wrap?.(own) ?? own
  const retries: number[] = []
  const translator = dispatcher({
    clock,
    random: () => 0.5,
    memory: () => memory,
    ledger: () => memory,
    check: checkEach,
    severities,
    budget,
    onRetry: (_provider, _error, waitMs) => retries.push(waitMs),
  })
  const route = routeTo(provider)
  const ask = (...notations: readonly string[]) =>
    notations.map((text) => translateOne(translator, route, gapOf(text, route)))
  return { clock, provider, memory: own, translator, route, ask, retries }
}

type Scene = ReturnType<typeof scene>

/** Everything goes out, and everything that was asked for comes back. */
async function finish(
  { clock }: Scene,
  translations: readonly Promise<Translation>[],
): Promise<Translation[]> {
  return clock.until(Promise.all(translations))
}

const texts = (translations: readonly Translation[]) =>
  translations.map((translation) =>
    translation.ok ? translation.target.content.text : translation.error.code,
  )

const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, nth) => `Sentence ${from + nth}.`)

const remembers = async ({ memory, route }: Scene, notation: string) => {
  const { memoryKey } = gapOf(notation, route)
  return (await memory.recall([memoryKey])).get(memoryKey)?.text
}

describe('batches', () => {
  it('fill up to the number of items that a request takes, whatever article they come from', async () => {
    const at = scene({ provider: { limits: { itemsPerRequest: 5 } } })
    await finish(at, [...at.ask(...numbered(7)), ...at.ask(...numbered(5, 7))])
    expect(at.provider.requests.map((request) => request.texts.length)).toEqual([5, 5, 2])
  })

  it('fill up to the code points that a request takes, and never beyond', async () => {
    const sentence = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => `a${text}`)
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 60 }), async (sentences) => {
        const at = scene({ provider: { limits: { charactersPerRequest: 200 } } })
        await finish(at, at.ask(...sentences))
        const sizes = at.provider.requests.map((request) => codePoints(request.texts))
        for (const size of sizes) expect(size).toBeLessThanOrEqual(200)
        // No two neighbours would have fitted into one.
        for (const [index, size] of sizes.entries()) {
          const next = at.provider.requests[index + 1]
          if (next !== undefined) expect(size + codePoints(next.texts.slice(0, 1))).toBeGreaterThan(200)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('wait to be filled while more is being added', async () => {
    const at = scene()
    const translations: Promise<Translation>[] = []
    for (let nth = 0; nth < 20; nth++) {
      translations.push(...at.ask(`Sentence ${nth}.`))
      await at.clock.advance(90)
    }
    expect(at.provider.requests).toHaveLength(0)
    await finish(at, translations)
    expect(at.provider.requests.map((request) => request.texts.length)).toEqual([20])
  })

  it('go out part-filled once nothing has been added for a while', async () => {
    const at = scene()
    const translations = at.ask('One.', 'Two.')
    await at.clock.advance(99)
    expect(at.provider.requests).toHaveLength(0)
    await at.clock.advance(1)
    expect(at.provider.requests).toHaveLength(1)
    expect(texts(await finish(at, translations))).toEqual(['es:One.', 'es:Two.'])
  })

  it('go out full without waiting', async () => {
    const at = scene({ provider: { limits: { itemsPerRequest: 2 } } })
    at.ask('One.', 'Two.')
    await at.clock.advance(0)
    expect(at.provider.requests).toHaveLength(1)
  })

  it('wait part-filled for the reply that may fill them, and no longer', async () => {
    const at: Scene = scene({ provider: { answer: slow(1_000) } })
    const first = at.ask('One.', 'Two.')
    await at.clock.advance(500)
    const second = at.ask('Three.')
    await at.clock.advance(400)
    expect(at.provider.requests.map((request) => request.texts)).toEqual([['One.', 'Two.']])
    await at.clock.advance(200)
    expect(at.provider.requests).toHaveLength(2)
    await finish(at, [...first, ...second])

    function slow(ms: number) {
      return async (request: TranslationRequest) => {
        await at.clock.sleep(ms)
        return translated(request)
      }
    }
  })

  it('go out part-filled after some seconds, though a request of their lane is out for ever', async () => {
    const at = scene({ provider: { answer: () => new Promise(() => {}) } })
    void at.ask('One.')
    await at.clock.advance(200)
    void at.ask('Two.')
    await at.clock.advance(4_900)
    expect(at.provider.requests).toHaveLength(1)
    await at.clock.advance(200)
    expect(at.provider.requests).toHaveLength(2)
  })

  it('of one article alone wait for no other’s', async () => {
    const at = scene({ provider: { context: 'shared' } })
    const translations = at.ask('One.', 'Two.')
    expect(texts(await at.clock.until(Promise.all(translations)))).toEqual(['es:One.', 'es:Two.'])
    expect(at.provider.requests).toHaveLength(1)
  })

  it('stay within the limits where many wait for their turn', async () => {
    const at: Scene = scene({
      provider: {
        limits: { itemsPerRequest: 3, concurrency: 1 },
        answer: async (request) => {
          await at.clock.sleep(1_000)
          return translated(request)
        },
      },
    })
    await finish(at, at.ask(...numbered(10)))
    expect(at.provider.requests.map((request) => request.texts.length)).toEqual([3, 3, 3, 1])
  })

  it('hold one pair of languages and one kind of text each', async () => {
    const at = scene()
    const french = routeTo(at.provider, 'fr')
    await finish(at, [
      ...at.ask('One.'),
      translateOne(at.translator, french, gapOf('One.', french)),
      translateOne(at.translator, at.route, gapOf('See <a1>it</a1>.', at.route, link('/it'))),
    ])
    expect(at.provider.requests.map(({ target, mime }) => `${target} ${mime}`).toSorted()).toEqual([
      'es html',
      'es text',
      'fr text',
    ])
  })

  it('take no more than the window of the quota still allows, so that its rest is used', async () => {
    const at: Scene = scene({
      provider: {
        limits: { charactersPerRequest: 100, charactersPerMinute: 250, concurrency: 4 },
        answer: async (request) => {
          await at.clock.sleep(300)
          return translated(request)
        },
      },
    })
    const translations = at.ask(...Array.from({ length: 100 }, (_, nth) => `Text ${nth + 100}.`))
    await at.clock.advance(5_000)
    const sizes = at.provider.requests.map((request) => codePoints(request.texts))
    expect(sizes).toEqual([99, 99, 45])
    await finish(at, translations)
  })

  it('never leave a gap waiting, whenever gaps come and whatever becomes of requests', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ ask: fc.integer({ min: 0, max: 12 }) }) },
      { weight: 2, arbitrary: fc.record({ pauseMs: fc.integer({ min: 0, max: 2_000 }) }) },
      { weight: 1, arbitrary: fc.record({ hasten: fc.boolean() }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom('none' as const, 'shared' as const),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.constantFrom('served', 'rate', 'unavailable', 'invalid'), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 6 }),
        async (steps, context, itemsPerRequest, concurrency, fates, tail) => {
          const clock = fakeClock()
          const at = scene({
            clock,
            provider: {
              context,
              limits: { itemsPerRequest, concurrency, charactersPerMinute: 200 },
              answer: async (request, nth) => {
                await clock.sleep((nth * 373) % 1_500)
                // No batch fails for ever.
                const fate = nth % 3 === 2 ? 'served' : fates[nth % fates.length]!
                if (fate !== 'served') throw failure(fate as 'rate')
                return translated(request)
              },
            },
          })
          const translations: Promise<Translation>[] = []
          for (const one of steps) {
            if ('ask' in one) translations.push(...at.ask(`Sentence ${one.ask}.`))
            else if ('hasten' in one) at.translator.hasten(['news'])
            else await clock.advance(one.pauseMs)
          }
          await clock.advance(tail * 10)
          translations.push(...at.ask(...numbered(tail, 100)))
          // The clock throws where nothing is left that could happen while a gap waits.
          await clock.until(Promise.all(translations))
        },
      ),
      { numRuns: 80 },
    )
  })

  it('refuse a segment that no request can hold, and nothing else', async () => {
    const at = scene({ provider: { limits: { charactersPerRequest: 10 } } })
    const translations = await finish(at, at.ask('Short.', 'This one is too long.', 'Brief.'))
    expect(texts(translations)).toEqual(['es:Short.', 'PROVIDER_TOO_LARGE', 'es:Brief.'])
  })

  it('keep a minute’s quota in mind: what would never get leave to go is refused at once', async () => {
    const at = scene({ provider: { limits: { charactersPerMinute: 10 } } })
    expect(texts(await finish(at, at.ask('This one is too long.')))).toEqual(['PROVIDER_TOO_LARGE'])
  })
})

describe('a segment', () => {
  it('that two articles ask for at once is bought once', async () => {
    const at = scene()
    const translations = await finish(at, at.ask('Same.', 'Same.', 'Other.', 'Same.'))
    expect(texts(translations)).toEqual(['es:Same.', 'es:Same.', 'es:Other.', 'es:Same.'])
    expect(at.provider.texts).toEqual(['Same.', 'Other.'])
  })

  it('that is asked for while its request is out is not bought again', async () => {
    const at: Scene = scene({
      provider: {
        answer: async (request) => {
          await at.clock.sleep(1_000)
          return translated(request)
        },
      },
    })
    const first = at.ask('Same.')
    await at.clock.advance(500)
    const second = at.ask('Same.')
    expect(texts(await at.clock.until(Promise.all([...first, ...second])))).toEqual(['es:Same.', 'es:Same.'])
    expect(at.provider.texts).toEqual(['Same.'])
  })

  it('is in memory before any article gets it, and the whole reply at once', async () => {
    const at = scene()
    const seen: (string | undefined)[][] = []
    const translations = at.ask('One.', 'Two.').map(async (translation) => {
      const bought = await translation
      seen.push(await Promise.all(['One.', 'Two.'].map((text) => remembers(at, text))))
      return bought
    })
    await finish(at, translations)
    expect(seen).toEqual([
      ['es:One.', 'es:Two.'],
      ['es:One.', 'es:Two.'],
    ])
  })

  it('costs one transaction a reply, never one a segment', async () => {
    const settled: (readonly [string, number])[] = []
    const at = scene({
      memory: (memory) => ({
        ...memory,
        settle: (intent, outcome, rows) => {
          settled.push([outcome, rows.length])
          return memory.settle(intent, outcome, rows)
        },
      }),
    })
    await finish(at, at.ask(...numbered(30)))
    expect(settled).toEqual([['answered', 30]])
  })

  it('whose reply fails its checks is refused and never remembered; the others of its batch are', async () => {
    const at = scene({
      provider: {
        answer: ({ texts }) => ({ texts: texts.map((text) => (text === 'Bad.' ? '  ' : `es:${text}`)) }),
      },
    })
    expect(texts(await finish(at, at.ask('Good.', 'Bad.')))).toEqual(['es:Good.', 'TRANSLATION_FAILED'])
    expect(await remembers(at, 'Good.')).toBe('es:Good.')
    expect(await remembers(at, 'Bad.')).toBeUndefined()
  })

  it('whose reply is not even text costs only itself', async () => {
    const at = scene({
      provider: {
        answer: ({ texts }) => ({ texts: texts.map((text) => (text === 'Odd.' ? 7 : text) as string) }),
      },
    })
    expect(texts(await finish(at, at.ask('Odd.', 'Even.')))).toEqual(['TRANSLATION_FAILED', 'Even.'])
    expect(await remembers(at, 'Even.')).toBe('Even.')
  })

  it('that fails its checks on every rung is never remembered', async () => {
    const at = scene({ provider: { answer: ({ texts }) => ({ texts: texts.map(() => ' ') }) } })
    const gap = gapOf('See <a1>the list</a1>.', at.route, link('/list'))
    expect(texts(await finish(at, [translateOne(at.translator, at.route, gap)]))).toEqual([
      'TRANSLATION_FAILED',
    ])
    expect(await at.memory.recall([gap.memoryKey])).toEqual(new Map())
    expect(await at.memory.stats()).toMatchObject({ machine: 0 })
  })

  it('that a provider without markup is asked for goes as plain text', async () => {
    const at = scene({ provider: { markup: 'text' } })
    const gap = gapOf('See <a1>the list</a1> & more.', at.route, link('/list'))
    const [translation] = await finish(at, [translateOne(at.translator, at.route, gap)])
    expect(translation).toMatchObject({ ok: true })
    expect(at.provider.requests[0]).toMatchObject({
      mime: 'text',
      texts: ['See the list & more.', 'the list'],
    })
  })

  it('whose inline codes come back broken is asked for again as plain text', async () => {
    const words: Readonly<Record<string, string>> = {
      'See the list.': 'Vea la lista.',
      'the list': 'la lista',
    }
    const at = scene({
      provider: {
        answer: ({ mime, texts }) => ({
          texts: texts.map((text) => (mime === 'html' ? 'Vea la lista.' : (words[text] ?? ''))),
        }),
      },
    })
    const gap = gapOf('See <a1>the list</a1>.', at.route, link('/list'))
    const [translation] = await finish(at, [translateOne(at.translator, at.route, gap)])
    expect(at.provider.requests.map((request) => request.mime)).toEqual(['html', 'text'])
    expect(translation).toMatchObject({ ok: true, rung: 'projected' })
    expect(await remembers(at, 'other')).toBeUndefined()
    expect((await at.memory.recall([gap.memoryKey])).get(gap.memoryKey)?.text).toBe('Vea <a1>la lista</a1>.')
  })
})

describe('a reply whose texts have changed places', () => {
  const VISITORS = Array.from({ length: 6 }, (_, nth) => `They counted ${(nth + 3) * 1_117} visitors.`)
  const [FIRST, SECOND] = VISITORS as [string, string]
  const own = (sentence: string) => `es:${sentence}`
  const swapped = ({ texts, ...rest }: TranslationRequest) => {
    const reply = translated({ texts, ...rest }).texts
    return { texts: texts.length < 2 ? reply : [reply[1]!, reply[0]!, ...reply.slice(2)] }
  }
  const askedAlone = ({ provider }: Scene) => provider.requests.slice(1).map((request) => request.texts)

  it('gives nobody another’s text: what is suspect is asked for once more, each alone', async () => {
    const at = scene({ provider: { answer: swapped } })
    expect(texts(await finish(at, at.ask(...VISITORS)))).toEqual(VISITORS.map(own))
    expect(askedAlone(at)).toEqual([[FIRST], [SECOND]])
    for (const sentence of VISITORS) expect(await remembers(at, sentence)).toBe(own(sentence))
  })

  it('is left to the checks where the service itself keeps the order', async () => {
    const at = scene({ provider: { answer: swapped, order: 'kept' } })
    await finish(at, at.ask(...VISITORS))
    expect(askedAlone(at)).toEqual([[FIRST, SECOND]])
  })

  it('is paid for, and what is asked for once more as well, once', async () => {
    const at = scene({ provider: { answer: swapped } })
    await finish(at, at.ask(...VISITORS))
    const characters = codePoints([...VISITORS, FIRST, SECOND])
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 3, characters })
    expect(at.translator.bills).toMatchObject([{ characters }])
  })

  it('does not make others wait for what is asked for once more', async () => {
    const at: Scene = scene({
      provider: {
        answer: async (request, nth) => {
          if (nth > 0) await at.clock.sleep(30_000)
          return swapped(request)
        },
      },
    })
    const [first, , third] = at.ask(...VISITORS)
    await at.clock.advance(1_000)
    expect(texts([await third!])).toEqual([own(VISITORS[2]!)])
    expect(texts([await at.clock.until(first!)])).toEqual([own(FIRST)])
  })

  it('asks for nothing more than the day’s budget has left', async () => {
    const charactersPerDay = codePoints([...VISITORS, FIRST])
    const at = scene({
      budget: dayBudget({ charactersPerDay }, NOTHING_SPENT),
      provider: { answer: swapped },
    })
    const [first, second, ...others] = texts(await finish(at, at.ask(...VISITORS)))
    expect([first, second].toSorted()).toEqual(['BUDGET_SPENT', own(FIRST)])
    expect(others).toEqual(VISITORS.slice(2).map(own))
  })

  it('is asked for alone in the provider’s markup too, and then on the next rung with others again', async () => {
    const at = scene({
      provider: {
        answer: (request) =>
          request.mime === 'html'
            ? { texts: swapped(request).texts.map((text) => text.replaceAll(/<[^>]*>/g, '')) }
            : translated(request),
      },
    })
    const gaps = VISITORS.map((sentence) =>
      gapOf(sentence.replace('visitors', '<a1>visitors</a1>'), at.route, link('/v')),
    )
    await finish(
      at,
      gaps.map((gap) => translateOne(at.translator, at.route, gap)),
    )
    expect(at.provider.requests.map(({ mime, texts }) => `${mime} ${texts.length}`)).toEqual([
      'html 6',
      'html 1',
      'html 1',
      'text 12',
    ])
  })

  it('ends where a provider mixes up whatever it is sent', async () => {
    const at = scene({
      provider: { answer: ({ texts }) => ({ texts: texts.map(() => 'Es lo mismo para todos.') }) },
    })
    const translations = await finish(at, at.ask(...VISITORS))
    expect(new Set(texts(translations))).toEqual(new Set(['TRANSLATION_FAILED']))
    // Each with the others, alone, on the next rung with the others, and alone.
    expect(codePoints(at.provider.texts)).toBe(4 * codePoints(VISITORS))
  })
})

describe('a poisoned batch', () => {
  const poisons = [
    { name: 'a refusal', answer: () => Promise.reject(failure('invalid')) },
    { name: 'a limit', answer: () => Promise.reject(failure('tooLarge')) },
    { name: 'a wrong count', answer: (request: TranslationRequest) => ({ texts: request.texts.slice(1) }) },
  ]
  it.each(poisons)(
    'is halved until the culprit of $name stands alone; the rest is kept',
    async ({ answer }) => {
      const at = scene({
        provider: {
          answer: (request) =>
            request.texts.includes('Sentence 11.') ? answer(request) : translated(request),
        },
      })
      const translations = await finish(at, at.ask(...numbered(32)))
      const failed = translations.flatMap((translation, nth) => (translation.ok ? [] : [nth]))
      expect(failed).toEqual([11])
      expect(await remembers(at, 'Sentence 31.')).toBe('es:Sentence 31.')
      // One refused request for each halving, and its other half.
      expect(at.provider.requests.length).toBeLessThanOrEqual(1 + 2 * Math.log2(32))
    },
  )

  it('that the provider fails at while it answers others is halved too, and halts no other', async () => {
    const at = scene({
      provider: {
        limits: { itemsPerRequest: 8, concurrency: 2 },
        answer: (request) => {
          if (request.texts.includes('Sentence 11.')) throw failure('unavailable')
          return translated(request)
        },
      },
    })
    const others = (async () => {
      for (let nth = 0; nth < 400; nth++) {
        await at.clock.sleep(1_000)
        expect(texts(await Promise.all(at.ask(`Other ${nth}.`)))).toEqual([`es:Other ${nth}.`])
      }
    })()
    const translations = at.clock.until(Promise.all(at.ask(...numbered(16))))
    expect((await translations).flatMap((translation, nth) => (translation.ok ? [] : [nth]))).toEqual([11])
    await at.clock.until(others)
  })

  it('buys no segment twice that was bought', async () => {
    const at = scene({
      provider: {
        answer: (request) => {
          if (request.texts.includes('Sentence 3.')) throw failure('invalid')
          return translated(request)
        },
      },
    })
    await finish(at, at.ask(...numbered(16)))
    const served = at.provider.requests.filter(({ texts }) => !texts.includes('Sentence 3.'))
    const bought = served.flatMap((request) => request.texts)
    expect(new Set(bought).size).toBe(bought.length)
  })

  it('of one segment with codes has a last try as plain text', async () => {
    const at = scene({
      provider: {
        answer: (request) => {
          if (request.mime === 'html') throw failure('invalid')
          return { texts: request.texts }
        },
      },
    })
    const gap = gapOf('See <a1>it</a1>.', at.route, link('/it'))
    expect(await finish(at, [translateOne(at.translator, at.route, gap)])).toMatchObject([
      { ok: true, rung: 'projected' },
    ])
  })
})

describe('a provider that fails', () => {
  it.each(['auth', 'quota'] as const)('by %s is asked no more in this run', async (kind) => {
    const at = scene({
      provider: {
        limits: { itemsPerRequest: 1, concurrency: 1 },
        answer: () => Promise.reject(failure(kind)),
      },
    })
    const code = kind === 'auth' ? 'PROVIDER_AUTH' : 'PROVIDER_QUOTA'
    expect(texts(await finish(at, at.ask('One.', 'Two.', 'Three.')))).toEqual([code, code, code])
    expect(texts(await finish(at, at.ask('Four.')))).toEqual([code])
    expect(at.provider.requests).toHaveLength(1)
    expect(at.retries).toEqual([])
  })

  it('for want of credentials is not asked again, and the mend is told as it came', async () => {
    const missing = new DragomanError('CREDENTIAL_MISSING', 'No key was found.', { fix: 'Set THE_KEY.' })
    const at = scene({
      provider: { limits: { itemsPerRequest: 1, concurrency: 1 }, answer: () => Promise.reject(missing) },
    })
    const translations = await finish(at, at.ask('One.', 'Two.'))
    expect(translations).toMatchObject([
      { ok: false, error: missing },
      { ok: false, error: missing },
    ])
    expect(at.provider.requests).toHaveLength(1)
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
  })

  it('for good fails everything at once: no request waits through the back-off of an outage that is known', async () => {
    const at = scene({
      provider: {
        limits: { itemsPerRequest: 1, concurrency: 1 },
        answer: () => Promise.reject(failure('unavailable')),
      },
    })
    const start = at.clock.now()
    const translations = await finish(at, at.ask(...numbered(40)))
    expect(new Set(texts(translations))).toEqual(new Set(['PROVIDER_UNAVAILABLE']))
    expect(at.provider.requests).toHaveLength(RETRY_DEFAULTS.attempts)
    expect(at.clock.now() - start).toBeLessThanOrEqual(RETRY_DEFAULTS.deadlineMs)
  })

  it('holds up no request that waits for its quota: what halts it ends their wait', async () => {
    const at = scene({
      provider: {
        limits: { itemsPerRequest: 1, requestsPerMinute: 1, concurrency: 4 },
        answer: () => Promise.reject(failure('unavailable', 86_400_000)),
      },
    })
    const start = at.clock.now()
    const translations = await finish(at, at.ask('One.', 'Two.', 'Three.'))
    expect(new Set(texts(translations))).toEqual(new Set(['PROVIDER_UNAVAILABLE']))
    expect(at.provider.requests).toHaveLength(1)
    expect(at.clock.now() - start).toBeLessThan(1_000)
  })

  it('for good lets go of lanes that are not filled yet', async () => {
    const at = scene({
      provider: { limits: { itemsPerRequest: 2 }, answer: () => Promise.reject(failure('auth')) },
    })
    const translations = at.ask('One.', 'Two.', 'Left over.')
    const code = 'PROVIDER_AUTH'
    expect(texts(await at.clock.until(Promise.all(translations)))).toEqual([code, code, code])
  })

  it('and says when to come back is left alone by the whole account until then', async () => {
    const sentAt: number[] = []
    const at: Scene = scene({
      provider: {
        limits: { itemsPerRequest: 1, concurrency: 4 },
        answer: (request, nth) => {
          sentAt.push(at.clock.now())
          if (nth === 0) throw failure('rate', 20_000)
          return translated(request)
        },
      },
    })
    const start = at.clock.now()
    const first = at.ask('One.')
    await at.clock.advance(1)
    expect(texts(await finish(at, [...first, ...at.ask('Two.', 'Three.')]))).toEqual([
      'es:One.',
      'es:Two.',
      'es:Three.',
    ])
    expect(sentAt.slice(1).map((at) => at - start)).toEqual([20_000, 20_000, 20_000])
  })

  it('for a moment is asked again, and the reply kept', async () => {
    const at = scene({
      provider: {
        answer: (request, nth) => {
          if (nth < 3) throw failure('unavailable')
          return translated(request)
        },
      },
    })
    expect(texts(await finish(at, at.ask('One.')))).toEqual(['es:One.'])
    expect(at.retries).toHaveLength(3)
  })

  it('in an unforeseen way counts as unavailable', async () => {
    const at = scene({
      provider: { answer: () => Promise.reject(new TypeError('undefined is not a function')) },
    })
    expect(await finish(at, at.ask('One.'))).toMatchObject([
      {
        ok: false,
        error: { code: 'PROVIDER_UNAVAILABLE', message: expect.stringContaining('not a function') },
      },
    ])
  })

  it('leaves the others alone', async () => {
    const at = scene({ provider: { answer: () => Promise.reject(failure('auth')) } })
    const other = routeTo(fakeProvider({ kind: 'other' }))
    const translations = [...at.ask('One.'), translateOne(at.translator, other, gapOf('One.', other))]
    expect(texts(await finish(at, translations))).toEqual(['PROVIDER_AUTH', 'es:One.'])
  })
})

describe('the quota of a minute', () => {
  it('is never exceeded at the provider, whenever it counts and whatever fails', async () => {
    const fate = fc.record({
      latencyMs: fc.integer({ min: 0, max: 30_000 }),
      bookedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
      fails: fc.constantFrom(undefined, undefined, undefined, 'unavailable' as const, 'timeout' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 20 }), async (fates) => {
        const clock = fakeClock()
        const booked: { at: number; characters: number }[] = []
        const at = scene({
          clock,
          provider: {
            limits: { charactersPerMinute: 100, requestsPerMinute: 5, charactersPerRequest: 40 },
            answer: async (request, nth) => {
              const { latencyMs, bookedAfter, fails } = fates[nth % fates.length]!
              await clock.sleep(latencyMs * bookedAfter)
              booked.push({ at: clock.now(), characters: codePoints(request.texts) })
              await clock.sleep(latencyMs * (1 - bookedAfter))
              if (fails !== undefined) throw failure(fails)
              return translated(request)
            },
          },
        })
        await finish(at, at.ask(...numbered(30)))
        for (const { at: end } of booked) {
          const inWindow = booked.filter((one) => one.at <= end && one.at > end - 60_000)
          expect(inWindow.length).toBeLessThanOrEqual(5)
          expect(inWindow.reduce((sum, one) => sum + one.characters, 0)).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('leaves room for a request that timed out and arrives late', async () => {
    const sentAt: number[] = []
    const at: Scene = scene({
      provider: {
        limits: { requestsPerMinute: 1 },
        answer: async (request, nth) => {
          sentAt.push(at.clock.now())
          if (nth === 0) throw failure('timeout')
          return translated(request)
        },
      },
    })
    await finish(at, at.ask('One.'))
    expect(sentAt[1]! - sentAt[0]!).toBeGreaterThan(60_000)
  })

  it('bounds requests at once too', async () => {
    let out = 0
    let most = 0
    const at: Scene = scene({
      provider: {
        limits: { itemsPerRequest: 1, concurrency: 3 },
        answer: async (request) => {
          most = Math.max(most, ++out)
          await at.clock.sleep(100)
          out--
          return translated(request)
        },
      },
    })
    await finish(at, at.ask(...numbered(20)))
    expect(most).toBe(3)
  })
})

describe('the budget of the day', () => {
  it('is never passed, and what fits is still bought', async () => {
    const at = scene({
      budget: dayBudget({ charactersPerDay: 30 }, NOTHING_SPENT),
      provider: { limits: { itemsPerRequest: 1 } },
    })
    const translations = await finish(
      at,
      at.ask('Ten chars.', 'Ten more..', 'A much longer sentence.', 'Ten again.'),
    )
    expect(texts(translations)).toEqual(['es:Ten chars.', 'es:Ten more..', 'BUDGET_SPENT', 'es:Ten again.'])
    expect(codePoints(at.provider.texts)).toBe(30)
  })

  it('does not count what the provider certainly did not book', async () => {
    const at = scene({
      budget: dayBudget({ charactersPerDay: 10 }, NOTHING_SPENT),
      provider: {
        answer: (request, nth) => {
          if (nth < 2) throw failure('rate')
          return translated(request)
        },
      },
    })
    expect(texts(await finish(at, at.ask('Ten chars.')))).toEqual(['es:Ten chars.'])
  })

  it('is given back by requests that waited for the quota of a provider that failed for good', async () => {
    const at = scene({
      budget: dayBudget({ charactersPerDay: 20 }, NOTHING_SPENT),
      provider: {
        limits: { itemsPerRequest: 1, requestsPerMinute: 1 },
        answer: () => Promise.reject(failure('auth')),
      },
    })
    await finish(at, at.ask('Ten chars.', 'Ten more..'))
    const other = routeTo(fakeProvider({ kind: 'other' }))
    const twenty = gapOf('Twenty characters...', other)
    expect(texts(await finish(at, [translateOne(at.translator, other, twenty)]))).toEqual([
      'es:Twenty characters...',
    ])
  })

  it('counts what it may have booked: a time-out spends it', async () => {
    const at = scene({
      budget: dayBudget({ charactersPerDay: 15 }, NOTHING_SPENT),
      provider: { answer: () => Promise.reject(failure('timeout')) },
    })
    expect(texts(await finish(at, at.ask('Ten chars.')))).toEqual(['BUDGET_SPENT'])
    expect(at.provider.requests).toHaveLength(1)
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 10 })
  })

  it('is asked before the quota: what cannot be paid for waits for nothing', async () => {
    const at = scene({
      budget: dayBudget({ charactersPerDay: 10 }, NOTHING_SPENT),
      provider: { limits: { itemsPerRequest: 1, requestsPerMinute: 1 } },
    })
    const start = at.clock.now()
    const translations = await finish(at, at.ask('Ten chars.', ...numbered(50)))
    expect(texts(translations).filter((text) => text === 'BUDGET_SPENT')).toHaveLength(50)
    expect(at.clock.now() - start).toBeLessThan(60_000)
  })
})

describe('the ledger', () => {
  it('knows of a request before it is sent, as an unknown outcome', async () => {
    const seen: unknown[] = []
    const at: Scene = scene({
      provider: {
        answer: async (request) => {
          seen.push(await at.memory.spentSince(0, 'USD'))
          return translated(request)
        },
      },
    })
    await finish(at, at.ask('One.'))
    expect(seen).toMatchObject([{ requests: 1, characters: 4 }])
  })

  it('adds up to what was sent, and so do the bills', async () => {
    const at = scene({ provider: { limits: { itemsPerRequest: 4 } } })
    await finish(at, at.ask(...numbered(10), 'Ünï 😀.'))
    const characters = codePoints(at.provider.texts)
    expect(at.translator.bills).toMatchObject([
      { provider: 'fake', model: 'm1', locale: 'es', requests: 3, characters },
    ])
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 3, characters })
  })

  it.each(['timeout', 'unavailable', 'invalid'] as const)(
    'holds what was sent and could not be used (%s), and so do the bills',
    async (kind) => {
      const at = scene({
        provider: {
          answer: (request, nth) => {
            if (nth === 0) throw failure(kind)
            return translated(request)
          },
        },
      })
      await finish(at, at.ask('One.', 'Two.'))
      const { requests } = at.provider
      const sent = { requests: requests.length, characters: codePoints(at.provider.texts) }
      expect(sent.characters).toBe(16)
      expect(at.translator.bills).toMatchObject([sent])
      expect(await at.memory.spentSince(0, 'USD')).toMatchObject(sent)
    },
  )

  it('holds a reply whose texts do not count up, and so does the bill of the article that asked', async () => {
    const at = scene({ provider: { answer: ({ texts }) => ({ texts: [...texts, 'One too many.'] }) } })
    const hastened = at.translator.hasten(['news'])
    expect(texts(await finish(at, at.ask('One.')))).toEqual(['PROVIDER_INVALID'])
    expect(hastened.bills).toMatchObject([{ requests: 1, characters: 4 }])
    expect(at.translator.bills).toEqual([])
  })

  it('forgets what was refused', async () => {
    const at = scene({ provider: { answer: () => Promise.reject(failure('auth')) } })
    await finish(at, at.ask('One.'))
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
    expect(at.translator.bills).toEqual([])
  })
})

describe('stopping', () => {
  const inFlight = (set: Scenery = {}): Scene => {
    const at: Scene = scene({
      ...set,
      provider: {
        limits: { itemsPerRequest: 1, concurrency: 2 },
        answer: async (request) => {
          await at.clock.sleep(1_000)
          return translated(request)
        },
        ...set.provider,
      },
    })
    return at
  }

  it('keeps what is in flight, resolves the rest as stopped and sends nothing more', async () => {
    const at = inFlight()
    const translations = at.ask(...numbered(6))
    await at.clock.advance(500)
    at.translator.stop()
    const later = at.ask('Too late.')
    expect(texts(await finish(at, [...translations, ...later]))).toEqual([
      'es:Sentence 0.',
      'es:Sentence 1.',
      ...Array.from({ length: 5 }, () => 'STOPPED'),
    ])
    expect(await remembers(at, 'Sentence 1.')).toBe('es:Sentence 1.')
    expect(at.provider.requests).toHaveLength(2)
    expect(at.translator.stopped).toBe(true)
  })

  it('ends the wait for the quota, and that of part-filled lanes', async () => {
    const at = inFlight({
      provider: { limits: { itemsPerRequest: 2, requestsPerMinute: 1, concurrency: 4 } },
    })
    const translations = at.ask(...numbered(5))
    await at.clock.advance(2_000)
    at.translator.stop()
    const start = at.clock.now()
    expect(texts(await at.clock.until(Promise.all(translations))).slice(2)).toEqual([
      'STOPPED',
      'STOPPED',
      'STOPPED',
    ])
    expect(at.clock.now()).toBe(start)
  })

  it('is no outage: a request between two attempts ends as stopped', async () => {
    const at = scene({ provider: { answer: () => Promise.reject(failure('unavailable', 60_000)) } })
    const translations = at.ask('One.')
    await at.clock.advance(110)
    at.translator.stop()
    expect(texts(await at.clock.until(Promise.all(translations)))).toEqual(['STOPPED'])
    expect(at.provider.requests).toHaveLength(1)
  })

  it('between the ledger’s line and the sending sends nothing, and takes the line back', async () => {
    const at: Scene = scene({
      memory: (memory) => ({
        ...memory,
        intend: async (request) => {
          const intent = await memory.intend(request)
          at.translator.stop()
          return intent
        },
      }),
    })
    expect(texts(await finish(at, at.ask('One.')))).toEqual(['STOPPED'])
    expect(at.provider.requests).toHaveLength(0)
    expect(await at.memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
  })

  it('does not go on halving a poisoned batch', async () => {
    const at: Scene = scene({
      provider: {
        answer: () => {
          at.translator.stop()
          throw failure('invalid')
        },
      },
    })
    const translations = await finish(at, at.ask(...numbered(8)))
    expect(new Set(texts(translations))).toEqual(new Set(['STOPPED']))
    expect(at.provider.requests).toHaveLength(1)
  })
})

describe('a memory that fails', () => {
  const full = () => Promise.reject(new Error('database or disk is full'))
  const limits = { itemsPerRequest: 1, concurrency: 1 }

  it('to keep a reply stops the run: what cannot be kept is not bought', async () => {
    const at = scene({
      provider: { limits },
      memory: (memory) => ({
        ...memory,
        settle: (intent, outcome, rows) =>
          outcome === 'answered' ? full() : memory.settle(intent, outcome, rows),
      }),
    })
    const translations = await finish(at, at.ask('One.', 'Two.', 'Three.'))
    expect(texts(translations)).toEqual(['STATE_UNREADABLE', 'STOPPED', 'STOPPED'])
    expect(at.provider.requests).toHaveLength(1)
    expect(at.translator.stopped).toBe(true)
    // It was answered, so it will be billed.
    expect(at.translator.bills).toMatchObject([{ requests: 1, characters: 4 }])
  })

  it('to note the intent stops the run before anything is sent', async () => {
    const at = scene({ provider: { limits }, memory: (memory) => ({ ...memory, intend: full }) })
    const translations = await finish(at, at.ask('One.', 'Two.'))
    expect(texts(translations)).toEqual(['STATE_UNREADABLE', 'STOPPED'])
    expect(at.provider.requests).toHaveLength(0)
    expect(at.translator.stopped).toBe(true)
  })

  it('to note a failure stops the run too, without more attempts', async () => {
    const at = scene({
      provider: { limits, answer: () => Promise.reject(failure('unavailable')) },
      memory: (memory) => ({ ...memory, settle: full }),
    })
    expect(texts(await finish(at, at.ask('One.')))).toEqual(['STATE_UNREADABLE'])
    expect(at.provider.requests).toHaveLength(1)
    expect(at.translator.stopped).toBe(true)
  })

  it('to open is reported for each segment, and nothing is sent', async () => {
    const clock = fakeClock()
    const provider = fakeProvider()
    const route = routeTo(provider)
    const damaged = new DragomanError('STATE_UNREADABLE', 'damaged', { fix: '' })
    const cannotOpen = () => {
      throw damaged
    }
    const translator: Translator = dispatcher({
      clock,
      random: Math.random,
      memory: cannotOpen,
      ledger: cannotOpen,
      check: checkEach,
      severities: {},
      budget: unlimited,
    })
    const gap: Gap = gapOf('One.', route)
    expect(await clock.until(translateOne(translator, route satisfies Route, gap))).toEqual({
      ok: false,
      error: damaged,
    })
    expect(provider.requests).toHaveLength(0)
  })
})

describe('a slow locale', () => {
  it.each([
    ['of which requests hold any article', 'none'],
    ['with an article a request', 'shared'],
  ] as const)(
    'takes no more slots than the others, so that they are done long before it: %s',
    async (_, context) => {
      const at: Scene = scene({
        provider: {
          context,
          limits: { itemsPerRequest: 1, concurrency: 4 },
          answer: async (request) => {
            await at.clock.sleep(request.target === 'fr' ? 50_000 : 100)
            return translated(request)
          },
        },
      })
      const french = routeTo(at.provider, 'fr')
      const start = at.clock.now()
      const slow: Promise<Translation>[] = []
      const quick: Promise<Translation>[] = []
      for (const text of numbered(40)) {
        slow.push(translateOne(at.translator, french, { ...gapOf(text, french), article: text }))
        quick.push(translateOne(at.translator, at.route, { ...gapOf(text, at.route), article: text }))
      }
      await at.clock.until(Promise.all(quick))
      expect(at.clock.now() - start).toBeLessThan(50_000)
      at.translator.stop()
      await at.clock.until(Promise.all(slow))
    },
  )
})

describe('context', () => {
  const neighbours = { headline: 'Ferry', before: '', after: 'It rained.' }

  it('goes to a provider that takes it, one for each text, and never into the memory key', async () => {
    const at = scene({ provider: { context: 'each' } })
    await finish(at, [
      translateOne(at.translator, at.route, { ...gapOf('One.', at.route), neighbours }),
      ...at.ask('Two.'),
    ])
    const empty = { headline: '', before: '', after: '' }
    expect(at.provider.requests.map((request) => request.neighbours)).toEqual([[neighbours, empty]])
    expect(await remembers(at, 'One.')).toBe('es:One.')
  })

  it('goes to no other', async () => {
    const at = scene()
    await finish(at, [translateOne(at.translator, at.route, { ...gapOf('One.', at.route), neighbours })])
    expect(at.provider.requests[0]?.neighbours).toBeUndefined()
  })

  it('that one request shares is of one article', async () => {
    const at = scene({ provider: { context: 'shared' } })
    const from = (article: string, text: string) =>
      translateOne(at.translator, at.route, { ...gapOf(text, at.route), article })
    await finish(at, [from('a', 'One.'), from('b', 'Two.'), from('a', 'Three.')])
    expect(at.provider.requests.map((request) => request.texts)).toEqual([['One.', 'Three.'], ['Two.']])
  })
})

describe('a wall clock that is set', () => {
  const DAY_MS = 86_400_000

  afterEach(() => {
    vi.useRealTimers()
  })

  /** When each request of a run with a tight quota and some refusals was sent. */
  async function sentAt(jumpMs: number): Promise<number[]> {
    vi.useFakeTimers({ toFake: ['Date'] })
    const at: Scene = scene({
      provider: {
        limits: { itemsPerRequest: 2, requestsPerMinute: 3, concurrency: 2 },
        answer: (request, nth) => {
          sent.push(at.clock.now())
          vi.setSystemTime(Date.now() + (nth % 2 === 0 ? jumpMs : -jumpMs))
          if (nth % 3 === 1) throw failure('unavailable', 2_000)
          return translated(request)
        },
      },
    })
    const sent: number[] = []
    const translations = await finish(at, at.ask(...numbered(12)))
    expect(translations.every(({ ok }) => ok)).toBe(true)
    return sent
  }

  it.each([DAY_MS, -DAY_MS])(
    'by %s ms, again and again, changes no limit and no back-off',
    async (jumpMs) => {
      expect(await sentAt(jumpMs)).toEqual(await sentAt(0))
    },
  )
})
