import { describe, expect, it } from 'vitest'
import { withoutCopies } from '../../../src/review/aside/copies.ts'
import { type LocaleFile, shortHash, textHash } from '../../../src/review/locale-file.ts'

const KEY = 'paragraph.000000000000'

type Texts = Readonly<Record<string, string>>

/** @param noted what we wrote */
function fileOf(texts: Texts, sources: Texts, noted: Texts): LocaleFile {
  const segments = Object.entries(sources).map(([key, source]) => {
    const meta = {
      source: shortHash(source),
      target: textHash(noted[key]!),
      origin: 'machine',
      state: 'machine',
      sourceText: source,
      provider: 'fake',
      date: '2026-11-01T08:00:00.000Z',
    } as const
    return [key, meta] as const
  })
  return {
    path: 'es/news.json',
    lines: new Map(),
    texts: new Map(Object.entries(texts)),
    meta: { article: 'news.md', sourceLocale: 'en', sourceHash: '', segments: Object.fromEntries(segments) },
    hash: 'h',
    metaHash: 'm',
  }
}

interface Written {
  readonly source: string
  readonly text: string
  /** As meta has it. */
  readonly ours?: string
  readonly dismissed?: string
  readonly target?: string
}

function copiesIn({ source, text, ours = 'Otra cosa.', dismissed, target = 'es' }: Written) {
  const dismissal = dismissed === undefined ? {} : { [`${KEY}#dismiss`]: dismissed }
  const file = fileOf({ [KEY]: text, ...dismissal }, { [KEY]: source }, { [KEY]: ours })
  const read = withoutCopies(file, target)
  expect(read.texts.has(KEY)).toBe(read.copies === undefined)
  return read.copies ?? []
}

const SENTENCE = 'Crews stayed ashore and the port was closed.'
const CODED = 'Read the <a1>full timetable</a1> before you travel.'

it.each<[string, Written]>([
  ['a sentence', { source: SENTENCE, text: SENTENCE }],
  ['a sentence with a space after it', { source: SENTENCE, text: `${SENTENCE} ` }],
  ['a sentence with inline codes', { source: CODED, text: CODED }],
  [
    'a sentence for which another check is dismissed',
    { source: SENTENCE, text: SENTENCE, dismissed: 'length' },
  ],
])('fails as a text, and counts as not there: %s of the source as it stands', (_, written) => {
  expect(copiesIn(written)).toEqual([KEY])
})

it.each<[string, Written]>([
  ['a translation', { source: SENTENCE, text: 'La tripulación se quedó en tierra.' }],
  ['a name', { source: 'Barack Obama', text: 'Barack Obama' }],
  ['figures', { source: '4,200', text: '4,200' }],
  ['what we wrote ourselves', { source: SENTENCE, text: SENTENCE, ours: SENTENCE }],
  ['the same language in another country', { source: SENTENCE, text: SENTENCE, target: 'en-GB' }],
  ['what a person says is to stay', { source: SENTENCE, text: SENTENCE, dismissed: 'numbers, identical' }],
])('passes as a text: %s', (_, written) => {
  expect(copiesIn(written)).toEqual([])
})

describe('a file', () => {
  const noted = { A: 'Uno.', B: 'Dos.', C: 'Tres.' }
  const SOURCES = {
    A: 'Crews stayed ashore and the port was closed.',
    B: 'Mayor Frost',
    C: '4,200 passengers',
  }
  const left = (texts: Readonly<Record<string, string>>) => [
    ...withoutCopies(fileOf(texts, SOURCES, noted), 'es').texts.keys(),
  ]

  it('in which a tool has left prose of the source has no translation where names and figures are the source’s either', () => {
    expect(left({ A: SOURCES.A, B: SOURCES.B, C: 'Tres.' })).toEqual(['C'])
    expect(left({ A: 'Uno.', B: SOURCES.B, C: SOURCES.C })).toEqual(['A', 'B', 'C'])
  })

  it.each([
    ['all are empty', { A: '', B: '', C: '' }, []],
    ['all are empty but what is new', { A: '', B: '', C: 'Nuevo.' }, ['C']],
    ['a person has emptied some', { A: '', B: '', C: 'Tres.' }, ['A', 'B', 'C']],
    ['a person has emptied one, and changed the other', { A: '', B: 'Nuevo.' }, ['A', 'B']],
  ])('whose texts a tool has emptied has none of these lines: %s', (_, texts, keys) => {
    expect(left(texts)).toEqual(keys)
  })
})
