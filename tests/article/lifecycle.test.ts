import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lifecycle, standingAt, USABLE } from '../../src/article/lifecycle.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const HOUR = 3_600_000

describe('an article', () => {
  it.each<[string, Partial<Lifecycle>, object]>([
    ['that says nothing is usable', {}, { kind: 'usable', until: undefined }],
    ['is a draft', { status: 'draft' }, { kind: 'held', why: 'draft', until: undefined }],
    ['is on hold', { status: 'on hold' }, { kind: 'held', why: 'on hold', until: undefined }],
    ['is canceled', { status: 'canceled' }, { kind: 'withdrawn', why: 'canceled', until: undefined }],
    [
      'is embargoed until a moment',
      { embargo: NOON + 1 },
      { kind: 'held', why: 'embargoed', until: NOON + 1 },
    ],
    ['is usable from that moment on', { embargo: NOON }, { kind: 'usable', until: undefined }],
    [
      'is embargoed without an end',
      { embargo: Number.POSITIVE_INFINITY },
      { kind: 'held', why: 'embargoed', until: undefined },
    ],
    ['is usable until it expires', { expiry: NOON + 1 }, { kind: 'usable', until: NOON + 1 }],
    [
      'has expired from that moment on',
      { expiry: NOON },
      { kind: 'withdrawn', why: 'expired', until: undefined },
    ],
    [
      'that expires under embargo was never usable',
      { embargo: NOON + 2 * HOUR, expiry: NOON + HOUR },
      { kind: 'held', why: 'embargoed', until: NOON + HOUR },
    ],
    [
      'stays canceled when its embargo ends',
      { status: 'canceled', embargo: NOON + HOUR },
      { kind: 'withdrawn', why: 'canceled', until: undefined },
    ],
    [
      'stays on hold when it expires',
      { status: 'on hold', expiry: NOON - HOUR },
      { kind: 'held', why: 'on hold', until: undefined },
    ],
  ])('%s', (_rule, said, standing) => {
    expect(standingAt({ ...USABLE, ...said }, NOON)).toEqual(standing)
  })
})

const moment = fc.integer({ min: -20, max: 20 })
const lifecycle = fc.record({
  status: fc.constantFrom('usable', 'usable', 'draft', 'on hold', 'canceled'),
  embargo: fc.option(fc.oneof(moment, fc.constant(Number.POSITIVE_INFINITY)), { nil: undefined }),
  expiry: fc.option(moment, { nil: undefined }),
  targets: fc.constant(undefined),
  version: fc.constant(undefined),
}) satisfies fc.Arbitrary<Lifecycle>

const known = ({ until: _, ...standing }: ReturnType<typeof standingAt>) => standing

describe('how an article stands', () => {
  it('changes by itself at the moment that is told, and neither before nor ever without one', () => {
    fc.assert(
      fc.property(lifecycle, moment, (life, now) => {
        const { until, ...standing } = standingAt(life, now)
        for (let later = now; later < Math.min(until ?? 50, 50); later++)
          expect(known(standingAt(life, later))).toEqual(standing)
        if (until === undefined) return
        expect(until).toBeGreaterThan(now)
        expect(known(standingAt(life, until))).not.toEqual(standing)
      }),
    )
  })
})
