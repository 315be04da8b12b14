import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Disclosure } from '../../../src/article/disclosure.ts'
import { DragomanError } from '../../../src/article/errors.ts'
import type { ReadOptions } from '../../../src/formats/format.ts'
import { readFrontMatter } from '../../../src/formats/front-matter/front-matter.ts'
import { newFrontMatter } from '../../../src/formats/front-matter/yaml-disclosure.ts'
import { splice } from '../../../src/formats/splice.ts'
import { disclosure, options } from './story.ts'

const article = (yaml: string, eol = '\n') => `---\n${yaml}\n---\nBody.\n`.replaceAll('\n', eol)
const blockOf = (source: string) => ({
  syntax: 'yaml' as const,
  start: source.indexOf('\n') + 1,
  end: source.search(/(?<=\n)---\r?\n(?!.*:)/),
})
const read = (source: string, more: Partial<ReadOptions> = {}) =>
  readFrontMatter(source, blockOf(source), { ...options, ...more })
const values = (yaml: string, more: Partial<ReadOptions> = {}) =>
  read(article(yaml), more).values.map(({ role, value }) => `${role}: ${value}`)
/** The YAML with its first value replaced. */
const written = (yaml: string, value: string) => {
  const source = article(yaml)
  const edited = splice(source, [read(source).values[0]!.edit(value)])
  return edited.slice(4, edited.indexOf('\n---\nBody'))
}
const disclosed = (yaml: string, marks: Disclosure = disclosure) => {
  const source = article(yaml)
  const edited = splice(source, read(source).disclose(marks))
  return edited.slice(4, edited.indexOf('\n---\nBody'))
}
const refusal = (yaml: string): DragomanError => {
  try {
    read(article(yaml))
  } catch (thrown) {
    if (thrown instanceof DragomanError) return thrown
  }
  throw new Error('was not refused')
}

const FACTS = `translation:
  state: machine
  from: en
  provider: Apertium, Example
  label: "Traducción “automática”: \\"sin revisar\\""
  digitalSourceType: http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
  aiDisclosure: ai-autonomous
  sourceVersion: "012345678901"
  freshness: current
  original: https://news.example/en/story`

describe('reading values', () => {
  it.each<[string, string, string[]]>([
    [
      'listed keys only, in the order written',
      'standfirst: b\nslug: x\ntitle: a\nauthor: y',
      ['standfirst: b', 'headline: a'],
    ],
    [
      'nested keys and any item of a list',
      'image: {alt: a, src: b}\nimages:\n  - caption: c\n  - caption: d\n    credit: e',
      ['alt: a', 'caption: c', 'caption: d'],
    ],
    [
      'lists without a step of their own',
      'liveUpdates:\n  - text: a\n  - text: b',
      ['live-updates: a', 'live-updates: b'],
    ],
    [
      'every style of scalar, decoded',
      "title: 'it''s'\nstandfirst: \"a\\tb\"\nliveUpdates:\n  text: >\n    c\n    d\n\n    e",
      ["headline: it's", 'standfirst: a\tb', 'live-updates: c d\ne'],
    ],
    [
      'no numbers, dates, addresses or empty values',
      'title: 5\nstandfirst: ""\nurl: https://a.example/b',
      [],
    ],
    ['no keywords unless they are asked for', 'title: a\ntags: [b]', ['headline: a']],
    ['nothing from an alias, which is read at its anchor', 'title: &a b\nstandfirst: *a', ['headline: b']],
    [
      'keys named like parts of an object',
      '__proto__:\n  title: x\ntitle: a\nconstructor: b',
      ['headline: a'],
    ],
  ])('reads %s', (_, yaml, expected) => {
    expect(values(yaml)).toEqual(expected)
  })

  it('reads keywords when they are asked for', () => {
    expect(values('tags: [a, b]\nkeywords:\n  - c', { keywords: true })).toEqual([
      'keyword: a',
      'keyword: b',
      'keyword: c',
    ])
  })

  it.each([
    ['lang: en', 'en'],
    ['language: pt-BR', 'pt-BR'],
    ['locale: "fr"', 'fr'],
    ['locale: de\nlang: en', 'en'],
    ['lang:', undefined],
    ['title: a', undefined],
  ])('takes the article’s claim from %s', (yaml, expected) => {
    expect(read(article(yaml)).locale).toBe(expected)
  })
})

describe('refusing', () => {
  const web = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]`),
  ]
  it.each<[string, string, string]>([
    ['broken YAML', 'title: a\nb: [', 'desk/story.md:3'],
    ['a key twice', 'title: a\nb: 1\ntitle: c', 'desk/story.md:4:1'],
    ['a key twice further in', 'a:\n  - b: 1\n    b: 2', 'desk/story.md:4:5'],
    ['a list', '- a', 'desk/story.md:2:1'],
    ['aliases that explode', web.join('\n'), 'desk/story.md:2:1'],
    ['nesting without end', `a: ${'['.repeat(20_000)}`, 'desk/story.md:2:'],
    ['two documents', 'a: 1\n...\nb: 2', 'desk/story.md:'],
  ])('refuses %s, and names the place', (_, yaml, place) => {
    const error = refusal(yaml)
    expect(error.code).toBe('ARTICLE_INVALID')
    expect(error.place?.startsWith(place)).toBe(true)
    expect(error.fix).toMatch(/YAML/)
  })
})

describe('writing values', () => {
  it.each<[string, string, string, string]>([
    ['plain stays plain', 'title: a   # c', 'hola ¿qué tal?', 'title: hola ¿qué tal?   # c'],
    ['plain is quoted when it must be', 'title: a # c', 'Última hora: no', 'title: "Última hora: no" # c'],
    ['plain is quoted when it would be a boolean', 'title: a', 'No', 'title: "No"'],
    [
      'plain in a flow list is quoted for its commas',
      'image: {alt: a, src: b}',
      'uno, dos',
      'image: {alt: "uno, dos", src: b}',
    ],
    ['double quotes are taken single', 'title: a', '"No", dijo', 'title: \'"No", dijo\''],
    ['single quotes are doubled', "title: 'a'", "l'illa", "title: 'l''illa'"],
    ['double quotes are escaped', 'title: "a"', 'un "no"', 'title: "un \\"no\\""'],
    [
      'a literal block keeps its indentation and lines',
      'title: |-  # c\n    a\n    b\nx: 1',
      'uno\n\ndos',
      'title: |-  # c\n    uno\n\n    dos\nx: 1',
    ],
    [
      'a folded block becomes one line',
      'title: >\n  a\n  b\n\n# c\nx: 1',
      'uno dos',
      'title: >\n  uno dos\n\n# c\nx: 1',
    ],
    [
      'a folded block keeps paragraphs apart',
      'title: >-\n  a\nx: 1',
      'uno\n\ndos',
      'title: >-\n  uno\n\n\n  dos\nx: 1',
    ],
    [
      'a block that cannot hold a value gives way to quotes',
      'title: |  # c\n  a\nx: 1',
      ' uno',
      'title: " uno"  # c\nx: 1',
    ],
    ['an anchor stays', 'title: &t a\nslug: *t', 'uno', 'title: &t uno\nslug: *t'],
  ])('%s', (_, yaml, value, expected) => {
    expect(written(yaml, value)).toBe(expected)
  })

  const styles = [
    'title: a # c',
    'title: "a"',
    "title: 'a'",
    'title: |\n  a',
    'title: |2+\n  a\n',
    'title: >-\n  a\n  b\nx: 1',
    'image: {alt: a, src: [b]}',
    'title: a\n  b',
    '  title: a\n  x: 1',
  ]
  const hard = fc.constantFrom(
    'a: b',
    'a #b',
    '- x',
    '? x',
    'a\nb',
    'a\n\n b',
    '1e5',
    '0x1f',
    '12:30',
    '2026-03-05',
    '~',
    '<<',
    '...',
    '---',
    '@x',
    '!x',
    'x\u0085y',
    '\ud800',
    ':',
    "'",
    '"',
    '\\n',
    '\r',
  )
  it('holds any value: what is read again is what was written', () => {
    const value = fc
      .oneof(fc.string(), fc.string({ unit: 'binary' }), hard)
      .filter((text) => !text.endsWith('\n'))
    fc.assert(
      fc.property(fc.constantFrom(...styles), value, fc.constantFrom('\n', '\r\n'), (yaml, text, eol) => {
        fc.pre(text.trim() !== '')
        const source = article(yaml, eol)
        const { start, end } = blockOf(source)
        const edited = splice(source, [read(source).values[0]!.edit(text)])
        const { title, image } = parse(edited.slice(start, edited.length - (source.length - end)))
        expect((title ?? image.alt).replace(/\n+$/, '')).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

describe('disclosing', () => {
  it.each<[string, string, string]>([
    [
      'puts new keys at the end, behind comments',
      'title: a # c\n\n# end',
      `title: a # c\n\n# end\nlang: es\n${FACTS}`,
    ],
    [
      'replaces the claim where it stands',
      'language: "en" # c\ntitle: a',
      `language: es # c\ntitle: a\n${FACTS}`,
    ],
    ['fills an empty claim', 'lang:\ntitle: a', `lang: es\ntitle: a\n${FACTS}`],
    ['replaces an old direction', 'dir: rtl\nlang: ar', `dir: ltr\nlang: es\n${FACTS}`],
    [
      'replaces its own map whole',
      'lang: en\ntranslation:\n  state: approved\n  # old\n  extra: [1]\n\n# z\ntitle: a',
      `lang: es\n${FACTS}\n\n# z\ntitle: a`,
    ],
    [
      'fits an indented block',
      '  lang: en\n  title: a',
      `  lang: es\n  title: a\n${FACTS.replace(/^/gm, '  ')}`,
    ],
    [
      'rewrites an “Updated:” line',
      'lang: es\nupdated: "Updated: today"',
      `lang: es\nupdated: "Actualizado: hoy"\n${FACTS}`,
    ],
    [
      'leaves one that cannot be read, and time stamps',
      'lang: es\nupdated: "Updated: when?"',
      `lang: es\nupdated: "Updated: when?"\n${FACTS}`,
    ],
  ])('%s', (_, yaml, expected) => {
    expect(disclosed(yaml)).toBe(expected)
  })

  it('says the direction of a right-to-left edition', () => {
    expect(disclosed('lang: en', { ...disclosure, locale: 'ar', direction: 'rtl' })).toMatch(
      /^lang: ar\ndir: rtl\n/,
    )
  })

  it('stays valid in a flow map', () => {
    const result = disclosed('{lang: en, title: "a"}', { ...disclosure, direction: 'rtl' })
    expect(parse(result)).toMatchObject({
      lang: 'es',
      dir: 'rtl',
      title: 'a',
      translation: { state: 'machine' },
    })
  })

  it('fills an empty block, and makes one', () => {
    expect(disclosed('# nothing')).toBe(`# nothing\nlang: es\n${FACTS}`)
    expect(newFrontMatter(disclosure, '\n')).toBe(`---\nlang: es\n${FACTS}\n---\n\n`)
  })

  it('changes nothing the second time', () => {
    for (const yaml of [
      'title: a # c',
      'language: "en" # c',
      '{lang: en}',
      '# c',
      'dir: ltr\ntranslation: {a: b} # c',
    ]) {
      const once = disclosed(yaml)
      expect(disclosed(once)).toBe(once)
    }
  })
})
