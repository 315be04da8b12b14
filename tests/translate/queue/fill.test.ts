import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderLimits } from '../../../src/providers/provider.ts'
import { openFillRule } from '../../../src/translate/queue/fill.ts'
import { type Lane, laneId, openLane } from '../../../src/translate/queue/lane.ts'
import { loadOf } from '../../../src/translate/queue/load.ts'
import { firstAttempt } from '../../../src/translate/wire/attempt.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { gapOf, routeTo } from '../../fakes/gaps.ts'
import { fakeProvider } from '../../fakes/provider.ts'

/** One lane of a provider; `requestsDue` are the requests that the rule found due, each of which starts when told to. */
function scene(limits: Partial<ProviderLimits> = {}, context: 'none' | 'shared' = 'none') {
  const clock = fakeClock()
  const provider = fakeProvider({ limits, context })
  const route = routeTo(provider)
  const first = firstAttempt(gapOf('Any.', route), route)
  const lane: Lane = openLane(route, first, laneId(route, first), clock)
  const rule = openFillRule(clock, (each) => {
    each.requestsDue++
  })
  const add = (text: string, isUrgent = false) => {
    const attempt = firstAttempt(gapOf(text, route), route)
    lane.add({
      attempt,
      load: loadOf(attempt.texts),
      demand: { articles: ['news'], isUrgent },
      resolve() {},
    })
    rule.look(lane)
  }
  /** A request that was due has its slot, and takes its batch. */
  const start = (): number => {
    if (lane.requestsDue === 0) return 0
    lane.requestsDue--
    lane.requestsOut++
    return lane.take(Number.POSITIVE_INFINITY).length
  }
  const end = () => {
    lane.requestsOut--
    rule.look(lane)
  }
  return { clock, lane, add, start, end }
}

describe('a request is due', () => {
  it('at once when it is full', () => {
    const { lane, add } = scene({ itemsPerRequest: 2 })
    add('One.')
    expect(lane.requestsDue).toBe(0)
    add('Two.')
    expect(lane.requestsDue).toBe(1)
  })

  it('at once when it is urgent, or when no other article can add to it', () => {
    const urgent = scene()
    urgent.add('One.', true)
    expect(urgent.lane.requestsDue).toBe(1)
    const own = scene({}, 'shared')
    own.add('One.')
    expect(own.lane.requestsDue).toBe(1)
  })

  it('when nothing was added for a while and nothing of its lane is out', async () => {
    const { clock, lane, add } = scene()
    add('One.')
    await clock.advance(60)
    add('Two.')
    await clock.advance(99)
    expect(lane.requestsDue).toBe(0)
    await clock.advance(1)
    expect(lane.requestsDue).toBe(1)
  })

  it('later where the process was busy, since what is read just then may add to it', async () => {
    const { clock, lane, add } = scene()
    add('One.')
    await clock.advance(60)
    clock.skip(200)
    await clock.advance(99)
    expect(lane.requestsDue).toBe(0)
    await clock.advance(1)
    expect(lane.requestsDue).toBe(1)
  })

  it('when the last request of its lane comes back', async () => {
    const { clock, lane, add, start, end } = scene()
    add('One.')
    await clock.advance(100)
    expect(start()).toBe(1)
    add('Two.')
    await clock.advance(1_000)
    expect(lane.requestsDue).toBe(0)
    end()
    expect(lane.requestsDue).toBe(1)
  })

  it('when it has waited for seconds, whatever is out', async () => {
    const { clock, lane, add, start } = scene()
    add('One.')
    await clock.advance(100)
    start()
    add('Two.')
    await clock.advance(5_000)
    expect(lane.requestsDue).toBe(1)
  })
})

describe('an attempt that waits', () => {
  it('has a timer, or a request that is due, whatever is added, starts and ends', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ add: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ start: fc.constant(true) }) },
      { weight: 2, arbitrary: fc.record({ end: fc.constant(true) }) },
      { weight: 2, arbitrary: fc.record({ pauseMs: fc.integer({ min: 0, max: 400 }) }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, items) => {
          const { clock, lane, add, start, end } = scene({ itemsPerRequest: items })
          for (const [nth, one] of steps.entries()) {
            if ('add' in one) add(`Sentence ${nth}.`, one.add)
            else if ('start' in one) start()
            else if ('pauseMs' in one) await clock.advance(one.pauseMs)
            else if (lane.requestsOut > 0) end()
          }
          // Time passes and slots become free; no request that is out comes back, and nothing is added.
          for (let left = steps.length; left > 0 && !lane.isEmpty; left--) {
            await clock.advance(6_000)
            expect(lane.requestsDue).toBeGreaterThan(0)
            while (start() > 0);
          }
          expect(lane.isEmpty).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('and is cleared leaves no timer behind', async () => {
    const { clock, lane, add, start, end } = scene()
    add('One.')
    await clock.advance(100)
    start()
    end()
    expect(lane.isEmpty).toBe(true)
    // The clock throws where nothing is left that could happen.
    await expect(clock.until(new Promise(() => {}))).rejects.toThrow('deadlock')
  })
})
