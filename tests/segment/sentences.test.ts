import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paragraphSegmenter } from '../../src/segment/paragraphs.ts'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'
import { sentenceTable } from './sentence-table.ts'

const cut = (text: string, locale: string): string[] => {
  const ends = sentenceSegmenter.split(text, locale)
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}
const trimmed = (pieces: readonly string[]): string[] =>
  pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')

describe.each(Object.entries(sentenceTable))('sentences in %s', (locale, rows) => {
  it.each(rows)('%s', (_rule, row) => {
    expect(trimmed(cut(row.replaceAll('|', ''), locale))).toEqual(trimmed(row.split('|')))
  })
})

describe('sentences', () => {
  it('keeps white space with the sentence before it', () => {
    expect(cut('  One.  Two.\u00a0 ', 'en')).toEqual(['  One.  ', 'Two.\u00a0 '])
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['line separator', '\u2028'],
    ['a blank line', '\n\n'],
  ])('ends at the author’s line end: %s', (_name, end) => {
    expect(cut(`roses${end}tulips, “red${end}and white”`, 'en')).toEqual([
      `roses${end}`,
      `tulips, “red${end}`,
      'and white”',
    ])
  })

  it('sees a wrapped line by the blank it kept', () => {
    expect(cut('The ferry left \nthe port. It sank.', 'en')).toEqual([
      'The ferry left \nthe port. ',
      'It sank.',
    ])
  })

  it('cuts a long quotation: a speech is no segment', () => {
    const sentence =
      'We counted every vote in every ward of this city and we will count them again if we must. '
    expect(cut(`“${sentence.repeat(4).trim()}” He sat down.`, 'en')).toHaveLength(5)
    expect(cut(`“${sentence.repeat(2).trim()}” He sat down.`, 'en')).toHaveLength(2)
  })

  it('forgets a quotation that never closes', () => {
    expect(cut('“We ran. We hid. They came.', 'en')).toEqual(['“We ran. ', 'We hid. ', 'They came.'])
  })

  it('gives no offsets for empty text, one for white space', () => {
    expect(sentenceSegmenter.split('', 'en')).toEqual([])
    expect(sentenceSegmenter.split(' \n ', 'en')).toEqual([3])
  })
})

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...[
        '.',
        '!',
        '?',
        '…',
        '。',
        '”',
        '“',
        '"',
        "'",
        '’',
        '(',
        ')',
        '[1]',
        '«',
        '»',
        '「',
        '」',
        ' ',
        '\n',
        '\r\n',
        '\u00a0',
        '\0',
      ],
      ...[
        '\ud83d',
        '\ude00',
        '😀',
        '\u202a',
        '1',
        '2)',
        'a',
        'A',
        'é',
        'Mr',
        'U.S',
        'p.m',
        '• ',
        '— ',
        'ß',
        '中',
        'は',
        'ا',
        ':',
        '։',
        ';',
      ],
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 60,
})
const anyLocale = fc.constantFrom(
  'en',
  'de',
  'fr',
  'es-419',
  'zh-Hant',
  'ja',
  'ko',
  'ar',
  'hy',
  'el',
  'th',
  'und',
  '',
  '__proto__',
)

describe('any text', () => {
  it.each([
    ['sentences', sentenceSegmenter],
    ['paragraphs', paragraphSegmenter],
  ])('%s join to the text: ascending, none empty, no surrogate pair cut', (_name, segmenter) => {
    fc.assert(
      fc.property(hostile, anyLocale, (text, locale) => {
        const ends = segmenter.split(text, locale)
        expect(ends.at(-1) ?? 0).toBe(text.length)
        for (const [index, end] of ends.entries()) {
          expect(end).toBeGreaterThan(ends[index - 1] ?? 0)
          expect(/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1))).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is cut the same way twice', () => {
    fc.assert(
      fc.property(hostile, anyLocale, (text, locale) => {
        expect(sentenceSegmenter.split(text, locale)).toEqual(sentenceSegmenter.split(text, locale))
      }),
    )
  })

  // A quadratic rule would not end here before the test's own time limit.
  it.each([
    '"',
    '“',
    '.',
    '. ',
    '(',
    ')',
    'a.b.',
    ' ',
    '.\n',
    '1) ',
    '• ',
    'A. ',
    '“a.” ',
    '.[1] ',
    '。」',
    "a'",
    '—. ',
  ])('is finished soon with %j a hundred thousand times', (unit) => {
    const text = unit.repeat(100_000)
    for (const locale of ['en', 'de', 'zh'])
      expect(sentenceSegmenter.split(text, locale).at(-1)).toBe(text.length)
  })
})

interface GoldenCase {
  readonly lang: string
  readonly input: string
  readonly expected: readonly string[]
}

/** The shared samples, where this checkout has them beside it. */
const samples = '../shared/samples/segmentation'

describe.skipIf(!existsSync(samples))('the corpora', () => {
  it.each([
    ['golden.json', 0.86],
    ['news-cases.json', 0.985],
  ])('%s agrees to at least %d', (file, share) => {
    const cases = (JSON.parse(readFileSync(`${samples}/${file}`, 'utf8')) as GoldenCase[]).filter(
      (one) => !splitsInside(one),
    )
    const agreeing = cases.filter(({ input, lang, expected }) => {
      return JSON.stringify(trimmed(cut(input, lang))) === JSON.stringify(trimmed(expected))
    })
    expect(agreeing.length / cases.length).toBeGreaterThanOrEqual(share)
  })
})

/** Arabic pairs that expect a split at a comma or a colon: not our rule. */
const splitsInside = ({ lang, expected }: GoldenCase): boolean =>
  lang === 'ar' && expected.some((sentence) => /[:،]$/.test(sentence))
