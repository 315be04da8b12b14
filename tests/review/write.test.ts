import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { plain } from '../../src/article/content.ts'
import type { Origin } from '../../src/article/origin.ts'
import type { Segment } from '../../src/article/segment.ts'
import { type LocaleFile, LocaleMeta, shortHash } from '../../src/review/locale-file.ts'
import { readPeople } from '../../src/review/people.ts'
import { type Entry, printLocaleFile } from '../../src/review/write.ts'
import { segmentOf } from '../fakes/gaps.ts'

const article: Article = {
  id: 'news',
  path: 'news.md',
  format: 'markdown',
  locale: 'en',
  units: [],
  hash: 'abc',
}
const now = new Date('2026-11-22T20:00:00Z')
const MACHINE: Origin = { kind: 'machine', provider: 'fake', model: 'm1' }
const PERSON: Origin = { kind: 'human', editor: 'maria' }
const NOTHING: LocaleFile = {
  path: 'es/news.json',
  lines: new Map(),
  texts: new Map(),
  meta: { article: '', sourceLocale: '', sourceHash: '', segments: {} },
  hash: '',
  metaHash: '',
}

const hello = segmentOf('Hello.')
const bye = segmentOf('Bye.')

const entry = (segment: Segment, text: string, origin: Origin = MACHINE): Entry => ({
  segment,
  target: {
    content: plain(text),
    origin,
    state: origin.kind === 'machine' ? 'machine' : 'edited',
    date: '2026-11-22T20:00:00.000Z',
  },
  memoryKey: '0123456789abcdef'.repeat(4),
  rung: 'exact',
})

/** The files as the next run reads them. */
function reread(printed: { readonly texts: string; readonly meta: string }): LocaleFile {
  const texts: Record<string, string> = JSON.parse(printed.texts)
  return {
    path: 'es/news.json',
    lines: new Map(),
    texts: new Map(Object.entries(texts)),
    meta: LocaleMeta.parse(JSON.parse(printed.meta)),
    hash: 'h',
    metaHash: '',
  }
}

const written = (entries: readonly Entry[], earlier: LocaleFile = NOTHING) =>
  reread(printLocaleFile(article, entries, earlier))

const edited = (file: LocaleFile, segment: Segment, text: string): LocaleFile => ({
  ...file,
  texts: new Map([...file.texts, [segment.key, text]]),
})

describe('a printed locale file', () => {
  it('holds the texts in reading order, each once, and ends in a line feed', () => {
    const { texts } = printLocaleFile(
      article,
      [entry(bye, 'Adiós.'), entry(hello, 'Hola.'), entry(bye, 'Adiós.')],
      NOTHING,
    )
    expect(texts).toBe(`{\n  "${bye.key}": "Adiós.",\n  "${hello.key}": "Hola."\n}\n`)
  })

  it('is printed the same again', () => {
    const entries = [entry(hello, 'Hola.'), entry(bye, 'Adiós.')]
    const once = printLocaleFile(article, entries, NOTHING)
    expect(printLocaleFile(article, entries, reread(once))).toEqual({
      ...once,
      isChanged: false,
      interimMeta: once.meta,
    })
  })

  it('is recognised as the machine’s when it is read again', () => {
    const found = readPeople(written([entry(hello, 'Hola.')]), [hello], now)
    expect(found.machine.get(hello.key)).toMatchObject({
      text: 'Hola.',
      meta: { memory: '0123456789abcdef' },
    })
    expect(found.targets.size).toBe(0)
  })

  it('keeps a person’s text character for character, however oddly it is typed', () => {
    const typed = '  ¡Hola!\u00A0 \\\\<b> \uFFFC '
    const earlier = edited(written([entry(hello, 'Hola.')]), hello, typed)
    const [target] = [...readPeople(earlier, [hello], now).targets.values()]
    const after = written(
      [{ segment: hello, target: target!, memoryKey: undefined, rung: undefined }],
      earlier,
    )
    expect(after.texts.get(hello.key)).toBe(typed)
    expect(readPeople(after, [hello], now).targets.size).toBe(1)
    expect(after.meta.segments[hello.key]).toMatchObject({
      origin: 'human',
      state: 'edited',
      provider: 'editor',
    })
  })

  it('says of a person’s text from another article that memory brought it', () => {
    const after = written([entry(hello, 'Buenas.', { kind: 'memory', of: PERSON })])
    expect(after.meta.segments[hello.key]).toMatchObject({
      origin: 'human',
      provider: 'maria',
      via: 'memory',
    })
    expect(readPeople(after, [hello], now).shared.size).toBe(1)
  })

  it('names no memory key for a person’s text, and its rung only when codes were not as sent', () => {
    const after = written([entry(hello, 'Hola.', PERSON), { ...entry(bye, 'Adiós.'), rung: 'projected' }])
    expect(after.meta.segments[hello.key]).not.toHaveProperty('memory')
    expect(after.meta.segments[hello.key]).not.toHaveProperty('rung')
    expect(after.meta.segments[bye.key]).toMatchObject({ rung: 'projected' })
  })
})

describe('a sentence without a text', () => {
  const print = (earlier: LocaleFile) =>
    reread(printLocaleFile(article, [entry(bye, 'Adiós.')], earlier, [hello, bye]))

  it.each<[string, LocaleFile]>([
    ['never had one', NOTHING],
    ['had the machine’s', written([entry(hello, 'Hola.')])],
    ['had one from another article', written([entry(hello, 'Hola.', { kind: 'memory', of: PERSON })])],
  ])('has an empty place that asks for one where it %s', (_what, earlier) => {
    const after = print(earlier)
    expect([...after.texts]).toEqual([
      [hello.key, ''],
      [bye.key, 'Adiós.'],
    ])
    expect(after.meta.segments).not.toHaveProperty([hello.key])
    expect(readPeople(after, [hello], now)).toMatchObject({ targets: new Map(), machine: new Map() })
  })

  it('keeps what a person wrote, though it cannot be used as it is', () => {
    const before = written([entry(hello, 'Hola.', PERSON)])
    const after = print(edited(before, hello, '¡Hola <a1>!'))
    expect(after.texts.get(hello.key)).toBe('¡Hola <a1>!')
    expect(after.meta.segments[hello.key]).toEqual(before.meta.segments[hello.key])
    expect(after.meta.retired).toBeUndefined()
  })
})

describe('texts whose sentence is gone', () => {
  it('are dropped when they were the machine’s', () => {
    const after = written([entry(bye, 'Adiós.')], written([entry(hello, 'Hola.')]))
    expect([...after.texts.keys()]).toEqual([bye.key])
    expect(after.meta.retired).toBeUndefined()
  })

  it('are kept when a person wrote them, also in later runs', () => {
    const first = edited(written([entry(hello, 'Hola.')]), hello, '¡Hola!')
    const second = written([entry(bye, 'Adiós.')], first)
    expect(second.meta.retired).toMatchObject({ [hello.key]: { text: '¡Hola!' } })
    expect(written([entry(bye, 'Adiós.')], second).meta.retired).toMatchObject({
      [hello.key]: { text: '¡Hola!' },
    })
  })

  it('are kept when it is unknown who wrote them', () => {
    const foreign: LocaleFile = { ...NOTHING, texts: new Map([['paragraph.old', 'Antiguo.']]) }
    expect(written([entry(hello, 'Hola.')], foreign).meta.retired).toMatchObject({
      'paragraph.old': { text: 'Antiguo.' },
    })
  })

  it('are not kept when they came from another article: they stand there', () => {
    const first = written([entry(hello, 'Buenas.', { kind: 'memory', of: PERSON })])
    expect(written([entry(bye, 'Adiós.')], first).meta.retired).toBeUndefined()
  })

  it('come back, as typed, with their sentence', () => {
    const typed = ' ¡Hola! '
    const gone = written([entry(bye, 'Adiós.')], edited(written([entry(hello, 'Hola.')]), hello, typed))
    const [target] = [...readPeople(gone, [hello], now).targets.values()]
    const back = written([{ segment: hello, target: target!, memoryKey: undefined, rung: undefined }], gone)
    expect(back.texts.get(hello.key)).toBe(typed)
    expect(back.meta.retired).toBeUndefined()
  })
})

describe('a kill between the two files', () => {
  const interim = (entries: readonly Entry[], earlier: LocaleFile): LocaleFile => {
    const { interimMeta } = printLocaleFile(article, entries, earlier)
    return { ...earlier, meta: LocaleMeta.parse(JSON.parse(interimMeta)) }
  }

  it.each([
    ['a first edition', [], [entry(hello, 'Hola.')]],
    ['a text bought anew', [entry(hello, 'Hola.')], [entry(hello, 'Buenas.')]],
    ['a sentence gone', [entry(hello, 'Hola.'), entry(bye, 'Adiós.')], [entry(bye, 'Adiós.')]],
    [
      'a person’s text from elsewhere',
      [entry(hello, 'Hola.')],
      [entry(hello, 'Buenas.', { kind: 'memory', of: PERSON })],
    ],
  ])('never turns the machine’s text into a person’s: %s', (_what, before, after) => {
    const earlier = before.length === 0 ? NOTHING : written(before)
    const printed = printLocaleFile(article, after, earlier)
    const segments = [hello, bye]
    // Meta is written first: the texts are either still those of before…
    const old = interim(after, earlier)
    expect(readPeople(old, segments, now)).toMatchObject({ targets: new Map(), broken: new Map() })
    expect(written(after, old).meta.retired).toBeUndefined()
    // …or those of after.
    const fresh = { ...old, texts: reread(printed).texts }
    expect(readPeople(fresh, segments, now)).toMatchObject({ targets: new Map(), broken: new Map() })
    expect(written(after, fresh)).toEqual(reread(printed))
  })

  it('never turns a person’s text into the machine’s', () => {
    const earlier = edited(written([entry(hello, 'Hola.'), entry(bye, 'Adiós.')]), hello, '¡Hola!')
    const old = interim([entry(hello, '¡Hola!', PERSON), entry(bye, 'Chao.')], earlier)
    expect([...readPeople(old, [hello, bye], now).targets.keys()]).toEqual([hello.key])
    expect(shortHash('¡Hola!')).toBe(old.meta.segments[hello.key]?.target)
  })
})
