import { describe, expect, it } from 'vitest'
import { DragomanError, type ErrorCode } from '../../src/article/errors.ts'
import { explainOf, openProblems } from '../../src/cli/progress-watcher.ts'
import type { EditionOutcome } from '../../src/pipeline/summary.ts'

const error = (code: ErrorCode, place?: string) =>
  new DragomanError(code, 'It is wrong.', { place, fix: 'Mend it.' })
const outcome = (kind: EditionOutcome['kind'], ...errors: DragomanError[]): EditionOutcome => ({
  kind,
  counts: undefined,
  findings: [],
  errors: errors.map((each, nth) => ({ key: `paragraph.${nth}`, error: each })),
})

describe('a message about an edition', () => {
  it.each([
    [undefined, 'world/flood.md: paragraph.0: It is wrong. (TRANSLATION_FAILED)\n  → Mend it.'],
    [
      '/l/es/articles/world/flood.json:3: paragraph.0',
      '/l/es/articles/world/flood.json:3: paragraph.0: It is',
    ],
    ['dragoman.config.json: targets', 'world/flood.md: paragraph.0: dragoman.config.json: targets: It is'],
  ])('names article and segment, each once: %s', (place, expected) => {
    const [line, ...others] = openProblems()(
      'world/flood.md',
      'es',
      outcome('withheld', error('TRANSLATION_FAILED', place)),
    )
    expect(line).toMatch(/^\[es\] /)
    expect(line?.slice('[es] '.length)).toContain(expected)
    expect(others).toEqual([])
  })

  it('says how many more segments there are', () => {
    const failing = error('TRANSLATION_FAILED')
    expect(openProblems()('a.md', 'es', outcome('withheld', failing, failing, failing))[0]).toMatch(
      /\(and 2 more\)$/,
    )
  })

  it.each(['written', 'unchanged', 'held', 'withdrawn'] as const)(
    'is none where nothing failed: %s',
    (kind) => {
      expect(openProblems()('a.md', 'es', outcome(kind))).toEqual([])
    },
  )
})

describe('a spent budget', () => {
  it('is told once, of whatever edition', () => {
    const problems = openProblems()
    const first = problems('a.md', 'es', outcome('stopped', error('STOPPED'), error('BUDGET_SPENT')))
    expect(first).toEqual(['It is wrong. (BUDGET_SPENT)\n  → Mend it.'])
    expect(problems('b.md', 'ca', outcome('stopped', error('BUDGET_SPENT')))).toEqual([])
    expect(problems('b.md', 'ca', outcome('stopped', error('PROVIDER_QUOTA')))).toHaveLength(1)
  })
})

it('a file that is refused is named, once', () => {
  expect(explainOf('a.md', error('ARTICLE_EMPTY', 'a.md:1:1'))).toBe(
    'a.md:1:1: It is wrong. (ARTICLE_EMPTY)\n  → Mend it.',
  )
  expect(explainOf('a.md', error('ARTICLE_INVALID'))).toBe(
    'a.md: It is wrong. (ARTICLE_INVALID)\n  → Mend it.',
  )
})
