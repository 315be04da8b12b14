import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKER } from '../../../src/article/content.ts'
import { protect } from '../../../src/glossary/protect.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import { fromTags, lookAlikes, toTags } from '../../../src/translate/wire/tags-codec.ts'
import { coded, markersOf, someContent } from '../../coded.ts'

describe('numbered tags on the wire', () => {
  it.each([
    ['See <a1>the list</a1>.', 'See <g1>the list</g1>.'],
    ['<b1><i2>both</i2></b1>', '<g1><g2>both</g2></g1>'],
    ['One<br1/>two', 'One<x1/>two'],
    ['A <img1/> picture', 'A <x1/> picture'],
    ['if a < b & c > d', 'if a < b & c > d'],
    ['C:\\<a1>x</a1>', 'C:\\<g1>x</g1>'],
    ['', ''],
  ])('of %s are %s', (notation, tags) => {
    expect(toTags(coded(notation))).toBe(tags)
  })

  it('never hold the bytes of a code', () => {
    expect(toTags(coded('See <a1>it</a1><img2/>', ' href="/secret"'))).not.toContain('secret')
  })
})

describe('text that looks like a tag', () => {
  it.each([
    ['the <b> element', ['<b>']],
    ['an unclosed </p> of it', ['</p>']],
    ['<g1>one</g1><x2/>', ['<g1>', '</g1>', '<x2/>']],
    ['< G ١ > and </ X 2 >', ['< G ١ >', '</ X 2 >']],
    ['if a <b and c> d', ['<b and c>']],
    ['if a < b and c > d', []],
    ['1 < 2 > 0, I <3 you, ->, <!-- -->', []],
    ['<b', []],
    [`<b${MARKER}>`, []],
    [`${MARKER}<b>${MARKER}<i>`, ['<b>', '<i>']],
  ])('in %j is %j', (text, expected) => {
    expect(lookAlikes(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })

  const tricky = fc
    .array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.constantFrom('<', '>', '/', 'g', 'x', 'b', '1', '2', ' ', '\\', '١', '&lt;'),
        },
        { weight: 3, arbitrary: fc.constantFrom('<g1>', '</g1>', '<x2/>', '< G 1 >', '<b>', '</i>', '<g9>') },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('').replaceAll(MARKER, ''))

  it('reads back as what was sent, once it is sent as codes', () => {
    fc.assert(
      fc.property(someContent(tricky), (content) => {
        const shield = protect(content, [], lookAlikes(content.text), 'es')
        const reply = fromTags(toTags(shield.content), shield.content.codes)
        expect(reply).toEqual(shield.content)
        expect(shield.restore(reply)).toEqual(content)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a reply', () => {
  const source = coded('See <a1>the <b2>new</b2> list</a1>.<br3/><img4/>', ' href="/x"')
  const read = (tags: string) => toNotation(fromTags(tags, source.codes))

  it.each([
    ['with codes as sent', 'Vea <g1>la <g2>n</g2></g1><x3/>', 'Vea <a1>la <b2>n</b2></a1><br3/>'],
    ['with spaces in tags', '< g1 >la</ g1 > < / g 2><x3 />', '<a1>la</a1> </b2><br3/>'],
    ['with attributes', '<g1 id="1" href="https://evil.example">la</g1><x3 class=y/>', '<a1>la</a1><br3/>'],
    ['in capitals', '<G1>la</G1><X3/>', '<a1>la</a1><br3/>'],
    ['with codes alone written out', '<x3></x3><x4>', '<br3/><img4/>'],
    ['with the wrong letter', '<x1>la</x1><g3/><g4></g4>', '<a1>la</a1><br3/><img4/>'],
    ['with a pair closed in itself', 'Vea <g1/> la', 'Vea  la'],
    ['with Arabic digits', '<g١>la</g١><x٤/>', '<a1>la</a1><img4/>'],
    ['with full-width digits', '<g２>n</g２>', '<b2>n</b2>'],
    ['with mathematical digits', '<g𝟐>n</g𝟐>', '<b2>n</b2>'],
    ['with codes moved', '<x3/><g2>nueva</g2> <g1>lista</g1>', '<br3/><b2>nueva</b2> <a1>lista</a1>'],
    ['with elements', '<p>Vea <i>la</i> <font color=red>lista</font></p>', 'Vea la lista'],
    ['with foreign numbers', '<g9>la</g9> <x77/>n', 'la n'],
    ['with a number and more', '<g1a>la</g1-> <g1_>', 'la '],
    ['with script', '<script>alert(1)</script><img src=x onerror=alert(1)>', 'alert(1)'],
    ['with a comparison', 'si a < b y c > d, 1<2', 'si a < b y c > d, 1<2'],
    ['with a tag cut off', 'Vea <g1', 'Vea <g1'],
    ['with entities, which are text', 'R&amp;D &lt;g1&gt;', 'R&amp;D &lt;g1&gt;'],
  ])('%s: %s', (_, tags, notation) => {
    expect(read(tags)).toBe(notation)
  })

  it('gives codes the bytes of the source', () => {
    const { codes } = fromTags('<g1 href="https://evil.example">la</g1>', source.codes)
    expect(codes.map((code) => code.raw)).toEqual(['<a data-n="1 href="/x"">', '</a>'])
  })

  it('holds no marker of its own', () => {
    expect(fromTags(`a${MARKER}b`, source.codes)).toEqual({ text: 'a\uFFFDb', codes: [] })
  })

  const anyReply = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...['<g1>', '</g1>', '<g2>', '</g2>', '<x3/>', '<x4>', '</x4>', '<g4/>', '<x1/>', '<g9>'],
          ...['<script>', '<', '>', MARKER, 'la', ' ', '<g', '1', '/', '٢'],
        ),
      )
      .map((parts) => parts.join('')),
  )

  it('of any kind gives codes of the source only, a marker for each, and no tag of ours', () => {
    const own = new Set(source.codes)
    fc.assert(
      fc.property(anyReply, (tags) => {
        const content = fromTags(tags, source.codes)
        expect(content.codes.filter((code) => !own.has(code))).toEqual([])
        expect(markersOf(content)).toBe(content.codes.length)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a hostile reply', () => {
  const source = coded('See <a1>the list</a1>.')

  it.each([
    ['brackets', '<'.repeat(1_000_000)],
    ['a tag that never ends', `<g1 ${'x'.repeat(1_000_000)}`],
    ['a name that never ends', `<${'a'.repeat(1_000_000)}`],
    ['a number of a million digits', `<g${'1'.repeat(1_000_000)}>`],
    ['a number that never ends', `<g${'1'.repeat(1_000_000)}`],
    ['a tag lost in spaces', `<${' '.repeat(1_000_000)}g1>`],
    ['an end lost in spaces', `<g1${' '.repeat(1_000_000)}>`],
    ['one code again and again', '<g1>la</g1>'.repeat(90_000)],
    ['foreign tags', '<i>'.repeat(160_000) + '</b>'.repeat(120_000)],
  ])('of %s is read', (_, tags) => {
    const content = fromTags(tags, source.codes)
    expect(markersOf(content)).toBe(content.codes.length)
  })

  it('with a hundred thousand codes is read', () => {
    const many = coded(Array.from({ length: 100_000 }, (_, at) => `<b${at + 1}>x</b${at + 1}>`).join(''))
    expect(fromTags(toTags(many), many.codes).codes).toHaveLength(200_000)
  })
})
