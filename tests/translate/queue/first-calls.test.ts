import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFirstCalls } from '../../../src/translate/queue/first-calls.ts'
import { fakeClock } from '../../fakes/clock.ts'

const to = (target: string) => ({ source: 'en', target })
const NEVER = new AbortController().signal

/** Calls that end, answered or not, as the test says; and when each has begun. */
function scene() {
  const clock = fakeClock()
  const calls = openFirstCalls(clock)
  const start = clock.now()
  const begun: { target: string; atMs: number; end: () => void }[] = []
  const ask = async (target: string, signal = NEVER) => {
    const call = await calls.admit(to(target), signal)
    if (call !== undefined) begun.push({ target, atMs: clock.now() - start, end: () => call.end() })
    return call
  }
  const times = (target?: string) =>
    begun.filter((call) => target === undefined || call.target === target).map(({ atMs }) => atMs)
  return { clock, calls, begun, ask, times }
}

describe('the calls of an account that has not answered yet', () => {
  it('go one after the other while refusals come at once, whatever their pairs', async () => {
    const at = scene()
    for (const target of ['es', 'es', 'ca', 'fr']) void at.ask(target)
    await at.clock.advance(50)
    expect(at.times()).toEqual([0])
    at.begun[0]!.end()
    await at.clock.advance(0)
    expect(at.times()).toEqual([0, 50])
  })

  it('are three at most, each a moment after the last, where nothing comes back', async () => {
    const at = scene()
    for (let nth = 0; nth < 10; nth++) void at.ask('es')
    await at.clock.advance(4_900)
    expect(at.times()).toEqual([0, 400, 800])
  })

  it('do not wait for ever: what takes long is no refusal', async () => {
    const at = scene()
    for (let nth = 0; nth < 5; nth++) void at.ask('es')
    await at.clock.advance(20_000)
    expect(at.times()).toEqual([0, 400, 800, 5_000, 5_400])
  })
})

describe('once an account has answered', () => {
  it('the calls of the pair that it answered go as they come', async () => {
    const at = scene()
    at.calls.noteAnswer(to('es'))
    for (let nth = 0; nth < 5; nth++) void at.ask('es')
    await at.clock.advance(0)
    expect(at.times()).toEqual([0, 0, 0, 0, 0])
  })

  it('those of another pair go one after the other, and no pair waits for another', async () => {
    const at = scene()
    at.calls.noteAnswer(to('es'))
    for (const target of ['es', 'es', 'ca', 'ca', 'fr', 'fr']) void at.ask(target)
    await at.clock.advance(0)
    expect([at.times('es'), at.times('ca'), at.times('fr')]).toEqual([[0, 0], [0], [0]])
    at.calls.noteAnswer(to('ca'))
    await at.clock.advance(0)
    expect([at.times('ca'), at.times('fr')]).toEqual([[0, 0], [0]])
  })

  it('the ones that wait go at once', async () => {
    const at = scene()
    for (let nth = 0; nth < 5; nth++) void at.ask('es')
    await at.clock.advance(100)
    at.calls.noteAnswer(to('es'))
    await at.clock.advance(0)
    expect(at.times()).toEqual([0, 100, 100, 100, 100])
  })
})

describe('a call that waits for the first ones', () => {
  it('does not go when it is called off', async () => {
    const at = scene()
    void at.ask('es')
    const ending = new AbortController()
    const second = at.ask('es', ending.signal)
    await at.clock.advance(10)
    ending.abort()
    await expect(at.clock.until(second)).resolves.toBeUndefined()
  })

  it('goes in the end, whichever calls are out and whatever becomes of them', async () => {
    const wish = fc.record({
      target: fc.constantFrom('es', 'ca', 'fr'),
      pauseMs: fc.integer({ min: 0, max: 2_000 }),
      ends: fc.constantFrom('answered', 'failed', 'never'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 20 }), async (wishes) => {
        const at = scene()
        const all: Promise<unknown>[] = []
        for (const { target, pauseMs, ends } of wishes) {
          all.push(
            at.ask(target).then((call) => {
              if (ends === 'answered') at.calls.noteAnswer(to(target))
              if (ends !== 'never') call?.end()
            }),
          )
          await at.clock.advance(pauseMs)
        }
        await at.clock.until(Promise.all(all))
        expect(at.begun).toHaveLength(wishes.length)
      }),
      { numRuns: 60 },
    )
  })
})
