import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/article/hash.ts'
import { readArticle } from '../../src/pipeline/read.ts'
import { readBytes } from '../../src/sources/bytes.ts'
import { temporaryFolder } from '../fakes/folder.ts'
import { READ_SETTINGS } from '../fakes/newsroom.ts'

const read = (bytes: Buffer | string, place = 'world/news.md') =>
  readArticle(place.replace(/\.[^.]+$/, ''), place, Buffer.from(bytes), READ_SETTINGS)

const error = (code: string, place: string) => expect.objectContaining({ code, place })

describe('a source article', () => {
  it('is read into segments, with the hash of its very bytes', () => {
    const bytes = Buffer.from('# Flood\n\nThe river rose. It fell.\n')
    const article = read(bytes)
    expect(article.segments.map(({ notation }) => notation)).toEqual(['Flood', 'The river rose.', 'It fell.'])
    expect(article).toMatchObject({
      id: 'world/news',
      path: 'world/news.md',
      format: 'markdown',
      locale: 'en',
      hash: sha256(bytes),
    })
  })

  it('says its own language, in whatever spelling; else it is the configured one', () => {
    expect(read('---\nlang: PT-br\n---\nOlá.\n').locale).toBe('pt-BR')
    expect(read('Hello.\n').locale).toBe('en')
  })

  it('with a language that CLDR does not know is refused', () => {
    expect(() => read('---\nlang: klingonish\n---\nHello.\n')).toThrow(
      error('LOCALE_UNKNOWN', 'world/news.md'),
    )
  })

  it('is written back as it was when nothing is filled in', () => {
    const text = '---\ntitle: Flood\n---\r\n\r\nThe river rose.  \r\n'
    expect(read(text).write(new Map(), undefined)).toBe(text)
  })

  it('keeps its byte order mark, which is no part of the first word', () => {
    const source = read('\uFEFFHello.\n')
    expect(source.segments[0]?.notation).toBe('Hello.')
    expect(source.segments[0]?.key).toBe(read('Hello.\n').segments[0]?.key)
    expect(source.write(new Map(), undefined)).toBe('\uFEFFHello.\n')
    expect(read('\uFEFF\uFEFFHello.\n').write(new Map(), undefined)).toBe('\uFEFF\uFEFFHello.\n')
  })

  it.each([
    ['news.html', '<p>One</p>\r\n<p>Two</p>\r\n{}\n', 3],
    ['news.md', '---\ntitle: One\n---\n\nTwo.\n\n{}\n', 7],
    [
      'news.json',
      '{"uri":"a","type":"text",\n"bodies":[\n{"contentType":"text/html","value":"<p>a</p>\\n{}"}]}',
      3,
    ],
  ])('says in which line words are left as they are: %s', (place, text, line) => {
    const said = '"We saw the river rise twice."'
    const comment = `<!-- wp:acme/quote {"said":${said}} /-->`
    const written = place.endsWith('.json') ? comment.replaceAll('"', '\\"') : comment
    const { findings } = read(text.replace('{}', written), place)
    expect(findings).toMatchObject([{ check: 'block-comment', severity: 'warn', line }])
  })

  it.each(['', '\n\n', '\uFEFF', '---\ndate: 2026-11-22\n---\n', '42\n\n* * *\n'])(
    'without a word to translate is refused: %j',
    (text) => {
      expect(() => read(text)).toThrow(error('ARTICLE_EMPTY', 'world/news.md'))
    },
  )

  it('in no format that we read is refused by name', () => {
    expect(() => read('a,b', 'table.csv')).toThrow(error('FORMAT_UNKNOWN', 'table.csv'))
    expect(() => read('{"some": "json"}', 'data.json')).toThrow(error('FORMAT_UNKNOWN', 'data.json'))
  })

  it('that is not there is refused, and so is a folder', () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'news.md'))
    for (const name of ['news.md', 'missing.md']) {
      expect(() => readBytes(path.join(folder, name), name)).toThrow(error('ARTICLE_UNREADABLE', name))
    }
  })

  it('that is larger than any article is refused before it is read', () => {
    const file = path.join(temporaryFolder(), 'dump.md')
    writeFileSync(file, '')
    truncateSync(file, 8 * 1024 ** 3)
    expect(() => readBytes(file, 'dump.md')).toThrow(error('ARTICLE_TOO_LARGE', 'dump.md'))
    expect(() => read(Buffer.alloc(32 * 1024 ** 2 + 1, 'a'))).toThrow(
      error('ARTICLE_TOO_LARGE', 'world/news.md'),
    )
  })
})

describe('an article that is not UTF-8', () => {
  const refused = (bytes: Buffer, byte: number) =>
    expect(() => read(bytes)).toThrow(error('ENCODING_INVALID', `world/news.md: byte ${byte}`))

  it.each([
    ['Latin-1', Buffer.from('El niño', 'latin1'), 5],
    ['UTF-16', Buffer.from('\uFEFFHello', 'utf16le'), 0],
    ['a stray continuation', Buffer.from([0x61, 0x80, 0x62]), 1],
    ['an overlong slash', Buffer.from([0x61, 0xc0, 0xaf]), 1],
    ['a lone surrogate', Buffer.from([0x61, 0x62, 0xed, 0xa0, 0x80]), 2],
  ])('is refused with the byte where it breaks: %s', (_what, bytes, byte) => {
    // A sequence that fails at its second byte has its first one still good.
    expect(() => read(bytes)).toThrow(
      expect.objectContaining({
        code: 'ENCODING_INVALID',
        place: expect.stringMatching(new RegExp(`^world/news\\.md: byte (?:${byte}|${byte + 1})$`)),
      }),
    )
  })

  it('is refused at that byte wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const good = Buffer.from(before)
        refused(Buffer.concat([good, Buffer.from([0xff]), Buffer.from(after)]), good.length)
      }),
    )
  })
})
