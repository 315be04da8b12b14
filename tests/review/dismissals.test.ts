import { describe, expect, it } from 'vitest'
import { readDismissals } from '../../src/review/dismissals.ts'
import type { LocaleFile } from '../../src/review/locale-file.ts'
import { segmentOf } from '../fakes/gaps.ts'

const hello = segmentOf('Hello.')
const entry = `${hello.key}#dismiss`

const file = (texts: Record<string, string>, retired = {}): LocaleFile => ({
  path: 'es/news.json',
  texts: new Map(Object.entries(texts)),
  lines: new Map(Object.keys(texts).map((key, nth) => [key, nth + 2])),
  meta: { article: 'news.md', sourceLocale: 'en', sourceHash: '', segments: {}, retired },
  hash: '',
  metaHash: '',
})

describe('a dismissal', () => {
  it.each([
    ['one check', 'numbers', ['numbers']],
    ['checks parted by commas or spaces', 'numbers,length  names', ['length', 'names', 'numbers']],
    ['a check twice', 'names, names', ['names']],
  ])('names %s', (_, words, ids) => {
    expect(readDismissals(file({ [entry]: words }), [hello])).toEqual({
      dismissed: new Map([[hello.key, ids]]),
      unknown: [],
    })
  })

  it.each([
    ['is empty', { [entry]: ' , ' }],
    ['is of another segment', { 'paragraph.other#dismiss': 'numbers' }],
  ])('that %s dismisses nothing', (_, texts) => {
    expect(readDismissals(file(texts), [hello])).toEqual({ dismissed: new Map(), unknown: [] })
  })

  it('of a check that does not exist is told by file and line; the others hold', () => {
    const { dismissed, unknown } = readDismissals(file({ [hello.key]: 'Hola.', [entry]: 'nubmers, names' }), [
      hello,
      hello,
    ])
    expect(dismissed.get(hello.key)).toEqual(['names'])
    expect(unknown).toEqual([
      {
        key: hello.key,
        place: 'es/news.json:3',
        message: expect.stringContaining('“nubmers” is no check; did you mean “numbers”?'),
      },
    ])
  })

  it('counts again when its sentence comes back into the article', () => {
    const retired = { [entry]: { text: 'numbers', source: '', date: '' } }
    expect(readDismissals(file({}, retired), [hello]).dismissed.get(hello.key)).toEqual(['numbers'])
  })
})
