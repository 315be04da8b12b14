import fc from 'fast-check'
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import type { ReadOptions } from '../../../src/formats/format.ts'
import { readFrontMatter } from '../../../src/formats/front-matter/front-matter.ts'
import { splice } from '../../../src/formats/splice.ts'
import { disclosure, options } from './story.ts'

const article = (toml: string, eol = '\n') => `+++\n${toml}\n+++\nBody.\n`.replaceAll('\n', eol)
const blockOf = (source: string) => ({
  syntax: 'toml' as const,
  start: source.indexOf('\n') + 1,
  end: source.search(/(?<=\n)\+\+\+\r?\nBody/),
})
const read = (source: string, more: Partial<ReadOptions> = {}) =>
  readFrontMatter(source, blockOf(source), { ...options, ...more })
const values = (toml: string, more: Partial<ReadOptions> = {}) =>
  read(article(toml), more).values.map(({ role, value }) => `${role}: ${value}`)
const bodyOf = (source: string) => source.slice(4, source.indexOf('\n+++\nBody'))
/** The TOML with its first value replaced. */
const written = (toml: string, value: string) => {
  const source = article(toml)
  return bodyOf(splice(source, [read(source).values[0]!.edit(value)]))
}
const disclosed = (toml: string, marks = disclosure) => {
  const source = article(toml)
  return bodyOf(splice(source, read(source).disclose(marks)))
}
/** What a reader of TOML 1.0 makes of it. */
const plain = (toml: string) =>
  getStaticTOMLValue(parseTOML(toml, { tomlVersion: '1.0' })) as Record<string, unknown>
const refusal = (toml: string): DragomanError => {
  try {
    read(article(toml))
  } catch (thrown) {
    if (thrown instanceof DragomanError) return thrown
  }
  throw new Error('was not refused')
}

const FACTS = `[translation]
state = "machine"
from = "en"
provider = "Apertium, Example"
label = "Traducción “automática”: \\"sin revisar\\""
digitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
aiDisclosure = "ai-autonomous"
sourceVersion = "012345678901"
freshness = "current"
original = "https://news.example/en/story"`

describe('reading values', () => {
  it.each<[string, string, string[]]>([
    [
      'listed keys only, in the order written',
      'standfirst = "b"\nslug = "x"\ntitle = "a"\nauthor = "y"',
      ['standfirst: b', 'headline: a'],
    ],
    ['dotted keys', 'title = "a"\nimage.alt = "b"\nimage.src = "c"', ['headline: a', 'alt: b']],
    ['tables', 'title = "a"\n[image]\nalt = "b"\nsrc = "c"', ['headline: a', 'alt: b']],
    ['inline tables', 'image = { alt = "b", src = "c" }', ['alt: b']],
    [
      'arrays of tables',
      '[[images]]\ncaption = "c"\n[[images]]\ncaption = "d"\ncredit = "e"',
      ['caption: c', 'caption: d'],
    ],
    [
      'arrays of inline tables, over several lines',
      'images = [\n  { caption = "c" }, # first\n  { caption = "d" },\n]',
      ['caption: c', 'caption: d'],
    ],
    ['quoted keys', '"title" = "a"\n\'image\'."alt" = "b"', ['headline: a', 'alt: b']],
    [
      'no numbers, dates, addresses or empty values',
      'title = 5\nstandfirst = ""\nurl = "https://a.example/b"',
      [],
    ],
    ['no keywords unless they are asked for', 'title = "a"\ntags = ["b"]', ['headline: a']],
    [
      'keys named like parts of an object',
      'title = "a"\n[__proto__]\ntitle = "x"\n[constructor]\na = "b"',
      ['headline: a'],
    ],
    [
      'basic strings',
      'title = "Caf\\u00e9 \\"Luz\\"\\tand \\\\ more"',
      ['headline: Café "Luz"\tand \\ more'],
    ],
    ['literal strings', "title = 'C:\\news'", ['headline: C:\\news']],
    ['basic strings of several lines', 'title = """\nOne\ntwo \\\n   three"""', ['headline: One\ntwo three']],
    ['literal strings of several lines', "title = '''\nOne \\\ntwo'''", ['headline: One \\\ntwo']],
  ])('reads %s', (_, toml, expected) => {
    expect(values(toml)).toEqual(expected)
    expect(values(toml.replaceAll('\n', '\r\n'))).toEqual(expected)
  })

  it('reads keywords when they are asked for', () => {
    expect(values('tags = ["a", "b"]\nkeywords = ["c"]', { keywords: true })).toEqual([
      'keyword: a',
      'keyword: b',
      'keyword: c',
    ])
  })

  it.each([
    ['lang = "en"', 'en'],
    ['language = "pt-BR"', 'pt-BR'],
    ["locale = 'fr'", 'fr'],
    ['locale = "de"\nlang = "en"', 'en'],
    ['lang = ""', undefined],
    ['[params]\nlang = "en"', undefined],
  ])('takes the article’s claim from %s', (toml, expected) => {
    expect(read(article(toml)).locale).toBe(expected)
  })
})

describe('refusing', () => {
  it.each<[string, string, string]>([
    ['broken TOML', 'title = "a"\nb = [', 'desk/story.md:3:6'],
    ['text without quotes', 'slug = "b"\ntitle = Ferry runs aground', 'desk/story.md:3:9'],
    ['a string that does not end', 'title = "a\nb = 1', 'desk/story.md:2:11'],
    ['a key twice', 'title = "a"\nb = 1\ntitle = "c"', 'desk/story.md:4:1'],
    ['a table twice', '[a]\n[a]', 'desk/story.md:3:2'],
    ['YAML', 'title: a', 'desk/story.md:2:6'],
    ['nesting without end', `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'desk/story.md:2:1'],
    ['what nobody wrote', `a = "${'x'.repeat(300_000)}"`, 'desk/story.md:2:1'],
  ])('refuses %s, and names the place', (_, toml, place) => {
    const error = refusal(toml)
    expect(error.code).toBe('ARTICLE_INVALID')
    expect(error.place).toBe(place)
    expect(error.fix).toMatch(/TOML/)
  })
})

describe('writing values', () => {
  it.each<[string, string, string, string]>([
    ['a basic string stays one', 'title = "a"   # c', 'hola ¿qué tal?', 'title = "hola ¿qué tal?"   # c'],
    ['quotation marks are escaped', 'title = "a"', 'un "no"', 'title = "un \\"no\\""'],
    ['backslashes are escaped', 'title = "a"', 'C:\\uno', 'title = "C:\\\\uno"'],
    ['a line break is escaped where there may be none', 'title = "a"', 'uno\ndos', 'title = "uno\\ndos"'],
    ['control characters are escaped', 'title = "a"', 'uno\u0007dos', 'title = "uno\\u0007dos"'],
    ['half a surrogate pair is none', 'title = "a"', 'uno \ud83d', 'title = "uno \ufffd"'],
    ['a literal string stays one', "title = 'a' # c", 'C:\\uno "dos"', 'title = \'C:\\uno "dos"\' # c'],
    ['a literal string gives way to an apostrophe', "title = 'a'", "l'illa", 'title = "l\'illa"'],
    ['a literal string gives way to a line break', "title = 'a'", 'uno\ndos', 'title = "uno\\ndos"'],
    [
      'a basic string of several lines keeps its first line break',
      'title = """\na\n"""\nx = 1',
      'uno "dos"\n\ntres',
      'title = """\nuno "dos"\n\ntres\n"""\nx = 1',
    ],
    ['one that begins in its first line too', 'title = """a"""', 'uno\ndos', 'title = """uno\ndos"""'],
    ['folded lines become one', 'title = """\\\n  a \\\n  b"""', 'uno dos', 'title = """\nuno dos"""'],
    ['three quotation marks do not end it', 'title = """a"""', 'un """ y "', 'title = """un \\""" y \\""""'],
    ['a first line break is not lost', 'title = """a"""', '\nuno', 'title = """\n\nuno"""'],
    [
      'a literal string of several lines stays one',
      "title = '''\na\n'''",
      "l'illa \\\ndos",
      "title = '''\nl'illa \\\ndos\n'''",
    ],
    [
      'a literal string of several lines gives way to three apostrophes',
      "title = '''a'''",
      "uno ''' \\dos",
      'title = """uno \'\'\' \\\\dos"""',
    ],
    [
      'one in an inline table',
      'image = { alt = \'a\', src = "b" }',
      'uno',
      'image = { alt = \'uno\', src = "b" }',
    ],
    [
      'one in an array of tables',
      '[[images]]\ncaption="c" # d\n[[images]]\ncaption="e"',
      'uno',
      '[[images]]\ncaption="uno" # d\n[[images]]\ncaption="e"',
    ],
  ])('%s', (_, toml, value, expected) => {
    expect(written(toml, value)).toBe(expected)
  })

  const quoted = fc.constantFrom(
    '"a"',
    "'a'",
    '"""a"""',
    '"""\na\n"""',
    '"""\\\n  a"""',
    "'''a'''",
    "'''\na\n'''",
  )
  const hard = fc.constantFrom(
    '"',
    '"""',
    "'",
    "'''",
    '\\',
    '\\n',
    '\n',
    '\n\n',
    '\t',
    '\u0000',
    '\u007f',
    '\r',
    ' ',
    '#',
    'é',
  )
  const value = fc
    .oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(hard).map((parts) => parts.join('')),
    )
    .filter((text) => text.trim() !== '' && !/\r\n|[\r\n]$/.test(text))
  const eol = fc.constantFrom('\n', '\r\n')

  it('holds any value: what is read again is what was written', () => {
    fc.assert(
      fc.property(quoted, value, eol, (string, text, lineBreak) => {
        const source = article(`title = ${string} # c\nx = 1`, lineBreak)
        const edited = splice(source, [read(source).values[0]!.edit(text)])
        const { start, end } = blockOf(edited)
        const { title, x } = plain(edited.slice(start, end))
        expect(String(title).replaceAll('\r\n', '\n').replace(/\n+$/, '')).toBe(text.toWellFormed())
        expect(x).toBe(1)
      }),
      { numRuns: 1_000 },
    )
  })

  it('changes nothing but the words: all other bytes stay', () => {
    const key = fc.constantFrom('title', 'standfirst', 'image.alt', 'slug', 'weight', 'date', 'draft')
    const other = fc.constantFrom('5', '1979-05-27T07:32:00Z', 'true', '[ "a",\n  "b" ] # c', '{ a = "b" }')
    const line = fc.record({ key, value: fc.oneof(quoted, other), space: fc.constantFrom('', ' ', '\t') })
    const lines = fc.uniqueArray(line, { selector: (each) => each.key.split('.')[0], maxLength: 5 })
    fc.assert(
      fc.property(lines, eol, value, (entries, lineBreak, text) => {
        const toml = entries
          .map((each) => `${each.key}${each.space}=${each.space}${each.value} # k`)
          .join('\n')
        const source = article(toml, lineBreak)
        const edits = read(source).values.map((each) => each.edit(text))
        const edited = splice(source, edits)
        expect(splice(source, [])).toBe(source)
        // The bytes around the edits, in order, are those of the source.
        let at = 0
        let from = 0
        for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
          const kept = source.slice(from, edit.start)
          expect(edited.slice(at, at + kept.length)).toBe(kept)
          expect(source.slice(edit.start, edit.end)).toMatch(/^(["']).*\1$/s)
          at += kept.length + edit.text.length
          from = edit.end
        }
        expect(edited.slice(at)).toBe(source.slice(from))
      }),
      { numRuns: 300 },
    )
  })
})

describe('disclosing', () => {
  it.each<[string, string, string]>([
    [
      'puts new keys at the end, behind comments, where there is no table',
      'title = "a" # c\n\n# end',
      `title = "a" # c\n\n# end\nlang = "es"\n\n${FACTS}`,
    ],
    [
      'puts new keys before the first table, which would take them for its own',
      'title = "a" # c\n\n[image]\nalt = "b"',
      `title = "a" # c\nlang = "es"\n\n[image]\nalt = "b"\n\n${FACTS}`,
    ],
    [
      'puts them first where all is in tables',
      '[image]\nalt = "b"',
      `lang = "es"\n[image]\nalt = "b"\n\n${FACTS}`,
    ],
    [
      'replaces the claim where it stands, in its kind of string',
      'language = \'en\' # c\ntitle = "a"',
      `language = 'es' # c\ntitle = "a"\n\n${FACTS}`,
    ],
    ['replaces an old direction', 'dir = "rtl"\nlang = "ar"', `dir = "ltr"\nlang = "es"\n\n${FACTS}`],
    [
      'replaces its own table where it stands',
      `lang = "en"\n[translation] # ours\nstate = "approved"\n# old\nextra = [1]\n\n# z\n[image]\nalt = "b"`,
      `lang = "es"\n${FACTS}\n\n# z\n[image]\nalt = "b"`,
    ],
    [
      'takes the place of one that is written in another way',
      'lang = "en"\ntranslation = { state = "approved" } # old\ntitle = "a"',
      `lang = "es"\ntitle = "a"\n\n${FACTS}`,
    ],
    [
      'takes the place of one that is written key by key',
      'translation.state = "approved"\nlang = "en"\ntranslation.from = "fr"',
      `lang = "es"\n\n${FACTS}`,
    ],
    [
      'takes the place of one with tables in it',
      'lang = "en"\n[translation]\nstate = "approved"\n[translation.more]\na = 1\n[image]\nalt = "b"',
      `lang = "es"\n[image]\nalt = "b"\n\n${FACTS}`,
    ],
    [
      'rewrites an “Updated:” line',
      'lang = "es"\nupdated = "Updated: today"',
      `lang = "es"\nupdated = "Actualizado: hoy"\n\n${FACTS}`,
    ],
    [
      'leaves time stamps',
      'lang = "es"\nupdated = 2026-11-27',
      `lang = "es"\nupdated = 2026-11-27\n\n${FACTS}`,
    ],
    ['fills an empty block', '', `\nlang = "es"\n\n${FACTS}`],
  ])('%s', (_, toml, expected) => {
    expect(disclosed(toml)).toBe(expected)
    expect(plain(expected)['lang'] ?? plain(expected)['language']).toBe('es')
  })

  it('says the direction of a right-to-left edition', () => {
    expect(disclosed('lang = "en"', { ...disclosure, locale: 'ar', direction: 'rtl' })).toMatch(
      /^lang = "ar"\ndir = "rtl"\n/,
    )
  })

  it('keeps the line ends of the article', () => {
    const source = article('title = "a"\n[image]\nalt = "b"', '\r\n')
    const edited = splice(source, read(source).disclose(disclosure))
    expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('changes nothing the second time', () => {
    for (const toml of [
      'title = "a" # c',
      'language = "en" # c',
      '# c',
      '[a]\nb = 1',
      'translation = {} # c',
      '',
    ]) {
      const once = disclosed(toml)
      expect(disclosed(once)).toBe(once)
    }
  })
})
