import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Segment } from '../../src/article/segment.ts'
import { humanKey } from '../../src/memory/memory-key.ts'
import {
  isSameText,
  type LocaleFile,
  type LocaleMeta,
  type SegmentMeta,
  shortHash,
  textHash,
} from '../../src/review/locale-file.ts'
import { humanRows, readPeople } from '../../src/review/people.ts'
import { link, segmentOf } from '../fakes/gaps.ts'

const now = new Date('2026-11-22T20:00:00Z')
const earlier = '2026-11-01T08:00:00.000Z'
const hello = segmentOf('Hello.')
const coded = segmentOf('See <a1>it</a1>.', link('/it'))

interface Written {
  readonly text: string
  /** The text as meta has it; absent: meta knows nothing of the key. */
  readonly meta?: Partial<SegmentMeta> & { readonly of: string }
}

function localeFile(
  entries: readonly (readonly [Segment, Written])[],
  retired?: LocaleMeta['retired'],
): LocaleFile {
  const segments = entries.flatMap(([{ key, notation }, { meta }]) => {
    if (meta === undefined) return []
    const { of, ...changes } = meta
    const known: SegmentMeta = {
      source: shortHash(notation),
      target: shortHash(of),
      origin: 'machine',
      state: 'machine',
      provider: 'fake',
      model: 'm1',
      date: earlier,
      ...changes,
    }
    return [[key, known] as const]
  })
  return {
    path: 'es/news.json',
    lines: new Map(),
    texts: new Map(entries.map(([{ key }, { text }]) => [key, text])),
    meta: {
      article: 'news.md',
      sourceLocale: 'en',
      sourceHash: '',
      segments: Object.fromEntries(segments),
      ...(retired === undefined ? {} : { retired }),
    },
    hash: '',
    metaHash: '',
  }
}

const read = (written: Written, segment = hello) =>
  readPeople(localeFile([[segment, written]]), [segment], now)

describe('a text in a locale file', () => {
  it('is the machine’s when it is what we wrote', () => {
    const found = read({ text: 'Hola.', meta: { of: 'Hola.' } })
    expect(found.machine.get(hello.key)?.text).toBe('Hola.')
    expect(found.targets.size + found.shared.size + found.broken.size).toBe(0)
  })

  it('is a person’s as soon as one character differs from what we wrote, but for its ends', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (insert, at) => {
        const ours = 'Hola, mundo.'
        const place = at % (ours.length + 1)
        const text = ours.slice(0, place) + insert.replaceAll('<', '') + ours.slice(place)
        fc.pre(!isSameText(text, ours))
        expect(read({ text, meta: { of: ours } }).targets.get(hello.key)).toMatchObject({
          content: { text },
          origin: { kind: 'human', editor: 'editor' },
          state: 'edited',
          date: now.toISOString(),
        })
      }),
    )
  })

  describe.each([
    ['as this version hashes it', textHash],
    ['as earlier versions hashed it', shortHash],
  ])('whose meta has it %s', (_version, hash) => {
    const written = (ours: string, text: string, more: Partial<SegmentMeta> = {}) =>
      read({ text, meta: { of: ours, target: hash(ours), ...more } })

    it.each([
      ['as we wrote it', 'Adiós, señor.', 'Adiós, señor.'],
      ['with a space after it', 'Adiós, señor.', 'Adiós, señor. '],
      ['with a line break after it', 'Adiós, señor.', 'Adiós, señor.\r\n'],
      ['with white space before it', 'Adiós, señor.', '\t\u00A0Adiós, señor.'],
      ['with its accents apart', 'Adiós, señor.', 'Adiós, señor.'.normalize('NFD')],
      ['with all of this', 'Adiós, señor.', ` ${'Adiós, señor.'.normalize('NFD')} \n`],
    ])('passes as the machine’s %s', (_what, ours, text) => {
      const found = written(ours, text)
      expect(found.machine.get(hello.key)?.text).toBe(ours)
      expect(found.targets.size).toBe(0)
    })

    it.each([
      ['with another space inside', 'Adiós, señor.', 'Adiós,  señor.'],
      ['with an accent less', 'Adiós, señor.', 'Adios, señor.'],
      ['with an invisible character at its end', 'Adiós, señor.', 'Adiós, señor.\u200B'],
      ['without its full stop', 'Adiós, señor.', 'Adiós, señor'],
      ['in capital letters', 'Adiós, señor.', 'ADIÓS, SEÑOR.'],
      ['with letters of another width', 'Adiós, señor.', 'Adiós, señor．'],
    ])('fails as the machine’s %s: it is a person’s', (_what, ours, text) => {
      const found = written(ours, text)
      expect(found.machine.size).toBe(0)
      expect(found.targets.get(hello.key)?.origin).toEqual({ kind: 'human', editor: 'editor' })
    })

    it('stays approved, by the same person, with a space after it', () => {
      const approved = { origin: 'human', state: 'approved', provider: 'maria' } as const
      expect(written('Hola.', 'Hola. ', approved).targets.get(hello.key)).toMatchObject({
        origin: { kind: 'human', editor: 'maria' },
        state: 'approved',
        date: earlier,
      })
    })

    it('is nobody’s with a space after it when a killed run had yet to replace it', () => {
      const found = written('Buenas.', 'Hola. ', { before: hash('Hola.') })
      expect(found.targets.size + found.machine.size + found.shared.size).toBe(0)
    })
  })

  it('is not translated yet when it equals its source but for a space', () => {
    expect(read({ text: 'Hello. ' }).targets.size).toBe(0)
  })

  it('is a person’s when meta knows nothing of it', () => {
    expect(read({ text: 'Hola.' }).targets.get(hello.key)?.state).toBe('edited')
  })

  it('stays that person’s, with name, state and date, until it changes again', () => {
    const meta = { of: 'Hola.', origin: 'human', state: 'approved', provider: 'maria' } as const
    expect(read({ text: 'Hola.', meta }).targets.get(hello.key)).toMatchObject({
      origin: { kind: 'human', editor: 'maria' },
      state: 'approved',
      date: earlier,
    })
    expect(read({ text: 'Buenas.', meta }).targets.get(hello.key)).toMatchObject({
      origin: { kind: 'human', editor: 'editor' },
      state: 'edited',
      date: now.toISOString(),
    })
  })

  it('that memory brought from another article is no person’s here, until someone changes it here', () => {
    const meta = { of: 'Hola.', origin: 'human', state: 'edited', provider: 'maria', via: 'memory' } as const
    expect(read({ text: 'Hola.', meta }).shared.get(hello.key)?.origin).toEqual({
      kind: 'memory',
      of: { kind: 'human', editor: 'maria' },
    })
    expect(read({ text: 'Buenas.', meta }).targets.get(hello.key)?.content.text).toBe('Buenas.')
  })

  it.each(['', '   ', '\n'])('that is blank (%j) says nothing: the segment is open again', (text) => {
    const found = read({ text, meta: { of: 'Hola.' } })
    expect(found.targets.size + found.machine.size + found.broken.size).toBe(0)
  })

  it('that meta does not know and that equals its source is not translated yet: a copy of the source’s file', () => {
    expect(read({ text: 'Hello.' }).targets.size).toBe(0)
  })

  it('that equals its source is a person’s when we had written another', () => {
    expect(read({ text: 'Hello.', meta: { of: 'Hola.' } }).targets.get(hello.key)?.content.text).toBe(
      'Hello.',
    )
  })

  it('that a killed run had yet to replace is nobody’s', () => {
    const found = read({ text: 'Hola.', meta: { of: 'Buenas.', before: shortHash('Hola.') } })
    expect(found.targets.size + found.machine.size + found.shared.size).toBe(0)
  })

  it('of a sentence that is no longer in the article is not read', () => {
    expect(readPeople(localeFile([[coded, { text: 'Nada.' }]]), [hello], now).targets.size).toBe(0)
  })

  it('comes back from retirement with its sentence', () => {
    const file = localeFile([], {
      [hello.key]: { text: '¡Hola!', source: shortHash('Hello.'), date: earlier },
    })
    const people = readPeople(file, [hello], now)
    expect(people.targets.get(hello.key)?.content.text).toBe('¡Hola!')
    expect(humanRows({ locale: 'en', segments: [hello] }, file, people)).toMatchObject([{ text: '¡Hola!' }])
  })
})

describe('a person’s text with inline codes', () => {
  it('gets the source’s own codes', () => {
    const target = read({ text: '<a1>Eso</a1>, mira.' }, coded).targets.get(coded.key)
    expect(target?.content.codes.map((code) => code.raw)).toEqual(['<a href="/it">', '</a>'])
  })

  it.each([
    ['lost', 'Míralo.', /<a1> is missing$/],
    ['left open', '<a1>Míralo.', /missing/],
    ['repeated', '<a1>Eso</a1> y <a1>eso</a1>.', /2 times$/],
    ['invented', '<a1>Eso</a1> y <b2>más</b2>.', /<b2> is not in the source$/],
    ['crossed', '</a1>Eso<a1>.', /closes what is not open$/],
  ])('that were %s is reported and not used', (_what, text, problem) => {
    const found = read({ text }, coded)
    expect(found.broken.get(coded.key)).toMatch(problem)
    expect(found.targets.size).toBe(0)
  })
})

describe('rows for memory', () => {
  const rows = (written: Written) => {
    const file = localeFile([[hello, written]])
    return humanRows({ locale: 'en', segments: [hello] }, file, readPeople(file, [hello], now))
  }

  it('hold people’s texts exactly as typed, by the sentence they translate', () => {
    expect(rows({ text: '  ¡Hola! \\<b>', meta: { of: 'Hola.' } })).toEqual([
      {
        key: humanKey('en', 'Hello.'),
        text: '  ¡Hola! \\<b>',
        editor: 'editor',
        date: now.getTime(),
      },
    ])
  })

  it('hold nothing of a machine’s, and nothing that came from memory in the first place', () => {
    expect(rows({ text: 'Hola.', meta: { of: 'Hola.' } })).toEqual([])
    expect(
      rows({ text: 'Hola.', meta: { of: 'Hola.', origin: 'human', provider: 'maria', via: 'memory' } }),
    ).toEqual([])
  })
})
