import { describe, expect, it } from 'vitest'
import { DragomanError, type ErrorCode } from '../../src/article/errors.ts'
import { type EditionOutcome, Tally } from '../../src/pipeline/summary.ts'
import { Summary } from '../../src/state/summary.ts'

const BILL = { requests: 0, characters: 0, cost: { amount: 0, currency: 'USD' } }

const edition = (
  kind: EditionOutcome['kind'],
  codes: readonly ErrorCode[] = [],
  message = (code: string) => code,
): EditionOutcome => ({
  kind,
  counts: { total: 3, recalled: 1, bought: 1, failed: 1 },
  findings: [],
  errors: codes.map((code, nth) => ({
    key: `k${nth}`,
    error: new DragomanError(code, message(code), { fix: `Mend ${code}.` }),
  })),
})

describe('the summary of a run', () => {
  it('counts each locale by itself, and all together', () => {
    const tally = new Tally()
    tally.edition('one', 'es', edition('written'))
    tally.edition('two', 'es', edition('withheld', ['TRANSLATION_FAILED']))
    tally.edition('one', 'ca', edition('not wanted'))
    tally.edition('two', 'ca', edition('held'))
    const summary = tally.summary(BILL, 1)
    expect(summary.locales).toMatchObject({
      es: { written: 1, withheld: 1, held: 0, segments: { total: 6, recalled: 2, bought: 2, failed: 2 } },
      ca: { written: 0, held: 1, notWanted: 1 },
    })
    expect(summary.editions).toMatchObject({ written: 1, withheld: 1, held: 1 })
    expect(summary.segments).toEqual({ total: 12, recalled: 4, bought: 4, failed: 4 })
  })

  it('counts an edition that is made again once, as what it is at last', () => {
    const tally = new Tally()
    for (const [id, kind] of [
      ['one', 'written'],
      ['two', 'unchanged'],
      ['three', 'written'],
      ['four', 'unchanged'],
    ] as const)
      tally.edition(id, 'es', { ...edition(kind), ...(kind === 'written' && { written: `es/${id}.md` }) })
    const finding = (message: string) => ({ key: 'k', check: 'length', severity: 'warn', message }) as const
    tally.edition('five', 'es', { ...edition('written'), findings: [finding('Too long.')] })
    const findings = ['Too long.', 'Two disagree.'].map(finding)
    tally.again('five', 'es', { ...edition('written'), findings }, 'written')
    tally.again('one', 'es', { ...edition('written'), written: 'es/one.md' }, 'written')
    tally.again('two', 'es', { ...edition('written'), written: 'es/two.md' }, 'unchanged')
    tally.again('three', 'es', edition('failed', ['STATE_UNREADABLE']), 'written')
    tally.again('four', 'es', edition('unchanged'), 'unchanged')
    const summary = tally.summary(BILL, 1)
    expect(summary.editions).toMatchObject({ written: 3, unchanged: 1, failed: 1 })
    expect(summary.written).toEqual(['es/one.md', 'es/three.md', 'es/two.md'])
    expect(summary.segments.total).toBe(18)
    expect(summary.findings.map(({ message }) => message)).toEqual([
      'Too long.',
      'Two disagree.',
      'STATE_UNREADABLE Mend STATE_UNREADABLE.',
    ])
  })

  it('is what its schema says, through JSON and back', () => {
    const tally = new Tally()
    tally.edition('one', 'es', edition('stopped', ['BUDGET_SPENT']))
    const summary = tally.summary({ ...BILL, cost: { amount: null, currency: 'EUR' } }, 12.3)
    expect(Summary.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary)
  })
})

describe('why a run ended early', () => {
  it.each<[string, readonly EditionOutcome[], ErrorCode]>([
    ['a budget', [edition('stopped', ['BUDGET_SPENT'])], 'BUDGET_SPENT'],
    ['a quota', [edition('stopped', ['PROVIDER_QUOTA'])], 'PROVIDER_QUOTA'],
    [
      'a budget, whatever else an edition misses',
      [edition('stopped', ['TRANSLATION_FAILED', 'STOPPED', 'BUDGET_SPENT'])],
      'BUDGET_SPENT',
    ],
    [
      'a budget before the stop that came after it',
      [edition('stopped', ['STOPPED']), edition('stopped', ['BUDGET_SPENT'])],
      'BUDGET_SPENT',
    ],
    [
      'a state that cannot be written before all the stops that it makes',
      [edition('stopped', ['STOPPED']), edition('failed', ['STATE_UNREADABLE'])],
      'STATE_UNREADABLE',
    ],
  ])('is told: %s', (_what, outcomes, code) => {
    const tally = new Tally()
    for (const [nth, outcome] of outcomes.entries()) tally.edition(`a${nth}`, 'es', outcome)
    expect(tally.summary(BILL, 1).stopped).toEqual({ code, message: code, fix: `Mend ${code}.` })
  })

  it('is the first of its kind', () => {
    const tally = new Tally()
    tally.edition(
      'one',
      'es',
      edition('stopped', ['BUDGET_SPENT'], () => 'First.'),
    )
    tally.edition(
      'two',
      'es',
      edition('stopped', ['BUDGET_SPENT'], () => 'Second.'),
    )
    expect(tally.summary(BILL, 1).stopped?.message).toBe('First.')
  })

  it('is told of a run that was stopped before it missed an edition', () => {
    expect(new Tally().summary(BILL, 1, true).stopped).toMatchObject({ code: 'STOPPED' })
  })

  it.each(['written', 'failed', 'withheld', 'held'] as const)(
    'is not told where nothing is left for a later run: %s',
    (kind) => {
      const tally = new Tally()
      tally.edition('one', 'es', edition(kind, kind === 'failed' ? ['PROVIDER_TIMEOUT'] : []))
      expect(tally.summary(BILL, 1)).not.toHaveProperty('stopped')
    },
  )
})
