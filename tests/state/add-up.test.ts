import { describe, expect, it } from 'vitest'
import { addUp } from '../../src/state/add-up.ts'
import type { ReportedFinding, Summary } from '../../src/state/summary.ts'

const NONE = { written: 0, unchanged: 0, withheld: 0, failed: 0, held: 0, withdrawn: 0 }
const SEGMENTS = { total: 0, recalled: 0, bought: 0, failed: 0 }

const round = (more: Partial<Summary>): Summary => ({
  articles: 1,
  editions: NONE,
  locales: {},
  segments: SEGMENTS,
  requests: 1,
  characters: 100,
  cost: { amount: 0.1, currency: 'USD' },
  durationMs: 1000,
  findings: [],
  written: [],
  withdrawn: [],
  ...more,
})
const locale = (written: number) => ({
  ...NONE,
  written,
  stopped: 0,
  notWanted: 0,
  segments: { ...SEGMENTS, total: written },
})
const finding = (check: string, article = 'live/vote', of = 'es'): ReportedFinding => ({
  article,
  locale: of,
  key: 'k1',
  check,
  severity: 'block',
  message: 'No.',
})

describe('two rounds of a watch', () => {
  it('count what both did, and the most articles that one came to', () => {
    const sum = addUp(
      round({ articles: 40, editions: { ...NONE, written: 3 }, locales: { es: locale(3) } }),
      round({ editions: { ...NONE, written: 2 }, locales: { es: locale(1), ca: locale(1) } }),
    )
    expect(sum).toMatchObject({
      articles: 40,
      editions: { written: 5 },
      locales: { es: { written: 4, segments: { total: 4 } }, ca: { written: 1 } },
      requests: 2,
      characters: 200,
      cost: { amount: 0.2, currency: 'USD' },
      durationMs: 2000,
    })
  })

  it('cost what nobody knows where one of them does', () => {
    const unknown = round({ cost: { amount: null, currency: 'USD' } })
    expect(addUp(round({}), unknown).cost.amount).toBeNull()
    expect(addUp(unknown, round({})).cost.amount).toBeNull()
  })

  it('name each file once', () => {
    const sum = addUp(round({ written: ['es/a.md'] }), round({ written: ['es/a.md', 'es/b.md'] }))
    expect(sum.written).toEqual(['es/a.md', 'es/b.md'])
  })

  it('are stopped where the later one is', () => {
    const stopped = { code: 'BUDGET_SPENT', message: 'Spent.', fix: 'Wait.' } as const
    expect(addUp(round({ stopped }), round({}))).not.toHaveProperty('stopped')
    expect(addUp(round({}), round({ stopped })).stopped).toEqual(stopped)
  })

  it.each<[string, ReportedFinding, boolean]>([
    ['forget why an edition was missing that the later one wrote', finding('TRANSLATION_FAILED'), false],
    ['keep what a check found in it', finding('numbers'), true],
    ['keep why another locale’s is missing', finding('TRANSLATION_FAILED', 'live/vote', 'ca'), true],
    ['keep why another article’s is missing', finding('TRANSLATION_FAILED', 'vote'), true],
  ])('%s', (_rule, earlier, isKept) => {
    const sum = addUp(round({ findings: [earlier] }), round({ written: ['es/live/vote.md'] }))
    expect(sum.findings).toEqual(isKept ? [earlier] : [])
  })

  it('tell the same thing once', () => {
    const both = round({ findings: [finding('TRANSLATION_FAILED')] })
    expect(addUp(both, both).findings).toHaveLength(1)
  })
})
