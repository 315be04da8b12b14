import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, readable } from '../../../src/article/content.ts'
import { codes as codesCheck } from '../../../src/check/rules/codes.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import { fromHtml } from '../../../src/translate/wire/html-codec.ts'
import { repairCodes } from '../../../src/translate/wire/repair.ts'
import { coded, markersOf, someContent } from '../../coded.ts'

const problem = (source: Content, target: Content) =>
  codesCheck.find({ source, target, sourceLocale: 'en', targetLocale: 'ca' })

/** What an engine made of the source's HTML, mended. */
const mended = (source: string, html: string) => {
  const content = coded(source)
  return repairCodes(fromHtml(html, content.codes), content)
}

describe('a reply whose codes were', () => {
  it.each([
    [
      'left alone',
      'Read <a1>the list</a1>.',
      'Llegeix <a id=1>la llista</a>.',
      'Llegeix <a1>la llista</a1>.',
    ],
    [
      'moved',
      'The <b1>old</b1> <a2>town</a2>.',
      'El <a id=2>poble</a> <b id=1>vell</b>.',
      'El <a2>poble</a2> <b1>vell</b1>.',
    ],
    [
      'cut in two, with nothing between',
      'Read <a1>the list</a1>.',
      'Llegeix <a id=1>la</a> <a id=1>llista</a>.',
      'Llegeix <a1>la llista</a1>.',
    ],
    [
      'cut in three, with nothing between',
      'Read <a1>the long list</a1>.',
      '<a id=1>La</a> <a id=1>llista</a><a id=1> llarga</a>.',
      '<a1>La llista llarga</a1>.',
    ],
    [
      'cut in two, with words between',
      'Read <a1>the list</a1> today.',
      '<a id=1>La</a> gent llegeix <a id=1>la llista</a>.',
      'La gent llegeix <a1>la llista</a1>.',
    ],
    [
      'repeated empty before',
      'Read <a1>the list</a1>.',
      '<a id=1></a>Llegeix <a id=1>la llista</a>.',
      'Llegeix <a1>la llista</a1>.',
    ],
    [
      'repeated empty behind',
      'Read <a1>the list</a1>.',
      '<a id=1>La llista</a> llegeix.<a id=1></a>',
      '<a1>La llista</a1> llegeix.',
    ],
    [
      'nested in themselves',
      'Read <a1>the list</a1>.',
      'Llegeix <a id=1>la <a id=1>llista</a></a>.',
      'Llegeix <a1>la llista</a1>.',
    ],
    [
      'crossed',
      'The <b1>big <i2>old</i2> town</b1>.',
      'El <b id=1>poble <i id=2>vell</b> gran</i>.',
      'El <b1>poble <i2>vell</i2></b1> gran.',
    ],
    [
      'closed before they opened',
      'She was <b1>very</b1> tired by it.',
      'Estava molt</b> cansada <b id=1> per això.',
      'Estava molt cansada per això.',
    ],
    [
      'given inner spaces',
      'The <a1>mayor</a1> left.',
      'Va marxar <a id=1> l’alcalde </a> ahir.',
      'Va marxar <a1>l’alcalde</a1> ahir.',
    ],
    [
      'given inner spaces in each other',
      'The <a1><b2>mayor</b2></a1> left.',
      'Va marxar<a id=1> <b id=2> l’alcalde </b> </a>ahir.',
      'Va marxar <a1><b2>l’alcalde</b2></a1> ahir.',
    ],
    ['standalone and dropped', 'One line<br1/>and two.', 'Una línia i dues.', 'Una línia<br1/> i dues.'],
    [
      'standalone and repeated',
      'One line<br1/>and two.',
      'Una<br id=1>línia<br id=1>i dues.',
      'Una<br1/>línia i dues.',
    ],
    [
      'standalone and dropped, several of them',
      'One <img1/> and <img2/> two.',
      'Un i dos.',
      'Un<img1/> i<img2/> dos.',
    ],
    [
      'a point in the text and dropped',
      'Tired by <a1></a1>the news.',
      'Cansada per la notícia.',
      'Cansada per<a1></a1> la notícia.',
    ],
    [
      'a linked picture and dropped',
      'Look <a1><img2/></a1> at it now.',
      'Ara mira-ho bé.',
      'Ara<a1><img2/></a1> mira-ho bé.',
    ],
    [
      'inside a pair and dropped',
      'Read <a1>one line<br2/>and two</a1> of it all.',
      'Llegeix-ho tot: <a id=1>una línia i dues</a> de tot.',
      'Llegeix-ho tot: <a1>una línia<br2/> i dues</a1> de tot.',
    ],
    [
      'outside every pair and dropped',
      '<a1>One long list of things</a1><br2/>and more.',
      '<a id=1>Una llarga llista de coses de tota mena</a> i més.',
      '<a1>Una llarga llista de coses de tota mena</a1><br2/> i més.',
    ],
  ])('%s passes the codes check', (_, source, html, expected) => {
    const target = mended(source, html)
    expect(toNotation(target)).toBe(expected)
    expect(problem(coded(source), target)).toBeUndefined()
  })

  it.each([
    ['a lost link', 'Read <a1>the list</a1>.', 'Llegeix la llista.', '<a1> is missing.'],
    [
      'a link whose words moved out',
      'Read <a1>the list</a1>.',
      '<a id=1></a>Llegeix la llista.',
      '<a1> holds no words.',
    ],
    ['a link never closed', 'Read <a1>the list</a1>.', 'Llegeix <a id=1>la llista.', '<a1> is missing.'],
    [
      'a lost link round a picture that is there',
      'Look <a1><img2/></a1> at it.',
      'Mira-ho <x id=2></x> bé.',
      '<a1> is missing.',
    ],
  ])('%s is not guessed at', (_, source, html, expected) => {
    expect(problem(coded(source), mended(source, html))).toBe(expected)
  })
})

describe('spaces', () => {
  it('stay inside a pair when the source has them there', () => {
    expect(toNotation(mended('The<a1> mayor </a1>left.', 'Va marxar<a id=1> l’alcalde </a>ahir.'))).toBe(
      'Va marxar<a1> l’alcalde </a1>ahir.',
    )
  })
})

describe('a space that an engine put between a code and a mark', () => {
  it.each([
    [
      'full stop',
      'Read <a1>the list</a1>.',
      'Llegeix <a id=1>la llista</a> .',
      'Llegeix <a1>la llista</a1>.',
    ],
    [
      'comma',
      '<b1>Frost</b1>, who left',
      '<b id=1>Frost</b> , que va marxar',
      '<b1>Frost</b1>, que va marxar',
    ],
    ['bracket that closes', '(see <a1>map</a1>)', '(vegeu <a id=1>mapa</a> )', '(vegeu <a1>mapa</a1>)'],
    ['bracket that opens', 'It (<a1>map</a1>) is', 'És ( <a id=1>mapa</a>)', 'És (<a1>mapa</a1>)'],
    ['inverted question mark', '<b1>Why</b1>?', '¿ <b id=1>Por qué</b>?', '¿<b1>Por qué</b1>?'],
    ['picture and a full stop', 'Look at <img1/>.', 'Mira <x id=1></x> .', 'Mira <img1/>.'],
    ['per cent sign', 'up <b1>4</b1>%', 'puja <b id=1>4</b> %', 'puja <b1>4</b1>%'],
  ])('goes: %s', (_, source, html, expected) => {
    expect(toNotation(mended(source, html))).toBe(expected)
  })

  it.each([
    ['where the source has one', 'He said <b1>no</b1> .', 'Va dir <b id=1>no</b> .', 'Va dir <b1>no</b1> .'],
    ['as French writes it', '<b1>Why</b1>?', '<b id=1>Pourquoi</b> ?', '<b1>Pourquoi</b1> ?'],
    ['before a word', '<b1>Frost</b1>, left', '<b id=1>Frost</b> marxa', '<b1>Frost</b1> marxa'],
    [
      'before three dots that begin',
      'Well <b1>so</b1> …no',
      'Bé <b id=1>així</b> …no',
      'Bé <b1>així</b1> …no',
    ],
    ['without a code beside it', 'See <b1>it</b1>. ok', 'Mira . <b id=1>ho</b>', 'Mira . <b1>ho</b1>'],
  ])('stays %s', (_, source, html, expected) => {
    expect(toNotation(mended(source, html))).toBe(expected)
  })
})

describe('any reply', () => {
  const someReply = (source: Content) =>
    fc
      .array(
        fc.oneof(
          fc.constantFrom('la', 'llista', ' ', 'de', '語', '.', '  '),
          ...(source.codes.length === 0 ? [] : [fc.constantFrom(...source.codes)]),
        ),
        { maxLength: 20 },
      )
      .map((parts): Content => {
        const codes = parts.filter((part) => typeof part !== 'string')
        return { text: parts.map((part) => (typeof part === 'string' ? part : '\uFFFC')).join(''), codes }
      })
  const sourceAndReply = someContent(fc.constantFrom('the ', 'list', ' of', ' ')).chain((source) =>
    fc.tuple(fc.constant(source), someReply(source)),
  )

  it('comes out with each code of the source at most once, rightly nested', () => {
    fc.assert(
      fc.property(sourceAndReply, ([source, reply]) => {
        const target = repairCodes(reply, source)
        expect(markersOf(target)).toBe(target.codes.length)
        expect(target.codes.every((code) => source.codes.includes(code))).toBe(true)
        expect(new Set(target.codes).size).toBe(target.codes.length)
        expect(problem(source, target) ?? 'is missing').toMatch(/is missing|holds no words/)
      }),
      { numRuns: 2000 },
    )
  })

  it('comes out with every standalone code of the source', () => {
    fc.assert(
      fc.property(sourceAndReply, ([source, reply]) => {
        const alone = ({ codes }: Content) =>
          codes.filter((code) => code.kind === 'alone').map((code) => code.id)
        expect(alone(repairCodes(reply, source)).toSorted()).toEqual(alone(source).toSorted())
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps its words, white space apart', () => {
    const words = (content: Content) => readable(content).replace(/\s+/g, '')
    fc.assert(
      fc.property(sourceAndReply, ([source, reply]) => {
        expect(words(repairCodes(reply, source))).toBe(words(reply))
      }),
      { numRuns: 1000 },
    )
  })

  it('is left as it is once mended', () => {
    fc.assert(
      fc.property(sourceAndReply, ([source, reply]) => {
        const once = repairCodes(reply, source)
        expect(repairCodes(once, source)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })

  it('to text without codes loses the codes it brings', () => {
    expect(repairCodes(coded('una <a1>llista</a1>'), coded('a list'))).toEqual(coded('una llista'))
  })
})

describe('a hostile reply', () => {
  const nested = (count: number) =>
    coded(
      Array.from({ length: count }, (_, at) => `<b${at + 1}>`).join('') +
        'word' +
        Array.from({ length: count }, (_, at) => `</b${count - at}>`).join(''),
    )
  const breaks = coded(
    'One<br1/> two'.concat(...Array.from({ length: 80_000 }, (_, at) => ` a<br${at + 2}/>`)),
  )

  it.each([
    ['that opens one link again and again', coded('a <a1>b</a1>'), '<a id=1>'.repeat(120_000)],
    ['that opens and closes it again and again', coded('a <a1>b</a1>'), '<a id=1>x</a> y '.repeat(60_000)],
    ['that drops every break', breaks, 'la llista '.repeat(80_000)],
    ['that drops every break, in one word', breaks, 'l'.repeat(800_000)],
    ['that drops every pair', nested(40_000), 'x'],
    [
      'that crosses every pair',
      nested(40_000),
      Array.from({ length: 40_000 }, (_, at) => `<b id=${at + 1}>`).join('x ') + '</b> '.repeat(40_000),
    ],
  ])('%s is mended', (_, source, html) => {
    const target = repairCodes(fromHtml(html, source.codes), source)
    expect(markersOf(target)).toBe(target.codes.length)
  })
})
