import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER, readable } from '../../../src/article/content.ts'
import type { Disclosure } from '../../../src/article/disclosure.ts'
import { DragomanError } from '../../../src/article/errors.ts'
import type { Unit } from '../../../src/article/unit.ts'
import type { Fills, Piece, Reading, ReadOptions } from '../../../src/formats/format.ts'
import { markdown } from '../../../src/formats/markdown/markdown.ts'

const options: ReadOptions = {
  path: 'story.md',
  locale: 'en',
  frontMatter: ['headline', 'title', 'standfirst', 'images.*.alt', 'images.*.caption', 'liveUpdates.text'],
  credits: ['.credit', 'cite'],
  keywords: false,
  recognise: {
    isLabel: (line) => /^(?:Powered by automated translation|Traducción automática)/.test(line),
    isUpdated: (line) => line.startsWith('Updated: '),
  },
}

const disclosure: Disclosure = {
  articleId: 'story',
  state: 'machine',
  locale: 'es',
  direction: 'ltr',
  sourceLocale: 'en',
  sourceDirection: 'ltr',
  label: 'Traducción automática (Example_MT). Sin revisar.',
  labelLocale: 'es',
  providers: ['Example_MT'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  aiDisclosure: 'ai-autonomous',
  sourceHash: 'c0ffee0123456789',
  changed: undefined,
  reviewed: undefined,
  canonicalUrl: undefined,
  originalUrl: 'https://news.example/en/story',
  readOriginal: 'Leer el original (inglés)',
  updatedLine: () => 'Actualizado: 5 de marzo de 2026',
  updatedTime: () => undefined,
}
const arabic: Disclosure = { ...disclosure, locale: 'ar', direction: 'rtl', originalUrl: undefined }

const read = (source: string, more: Partial<ReadOptions> = {}) =>
  markdown.read(source, { ...options, ...more })
const show = ({ text }: Content) => text.replaceAll(MARKER, '¤')
const outline = (source: string, more: Partial<ReadOptions> = {}) =>
  read(source, more).units.map(({ role, content }) => `${role}: ${show(content)}`)

const kept = ({ content }: Unit): Piece[] => [{ kind: 'kept', start: 0, end: content.text.length }]
const target = (content: Content): Piece[] => [{ kind: 'target', content }]
const fillAll = ({ units }: Reading, fill: (unit: Unit) => Piece[]): Fills =>
  new Map(units.map((unit) => [unit.id, fill(unit)]))
/** The one unit of `source` (or the first one) written as `text`; `¤` are its codes in order. */
const written = (source: string, text: string, more: Partial<ReadOptions> = {}) => {
  const reading = read(source, more)
  const [unit] = reading.units as [Unit]
  const content = { text: text.replaceAll('¤', MARKER), codes: unit.content.codes }
  return reading.write(new Map([[unit.id, target(content)]]), undefined)
}
const shout = (reading: Reading) =>
  fillAll(reading, ({ content }) => target({ ...content, text: content.text.toUpperCase() }))

describe('golden articles', () => {
  const root = new URL('../../fixtures/markdown/', import.meta.url)
  for (const name of readdirSync(root)) {
    const file = readdirSync(new URL(`${name}/`, root)).find((entry) => entry.startsWith('input.'))!
    const ending = file.slice('input'.length)
    const source = readFileSync(new URL(`${name}/${file}`, root), 'utf8')
    const marks = name === 'rtl' ? arabic : disclosure
    const reading = read(source, { path: `${name}${ending}` })

    it(`${name}: is written in another language, all else as it was`, () => {
      const expected = new URL(`${name}/expected${ending}`, root)
      const result = reading.write(shout(reading), marks)
      if (process.env['UPDATE'] === '1' || !existsSync(expected)) writeFileSync(expected, result)
      expect(result).toBe(readFileSync(expected, 'utf8'))
    })
    it(`${name}: with Windows line ends nothing changes but those`, () => {
      const windows = read(source.replaceAll('\n', '\r\n'), { path: `${name}${ending}` })
      expect(windows.write(shout(windows), marks)).toBe(
        reading.write(shout(reading), marks).replaceAll('\n', '\r\n'),
      )
    })
    it(`${name}: an edition read again and marked the same does not change`, () => {
      const edition = reading.write(shout(reading), marks)
      expect(read(edition, { path: `${name}${ending}` }).write(new Map(), marks)).toBe(edition)
    })
  }
})

describe('reading', () => {
  it.each<[string, string, string[]]>([
    [
      'a first h1 is the headline, later ones are headings',
      '# A\n\n## B\n\n# C\n',
      ['headline: A', 'heading: B', 'heading: C'],
    ],
    [
      'a front matter headline makes every h1 a heading',
      '---\ntitle: T\n---\n# A\n',
      ['headline: T', 'heading: A'],
    ],
    [
      'an emphasised paragraph under a leading h1 is the standfirst',
      '# A\n\n*b*\n\n*c*\n',
      ['headline: A', 'standfirst: ¤b¤', 'paragraph: ¤c¤'],
    ],
    ['underlined headings', 'A\n===\n\nB *c*\n---\n', ['headline: A', 'heading: B ¤c¤']],
    [
      'items, quotations, cells, footnotes',
      '- a\n  - b\n\n> c\n\n| d |\n|---|\n| e |\n\n[^1]: f\n',
      ['list-item: a', 'list-item: b', 'quote: c', 'table-cell: d', 'table-cell: e', 'paragraph: f'],
    ],
    ['soft wraps as line breaks, prefixes left out', '> a\n> b\n>   c\n', ['quote: a\nb\nc']],
    ['a hard break with all its bytes is one code', '- a  \n  b\\\n  c\n', ['list-item: a¤b¤c']],
    ['escapes and entities decoded', 'a\\*b &amp; &#x63;\n', ['paragraph: a*b & c']],
    [
      'alts and titles as units of their own',
      '![a *b*](i "c") [d](u \'e\')\n',
      ['paragraph: ¤ ¤d¤', 'alt: a b', 'title: c', 'title: e'],
    ],
    [
      'code, addresses and footnote marks stand alone',
      '`a` https://b.example <https://c.example> d[^1]\n\n[^1]: e\n',
      ['paragraph: ¤ ¤ ¤ d¤', 'paragraph: e'],
    ],
    [
      'HTML tags pair up in a paragraph; lone ones and comments stand alone',
      'a <b>c</b> </i> <!-- d --> <br>e\n',
      ['paragraph: a ¤c¤ ¤ ¤ ¤e'],
    ],
    [
      'HTML that keeps its words is one code',
      'by <cite>A</cite>, <kbd>B</kbd>, <i translate="no">C</i>\n',
      ['paragraph: by ¤, ¤, ¤'],
    ],
    [
      'code, rules, maths, definitions and comments are no words',
      '    a\n\n```\nb\n```\n\n***\n\n$$\nc\n$$\n\n[d]: /e\n\n<!-- g -->\n',
      [],
    ],
    ['comments are no definitions', '[//]: # "a"\n\n[comment]: <> (b)\n\nc\n', ['paragraph: c']],
    ['titles of definitions are words', 'a [b][]\n\n[b]: /c "d"\n', ['paragraph: a ¤b¤', 'title: d']],
    [
      'an HTML block is read as HTML',
      '<figure>\n<figcaption>a <b>b</b></figcaption>\n</figure>\n',
      ['caption: a ¤b¤'],
    ],
    ['tasks without their boxes', '- [ ] a\n- [x] b\n', ['list-item: a', 'list-item: b']],
    [
      'labels and “Updated:” lines are furniture',
      '**Updated: now**\n\n*Powered by automated translation*\n\na\n',
      ['paragraph: a'],
    ],
  ])('reads %s', (_, source, expected) => {
    expect(outline(source)).toEqual(expected)
  })

  it('gives codes the source’s own bytes, and lets only emphasis go', () => {
    const [unit] = read('**a** [b](u "t") ~~c~~\n').units as [Unit]
    expect(unit.content.codes.map(({ kind, name, raw, canDelete }) => [kind, name, raw, canDelete])).toEqual([
      ['open', 'strong', '**', true],
      ['close', 'strong', '**', true],
      ['open', 'a', '[', false],
      ['close', 'a', '](u "t")', false],
      ['open', 'del', '~~', true],
      ['close', 'del', '~~', true],
    ])
  })

  it('leaves imports, exports, JSX and expressions of MDX alone', () => {
    const source = 'import A from "a"\n\n<A b={{ c: 1 }}>\n\nd {e.f} <G h="i">j</G>\n\n</A>\n'
    expect(outline(source, { path: 'story.mdx' })).toEqual(['paragraph: d ¤ ¤j¤'])
  })

  it('refuses a paragraph of nothing but delimiters, and names it', () => {
    const thrown = refusal(() => read(`a\n\n${'*a_ '.repeat(9000)}`))
    expect(thrown).toMatchObject({
      code: 'ARTICLE_INVALID',
      place: expect.stringMatching(/^story\.md:3:\d+$/),
    })
  })
})

describe('writing', () => {
  it.each<[string, string, string, string]>([
    ['a line break in a target as a space', '> a\n> b\n', 'c\nd\r\n\r\ne', '> c d e\n'],
    [
      'what cannot be markup as it is',
      'x\n',
      'snake_case, 3 - 2, 3 * 4, a.b, # 1, 5 > 4, “x” & y, ¡no!',
      'snake_case, 3 - 2, 3 * 4, a.b, # 1, 5 > 4, “x” & y, ¡no!\n',
    ],
    ['an only asterisk as it is', 'x\n', 'Precio* sin IVA', 'Precio* sin IVA\n'],
    ['two asterisks escaped', 'x\n', '*no*', '\\*no\\*\n'],
    ['what opens a block escaped', 'x\n', '- no', '\\- no\n'],
    [
      'a number with a dot escaped at the start only',
      'x\n',
      '1. Fue el 2. puesto',
      '1\\. Fue el 2. puesto\n',
    ],
    ['a bar in a cell escaped', '| x |\n|---|\n', 'a | b', '| a \\| b |\n|---|\n'],
    ['a number sign at the end of a heading escaped', '# x\n', 'C #', '# C \\#\n'],
    [
      'brackets, tags, entities, addresses escaped',
      'x\n',
      '[a](b) <b> &amp; www.a.example',
      '\\[a](b) \\<b> \\&amp; www\\.a.example\n',
    ],
    ['space inside delimiters outside them', '**a** b\n', '¤ c ¤d', '**c** d\n'],
    [
      'quotation marks next to a letter so that emphasis stays',
      'x **a** b\n',
      'x ¤“c”¤d',
      'x **“c”**&#x64;\n',
    ],
    ['underscores inside words as asterisks', 'x _a_ y\n', '他¤说¤了', '他*说*了\n'],
    ['empty emphasis not at all', '**a** b\n', '¤¤c', 'c\n'],
    ['a link named by its own words with its name', '[a]\n\n[a]: /u\n', '¤b¤', '[b][a]\n\n[a]: /u\n'],
    [
      'an address that would go on in brackets',
      'x https://a.example y\n',
      '看¤。好',
      '看<https://a.example>。好\n',
    ],
    ['a question before a link as a question', 'x [a](b)\n', '¡y!¤c¤', '¡y\\![c](b)\n'],
  ])('writes %s', (_, source, text, expected) => {
    expect(written(source, text)).toBe(expected)
  })

  it('writes alts and titles into the code that holds them', () => {
    const reading = read('x ![a](i "t") y\n')
    const words = ['z ¤', 'el [mapa]', 'un "título"']
    const fills = fillAll(reading, ({ content, id }) => {
      const text = words[Number(id.slice(1))]!.replaceAll('¤', MARKER)
      return target({ text, codes: content.codes })
    })
    const expected = '![el \\[mapa\\]](i "un \\"título\\"")'
    expect(reading.write(fills, undefined)).toBe(`z ${expected}\n`)
    expect(reading.write(new Map([...fills].slice(1)), undefined)).toBe(`x ${expected} y\n`)
  })

  it('escapes braces and angle brackets in MDX', () => {
    expect(written('x\n', 'a {b} < c', { path: 'story.mdx' })).toBe('a \\{b\\} \\< c\n')
    expect(written('x\n', 'export of grain', { path: 'story.mdx' })).toBe('&#x65;xport of grain\n')
  })

  it('keeps the bytes of what stays between targets', () => {
    const reading = read('One &amp; two.\n  Three\\! Four.\n')
    const [unit] = reading.units as [Unit]
    const { text } = unit.content
    const pieces: Piece[] = [
      { kind: 'target', content: { text: 'Uno.', codes: [] } },
      { kind: 'kept', start: text.indexOf('\n'), end: text.length },
    ]
    expect(reading.write(new Map([[unit.id, pieces]]), undefined)).toBe('Uno.\n  Three\\! Four.\n')
  })
})

describe('marking', () => {
  const marked = (source: string, marks: Disclosure = disclosure) =>
    read(source)
      .write(new Map(), marks)
      .replace(/^---\n[\s\S]*?\n---\n/, '---\n')
  const label =
    '*Traducción automática (Example_MT). Sin revisar.* [Leer el original (inglés)](https://news.example/en/story)'

  it.each<[string, string, string]>([
    ['on top of the body', 'a\n', `---\n\n${label}\n\na\n`],
    ['on top, under front matter', '---\nx: 1\n---\na\n', `---\n\n${label}\n\na\n`],
    ['under the headline', '# a\nb\n', `---\n\n# a\n\n${label}\n\nb\n`],
    ['under the standfirst', '# a\n\n_b_\n\nc\n', `---\n\n# a\n\n_b_\n\n${label}\n\nc\n`],
    ['under a headline that is all there is', '# a', `---\n\n# a\n\n${label}\n`],
    [
      'in place of one that is there',
      '# a\n\nb\n\n**Powered by automated translation**\n',
      `---\n\n# a\n\nb\n\n${label}\n`,
    ],
    ['in an empty article', '', `---\n\n${label}\n`],
    ['under a comment', '<!-- c -->\n\na\n', `---\n\n<!-- c -->\n\n${label}\n\na\n`],
  ])('puts the label %s', (_, source, expected) => {
    expect(marked(source)).toBe(expected)
  })

  it('replaces an “Updated:” line, or leaves it when its time cannot be read', () => {
    expect(marked('a\n\n*Updated: now*\n')).toContain('\n*Actualizado: 5 de marzo de 2026*\n')
    expect(marked('a\n\nUpdated: now\n', { ...disclosure, updatedLine: () => undefined })).toContain(
      '\nUpdated: now\n',
    )
  })

  it('escapes a label for the address beside it, whatever it was beside before', () => {
    const reading = read('Words.\n')
    const labelBeside = (originalUrl: string) =>
      reading.write(new Map(), { ...disclosure, label: 'By _x', readOriginal: 'More', originalUrl })
    for (const url of ['https://a.example/b', 'https://a.example/b'])
      expect(labelBeside(url)).toContain(`*By _x* [More](${url})`)
    expect(labelBeside('https://a.example/b_c')).toContain('*By \\_x* [More](https://a.example/b_c)')
    expect(labelBeside('https://a.example/(d)')).toContain('*By _x* [More](https://a.example/%28d%29)')
  })

  it('knows a label that is the last line of a caption', () => {
    const source = '> ![a](b)\n> Smoke over the port. AP\n> **Powered by automated translation**\n\nc\n'
    expect(outline(source)).toEqual(['quote: ¤\nSmoke over the port. AP', 'alt: a', 'paragraph: c'])
    expect(marked(source)).toBe(`---\n\n> ![a](b)\n> Smoke over the port. AP\n> ${label}\n\nc\n`)
  })

  it('marks an edition in TOML front matter too', () => {
    const reading = read('+++\ntitle = "a"\n+++\nb\n')
    expect(reading.units.map(({ role }) => role)).toEqual(['headline', 'paragraph'])
    expect(reading.write(new Map(), disclosure)).toMatch(
      /^\+\+\+\ntitle = "a"\nlang = "es"\n\n\[translation\]\nstate = "machine"\n(?:\w+ = ".*"\n)+\+\+\+\n/,
    )
  })

  it('knows TOML front matter above MDX, whatever its lines look like', () => {
    const source = '+++\ntitle = "a"\nimage = { alt = """\nimport b\n""" }\n+++\nc\n'
    const options = { path: 'news.mdx', frontMatter: ['title', 'image.alt'] }
    expect(read(source, options).units.map(({ content }) => content.text)).toEqual(['a', 'import b', 'c'])
  })
})

describe('every article', () => {
  const atoms = [
    ...[
      '*',
      '**',
      '_',
      '~~',
      '`',
      '[',
      ']',
      '(',
      ')',
      '![',
      '<',
      '>',
      '<b>',
      '</b>',
      '<!-- c -->',
      '&amp;',
      '\\',
    ],
    ...[
      '\n',
      '\n\n',
      '\r\n',
      '  \n',
      '\\\n',
      '# ',
      '- ',
      '1. ',
      '> ',
      '    ',
      '\t',
      '|',
      '---\n',
      '===\n',
      '```\n',
    ],
    ...[
      '| a | b |\n|---|---|\n| ',
      'https://a.example',
      'www.x.org',
      'a@b.co',
      '[^1]',
      '\n[^1]: ',
      '[x]: /u "t"\n',
    ],
    ...[
      '[x]',
      '[ ] ',
      'a',
      'é',
      '中',
      '“',
      '”',
      '.',
      ' ',
      '!',
      '\u00a0',
      '\0',
      MARKER,
      '😀',
      '{',
      '}',
      '<div>\n',
      '$$',
    ],
    ...['\r', '+', '=', '-', '#', ':', '~~~', 'title: a\n', '\ufeff', '&', 'word ', 'Updated: x\n'],
  ]
  const source = fc.array(fc.constantFrom(...atoms), { maxLength: 40 }).map((parts) => parts.join(''))
  const path = fc.constantFrom('story.md', 'story.mdx')
  /** Broken front matter is refused: nothing to hold. */
  const whenReadable = (text: string, file: string, hold: (reading: Reading) => void) => {
    const reading = orRefusal(() => read(text, { path: file }))
    if (!(reading instanceof DragomanError)) hold(reading)
  }

  it('is written back as it was, unfilled or kept in any pieces', () => {
    fc.assert(
      fc.property(source, path, fc.nat(), (text, file, cut) => {
        whenReadable(text, file, (reading) => {
          expect(reading.write(new Map(), undefined)).toBe(text)
          const inTwo = fillAll(reading, ({ content }) => {
            const at = cut % (content.text.length + 1)
            return [
              { kind: 'kept', start: 0, end: at },
              { kind: 'kept', start: at, end: content.text.length },
            ]
          })
          expect(reading.write(fillAll(reading, kept), undefined)).toBe(text)
          expect(reading.write(inTwo, undefined)).toBe(text)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is marked once: writing an edition again changes nothing', () => {
    fc.assert(
      fc.property(source, path, fc.constantFrom(disclosure, arabic), (text, file, marks) => {
        // An update line that opens an article is taken for one only once the label stands above it.
        fc.pre(!/^(?:\uFEFF|---|[\s>#*-])*updated:/i.test(text))
        whenReadable(text, file, (reading) => {
          const edition = reading.write(new Map(), marks)
          expect(read(edition, { path: file }).write(new Map(), marks)).toBe(edition)
        })
      }),
      { numRuns: 300 },
    )
  })

  const places = [
    'X\n',
    '- X\n',
    '> X\n',
    '# X\n',
    '# X #\n',
    'X\n===\n',
    '| X | b |\n|---|---|\n',
    'X | b\n---|---\n',
  ]
  it('holds any target as text: the same words, no new markup', () => {
    const words = (text: string) => text.replace(/\0/g, '').replace(/\s+/g, ' ').trim()
    fc.assert(
      fc.property(fc.constantFrom(...places), source, path, (place, noisy, file) => {
        const text = noisy.replaceAll(MARKER, '')
        fc.pre(words(text) !== '' && !options.recognise.isUpdated(words(text)))
        const [unit, ...others] = read(written(place, text, { path: file }), { path: file }).units as [Unit]
        expect(words(readable(unit.content))).toBe(words(text))
        expect(unit.content.codes).toEqual([])
        expect(others).toHaveLength(place.includes('b') ? 1 : 0)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps emphasis whatever stands beside it', () => {
    const bit = fc.array(fc.constantFrom('a', '中', '“', '”', '.', ' ', '!', '(', '😀', '*', '_'), {
      maxLength: 3,
    })
    const bits = fc.tuple(bit, bit, bit).map((parts) => parts.map((part) => part.join('')))
    fc.assert(
      fc.property(fc.constantFrom('*', '**', '_', '__', '~~'), bits, (mark, [before, inside, after]) => {
        fc.pre(inside!.trim() !== '')
        const text = written(`x ${mark}y${mark} z\n`, `${before}¤${inside}¤${after}`)
        const [unit] = read(text).units as [Unit]
        expect(unit.content.text.split(MARKER)[1]).toBe(inside!.trim())
      }),
      { numRuns: 500 },
    )
  })
})

function orRefusal<T>(step: () => T): T | DragomanError {
  try {
    return step()
  } catch (thrown) {
    if (thrown instanceof DragomanError) return thrown
    throw thrown
  }
}

const refusal = (step: () => unknown): DragomanError => {
  const result = orRefusal(step)
  if (result instanceof DragomanError) return result
  throw new Error('was not refused')
}
