import { describe, expect, it } from 'vitest'
import { DragomanError, type ErrorCode } from '../../src/article/errors.ts'
import { type EditionOutcome, Tally } from '../../src/pipeline/summary.ts'

const failing = (code: ErrorCode, message = 'No.'): EditionOutcome => ({
  kind: 'failed',
  counts: undefined,
  findings: [],
  errors: ['a', 'b'].map((key) => ({ key, error: new DragomanError(code, message, { fix: '' }) })),
})

describe('why editions failed', () => {
  it.each([
    'PROVIDER_PAIR',
    'PROVIDER_AUTH',
    'PAIR_UNSERVED',
    'CREDENTIAL_MISSING',
    'CONFIG_INVALID',
  ] as const)('is told once of a locale where no article is to blame: %s', (code) => {
    const tally = new Tally()
    for (const article of ['one', 'two', 'three'])
      for (const locale of ['es', 'ca']) tally.edition(article, locale, failing(code))
    expect(tally.findings).toMatchObject([
      { locale: 'es', article: 'one', check: code },
      { locale: 'ca', article: 'one', check: code },
    ])
    expect(tally.locales.get('es')).toMatchObject({ failed: 3 })
  })

  it('is told again where it is something else', () => {
    const tally = new Tally()
    tally.edition('one', 'es', failing('PROVIDER_PAIR', 'Not this target.'))
    tally.edition('two', 'es', failing('PROVIDER_PAIR', 'Not this source.'))
    expect(tally.findings).toHaveLength(2)
  })

  it.each(['PROVIDER_INVALID', 'TRANSLATION_FAILED'] as const)(
    'is told of each edition where it is the text: %s',
    (code) => {
      const tally = new Tally()
      for (const article of ['one', 'two']) tally.edition(article, 'es', failing(code))
      expect(tally.findings.map(({ article }) => article)).toEqual(['one', 'two'])
    },
  )
})

describe('what is found in an article’s source', () => {
  const written = (...findings: EditionOutcome['findings']): EditionOutcome => ({
    kind: 'written',
    counts: undefined,
    findings,
    errors: [],
  })
  const finding = (key: string, message = 'Look.') =>
    ({ key, check: 'block-comment', severity: 'warn', message }) as const

  it('is told once of each article, of no locale, and what is found in an edition of each', () => {
    const tally = new Tally()
    for (const article of ['one', 'two'])
      for (const locale of ['es', 'ca'])
        tally.edition(article, locale, written(finding(''), finding('', 'Look here too.'), finding('k1')))
    expect(
      tally.findings.map(({ article, locale, key, message }) => [article, locale, key, message]),
    ).toEqual([
      ['one', '', '', 'Look.'],
      ['one', '', '', 'Look here too.'],
      ['one', 'es', 'k1', 'Look.'],
      ['one', 'ca', 'k1', 'Look.'],
      ['two', '', '', 'Look.'],
      ['two', '', '', 'Look here too.'],
      ['two', 'es', 'k1', 'Look.'],
      ['two', 'ca', 'k1', 'Look.'],
    ])
  })

  it('is told with a later edition where the first one had no findings', () => {
    const tally = new Tally()
    tally.edition('one', 'es', failing('PROVIDER_TIMEOUT'))
    tally.edition('one', 'ca', written(finding('')))
    expect(tally.findings.at(-1)).toMatchObject({ article: 'one', locale: '', check: 'block-comment' })
  })
})
