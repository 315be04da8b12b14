import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER } from '../../src/article/content.ts'
import type { Role, Unit } from '../../src/article/unit.ts'
import { isPlain, normalise, segmentKey } from '../../src/segment/key.ts'
import { paragraphSegmenter } from '../../src/segment/paragraphs.ts'
import { segmentUnit } from '../../src/segment/segment.ts'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'
import { code, coded, someContent } from '../coded.ts'

const unit = (content: Content, role: Role = 'paragraph'): Unit => ({ id: 'u0', role, content })
const segments = (content: Content, role?: Role, locale = 'en') =>
  segmentUnit(unit(content, role), sentenceSegmenter, locale)
const notations = (notation: string, role?: Role) =>
  segments(coded(notation), role).map((segment) => segment.notation)
const keys = (text: string, role?: Role) => segments({ text, codes: [] }, role).map((segment) => segment.key)

describe('the segments of a unit', () => {
  const prose = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'The town slept. ',
          'Who knew? ',
          'Nobody',
          ' ',
          '\n',
          '\n\n',
          '. ',
          '“',
          '”',
          '三。',
        ),
        fc.string({ unit: 'grapheme', maxLength: 6 }),
      ),
    )
    .map((parts) => parts.join('').replaceAll(MARKER, ''))

  it('stand in order, without overlap, inside the unit', () => {
    fc.assert(
      fc.property(someContent(prose), (content) => {
        let at = 0
        for (const { start, end } of segments(content)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(content.text.length)
      }),
    )
  })

  it('end where the text ends its sentences without its codes', () => {
    const words = (of: Content) =>
      segments(of).map(({ source }) => source.text.replaceAll(MARKER, '').replace(/\s+/g, ' ').trim())
    const put = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('open', 'close', 'alone'),
      name: fc.constantFrom('a', 'b', 'img'),
    })
    fc.assert(
      fc.property(prose, fc.array(put, { maxLength: 6 }), (text, puts) => {
        // A code may stand between two line ends, which then are no blank line.
        const characters = Array.from(text.replace(/[\n\r]/g, ' '))
        for (const { at } of puts) characters.splice(at % (characters.length + 1), 0, MARKER)
        const marked = characters.join('')
        const codes = puts.map(({ kind, name }, nth) => code(kind, name, nth + 1))
        const unmarked = marked.replaceAll(MARKER, '')
        expect(words({ text: marked, codes })).toEqual(words({ text: unmarked, codes: [] }))
      }),
    )
  })

  it('leave no letter outside', () => {
    fc.assert(
      fc.property(someContent(prose), (content) => {
        let at = 0
        let outside = ''
        for (const { start, end } of segments(content)) {
          outside += content.text.slice(at, start)
          at = end
        }
        expect(outside + content.text.slice(at)).not.toMatch(/\p{L}/u)
      }),
    )
  })

  it('hold the text and the bytes of the codes that stand where they say', () => {
    fc.assert(
      fc.property(someContent(prose), (content) => {
        for (const { start, end, source } of segments(content)) {
          const space = /[ \t\r\n\f]+/g
          expect(source.text).toBe(content.text.slice(start, end).replace(space, ' '))
          const before = content.text.slice(0, start).split(MARKER).length - 1
          const own = content.codes.slice(before, before + source.codes.length)
          expect(source.codes.map(({ raw }) => raw)).toEqual(own.map(({ raw }) => raw))
        }
      }),
    )
  })

  it('have neither white space nor a loose code at their edges', () => {
    fc.assert(
      fc.property(someContent(prose), (content) => {
        for (const { source } of segments(content)) {
          expect(source.text).toBe(source.text.trim())
          if (source.text.startsWith(MARKER)) expect(looseAt(source, 0)).toBe(false)
          if (source.text.endsWith(MARKER)) expect(looseAt(source, -1)).toBe(false)
        }
      }),
    )
  })

  it('number their codes from 1, pairs by one number', () => {
    const [first, second] = segments(coded('Some <a7>ran</a7> home. They <i8>all</i8> <b9>sat</b9> down.'))
    expect(first?.notation).toBe('Some <a1>ran</a1> home.')
    expect(second?.notation).toBe('They <i1>all</i1> <b2>sat</b2> down.')
  })
})

const looseAt = ({ codes }: Content, nth: number) =>
  codes.at(nth)?.kind === 'alone' && codes.at(nth)?.name !== 'x'

describe('cutting', () => {
  it.each([
    ['one sentence', 'The mayor resigned.', ['The mayor resigned.']],
    ['white space edges', '  \n The mayor resigned. \u00A0', ['The mayor resigned.']],
    ['two sentences', 'The mayor resigned. Why?', ['The mayor resigned.', 'Why?']],
    ['wrapped lines', 'The mayor\nresigned\r\ntoday. Why\tnow?', ['The mayor resigned today.', 'Why now?']],
    ['a blank line', 'The mayor resigned\n\nNobody knows why', ['The mayor resigned', 'Nobody knows why']],
    ['a blank line of blanks', 'One thing\r\n \t\r\nAnother', ['One thing', 'Another']],
    ['a no-break space', 'It rose 5\u00A0000 km. Why?', ['It rose 5\u00A0000 km.', 'Why?']],
    ['no letters', '* * *', []],
    ['figures only', '12.5 %', []],
    ['nothing', '', []],
    [
      'a rule between sentences',
      'Here it ends.\n\n* * *\n\nHere it begins.',
      ['Here it ends.', 'Here it begins.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(segments({ text, codes: [] }).map((segment) => segment.notation)).toEqual(expected)
  })

  it.each(['headline', 'heading', 'alt', 'title', 'keyword'] as const)('never cuts a %s', (role) => {
    expect(notations('Storm hits. Why? <br1/>Nobody knows.', role)).toEqual([
      'Storm hits. Why? <br1/>Nobody knows.',
    ])
  })

  it('leaves a paragraph whole when the configuration says so', () => {
    const found = segmentUnit(unit(coded('One. Two.<br1/><br2/>Three.')), paragraphSegmenter, 'en')
    expect(found.map((segment) => segment.notation)).toEqual(['One. Two.<br1/><br2/>Three.'])
  })
})

describe('codes at the edges', () => {
  it.each([
    ['a pair round the whole', '<b1>The mayor resigned.</b1>', ['The mayor resigned.']],
    ['pairs round the whole', '<b1><i2> All of it. </i2></b1>', ['All of it.']],
    ['a pair round a part', '<b1>The mayor</b1> resigned.', ['<b1>The mayor</b1> resigned.']],
    ['two pairs, not one', '<b1>One</b1> and <b2>two</b2>', ['<b1>One</b1> and <b2>two</b2>']],
    ['a standalone code before', '<img1/> The mayor resigned.', ['The mayor resigned.']],
    ['a standalone code behind', 'The mayor resigned.<br1/>', ['The mayor resigned.']],
    ['standalone codes round pairs', '<img1/><b2>All.</b2><br3/>', ['All.']],
    ['a pair over two sentences', '<i1>One ended. Two began.</i1>', ['One ended.', 'Two began.']],
    [
      'a pair cut in the middle of both',
      'It <i1>ended. It</i1> began.',
      ['It <i1/>ended.', 'It<i1/> began.'],
    ],
    [
      'a pair that ends with its sentence',
      'It <i1>ended.</i1> It began.',
      ['It <i1>ended.</i1>', 'It began.'],
    ],
    ['a pair that begins with the next', 'It ended. <i1>It</i1> began.', ['It ended.', '<i1>It</i1> began.']],
    ['one line break', 'A line<br1/>and on', ['A line<br1/>and on']],
    ['two line breaks', 'A line<br1/><br2/>And another', ['A line', 'And another']],
    ['two line breaks, apart', 'A line<br1/>\n <br2/>And another', ['A line', 'And another']],
    ['a break and an image', 'A line<br1/><img2/>and on', ['A line<br1/><img2/>and on']],
    ['what stands for a word', '<code1/> is a command.', ['<code1/> is a command.']],
    [
      'what stands for the first word of a sentence',
      'It stopped. <code1/> was on.',
      ['It stopped.', '<code1/> was on.'],
    ],
    ['only what stands for a word', '<code1/>', []],
    ['only a picture', '<a1><img2/></a1>', []],
  ])('%s', (_, notation, expected) => {
    expect(notations(notation)).toEqual(expected)
  })

  it('a half that a sentence end cut off stays exactly once, even where the pair might go', () => {
    const [first, second] = segments(coded('It <i1>ended. It</i1> began.'))
    for (const segment of [first, second]) {
      expect(segment?.source.codes).toMatchObject([{ kind: 'alone', canDelete: false, canCopy: false }])
    }
    expect([first, second].map((segment) => segment?.source.codes[0]?.raw)).toEqual([
      '<i data-n="1">',
      '</i>',
    ])
  })

  it('a whole pair keeps what it may', () => {
    const [segment] = segments(coded('It <i1>ended</i1> here, <a2>it</a2> did.'))
    expect(segment?.source.codes.map(({ canDelete }) => canDelete)).toEqual([true, true, false, false])
  })
})

describe('a key', () => {
  const sentence = fc
    .array(fc.constantFrom('river', 'town', 'mayor', 'stone', 'water', 'light'), {
      minLength: 2,
      maxLength: 6,
    })
    .map((words) => `The ${words.join(' ')}.`)

  it('changes with its own sentence and with no other', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1 }), fc.nat(), (sentences, pick) => {
        const edited = pick % sentences.length
        const before = keys(sentences.join(' '))
        const after = keys(sentences.with(edited, 'This one is new.').join(' '))
        expect(after).toHaveLength(before.length)
        expect(after.filter((key, nth) => key !== before[nth])).toHaveLength(1)
        expect(after[edited]).not.toBe(before[edited])
      }),
    )
  })

  it('is the same wherever the same words stand in that role', () => {
    const [once, between, again] = keys('The town slept. A dog barked. The town slept.')
    expect(again).toBe(once)
    expect(between).not.toBe(once)
    expect(keys('The town\n slept.', 'quote')).not.toEqual([once])
  })

  it('is the same for links of different addresses', () => {
    const [here] = segments(coded('Read <a1>more</a1> here.', '/one'))
    const [there] = segments(coded('Read <a4>more</a4> here.', '/two'))
    expect(there?.key).toBe(here?.key)
  })

  it.each([
    ['composed or not', 'Cafe\u0301 life', 'Café life'],
    ['with a soft hyphen or not', 'Infra\u00ADstructure', 'Infrastructure'],
    ['with a break hint or not', 'Infra\u200Bstructure', 'Infrastructure'],
    ['on one line or two', 'The town\r\n\tslept', 'The town slept'],
  ])('is the same %s', (_, one, other) => {
    expect(keys(one)).toEqual(keys(other))
  })

  it.each([
    ['case', 'Polish the shoes', 'polish the shoes'],
    ['figures', 'It rose 5 times', 'It rose 6 times'],
    ['a no-break space', 'Mr\u00A0Brown slept', 'Mr Brown slept'],
    ['joiners', 'क\u094D\u200Dष here', 'क\u094Dष here'],
  ])('tells %s apart', (_, one, other) => {
    expect(keys(one)).not.toEqual(keys(other))
  })

  it('tells a code from text that looks like one, whatever is hidden in it', () => {
    const pair = segments(coded('Use <a1>this</a1> now'))[0]?.key
    for (const text of [
      'Use <a1>this</a1> now',
      'Use <\u00ADa1>this</\u200Ba1> now',
      'Use \\<a1>this</a1> now',
    ]) {
      expect(keys(text)).not.toEqual([pair])
    }
  })

  it('of plain text, which is not looked at further, is that of the text composed and spaced', () => {
    const step = fc.constantFrom(
      'a',
      'Z',
      '9',
      ' ',
      '  ',
      '\n',
      '\u00a0',
      '\u00ad',
      'é',
      'e',
      '\u0301',
      '“',
      '—',
      '…',
      '€',
      '\u200b',
      '\u2126',
      '中',
      '\ud800',
      MARKER,
    )
    const text = fc
      .array(fc.oneof(step, fc.string({ unit: 'binary', maxLength: 2 })))
      .map((steps) => steps.join(''))
    fc.assert(
      fc.property(text, (written) => {
        const composed = written
          .toWellFormed()
          .normalize('NFC')
          .replace(/[\u00AD\u200B]/g, '')
        expect(normalise(written)).toBe(composed.replace(/[ \t\r\n\f]+/g, ' ').trim())
      }),
    )
  })

  it('of every plain character, alone or after another, is that character', () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      const written = `a${String.fromCharCode(unit)}a`
      if (isPlain(written)) expect(written.normalize('NFC')).toBe(written)
    }
  })

  it('of broken text is that of the text mended', () => {
    expect(normalise('a\uD800b')).toBe('a\uFFFDb')
    expect(keys('a\uD800b')).toEqual(keys('a\uFFFDb'))
  })

  it('says the role and twelve hexadecimal digits', () => {
    expect(segmentKey('list-item', 'One.')).toMatch(/^list-item\.[0-9a-f]{12}$/)
  })
})

describe('a megabyte of hostile text', () => {
  it.each([
    ['curly quotes without a code', { text: '“A.” '.repeat(400_000), codes: [] }],
    ['line ends', { text: `a${'\n'.repeat(1_000_000)}b`, codes: [] }],
    ['blanks after a line end', { text: `a\n${' '.repeat(1_000_000)}b`, codes: [] }],
    ['codes', coded('One <b1>ended</b1>. '.repeat(60_000))],
    ['line breaks', coded(`a${'<br1/>'.repeat(200_000)}b`)],
    [
      'nested pairs',
      {
        text: `${MARKER.repeat(100_000)}word${MARKER.repeat(100_000)}`,
        codes: [
          ...Array.from({ length: 100_000 }, (_, at) => code('open', 'b', at + 1)),
          ...Array.from({ length: 100_000 }, (_, at) => code('close', 'b', 100_000 - at)),
        ],
      },
    ],
  ])('of %s is segmented', (_, content) => {
    expect(segments(content).length).toBeGreaterThan(0)
  })
})
