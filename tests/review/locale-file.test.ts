import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type LocaleMeta, printMeta, printTexts } from '../../src/review/locale-file.ts'
import { localeFileHash, readLocaleFile } from '../../src/review/read-locale-file.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const META: LocaleMeta = {
  article: 'news.md',
  sourceLocale: 'en',
  sourceHash: 'abc',
  segments: {
    'paragraph.1': {
      source: 's',
      target: 't',
      origin: 'machine',
      state: 'machine',
      provider: 'fake',
      model: 'm1',
      date: '2026-11-22T20:00:00.000Z',
      memory: '0123456789abcdef',
    },
  },
}

/** Reads a locale file of this text (and meta), in a folder of its own. */
function read(texts: string | Uint8Array | undefined, meta?: string) {
  const folder = temporaryFolder()
  writeFiles(folder, {
    ...(texts === undefined ? {} : { 'news.json': texts }),
    ...(meta === undefined ? {} : { 'news.meta.json': meta }),
  })
  const file = path.join(folder, 'news.json')
  const metaFile = path.join(folder, 'news.meta.json')
  return { file, metaFile, read: () => readLocaleFile(file, metaFile) }
}

const invalid = (place: string, message: RegExp) =>
  expect.objectContaining({
    code: 'LOCALE_FILE_INVALID',
    place,
    message: expect.stringMatching(message),
    fix: expect.stringContaining('left alone'),
  })

describe('a locale file', () => {
  it('that is not there is empty', () => {
    expect(read(undefined).read()).toMatchObject({ texts: new Map(), hash: '' })
  })

  it('keeps its keys in order, and each text character for character', () => {
    const texts = new Map([
      ['paragraph.b', '  “Hola”\\<a1> \u00A0\u200B'],
      ['headline.a', ''],
      ['__proto__', 'odd'],
    ])
    const there = read(printTexts(texts))
    expect([...there.read().texts]).toEqual([...texts])
  })

  it('may be written by hand: comments, trailing commas, a byte order mark', () => {
    const { read: parse } = read('\uFEFF{\n  // por revisar\n  "paragraph.1": "Hola",\n}\n')
    expect(parse().texts).toEqual(new Map([['paragraph.1', 'Hola']]))
  })

  it('is known again by its bytes', () => {
    const there = read(printTexts(new Map([['paragraph.1', 'Hola']])))
    expect(there.read().hash).toBe(localeFileHash(there.file))
    expect(there.read().hash).toMatch(/^[0-9a-f]{64}$/)
    expect(localeFileHash(`${there.file}.nowhere`)).toBe('')
  })

  it.each([
    [
      'a merge conflict',
      '{\n  "a": "x",\n<<<<<<< HEAD\n  "b": "y"\n=======\n  "b": "z"\n>>>>>>> night\n}\n',
      ':3:1',
    ],
    ['a merge conflict of Windows', '{\r\n  "a": "x",\r\n  "b": "y"\r\n=======\r\n}\r\n', ':4:1'],
    ['a quote that was forgotten', '{\n  "a": "x",\n  "b": y\n}\n', ':3:8'],
    ['a comma that was forgotten', '{\n  "a": "x"\n  "b": "y"\n}\n', ':3:3'],
    ['nothing at all', '', ':1:1'],
    ['a list', '["x"]', ':1:1'],
    ['a key that stands twice', '{\n  "a": "x",\n  "b": "y",\n  "a": "z"\n}\n', ':4:3'],
    ['a key that stands twice in one line', '{ "a": "x", "a": "y" }', ':1:13'],
    ['a key that stands twice, once with escapes', '{\n  "a": "x",\n  "\\u0061": "y"\n}', ':3:3'],
    ['a number', '{\n  "a": "x",\n  "b": 7\n}\n', ':3:3'],
    ['a nested object', '{\n  "a": { "b": "x" }\n}\n', ':2:3'],
  ])('with %s is refused with its line, and left alone', (_what, text, place) => {
    const there = read(text)
    expect(there.read).toThrow(invalid(`${there.file}${place}`, /\.$/))
    expect(readFileSync(there.file, 'utf8')).toBe(text)
  })

  it('in another encoding is refused', () => {
    const there = read(Buffer.from('{"a": "se\xF1or"}', 'latin1'))
    expect(there.read).toThrow(invalid(there.file, /UTF-8/))
  })

  it('that is a folder is refused, like one that cannot be read', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'news.json')
    mkdirSync(file)
    expect(() => readLocaleFile(file, `${file}.meta`)).toThrow(invalid(file, /cannot be read/))
    expect(() => localeFileHash(file)).toThrow(invalid(file, /cannot be read/))
  })

  it.each([
    ['deep nesting', `{"a": ${'['.repeat(200_000)}`],
    ['white space', `{${'\n'.repeat(200_000)}"a": "x", "a": "y"}`],
  ])('of hostile %s is refused in bounded time', (_what, text) => {
    const there = read(text)
    expect(there.read).toThrow(expect.objectContaining({ code: 'LOCALE_FILE_INVALID' }))
  })
})

describe('meta', () => {
  it('comes back as it was printed', () => {
    expect(read('{}', printMeta(META)).read().meta).toEqual(META)
  })

  it.each([
    ['broken JSON', '{', ''],
    ['a merge conflict', '{\n<<<<<<< HEAD\n}', ':2:1'],
    ['a key missing', '{}', ''],
    ['a date that is none', printMeta(META).replace('2026-11-22T20:00:00.000Z', 'yesterday'), ''],
  ])('with %s is refused: nobody’s text is guessed to be the machine’s', (_what, meta, place) => {
    const there = read('{}', meta)
    expect(there.read).toThrow(invalid(`${there.metaFile}${place}`, /says who wrote what/))
  })
})
