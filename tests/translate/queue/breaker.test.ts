import { describe, expect, it } from 'vitest'
import { BREAKER_DEFAULTS, circuitBreaker } from '../../../src/translate/queue/breaker.ts'
import { fakeClock } from '../../fakes/clock.ts'

const { leastAttempts, openMs, openCapMs, windowMs } = BREAKER_DEFAULTS
const never = new AbortController().signal

function scene() {
  const clock = fakeClock()
  const breaker = circuitBreaker(clock)
  const note = (outcome: 'succeeded' | 'failed', times = 1) => {
    for (let nth = 0; nth < times; nth++) breaker.note(outcome)
  }
  /** Asks to be admitted; says whether there is an answer yet, and which. */
  const ask = (willWait: boolean) => {
    const asked: { isAdmitted?: boolean } = {}
    void breaker.admit(willWait, never).then((isAdmitted) => {
      asked.isAdmitted = isAdmitted
    })
    return asked
  }
  return { clock, breaker, note, ask }
}

describe('a circuit breaker', () => {
  it.each([
    ['nothing was tried', 0, 0, false],
    ['all of a few attempts failed', leastAttempts - 1, 0, false],
    ['as many as can tell failed', leastAttempts, 0, true],
    ['three in ten fail', 6, 14, false],
    ['seven in ten fail', 14, 6, true],
  ])('after %s is open: %s failures, %s successes', (_what, failures, successes, isOpen) => {
    const { breaker, note } = scene()
    note('succeeded', successes)
    note('failed', failures)
    expect(breaker.isOpen).toBe(isOpen)
  })

  it('forgets attempts that are long past', async () => {
    const { breaker, note, clock } = scene()
    note('failed', leastAttempts - 1)
    await clock.advance(windowMs)
    note('failed')
    expect(breaker.isOpen).toBe(false)
  })

  it('admits one probe when it has been open for a while, and refuses attempts that will not wait', async () => {
    const { breaker, note, clock, ask } = scene()
    note('failed', leastAttempts)
    expect(await breaker.admit(false, never)).toBe(false)
    const [first, second] = [ask(true), ask(true)]
    await clock.advance(openMs - 1)
    expect([first.isAdmitted, second.isAdmitted]).toEqual([undefined, undefined])
    await clock.advance(1)
    expect([first.isAdmitted, second.isAdmitted]).toEqual([true, undefined])
  })

  it('closes when the probe succeeds, for all attempts that wait', async () => {
    const { breaker, note, clock, ask } = scene()
    note('failed', leastAttempts)
    const waiting = [ask(true), ask(true), ask(true)]
    await clock.advance(openMs)
    note('succeeded')
    await clock.advance(0)
    expect(waiting.map(({ isAdmitted }) => isAdmitted)).toEqual([true, true, true])
    expect(breaker.openSince).toBeUndefined()
  })

  it('opens for twice as long when the probe fails, up to a limit, and remembers since when', async () => {
    const { breaker, note, clock } = scene()
    const start = clock.now()
    note('failed', leastAttempts)
    for (let ms = openMs; ms < openCapMs * 4; ms *= 2) {
      await clock.advance(Math.min(ms, openCapMs) - 1)
      expect(breaker.isOpen).toBe(true)
      await clock.advance(1)
      expect(await breaker.admit(false, never)).toBe(true)
      note('failed')
      expect(breaker.isOpen).toBe(true)
    }
    expect(breaker.openSince).toBe(start)
  })

  it('admits the next attempt where there was none after all', async () => {
    const { breaker, note, clock, ask } = scene()
    note('failed', leastAttempts)
    await clock.advance(openMs)
    expect(await breaker.admit(true, never)).toBe(true)
    const next = ask(true)
    breaker.note('undone')
    await clock.advance(0)
    expect(next.isAdmitted).toBe(true)
  })

  it('refuses the attempts that wait when the run is stopped', async () => {
    const { breaker, note, clock } = scene()
    const stopping = new AbortController()
    note('failed', leastAttempts)
    const admitted = breaker.admit(true, stopping.signal)
    stopping.abort()
    expect(await clock.until(admitted)).toBe(false)
  })

  it('stays open for as long as the provider asked', async () => {
    const { breaker, clock } = scene()
    breaker.trip(600_000)
    await clock.advance(599_999)
    expect(breaker.isOpen).toBe(true)
    await clock.advance(1)
    expect(breaker.isOpen).toBe(false)
  })
})
