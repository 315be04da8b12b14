import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { RETRY_DEFAULTS, type RetryPolicy, withRetry } from '../../../src/translate/queue/retry.ts'
import { type FakeClock, fakeClock } from '../../fakes/clock.ts'
import { failure } from '../../fakes/provider.ts'

interface Trial {
  readonly clock?: FakeClock
  readonly policy?: RetryPolicy
  readonly random?: () => number
  readonly signal?: AbortSignal
  readonly admit?: () => Promise<void>
}

/** Runs attempts that fail as scripted, the last one for ever; tells how often it was tried and how it waited. */
async function tryOut(failures: readonly Error[], trial: Trial = {}) {
  const clock = trial.clock ?? fakeClock()
  const waits: number[] = []
  let attempts = 0
  const work = withRetry(
    trial.admit ?? (async () => {}),
    async () => {
      const error = failures[attempts] ?? failures.at(-1)
      attempts++
      if (error !== undefined) throw error
      return 'done'
    },
    {
      policy: trial.policy ?? RETRY_DEFAULTS,
      clock,
      random: trial.random ?? (() => 0.5),
      signal: trial.signal ?? new AbortController().signal,
      onRetry: (_error, waitMs) => waits.push(waitMs),
    },
  )
  const outcome = await clock.until(work.catch((error: unknown) => error))
  return { outcome, waits, attempts: () => attempts }
}

describe('a failed attempt', () => {
  it.each(['rate', 'unavailable', 'timeout'] as const)(
    'is repeated after %s, a bounded number of times',
    async (kind) => {
      const { outcome, waits, attempts } = await tryOut([failure(kind)], { random: () => 0 })
      expect(outcome).toMatchObject({ failure: { kind } })
      expect(attempts()).toBe(RETRY_DEFAULTS.attempts)
      expect(waits).toHaveLength(RETRY_DEFAULTS.attempts - 1)
    },
  )

  it.each(['auth', 'quota', 'invalid', 'tooLarge'] as const)('is not repeated after %s', async (kind) => {
    const { outcome, attempts } = await tryOut([failure(kind)])
    expect(outcome).toMatchObject({ failure: { kind } })
    expect(attempts()).toBe(1)
  })

  it('is not repeated when it is no answer of the provider’s at all', async () => {
    const full = new DragomanError('STATE_UNREADABLE', 'disk full', { fix: '' })
    const { outcome, attempts } = await tryOut([full])
    expect(outcome).toBe(full)
    expect(attempts()).toBe(1)
  })

  it('gives back what a later attempt brings', async () => {
    const clock = fakeClock()
    let attempts = 0
    const work = withRetry(
      async () => 'permit',
      async (permit) => {
        if (attempts++ < 2) throw failure('unavailable')
        return permit
      },
      {
        policy: RETRY_DEFAULTS,
        clock,
        random: () => 0.5,
        signal: new AbortController().signal,
        onRetry() {},
      },
    )
    expect(await clock.until(work)).toBe('permit')
    expect(attempts).toBe(3)
  })
})

describe('the waits between attempts', () => {
  it('are random between the base and three times the last, and capped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 7,
          maxLength: 7,
        }),
        async (draws) => {
          let draw = 0
          const { waits } = await tryOut([failure('unavailable')], { random: () => draws[draw++] ?? 0 })
          let last = RETRY_DEFAULTS.baseMs
          for (const wait of waits) {
            expect(wait).toBeGreaterThanOrEqual(RETRY_DEFAULTS.baseMs)
            expect(wait).toBeLessThanOrEqual(Math.min(RETRY_DEFAULTS.capMs, last * 3))
            last = wait
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('are at least what the provider asks for', async () => {
    const { waits } = await tryOut([failure('rate', 45_000)])
    expect(waits[0]).toBe(45_000)
  })

  it('are not begun when the provider asks to be left alone for too long', async () => {
    const { attempts } = await tryOut([failure('unavailable', 3_600_000)])
    expect(attempts()).toBe(1)
  })

  it('end with the deadline', async () => {
    const policy = { baseMs: 1_000, capMs: 30_000, deadlineMs: 10_000, attempts: 100 }
    const clock = fakeClock()
    const start = clock.now()
    await tryOut([failure('unavailable')], { clock, policy, random: () => 1 })
    expect(clock.now() - start).toBeLessThanOrEqual(policy.deadlineMs)
  })

  it('do not count the wait for the quota: a request that waited for an hour still has a second attempt', async () => {
    const clock = fakeClock()
    const { attempts } = await tryOut([failure('unavailable')], {
      clock,
      admit: () => clock.sleep(3_600_000),
    })
    expect(attempts()).toBe(RETRY_DEFAULTS.attempts)
  })

  it('end at once when the run is stopped, with no further attempt', async () => {
    const clock = fakeClock()
    const stop = new AbortController()
    const start = clock.now()
    void clock.sleep(10).then(() => stop.abort())
    const { outcome, attempts } = await tryOut([failure('unavailable', 60_000)], {
      clock,
      signal: stop.signal,
    })
    expect(outcome).toMatchObject({ failure: { kind: 'unavailable' } })
    expect(attempts()).toBe(1)
    expect(clock.now() - start).toBe(10)
  })
})
