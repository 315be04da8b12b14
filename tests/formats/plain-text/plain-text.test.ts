import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disclosure } from '../../../src/article/disclosure.ts'
import type { Fills, ReadOptions } from '../../../src/formats/format.ts'
import { creditStart } from '../../../src/formats/plain-text/credit.ts'
import { plainText } from '../../../src/formats/plain-text/plain-text.ts'

const options: ReadOptions = {
  path: 'harbour.txt',
  locale: 'en',
  frontMatter: [],
  credits: [],
  keywords: false,
  recognise: {
    isLabel: (line) => /^(?:Powered by automated translation|Traducción automática)/u.test(line),
    isUpdated: (line) => /^Updated:/u.test(line),
  },
}

const disclosure: Disclosure = {
  articleId: 'harbour',
  state: 'machine',
  locale: 'es',
  direction: 'ltr',
  sourceLocale: 'en',
  sourceDirection: 'ltr',
  label: 'Traducción automática (Apertium).',
  labelLocale: 'es',
  providers: ['Apertium'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  aiDisclosure: 'ai-autonomous',
  sourceHash: 'a'.repeat(64),
  changed: undefined,
  reviewed: undefined,
  canonicalUrl: undefined,
  originalUrl: undefined,
  readOriginal: 'Leer el original',
  updatedLine: (line) => line.replace(/^Updated: May 4/u, 'Actualizado: 4 de mayo'),
  updatedTime: () => undefined,
}

const harbour = readFileSync(new URL('../../fixtures/text/harbour.txt', import.meta.url), 'utf8')
const read = (source: string) => plainText.read(source, options)
const outline = (source: string) => read(source).units.map(({ role, content }) => `${role}: ${content.text}`)
const translated = (source: string, words: Record<string, string>): Fills =>
  new Map(
    read(source).units.flatMap(({ id, content }) => {
      const text = words[content.text]
      return text === undefined ? [] : [[id, [{ kind: 'target', content: { text, codes: [] } }]] as const]
    }),
  )
const keptWhole = (source: string): Fills =>
  new Map(
    read(source).units.map(
      ({ id, content }) => [id, [{ kind: 'kept', start: 0, end: content.text.length }]] as const,
    ),
  )

describe('the layout of plain text', () => {
  it('reads headline, standfirst, caption, live updates and paragraphs, and leaves furniture out', () => {
    expect(outline(harbour)).toEqual([
      'headline: Ferry crews vote to end harbour strike',
      'standfirst: Sailings resume on Tuesday after nine days',
      'caption: A ferry leaves the old quay at dawn.',
      'live-updates: Live updates: Follow the harbour talks',
      'paragraph: Crews at the port voted on Monday night to accept a new rota, and the first sailing is due at six.',
      'paragraph: “We got what we came for,” said Mara Quell, who speaks for the crews.',
    ])
  })

  it.each([
    ['a single paragraph has no headline', 'Rain fell\n', ['paragraph: Rain fell']],
    [
      'a first line that ends in a full stop is copy',
      'Rain fell.\n\nMore came.\n',
      ['paragraph: Rain fell.', 'paragraph: More came.'],
    ],
    [
      'a question may be a headline',
      'Will it rain?\n\nIt may.\n',
      ['headline: Will it rain?', 'paragraph: It may.'],
    ],
    [
      'a long first line is copy',
      `${'word '.repeat(40)}end\n\nMore.\n`,
      [`paragraph: ${'word '.repeat(40)}end`, 'paragraph: More.'],
    ],
    [
      'a short second passage with nothing longer after it is copy',
      'Rain\n\nIt rained all day.\n\nIt stopped.\n',
      ['headline: Rain', 'paragraph: It rained all day.', 'paragraph: It stopped.'],
    ],
    [
      'a line above the label is the headline all the same',
      'Rain\nPowered by automated translation\n\nIt fell.\n',
      ['headline: Rain', 'paragraph: It fell.'],
    ],
    [
      'wrapped lines are one paragraph',
      'Rain fell on the\nold town.\n',
      ['paragraph: Rain fell on the\nold town.'],
    ],
    ['list items stand by themselves', '- bread\n- salt\n', ['list-item: bread', 'list-item: salt']],
    ['numbers side by side are a list', '1. bread\n2. salt\n', ['list-item: bread', 'list-item: salt']],
    ['a number alone opens a sentence', '5. November was wet.\n', ['paragraph: 5. November was wet.']],
    ['a line without a known credit is no caption', 'The quay. Jane\n', ['paragraph: The quay. Jane']],
    ['a credit alone is no unit', 'The quay at dawn.\nPhoto: Jane Roe\n', ['caption: The quay at dawn.']],
    [
      'a wrapped sentence may end in an agency',
      'The mayor told\nReuters\n',
      ['paragraph: The mayor told\nReuters'],
    ],
    ['blank text has no units', ' \n\t\n', []],
  ])('%s', (_, source, expected) => {
    expect(outline(source)).toEqual(expected)
  })
})

describe('credits', () => {
  it.each([
    ['The quay at dawn. AP', 'The quay at dawn.'],
    ['The quay at dawn. AFP / Getty Images', 'The quay at dawn.'],
    ['The quay at dawn. J. Scott Marlowe/AFP via Getty Images', 'The quay at dawn.'],
    ['The quay at dawn (Reuters)', 'The quay at dawn'],
    ['The quay at dawn (AP Photo/Lena Marsh).', 'The quay at dawn'],
    ['“Come home!” EPA-EFE', '“Come home!”'],
    ['The quay at dawn. © 2024 Reuters', 'The quay at dawn.'],
    ['The quay at dawn. Photo: Jane Roe', 'The quay at dawn.'],
    ['Reuters', ''],
    ['Photo: Jane Roe / Reuters', ''],
  ])('ends the text of “%s” before the credit', (line, text) => {
    expect(line.slice(0, creditStart(line))).toBe(text)
    expect(creditStart(line)).toBeDefined()
  })

  it.each([
    'He spoke to Reuters',
    'An official told AP.',
    'The quay at dawn. It rained.',
    'Photo: a man wades through the flooded street.',
    'He met Dr. Mara Quell in Delaware',
    'The talks (which AP reported)',
  ])('finds none in “%s”', (line) => {
    expect(creditStart(line)).toBeUndefined()
  })
})

describe('writing plain text', () => {
  it('changes nothing without fills and disclosure', () => {
    const line = fc.constantFrom(
      '',
      ' ',
      '\t',
      'Rain',
      'Rain. AP',
      'Reuters',
      '- salt',
      '1. salt',
      'Updated: May 4',
      'Live updates: x',
      'Powered by automated translation',
      'a\uFFFCb',
      '\uD800',
      '😀 é',
    )
    const source = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n')))
        .map((lines) => lines.flat().join('')),
    )
    fc.assert(
      fc.property(source, (text) => {
        expect(read(text).write(new Map(), undefined)).toBe(text)
        expect(read(text).write(keptWhole(text), undefined)).toBe(text)
        const once = read(text).write(new Map(), disclosure)
        expect(read(once).write(new Map(), disclosure)).toBe(once)
      }),
    )
  })

  it('puts targets in place and leaves credit, white space and line ends alone', () => {
    const source = '  Rain  \r\n\r\nThe quay. AP\t\r\n'
    const fills = translated(source, { Rain: 'Lluvia', 'The quay.': 'El muelle.' })
    expect(read(source).write(fills, undefined)).toBe('  Lluvia  \r\n\r\nEl muelle. AP\t\r\n')
  })

  it('writes a line break in a target as a space', () => {
    const source = 'Rain fell on the\nold town.\n'
    const fills = translated(source, { 'Rain fell on the\nold town.': 'Llovió\nayer.' })
    expect(read(source).write(fills, undefined)).toBe('Llovió ayer.\n')
  })

  it('puts the label in the place of the one that was there, and rewrites the updated line', () => {
    const written = read(harbour).write(new Map(), disclosure)
    expect(written).toBe(
      harbour
        .replace('Powered by automated translation', 'Traducción automática (Apertium).')
        .replace('Updated: May 4', 'Actualizado: 4 de mayo'),
    )
  })

  it('leaves one label where there were two', () => {
    const source =
      'Rain\n\nPowered by automated translation\n\nIt fell.\n\nPowered by automated translation\n'
    const written = read(source).write(new Map(), disclosure)
    expect(written).toBe('Rain\n\nTraducción automática (Apertium).\n\nIt fell.\n\n')
  })

  it('leaves an updated line whose time cannot be read', () => {
    const source = 'Rain.\n\nUpdated: just now\n'
    expect(read(source).write(new Map(), { ...disclosure, updatedLine: () => undefined })).toContain(
      'Updated: just now',
    )
  })

  const label = disclosure.label
  it.each([
    [
      'under the caption',
      'Rain\n\nIt fell.\n\nThe quay. AP\n\nLong rain fell.',
      `The quay. AP\n\n${label}\n\nLong`,
    ],
    [
      'under a credit on its own line',
      'Rain\n\nThe quay.\nReuters\n\nIt fell.',
      `Reuters\n\n${label}\n\nIt fell.`,
    ],
    [
      'apart from a line right after it',
      'The quay. AP\nIt fell.\n',
      `The quay. AP\n\n${label}\n\nIt fell.\n`,
    ],
    ['under the standfirst', 'Rain\n\nIt fell.\n\nLong rain fell.', `It fell.\n\n${label}\n\nLong rain`],
    ['under the headline', 'Rain\r\n\r\nIt fell.', `Rain\r\n\r\n${label}\r\n\r\nIt fell.`],
    ['on top of bare paragraphs', 'It fell.\n\nAnd fell.', `${label}\n\nIt fell.`],
  ])('puts a new label %s', (_, source, part) => {
    expect(read(source).write(new Map(), disclosure)).toContain(part)
  })
})

describe('hostile plain text', () => {
  it.each([
    ['spaces', ' '.repeat(300_000)],
    ['full stops', '. '.repeat(150_000)],
    ['brackets', `${'('.repeat(150_000)})`],
    ['short lines', 'a\n'.repeat(100_000)],
    ['numbered lines', '1. a\n'.repeat(60_000)],
    ['capitals', `x. ${'A'.repeat(300_000)}`],
  ])('%s are read in time in proportion to their length', (_, source) => {
    expect(read(source).write(new Map(), undefined)).toBe(source)
  })
})

const seed = new URL('../../../../shared/samples/seed/article.txt', import.meta.url)
describe.skipIf(!existsSync(seed))('the seed article', () => {
  it('is read whole: headline, standfirst, caption, live updates, thirteen paragraphs', () => {
    const { units } = read(readFileSync(seed, 'utf8'))
    expect(units.map(({ role }) => role)).toEqual([
      'headline',
      'standfirst',
      'caption',
      'live-updates',
      ...Array<string>(13).fill('paragraph'),
    ])
    expect(units[2]?.content.text.endsWith('Al Sudani.')).toBe(true)
  })
})
