import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QuotaWindow, slidingQuota } from '../../../src/translate/queue/quota.ts'
import { fakeClock } from '../../fakes/clock.ts'

const MINUTE = 60_000
const never = new AbortController().signal

const limits = (characters: number, requests = 1_000): readonly QuotaWindow[] => [
  { windowMs: MINUTE, characters, requests },
]

interface Booking {
  readonly at: number
  readonly characters: number
}

/** The most that any window holds, as a provider would count it. */
function peak(bookings: readonly Booking[], windowMs = MINUTE): { characters: number; requests: number } {
  const ordered = bookings.toSorted((a, b) => a.at - b.at)
  let first = 0
  let characters = 0
  const most = { characters: 0, requests: 0 }
  for (const [index, booking] of ordered.entries()) {
    characters += booking.characters
    while (ordered[first]!.at <= booking.at - windowMs) characters -= ordered[first++]!.characters
    most.characters = Math.max(most.characters, characters)
    most.requests = Math.max(most.requests, index - first + 1)
  }
  return most
}

describe('the sliding quota', () => {
  it('is never exceeded in any window, whenever between sending and reply the provider counts', async () => {
    const request = fc.record({
      characters: fc.integer({ min: 1, max: 50 }),
      latencyMs: fc.integer({ min: 0, max: 90_000 }),
      bookedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
      pauseMs: fc.integer({ min: 0, max: 20_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 100, max: 400 }),
        fc.integer({ min: 1, max: 12 }),
        async (requests, characters, perMinute) => {
          const clock = fakeClock()
          const pace = {
            windowMs: MINUTE / 6,
            characters: characters / 2,
            requests: Math.ceil(perMinute / 3),
          }
          const quota = slidingQuota([...limits(characters, perMinute), pace], clock)
          const bookings: Booking[] = []
          const all = requests.map(async (one) => {
            await clock.sleep(one.pauseMs)
            const grant = await quota.acquire(one.characters, never)
            const early = one.latencyMs * one.bookedAfter
            await clock.sleep(early)
            bookings.push({ at: clock.now(), characters: one.characters })
            await clock.sleep(one.latencyMs - early)
            grant?.release()
          })
          await clock.until(Promise.all(all))
          expect(bookings).toHaveLength(requests.length)
          expect(peak(bookings).characters).toBeLessThanOrEqual(characters)
          expect(peak(bookings).requests).toBeLessThanOrEqual(perMinute)
          expect(peak(bookings, pace.windowMs).characters).toBeLessThanOrEqual(pace.characters)
          expect(peak(bookings, pace.windowMs).requests).toBeLessThanOrEqual(pace.requests)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('spreads a minute over shorter windows where it is told to', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(
      [...limits(600), { windowMs: 10_000, characters: 100, requests: 1_000 }],
      clock,
    )
    const sentAt: number[] = []
    const start = clock.now()
    const send = async () => {
      const grant = await quota.acquire(50, never)
      sentAt.push(clock.now() - start)
      grant?.release()
    }
    await clock.until(Promise.all(Array.from({ length: 6 }, send)))
    expect(sentAt).toEqual([0, 0, 10_000, 10_000, 20_000, 20_000])
  })

  it('lets at least 98 % of it be used while there is work', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(10_000), clock)
    let sent = 0
    const start = clock.now()
    const worker = async () => {
      while (clock.now() - start < 10 * MINUTE) {
        const grant = await quota.acquire(100, never)
        sent += 100
        await clock.sleep(200)
        grant?.release()
      }
    }
    await clock.until(Promise.all(Array.from({ length: 8 }, worker)))
    const minutes = (clock.now() - start) / MINUTE
    expect(sent / (minutes * 10_000)).toBeGreaterThan(0.98)
  })

  it('serves in order of asking: a small request does not overtake a large one', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    const order: string[] = []
    const ask = async (name: string, characters: number) => {
      const grant = await quota.acquire(characters, never)
      order.push(name)
      grant?.release()
    }
    await clock.until(Promise.all([ask('first', 60), ask('large', 90), ask('small', 10)]))
    expect(order).toEqual(['first', 'large', 'small'])
  })

  it('lets urgent requests go before all that wait, in order of asking among themselves', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    const order: string[] = []
    const ask = async (name: string, characters: number, isUrgent = false) => {
      const grant = await quota.acquire(characters, never, isUrgent)
      order.push(name)
      grant?.release()
    }
    const asked = [ask('first', 60), ask('large', 90), ask('small', 10)]
    asked.push(ask('urgent', 50, true), ask('urgent too', 10, true))
    await clock.until(Promise.all(asked))
    expect(order).toEqual(['first', 'urgent', 'urgent too', 'large', 'small'])
  })

  it('says how much room there is, and none while it is blocked or out of requests', async () => {
    const clock = fakeClock()
    const quota = slidingQuota([{ windowMs: MINUTE, characters: 100, requests: 2 }], clock)
    expect(quota.roomFor(false)).toBe(100)
    const grant = await quota.acquire(30, never)
    expect(quota.roomFor(false)).toBe(70)
    quota.block(1_000)
    expect(quota.roomFor(false)).toBe(0)
    await clock.advance(1_000)
    await quota.acquire(1, never)
    expect(quota.roomFor(false)).toBe(0)
    grant?.release()
    await clock.advance(MINUTE)
    expect(quota.roomFor(false)).toBe(99)
  })

  it('keeps room for a request whose reply never came until it can no longer arrive', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    const lost = await quota.acquire(100, never)
    lost?.release(10_000)
    const start = clock.now()
    await clock.until(quota.acquire(100, never))
    expect(clock.now() - start).toBe(MINUTE + 10_000)
  })

  it('counts a grant that is released twice once', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    const grant = await quota.acquire(100, never)
    grant?.release()
    await clock.advance(MINUTE - 1)
    grant?.release()
    const start = clock.now()
    await clock.until(quota.acquire(100, never))
    expect(clock.now() - start).toBe(1)
  })

  it('lets nothing through while the account is blocked, and never shortens a block', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    quota.block(30_000)
    quota.block(1_000)
    const start = clock.now()
    await clock.until(Promise.all([quota.acquire(1, never), quota.acquire(1, never)]))
    expect(clock.now() - start).toBe(30_000)
  })

  it('gives requests that are stopped nothing, and goes on with the next', async () => {
    const clock = fakeClock()
    const quota = slidingQuota(limits(100), clock)
    const held = await quota.acquire(100, never)
    const stop = new AbortController()
    const stopped = quota.acquire(50, stop.signal)
    const next = quota.acquire(50, never)
    stop.abort()
    expect(await clock.until(stopped)).toBeUndefined()
    held?.release()
    expect(await clock.until(next)).toBeDefined()
  })
})
