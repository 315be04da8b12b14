import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProviderLimits } from '../../../src/providers/provider.ts'
import type { Clock } from '../../../src/translate/clock.ts'
import { openAccount } from '../../../src/translate/queue/account.ts'
import type { Lane, Waiting } from '../../../src/translate/queue/lane.ts'
import { loadOf } from '../../../src/translate/queue/load.ts'
import { openSchedule } from '../../../src/translate/queue/schedule.ts'
import { firstAttempt } from '../../../src/translate/wire/attempt.ts'
import { type FakeClock, fakeClock } from '../../fakes/clock.ts'
import { gapOf, routeTo } from '../../fakes/gaps.ts'
import { fakeProvider } from '../../fakes/provider.ts'

const NEVER_MS = Number.POSITIVE_INFINITY

interface Scenery {
  readonly slots: number
  /** How long a request of this target takes; `nth` counts its requests from 0. */
  readonly takesMs?: (target: string, nth: number) => number
  /** Requests that yield their slot and are sent the next time. */
  readonly yields?: (target: string, nth: number) => boolean
  readonly context?: 'none' | 'shared'
}

/** An account whose requests hold one text each, and take as long as they are told to. */
function scene({ slots, takesMs = () => 100, yields = () => false, context = 'none' }: Scenery) {
  const limits: Partial<ProviderLimits> = { itemsPerRequest: 1, concurrency: slots }
  const provider = fakeProvider({ limits, context })
  const clock = watched(fakeClock())
  const account = openAccount(provider, clock, new AbortController().signal)
  const out = new Map<string, number>()
  const begun = new Map<string, number>()
  const served: string[] = []
  const starts: { readonly target: string; readonly others: ReadonlyMap<string, number> }[] = []
  let most = 0
  const schedule = openSchedule(account, clock, async (lane, batch) => {
    const { target } = lane.route
    starts.push({ target, others: new Map(out) })
    const nth = begun.get(target) ?? 0
    begun.set(target, nth + 1)
    out.set(target, (out.get(target) ?? 0) + 1)
    most = Math.max(most, total(out))
    if (yields(target, nth)) {
      await clock.sleep(50)
      lane.putBack(batch)
      schedule.queue(lane)
    } else {
      const ms = takesMs(target, nth)
      await (ms === NEVER_MS ? new Promise(() => {}) : clock.sleep(ms))
      served.push(...batch.map(({ attempt }) => attempt.gap.article))
      for (const { resolve } of batch) resolve({ ok: false, error: undefined as never })
    }
    out.set(target, out.get(target)! - 1)
  })
  const ask = (target: string, count: number, isUrgent = false): Promise<unknown>[] => {
    const route = routeTo(provider, target)
    return Array.from({ length: count }, (_, nth) => {
      const gap = { ...gapOf(`Sentence ${nth}.`, route), article: `${target} ${nth}` }
      const attempt = firstAttempt(gap, route)
      return new Promise<unknown>((resolve) => {
        const demand = { articles: [gap.article], isUrgent }
        const waiting: Waiting = { attempt, load: loadOf(attempt.texts), demand, resolve }
        const lane: Lane = account.laneOf(route, attempt)
        lane.add(waiting)
        schedule.note(lane)
        schedule.queue(lane)
      })
    })
  }
  return {
    clock,
    account,
    schedule,
    ask,
    served,
    starts,
    outOf: (target: string) => out.get(target) ?? 0,
    servedOf: (target: string) => served.filter((id) => id.startsWith(target)).length,
    get most() {
      return most
    },
  }
}

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0)

/** The same clock; and how many sleep by it. */
function watched(clock: FakeClock): FakeClock & { readonly sleepers: number } {
  let sleepers = 0
  const sleep: Clock['sleep'] = async (ms, signal) => {
    sleepers++
    await clock.sleep(ms, signal)
    sleepers--
  }
  return {
    ...clock,
    sleep,
    get sleepers() {
      return sleepers
    },
  }
}

/** The time for which a pair counts that has nothing to send, with room to spare. */
const LONG_MS = 20_000
/** Longer than the first moments, in which the other pairs are not known yet. */
const SETTLED_MS = 1_000

describe('a pair that never answers', () => {
  it.each(['none', 'shared'] as const)(
    'holds its share and no more, though the others have nothing to send again and again (context: %s)',
    async (context) => {
      const at = scene({ slots: 8, context, takesMs: (target) => (target === 'fr' ? NEVER_MS : 100) })
      void at.ask('fr', 100)
      for (let wave = 1; wave <= 20; wave++) {
        const others = [...at.ask('es', 10), ...at.ask('ca', 10)]
        await at.clock.until(Promise.all(others))
        // Articles are being read.
        await at.clock.advance(3_000)
        expect(at.outOf('fr')).toBe(3)
      }
      expect(at.servedOf('es') + at.servedOf('ca')).toBe(400)
    },
  )

  it('leaves slots for pairs that come a moment later, when the first article is long', async () => {
    const at = scene({ slots: 8, takesMs: (target) => (target === 'fr' ? NEVER_MS : 100) })
    void at.ask('fr', 100)
    await at.clock.advance(200)
    await at.clock.until(Promise.all(at.ask('es', 50)))
    expect(at.outOf('fr')).toBeLessThanOrEqual(4)
  })
})

describe('a pair alone', () => {
  it('has all slots', async () => {
    const at = scene({ slots: 8, takesMs: () => NEVER_MS })
    void at.ask('es', 20)
    await at.clock.advance(SETTLED_MS)
    expect(at.outOf('es')).toBe(8)
  })

  it('has them too when the others have had nothing for a while, though nothing else happens', async () => {
    const at = scene({ slots: 6, takesMs: (target) => (target === 'fr' ? NEVER_MS : 100) })
    void at.ask('fr', 20)
    await at.clock.until(Promise.all([...at.ask('es', 9), ...at.ask('ca', 9)]))
    expect(at.outOf('fr')).toBe(2)
    await at.clock.advance(1_500)
    expect(at.outOf('fr')).toBe(2)
    await at.clock.advance(LONG_MS)
    expect(at.outOf('fr')).toBe(6)
  })

  it('gives them back, as its requests end, to pairs that come', async () => {
    const at = scene({ slots: 6, takesMs: () => 1_000 })
    void at.ask('fr', 100)
    await at.clock.advance(SETTLED_MS)
    expect(at.outOf('fr')).toBe(6)
    void at.ask('es', 100)
    await at.clock.advance(1_500)
    expect([at.outOf('fr'), at.outOf('es')]).toEqual([3, 3])
  })
})

describe('slots', () => {
  it('are all used while all pairs have something to send, however they divide', async () => {
    const targets = ['es', 'ca', 'fr', 'de', 'it']
    for (let pairs = 1; pairs <= targets.length; pairs++) {
      const at = scene({ slots: 8 })
      const all = targets.slice(0, pairs).flatMap((target) => at.ask(target, 200))
      await at.clock.advance(SETTLED_MS + 50)
      expect(at.schedule.isFull, `${pairs} pairs`).toBe(true)
      await at.clock.until(Promise.all(all))
    }
  })

  it('that cannot be divided equally go to one pair and then to another', async () => {
    const at = scene({ slots: 8, takesMs: (target) => (target === 'fr' ? NEVER_MS : 100) })
    void at.ask('fr', 10)
    const others = [...at.ask('es', 200), ...at.ask('ca', 200)]
    await at.clock.advance(4_000)
    expect(at.servedOf('es')).toBeGreaterThan(90)
    expect(Math.abs(at.servedOf('es') - at.servedOf('ca'))).toBeLessThanOrEqual(3)
    await at.clock.until(Promise.all(others))
  })

  it('that are free are not refused to what is urgent, whatever the share of its pair', async () => {
    const at = scene({ slots: 8, takesMs: (target) => (target === 'fr' ? NEVER_MS : 60_000) })
    void at.ask('fr', 20)
    void at.ask('es', 1)
    await at.clock.advance(SETTLED_MS)
    expect(at.outOf('fr')).toBe(4)
    void at.ask('fr', 2, true)
    await at.clock.advance(1)
    expect(at.outOf('fr')).toBe(6)
  })

  it('go to what has become urgent, without anything else being due', async () => {
    const at = scene({ slots: 8, takesMs: () => NEVER_MS, context: 'shared' })
    const route = routeTo(at.account.provider, 'fr')
    void at.ask('fr', 4)
    void at.ask('es', 1)
    const gap = { ...gapOf('Live.', route), article: 'live' }
    const attempt = firstAttempt(gap, route)
    const demand = { articles: ['live'], isUrgent: false }
    const lane = at.account.laneOf(route, attempt)
    lane.add({ attempt, load: loadOf(attempt.texts), demand, resolve() {} })
    at.schedule.queue(lane)
    await at.clock.advance(SETTLED_MS)
    expect([at.outOf('fr'), lane.requestsDue]).toEqual([4, 1])
    demand.isUrgent = true
    lane.reorder()
    at.schedule.review()
    expect([at.outOf('fr'), lane.requestsDue]).toEqual([5, 0])
  })
})

describe('no timer', () => {
  it('is left once nothing is due', async () => {
    const at = scene({ slots: 4 })
    const all = [...at.ask('fr', 9), ...at.ask('es', 1)]
    await at.clock.until(Promise.all(all))
    await at.clock.advance(1)
    expect(at.clock.sleepers).toBe(0)
  })

  it('is left once what was put off is no longer wanted', async () => {
    const at = scene({ slots: 4, takesMs: (target) => (target === 'fr' ? NEVER_MS : 100) })
    void at.ask('fr', 9)
    await at.clock.until(Promise.all(at.ask('es', 1)))
    await at.clock.advance(1)
    expect(at.clock.sleepers).toBe(1)
    for (const lane of at.account.lanes) lane.clear()
    at.schedule.review()
    await at.clock.advance(1)
    expect(at.clock.sleepers).toBe(0)
  })
})

describe('whatever the schedule', () => {
  const TARGETS = ['es', 'ca', 'fr', 'de'] as const
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        target: fc.constantFrom(...TARGETS),
        count: fc.integer({ min: 1, max: 12 }),
        isUrgent: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ pauseMs: fc.integer({ min: 0, max: 9_000 }) }) },
  )
  interface Plan {
    readonly steps: readonly ({ pauseMs: number } | { target: string; count: number; isUrgent: boolean })[]
    readonly slots: number
    readonly context: 'none' | 'shared'
    /** How many times as long as the quickest each target takes. */
    readonly slowness: readonly number[]
    /** Each so manieth request of a target yields its slot. */
    readonly yields: number
  }
  const plans: fc.Arbitrary<Plan> = fc.record({
    steps: fc.array(step, { maxLength: 25 }),
    slots: fc.integer({ min: 1, max: 9 }),
    context: fc.constantFrom('none' as const, 'shared' as const),
    slowness: fc.tuple(...TARGETS.map(() => fc.constantFrom(1, 1, 3, 100))),
    yields: fc.integer({ min: 2, max: 9 }),
  })
  const playing = ({ slots, context, slowness, yields }: Plan) =>
    scene({
      slots,
      context,
      takesMs: (target, nth) => slowness[TARGETS.indexOf(target as 'es')]! * (40 + ((nth * 37) % 160)),
      yields: (_target, nth) => nth % yields === yields - 1,
    })

  it('every text is served in the end, once, and never are more requests out than there are slots', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const at = playing(plan)
        const all: Promise<unknown>[] = []
        for (const step of plan.steps) {
          if ('pauseMs' in step) await at.clock.advance(step.pauseMs)
          else all.push(...at.ask(step.target, step.count, step.isUrgent))
        }
        await at.clock.until(Promise.all(all))
        expect(at.served).toHaveLength(all.length)
        expect(at.most).toBeLessThanOrEqual(plan.slots)
        await at.clock.advance(1)
        expect([...at.account.lanes]).toEqual([])
        expect(at.clock.sleepers).toBe(0)
      }),
      { numRuns: 150 },
    )
  })

  it('no slot is free that a pair is entitled to, at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const at = playing(plan)
        const all: Promise<unknown>[] = []
        const look = () => {
          const due = new Map<string, number>()
          for (const { route, requestsDue } of at.account.lanes)
            if (requestsDue > 0) due.set(route.target, (due.get(route.target) ?? 0) + requestsDue)
          const isFree = !at.schedule.isFull
          // With all of them at work a pair has at least this share.
          const least = Math.ceil(plan.slots / TARGETS.length)
          for (const target of due.keys()) if (isFree) expect(at.outOf(target)).toBeGreaterThanOrEqual(least)
        }
        for (const step of plan.steps) {
          if ('pauseMs' in step)
            for (let passed = 0; passed < step.pauseMs; passed += 250) {
              await at.clock.advance(250)
              look()
            }
          else all.push(...at.ask(step.target, step.count, step.isUrgent))
        }
        look()
        await at.clock.until(Promise.all(all))
      }),
      { numRuns: 60 },
    )
  })

  it('a pair beside others begins nothing beyond its share, unless it is urgent', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const calm = plan.steps.map((step) => ('pauseMs' in step ? step : { ...step, isUrgent: false }))
        const at = playing(plan)
        const all: Promise<unknown>[] = []
        for (const step of calm) {
          if ('pauseMs' in step) await at.clock.advance(step.pauseMs)
          else all.push(...at.ask(step.target, step.count))
        }
        await at.clock.until(Promise.all(all))
        for (const { target, others } of at.starts) {
          const atWork = new Set([target, ...[...others].flatMap(([pair, out]) => (out > 0 ? [pair] : []))])
          expect(others.get(target) ?? 0).toBeLessThan(Math.ceil(plan.slots / atWork.size))
        }
      }),
      { numRuns: 100 },
    )
  })
})
