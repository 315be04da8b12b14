import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKER } from '../../../src/article/content.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import { decodeEntities, fromHtml, toHtml } from '../../../src/translate/wire/html-codec.ts'
import { coded, markersOf, someContent } from '../../coded.ts'

describe('HTML on the wire', () => {
  it.each([
    ['See <a1>the list</a1>.', 'See <a id=1>the list</a>.'],
    ['<b1><i2>both</i2></b1>', '<b id=1><i id=2>both</i></b>'],
    ['One<br1/>two', 'One<br id=1>two'],
    ['A <img1/> picture', 'A <x id=1></x> picture'],
    ['A <font1>coloured</font1> word', 'A <span id=1>coloured</span> word'],
    ['if a < b & c > d', 'if a &lt; b &amp; c &gt; d'],
    ['&amp; and <b>', '&amp;amp; and &lt;b&gt;'],
    ['a “quoted” \'word\' "here"', 'a “quoted” \'word\' "here"'],
  ])('of %s is %s', (notation, html) => {
    expect(toHtml(coded(notation))).toBe(html)
  })

  it('never holds the bytes of a code', () => {
    expect(toHtml(coded('See <a1>it</a1><img2/>', ' href="/secret"'))).not.toContain('secret')
  })

  it('reads back as what was sent', () => {
    fc.assert(
      fc.property(someContent(), (content) => {
        expect(fromHtml(toHtml(content), content.codes)).toEqual(content)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a reply', () => {
  const source = coded('See <a1>the <b2>new</b2> list</a1>.<br3/><img4/>', ' href="/x"')
  const read = (html: string) => toNotation(fromHtml(html, source.codes))

  it.each([
    ['with codes as sent', 'Vea <a id=1>la</a>', 'Vea <a1>la</a1>'],
    ['with quoted ids', '<a id="1">la</a><b id=\'2\'>n</b>', '<a1>la</a1><b2>n</b2>'],
    ['with spaces in tags', '<a  id = " 1 " >la</a >', '<a1>la</a1>'],
    ['in capitals', '<A ID=1>la</A><BR ID=3>', '<a1>la</a1><br3/>'],
    ['with closed void tags', '<br id=3/><br id="3" /><x id=4 /></x></br>', '<br3/><br3/><img4/>'],
    ['with Arabic digits', '<a id=١>la</a><x id="٤"></x>', '<a1>la</a1><img4/>'],
    ['with Persian digits', '<a id=۱>la</a>', '<a1>la</a1>'],
    ['with Devanagari digits', '<b id=२>n</b>', '<b2>n</b2>'],
    ['with full-width digits', '<b id=２>n</b>', '<b2>n</b2>'],
    ['with mathematical digits', '<b id=𝟐>n</b>', '<b2>n</b2>'],
    [
      'with codes moved',
      '<br id=3><b id=2>nueva</b> <a id=1>lista</a>',
      '<br3/><b2>nueva</b2> <a1>lista</a1>',
    ],
    ['with other elements', '<p>Vea <i>la</i> <font color=red>lista</font></p>', 'Vea la lista'],
    ['with foreign ids', '<a id=9>la</a> <b id=77>n</b>', 'la n'],
    ['with an id in another attribute', '<a data-id=1>la</a>', 'la'],
    ['with more attributes', '<a class=y id=1 href="https://evil.example">la</a>', '<a1>la</a1>'],
    ['with script', '<script>alert(1)</script><img src=x onerror=alert(1)>', 'alert(1)'],
    ['with a comparison', 'si a < b y c > d', 'si a < b y c > d'],
    ['with a tag cut off', 'Vea <a id=1', 'Vea <a id=1'],
    ['with entities', 'R&amp;D &lt;b&gt; &#39;x&#x27; &quot;', "R&D <b> 'x' \""],
    ['with entities of entities', '&amp;lt;a id=1&amp;gt;', '&lt;a id=1&gt;'],
  ])('%s: %s', (_, html, notation) => {
    expect(read(html)).toBe(notation)
  })

  it('gives codes the bytes of the source', () => {
    const { codes } = fromHtml('<a id=1 href="https://evil.example">la</a>', source.codes)
    expect(codes.map((code) => code.raw)).toEqual(['<a data-n="1 href="/x"">', '</a>'])
  })

  it('holds no marker of its own', () => {
    expect(fromHtml(`a${MARKER}b&#xFFFC;c&#65532;d`, source.codes).text).toBe('a\uFFFDb\uFFFDc\uFFFDd')
  })

  const anyReply = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...['<a id=1>', '</a>', '<b id=2>', '</b>', '<br id=3>', '<x id=4></x>', '<a id=4>', '<x id=1>'],
          ...['<script>', '<', '>', '&lt;', '&#xFFFC;', MARKER, 'la', ' ', '<b', 'id=2', '</x>', '<a id=9>'],
        ),
      )
      .map((parts) => parts.join('')),
  )

  it('of any kind gives codes of the source only, and a marker for each', () => {
    const own = new Set(source.codes)
    fc.assert(
      fc.property(anyReply, (html) => {
        const content = fromHtml(html, source.codes)
        expect(content.codes.filter((code) => !own.has(code))).toEqual([])
        expect(markersOf(content)).toBe(content.codes.length)
      }),
      { numRuns: 1000 },
    )
  })

  it('of any kind to a text without codes gives none', () => {
    fc.assert(
      fc.property(anyReply, (html) => {
        const content = fromHtml(html, [])
        expect(content.codes).toEqual([])
        expect(content.text).not.toContain(MARKER)
      }),
    )
  })
})

describe('entities', () => {
  it.each([
    ['&amp;amp;', '&amp;'],
    ['&amp;#39;', '&#39;'],
    ['&#38;lt;', '&lt;'],
    ['&nbsp;', '\u00A0'],
    ['&#128512;', '😀'],
    ['&#x1F600;', '😀'],
    ['&#0;', '\uFFFD'],
    ['&#xD800;', '\uFFFD'],
    ['&#x110000;', '\uFFFD'],
    ['&unknown;', '&unknown;'],
    ['AT&T', 'AT&T'],
    ['&#;', '&#;'],
    ['&', '&'],
  ])('%s is decoded once, as %s', (html, text) => {
    expect(decodeEntities(html)).toBe(text)
  })
})

describe('a hostile reply', () => {
  const source = coded('See <a1>the list</a1>.')

  it.each([
    ['brackets', '<'.repeat(1_000_000)],
    ['a tag that never ends', `<a ${'x'.repeat(1_000_000)}`],
    ['a name that never ends', `<${'a'.repeat(1_000_000)}`],
    ['an id lost in spaces', `<a id=${' '.repeat(200_000)}>`],
    ['an attribute lost in spaces', `<a id${' '.repeat(1_000_000)}>`],
    ['an id of a million digits', `<a id=${'1'.repeat(1_000_000)}>`],
    ['foreign tags that none closes', '<i>'.repeat(160_000) + '</b>'.repeat(120_000)],
    ['foreign tags closed from far', '<b>'.repeat(140_000) + '</b>'.repeat(140_000)],
    ['one code again and again', '<a id=1>la</a>'.repeat(70_000)],
    ['entities', '&amp;'.repeat(200_000)],
    ['ampersands', '&#'.repeat(500_000)],
  ])('of %s is read', (_, html) => {
    const content = fromHtml(html, source.codes)
    expect(markersOf(content)).toBe(content.codes.length)
  })

  it('with a hundred thousand codes is read', () => {
    const many = coded(Array.from({ length: 100_000 }, (_, at) => `<b${at + 1}>x</b${at + 1}>`).join(''))
    expect(fromHtml(toHtml(many), many.codes).codes).toHaveLength(200_000)
  })
})
