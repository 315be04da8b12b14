import { describe, expect, it } from 'vitest'
import { reportPage } from '../../src/cli/report-page.ts'
import type { Report } from '../../src/state/report.ts'
import type { ReportedFinding, Summary } from '../../src/state/summary.ts'

const SUMMARY: Summary = {
  articles: 12,
  editions: { written: 1, unchanged: 0, withheld: 0, failed: 0, held: 0, withdrawn: 0 },
  locales: {},
  segments: { total: 0, recalled: 0, bought: 0, failed: 0 },
  requests: 3,
  characters: 4000,
  cost: { amount: 0.08, currency: 'USD' },
  durationMs: 61_000,
  findings: [],
  written: [],
  withdrawn: [],
}
const report = (more: Partial<Report> = {}): Report => ({
  version: '0.1.0',
  started: '2026-11-30T01:30:00.000Z',
  ended: '2026-11-30T02:12:00.000Z',
  scope: { files: [], locales: ['es', 'ca'], watch: false },
  rounds: 1,
  exitCode: 0,
  summary: SUMMARY,
  findingsLeftOut: 0,
  ...more,
})
const withFindings = (findings: readonly ReportedFinding[], findingsLeftOut = 0) =>
  report({ summary: { ...SUMMARY, findings }, findingsLeftOut })
const finding = (
  article: string,
  locale: string,
  check: string,
  severity: 'warn' | 'block' = 'warn',
): ReportedFinding => ({ article, locale, key: 'k1', check, severity, message: `${check} of ${article}` })
const page = (of: Report) => reportPage(of, 'Europe/Paris')

describe('the page of a report', () => {
  it('says when, of what, and what came of it', () => {
    const text = page(report())
    expect(text).toContain('2026-11-30 02:30 – 2026-11-30 03:12: all articles into es, ca')
    expect(text).toContain('Exit code 0: all done.')
    expect(text).toContain('12 articles; 3 requests, 4,000 characters, USD 0.08; 61.0 s')
  })

  it.each<[Partial<Report['scope']>, number, string]>([
    [{ files: ['world/flood.md'] }, 1, ': world/flood.md into'],
    [{ files: ['a.md', 'b.md'] }, 1, ': 2 articles into'],
    [{ watch: true }, 4, ', a watch of 4 rounds'],
  ])('says of what: %j', (scope, rounds, expected) => {
    expect(page(report({ scope: { ...report().scope, ...scope }, rounds }))).toContain(expected)
  })

  it('says why it stopped, and the mend', () => {
    const stopped = { code: 'BUDGET_SPENT', message: 'Nothing left.', fix: 'Raise it.' } as const
    const text = page(report({ exitCode: 3, summary: { ...SUMMARY, stopped } }))
    expect(text).toContain('Stopped early: Nothing left. (BUDGET_SPENT)\n  → Raise it.')
  })

  it('says what ended it, where there is no summary', () => {
    const { summary: _, ...bare } = report({ exitCode: 1 })
    const error = { code: 'STATE_LOCKED', message: 'Held.', fix: 'Wait.', place: '.dragoman' } as const
    expect(page({ ...bare, error })).toContain('Ended: .dragoman: Held. (STATE_LOCKED)\n  → Wait.')
  })

  it('groups findings by check, what blocks first, each with its first articles', () => {
    const text = page(
      withFindings([
        finding('sport/cup', 'es', 'numbers'),
        finding('sport/cup', 'ca', 'numbers'),
        finding('city/tram', 'es', 'numbers'),
        finding('world/flood', 'es', 'TRANSLATION_FAILED', 'block'),
      ]),
    )
    expect(text).toContain('✗ TRANSLATION_FAILED: world/flood (es)\n  k1: TRANSLATION_FAILED of world/flood')
    expect(text).toContain(
      '! numbers, 3 times: sport/cup (es, ca), city/tram (es)\n  k1: numbers of sport/cup',
    )
    expect(text.indexOf('TRANSLATION_FAILED')).toBeLessThan(text.indexOf('numbers'))
  })

  it('names no more than five articles of a check, and says how many more', () => {
    const text = page(
      withFindings(['1', '2', '3', '4', '5', '6', '7'].map((id) => finding(id, 'es', 'names'))),
    )
    expect(text).toContain('names, 7 times: 1 (es), 2 (es), 3 (es), 4 (es), 5 (es), 2 more')
  })

  it('says how many findings had no room', () => {
    expect(page(withFindings([finding('a', 'es', 'names')], 3))).toContain('3 more findings had no room')
  })

  it.each([
    ['names', true, false],
    ['TRANSLATION_FAILED', false, true],
  ])('says what to do about %s', (check, isAboutTexts, isAboutArticles) => {
    const text = page(withFindings([finding('a', 'es', check)]))
    expect(text.includes('dragoman check')).toBe(isAboutTexts)
    expect(text.includes('dragoman status ARTICLE')).toBe(isAboutArticles)
  })
})
