import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse, parseFragment, serialize } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { Content } from '../../../src/article/content.ts'
import { MARKER, readable } from '../../../src/article/content.ts'
import type { Disclosure } from '../../../src/article/disclosure.ts'
import { DragomanError } from '../../../src/article/errors.ts'
import type { Fills, Piece, ReadOptions } from '../../../src/formats/format.ts'
import { html, isPage, readHtmlFragment, readHtmlOf } from '../../../src/formats/html/html.ts'
import { stretches } from '../../../src/formats/html/text.ts'

const LABEL = 'Powered by automated translation (Apertium).'

const options: ReadOptions = {
  path: 'harbour.html',
  locale: 'en',
  frontMatter: [],
  credits: ['.credit', '[itemprop=creditText]'],
  keywords: false,
  recognise: {
    isLabel: (line) => line.startsWith('Powered by automated translation'),
    isUpdated: (line) => /^Updated: /u.test(line),
  },
}

const disclosure: Disclosure = {
  articleId: 'harbour',
  state: 'machine',
  locale: 'es',
  direction: 'ltr',
  sourceLocale: 'en',
  sourceDirection: 'ltr',
  label: LABEL,
  labelLocale: 'es',
  providers: ['Apertium'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  aiDisclosure: 'ai-autonomous',
  sourceHash: '0123456789ab'.padEnd(64, 'c'),
  changed: undefined,
  reviewed: undefined,
  canonicalUrl: 'https://example.org/es/harbour',
  originalUrl: 'https://example.org/en/harbour',
  readOriginal: 'Leer el original (inglés)',
  updatedLine: () => 'Actualizado: 5 de noviembre de 2023, 21:57',
  updatedTime: () => '5 de noviembre de 2023, 21:57',
}

const read = (source: string, more: Partial<ReadOptions> = {}) => html.read(source, { ...options, ...more })
const texts = (source: string, more: Partial<ReadOptions> = {}) =>
  read(source, more).units.map(({ content }) => shown(content))
const outline = (source: string) =>
  read(source).units.map(({ role, content }) => `${role}: ${shown(content)}`)

/** Codes as their names: `See <a>the list</a>`. */
function shown({ text, codes }: Content): string {
  let next = 0
  return text.replaceAll(MARKER, () => {
    const code = codes[next++]
    return { open: `<${code?.name}>`, close: `</${code?.name}>`, alone: `<${code?.name}/>` }[
      code?.kind ?? 'alone'
    ]
  })
}

const fill = (source: string, pieces: (content: Content) => readonly Piece[]): Fills =>
  new Map(read(source).units.map(({ id, content }) => [id, pieces(content)]))
const kept = ({ text }: Content): Piece[] => [{ kind: 'kept', start: 0, end: text.length }]
const halved = ({ text }: Content): Piece[] => [
  { kind: 'kept', start: 0, end: text.length >> 1 },
  { kind: 'kept', start: text.length >> 1, end: text.length },
]
const same = (content: Content): Piece[] => [{ kind: 'target', content }]
const reviewed = (content: Content): Piece[] => [{ kind: 'target', content, isReviewed: true }]
const shouted = ({ text, codes }: Content): Piece[] => [
  { kind: 'target', content: { text: text.toUpperCase(), codes } },
]
const write = (source: string, pieces: (content: Content) => readonly Piece[], about?: Disclosure) =>
  read(source).write(fill(source, pieces), about)
const mark = (source: string, change: Partial<Disclosure> = {}) =>
  read(source).write(new Map(), { ...disclosure, ...change })

describe('what is not filled', () => {
  const TAGS =
    'p div b i a em span code table tr td th caption li ul h1 h2 title svg math pre script style br img select ' +
    'option template body html head form font nobr button blockquote figure iframe noscript x-y ruby rt textarea'
  const ATTRIBUTES = [
    '',
    ' title="a &amp; b"',
    " alt='x'",
    ' alt=q"r',
    ' title',
    ' title="',
    ' class=dragoman-label',
    ' class="credit"',
    ' lang=fr',
    ' lang="en"',
    ' translate=no',
    ' alt="a\r\n  b"',
    ' title=&nbsp;x',
  ]
  const WORDS =
    'word| a b |foo  bar\n|\r\n|\r|&amp;|&notit;|&nbsp;|&#10;|<|</|</>|<!--|-->|<!-- c -->|<!x>|<?php|\0|\uFEFF|\uFFFC|' +
    '\u{1F600}|\uD83D|&|&#x|"|\'|>|Updated: now|<![CDATA[x]]>|&acE;'
  const tag = fc
    .tuple(
      fc.constantFrom(...TAGS.split(' ')),
      fc.constantFrom(...ATTRIBUTES),
      fc.constantFrom('>', '/>', ''),
    )
    .map(([name, attribute, end]) => `<${name}${attribute}${end}`)
  const piece = fc.oneof(
    { weight: 4, arbitrary: tag },
    { weight: 3, arbitrary: fc.constantFrom(...TAGS.split(' ')).map((name) => `</${name}>`) },
    { weight: 4, arbitrary: fc.constantFrom(...WORDS.split('|')) },
    { weight: 1, arbitrary: fc.string() },
  )
  const start = fc.constantFrom('', '<!doctype html>', '\uFEFF<!doctype html>\n<html lang=en>', '<body>')
  const anyHtml = fc.tuple(start, fc.array(piece, { maxLength: 14 })).map(([a, b]) => a + b.join(''))
  const many = { numRuns: 2000 }

  it('stays as it was, whatever the source', () => {
    fc.assert(
      fc.property(anyHtml, (source) => {
        expect(read(source).write(new Map(), undefined)).toBe(source)
      }),
      many,
    )
  })

  it('stays as it was when units are filled with their own bytes, whole or cut', () => {
    fc.assert(
      fc.property(anyHtml, (source) => {
        expect(write(source, kept)).toBe(source)
        expect(write(source, halved)).toBe(source)
      }),
      many,
    )
  })

  it('means the same when units are filled with their own content', () => {
    const dom = (source: string, scriptingEnabled: boolean) =>
      serialize(
        isPage(source)
          ? parse(source.replace(/^\uFEFF/u, ''), { scriptingEnabled })
          : parseFragment(source, { scriptingEnabled }),
      ).replace(/[ \t\n\f\r]+/gu, ' ')
    // To whom noscript says something, what is in it is HTML; and what it opens and leaves open takes in all that follows.
    const outside = (html: string) => html.replace(/<noscript\b[\s\S]*?<\/noscript>/gu, '')
    const isOnePage = (source: string) => outside(dom(source, true)) === outside(dom(source, false))
    fc.assert(
      fc.property(anyHtml, (source) => {
        const written = write(source, same)
        expect(outside(dom(written, true))).toBe(outside(dom(source, true)))
        if (isOnePage(source)) expect(dom(written, false)).toBe(dom(source, false))
      }),
      // A byte order mark in mid-text is a character: taken out, it would join `&#x` and `f` to a reference.
      { ...many, examples: [['<!doctype html>&#x\uFEFFfoo  bar\n']] },
    )
  })

  it('can be marked, whatever the source, and units begin and end with something to see', () => {
    fc.assert(
      fc.property(anyHtml, (source) => {
        expect(() => write(source, same, disclosure)).not.toThrow()
        expect(() => write(source, reviewed, disclosure)).not.toThrow()
        for (const { content } of read(source).units) {
          expect(content.text).toBe(content.text.trim())
          expect(readable(content).trim()).not.toBe('')
          expect(content.codes).toHaveLength(content.text.split(MARKER).length - 1)
        }
      }),
      many,
    )
  })
})

describe('units', () => {
  it.each([
    ['each block', '<h1>A</h1><p>B</p><h2>C</h2>', ['headline: A', 'paragraph: B', 'heading: C']],
    ['only the first h1 as headline', '<h1>A</h1><h1>B</h1>', ['headline: A', 'heading: B']],
    [
      'standfirsts',
      '<p class="lead dek">A</p><div itemprop=description>B</div>',
      ['standfirst: A', 'standfirst: B'],
    ],
    ['captions, also in paragraphs', '<figcaption><p>A</p></figcaption>', ['caption: A']],
    ['list items, nested ones too', '<ul><li>A<ul><li>B</ul></ul>', ['list-item: A', 'list-item: B']],
    [
      'table cells and the caption',
      '<table><caption>A<tr><th>B<td>C</table>',
      ['caption: A', 'table-cell: B', 'table-cell: C'],
    ],
    ['quotes', '<blockquote><p>A</p></blockquote><aside class=pullquote>B</aside>', ['quote: A', 'quote: B']],
    [
      'terms and details',
      '<dl><dt>A<dd>B</dl><details><summary>C</summary>D</details>',
      ['paragraph: A', 'paragraph: B', 'paragraph: C', 'paragraph: D'],
    ],
    ['live updates by class', '<p class=live-updates>A</p>', ['live-updates: A']],
    [
      'every run between the blocks of a block',
      '<div>A <i>b</i><p>C</p>D</div>',
      ['paragraph: A <i>b</i>', 'paragraph: C', 'paragraph: D'],
    ],
    ['blocks inside a link', '<a href=x><h2>A</h2><p>B</p></a>', ['heading: A', 'paragraph: B']],
    ['the title of a page', '<!doctype html><title>A &lt;b&gt;</title>', ['title: A <b>']],
    ['words straight in the body', '<!doctype html><body>A\n</body>\n</html>\n', ['paragraph: A']],
    ['words that a table throws out', '<table>A<tr><td>B</table>', ['paragraph: A', 'table-cell: B']],
  ])('are %s', (_, source, expected) => {
    expect(outline(source)).toEqual(expected)
  })

  it.each([
    ['white space', '<p> \n </p><p>&nbsp;</p><p>&#8203;&shy;</p>'],
    ['codes alone', '<p><br><img src=x></p><p><code>x</code></p>'],
    [
      'script, style and JSON-LD',
      '<script>"a"</script><style>b{}</style><script type="application/ld+json">{}</script>',
    ],
    [
      'pre, iframe, video, shapes and math',
      '<pre>a</pre><iframe>b</iframe><video>c</video><svg><g>d</g></svg><math><mi>e</mi></math>',
    ],
    ['comments', '<!-- wp:paragraph {"a":"b"} --><!-- /wp:paragraph -->'],
    [
      'social embeds',
      '<blockquote class="twitter-tweet"><p>a</p></blockquote><blockquote class=instagram-media>b</blockquote>',
    ],
    ['templates', '<template><p>a</p></template>'],
    ['what must not be translated', '<p translate=no>a</p><div class=notranslate>b<p>c</p></div>'],
    ['other languages', '<p lang=fr>a</p><div xml:lang="de-AT">b</div>'],
    ['credits', '<p class=credit>a</p><div itemprop="creditText"><p title=b>c</p></div>'],
  ])('are not made of %s', (_, source) => {
    expect(outline(source)).toEqual([])
  })

  it('follow translate and lang where they are overridden inside', () => {
    expect(
      texts('<div translate=no>a<p translate=yes>B</p></div><div lang=fr>c<p lang=en>D</p></div>'),
    ).toEqual(['B', 'D'])
  })

  it('take the language of the page before the configured one', () => {
    const page = '<!doctype html><html lang="fr-CA"><body><p>A</p><p lang=fr>B</p><p lang=en>c</p>'
    expect(texts(page)).toEqual(['A', 'B'])
  })

  it('have white space as a reader sees it and the edges left outside', () => {
    expect(texts('<p>\n  One\r\n   two&nbsp;three\tfour \n</p>')).toEqual(['One two\u00A0three four'])
  })

  it('decode every kind of character reference', () => {
    expect(texts('<p>&lt;&copy &notit; &#x1F600;&#65b &unknown; AT&T</p>')).toEqual([
      '<© ¬it; \u{1F600}Ab &unknown; AT&T',
    ])
  })

  it('are found however deep they nest', () => {
    const depth = 10_000
    expect(texts(`${'<div>'.repeat(depth)}A`)).toEqual(['A'])
    expect(read(`<p>${'<span>'.repeat(depth)}A`).units[0]?.content.codes).toHaveLength(depth)
  })
})

describe('markup that the parser mends', () => {
  it.each([
    ['leaves a run that lies across a block', '<div>foo <code>a<p>b</code>c</p></div>', ['c']],
    [
      'leaves a text that the parser put together from both sides of another',
      '<div>foo<table><tr><td>x</table>bar',
      ['foo', 'x', 'bar'],
    ],
    [
      'leaves a text that a table threw out and joined to another',
      '<div>foo<table><tr><td>x</td></tr>bar</table>',
      ['x'],
    ],
    [
      'parts runs where a cell stands between them',
      '<i>foo</i><table><tr><td>x</td></tr>bar</table>',
      ['<i>foo</i>', 'x', 'bar'],
    ],
    [
      'takes a formatting element that the parser opened again for no code',
      '<p><b>foo<p>bar</b> baz</p>',
      ['<b/>foo', 'bar<b/> baz'],
    ],
    ['leaves code that the parser opened again', '<p><code>x</p><p>y</code> z</p>', ['z']],
    ['cuts a pair that its words do not hold together', '<p><i>a<!-- c -->\0b</i> d', ['<i/>a', 'b<i/> d']],
    [
      'takes a NUL in a title for what the parser makes of it',
      '<!doctype html><title>a\0b</title>',
      ['a\uFFFDb'],
    ],
    ['makes two links of nested ones', '<p><a href=1>x<a href=2>y</a> z', ['<a/>x<a>y</a> z']],
  ])('%s', (_, source, expected) => {
    expect(texts(source)).toEqual(expected)
  })

  it('is not read where its source says more or less than the parser does', () => {
    const source = 'foo<b>&amp;</b>'
    expect(stretches(source, 0, source.length, 4, 'text')).toHaveLength(4)
    expect(stretches(source, 0, source.length, 3, 'text')).toBeUndefined()
    expect(stretches(source, 0, source.length, 5, 'text')).toBeUndefined()
  })

  it.each([
    ['a label round an “Updated” line', '<tr title<p class=dragoman-label>Updated: now'],
    ['a label round words that a table threw out', '<table class=dragoman-label>foo<tr><td>x</table>'],
    ['words that begin with a reference to white space', '<title>t</title>&#10;word'],
  ])('puts marks and words that would overlap one after the other: %s', (_, source) => {
    const written = write(source, shouted, disclosure)
    expect(written.match(/class="dragoman-label"/gu)).toHaveLength(1)
    expect(written).not.toMatch(/foo|Updated/u)
  })
})

describe('inline codes', () => {
  it.each([
    ['pairs with one id', 'See <a href=x>the <b>list</b></a>.', 'See <a>the <b>list</b></a>.'],
    ['standing alone', 'A<br>b <img src=x> c<wbr>d', 'A<br/>b <img/> c<wbr/>d'],
    [
      'whole for code and the like',
      'Run <code>a <b>b</b></code>, <kbd>c</kbd>, <ruby>d<rt>e</ruby>!',
      'Run <code/>, <kbd/>, <ruby/>!',
    ],
    [
      'whole for what is not translated',
      'Ask <span translate=no>Acme</span> or <i lang=fr>la mairie</i>',
      'Ask <nt/> or <nt/>',
    ],
    ['whole for credits', 'Low tide. <span class=credit>J. Reed</span>', 'Low tide. <credit/>'],
    ['whole for elements without words', 'A <a id=x></a> b <span><img src=y></span> c', 'A <a/> b <span/> c'],
    ['comments inside the words', 'One <!-- note --> two', 'One <comment/> two'],
    ['tags the parser ignored', 'One</span> two', 'One<span/> two'],
    ['halves cut by a block', '<b>One<p>two</b> three', '<b/>One'],
    ['custom elements by their letters', 'A <x-tip2>b</x-tip2>', 'A <xtip>b</xtip>'],
  ])('are %s', (_, source, expected) => {
    expect(texts(`<p>${source}</p>`)[0]).toBe(expected)
  })

  it('keep their own bytes', () => {
    const [unit] = read('<p>A <A HREF="/x?a&amp;b"\n>b</A ></p>').units
    expect(unit?.content.codes.map(({ raw, id }) => [raw, id])).toEqual([
      ['<A HREF="/x?a&amp;b"\n>', 1],
      ['</A >', 1],
    ])
  })

  it.each([
    ['b', true, true],
    ['em', true, true],
    ['br', true, false],
    ['a', false, false],
    ['span', false, false],
    ['b id=x', false, false],
  ])('<%s> may be deleted: %s, copied: %s', (tag, canDelete, canCopy) => {
    expect(read(`<p>A <${tag}>b</p>`).units[0]?.content.codes[0]).toMatchObject({ canDelete, canCopy })
  })
})

describe('attributes', () => {
  it('are units of their own, in reading order', () => {
    const source =
      '<p title="A">B <a href=x title="C">d</a><img alt="E" src=y></p><input placeholder="F"><nav aria-label=G></nav>'
    expect(outline(source)).toEqual([
      'title: A',
      'paragraph: B <a>d</a><img/>',
      'title: C',
      'alt: E',
      'title: F',
      'title: G',
    ])
  })

  it('are read from the descriptions of a page', () => {
    const source =
      '<!doctype html><meta name=description content=A><meta property="og:title" content=B>' +
      '<meta name="twitter:description" content=C><meta name=author content=x><link title=x rel=stylesheet>'
    expect(outline(source)).toEqual(['description: A', 'title: B', 'description: C'])
  })

  it.each([
    ['double', '<img alt="a">', `<img alt="&quot;B&quot; &amp; 'c' &lt;d&gt;">`],
    ['single', "<img alt='a'>", `<img alt='"B" &amp; &#39;c&#39; &lt;d&gt;'>`],
    ['no', '<img alt=a src=x>', `<img alt="&quot;B&quot; &amp; 'c' &lt;d&gt;" src=x>`],
  ])('are escaped for %s quotes', (_, source, expected) => {
    const target = { text: `"B" & 'c' <d>`, codes: [] }
    expect(write(source, () => [{ kind: 'target', content: target }])).toBe(expected)
  })

  it('inside a code are written wherever the code goes', () => {
    const source = '<p>The <a href=x title="list">list</a> and <picture><img alt="map"></picture> here</p>'
    expect(write(source, shouted)).toBe(
      '<p>THE <a href=x title="LIST">LIST</a> AND <picture><img alt="MAP"></picture> HERE</p>',
    )
  })

  it('inside a code are written when the words round it are kept, or not filled at all', () => {
    const source = '<p>See <img alt="map" src=x></p>'
    const [paragraph, alt] = read(source).units
    const words = [{ kind: 'target', content: { text: 'mapa', codes: [] } }] as const
    const expected = '<p>See <img alt="mapa" src=x></p>'
    expect(read(source).write(new Map([[alt!.id, words]]), undefined)).toBe(expected)
    const both = new Map<string, readonly Piece[]>([
      [paragraph!.id, kept(paragraph!.content)],
      [alt!.id, words],
    ])
    expect(read(source).write(both, undefined)).toBe(expected)
  })

  it('stay as they are inside what is not translated', () => {
    expect(outline('<div translate=no><img alt=a></div><svg><a title=b></a></svg>')).toEqual([])
  })
})

describe('targets', () => {
  it('are text, never markup; a no-break space stays a character', () => {
    const target = { text: '<script>&nbsp;\u00A0', codes: [] }
    expect(write('<p>a</p>', () => [{ kind: 'target', content: target }])).toBe(
      '<p>&lt;script&gt;&amp;nbsp;\u00A0</p>',
    )
  })

  it('stand beside kept pieces', () => {
    const source = '<p>One &amp; two.\n  Three  four.</p>'
    expect(
      write(source, () => [
        { kind: 'target', content: { text: 'Uno.', codes: [] } },
        { kind: 'kept', start: 10, end: 22 },
      ]),
    ).toBe('<p>Uno.\n  Three  four.</p>')
  })
})

describe('a page', () => {
  const page = (head: string, body = '<h1>A</h1>') =>
    `<!doctype html>\n<html>\n<head>\n  ${head}\n</head>\n<body>\n${body}\n</body>\n</html>\n`
  const LABELLED = /<p class="dragoman-label"[^>]*>/u

  it('claims the language of its html element', () => {
    expect(read('<!doctype html><html lang=" pt-BR "><p>a').locale).toBe('pt-BR')
    expect(read('<html xml:lang="fr"><p>a').locale).toBe('fr')
    expect(read('<!doctype html><p lang=fr>a').locale).toBeUndefined()
  })

  it('is marked once behind a byte order mark', () => {
    expect(mark('\uFEFF<!doctype html><html lang=en><h1>a</h1>').match(/<html/gu)).toHaveLength(1)
  })

  it('is read behind a byte order mark, an XML declaration and comments', () => {
    expect(read('\uFEFF<?xml version="1.0"?><!-- a -->\n<!DOCTYPE html><html lang=ca>').locale).toBe('ca')
  })

  it.each([
    ['<html lang="en" class=x>', '<html lang="ar" class=x dir="rtl">'],
    ['<html LANG=en dir="ltr">', '<html lang="ar" dir="rtl">'],
    ['<html>', '<html lang="ar" dir="rtl">'],
    ['<html xml:lang="en" lang="en">', '<html xml:lang="ar" lang="ar" dir="rtl">'],
  ])('says its language in %s', (tag, expected) => {
    const attributes = (source: string) => /<html([^>]*)>/u.exec(source)?.[1]?.trim().split(' ').toSorted()
    expect(attributes(mark(`${tag}<p>a`, { locale: 'ar', direction: 'rtl' }))).toEqual(attributes(expected))
  })

  it('is given the html tag that it left out', () => {
    expect(mark('<!doctype html><title>a</title>')).toContain('<!doctype html><html lang="es" dir="ltr">')
  })

  it('says its language wherever the source said its own', () => {
    const source = '<html lang=en><body><article lang="en-US" dir=ltr><p lang=fr>a</p><p>B</p></article>'
    const written = mark(source, { locale: 'ar', direction: 'rtl' })
    expect(written).toContain('<article lang="ar" dir="rtl"><p lang=fr>')
  })

  it('carries the marks in its head, on lines of their own', () => {
    const written = mark(page('<meta charset=utf-8>'))
    const head = /<head>\n([\s\S]*)\n<\/head>/u.exec(written)?.[1]?.split('\n')
    const data = head?.pop()
    expect(head).toEqual([
      '  <meta charset=utf-8>',
      '  <meta name="ai-disclosure" content="ai-autonomous">',
      '  <meta name="robots" content="noindex">',
      '  <link rel="canonical" href="https://example.org/es/harbour">',
      '  <link rel="alternate" hreflang="en" href="https://example.org/en/harbour">',
    ])
    expect(JSON.parse(/class="dragoman-disclosure">(.*)<\/script>/u.exec(data ?? '')?.[1] ?? '')).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': 'https://example.org/es/harbour',
      inLanguage: 'es',
      translationOfWork: {
        '@type': 'NewsArticle',
        '@id': 'https://example.org/en/harbour',
        inLanguage: 'en',
      },
      creditText: 'Apertium',
      digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
    })
  })

  it('has no links when its address is not known', () => {
    const written = mark(page('<meta charset=utf-8>'), { canonicalUrl: undefined, originalUrl: undefined })
    expect(written).not.toContain('<link')
    expect(written).not.toContain('<a ')
  })

  it.each([
    ['index, max-snippet:20', 'noindex, max-snippet:20'],
    ['nofollow', 'noindex, nofollow'],
  ])('joins its robots rule to “%s”', (before, after) => {
    const written = mark(page(`<meta name="Robots" content="${before}">`))
    expect(written).toContain(`<meta name="Robots" content="${after}">`)
    expect(written.match(/robots/giu)).toHaveLength(1)
  })

  it.each(['noindex', 'NONE'])('leaves a robots rule that already says “%s”', (rule) => {
    expect(mark(page(`<meta name=robots content=${rule}>`))).toContain(`<meta name=robots content=${rule}>`)
  })

  it('may be indexed once it is approved', () => {
    expect(mark(page('<title>a</title>'), { state: 'signed-off' })).not.toContain('robots')
  })

  it('brings canonical and original links up to date in their place', () => {
    const written = mark(
      page('<link rel=canonical href="/old">\n  <link hreflang="EN" rel="alternate" href="/old">'),
    )
    expect(written).toContain('<link rel=canonical href="https://example.org/es/harbour">')
    expect(written).toContain('<link hreflang="EN" rel="alternate" href="https://example.org/en/harbour">')
    expect(written.match(/<link/gu)).toHaveLength(2)
  })

  it('does not let a provider’s name end its script', () => {
    expect(mark(page(''), { providers: ['</script><b>'] })).not.toContain('</script><b>')
  })

  it.each([
    ['under the headline', '<h1>A</h1>\n<p>b</p>', '<h1>A</h1>'],
    ['under the standfirst', '<h1>A</h1>\n<p class=dek>b</p>\n<p>c</p>', '<p class=dek>b</p>'],
    [
      'under a standfirst in the same header',
      '<header><h1>A</h1><div><p class=dek>b</p></div></header>',
      '<p class=dek>b</p>',
    ],
    ['not under a standfirst elsewhere', '<h1>A</h1>\n<ul><li class=dek>b</ul>', '<h1>A</h1>'],
    ['under a lone standfirst', '<p>a</p><p class=dek>b</p>', '<p class=dek>b</p>'],
    ['outside a link round the headline', '<a href=x><h1>A</h1></a>', '<a href=x><h1>A</h1></a>'],
    ['above everything else', '<p>b</p>', '<body>'],
  ])('carries its label %s', (_, body, before) => {
    const written = mark(page('', body))
    const at = LABELLED.exec(written)?.index ?? 0
    expect(written.slice(0, at).trimEnd().endsWith(before)).toBe(true)
    expect(written.split(LABEL)).toHaveLength(2)
  })

  it('labels itself with its state, its source and a link to it', () => {
    expect(
      mark(page(''))
        .split('\n')
        .find((line) => LABELLED.test(line)),
    ).toBe(
      '<p class="dragoman-label" data-translation-state="machine" data-source-version="0123456789ab"' +
        ` data-freshness="current">${LABEL} <a href="https://example.org/en/harbour" hreflang="en" lang="en"` +
        ' dir="ltr">Leer el original (inglés)</a></p>',
    )
  })

  it('says in which language its label is when that is another', () => {
    const written = mark(page(''), { locale: 'ar', direction: 'rtl', labelLocale: 'en' })
    expect(LABELLED.exec(written)?.[0]).toMatch(/ lang="en" dir="ltr">$/u)
  })

  it('follows the line breaks and the indentation of the source, and has none in a source of one line', () => {
    const crlf = mark('<!doctype html>\r\n<body>\r\n\t<h1>A</h1>\r\n')
    expect(crlf).toContain('</h1>\r\n\t<p class')
    expect(crlf.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u)
    expect(mark('<!doctype html><h1>A</h1><p>b')).not.toContain('\n')
  })

  it('changes nothing but what it fills when there is nothing to disclose', () => {
    const source = page(
      '<meta name=robots content=index>',
      `<p class=dragoman-label>${LABEL}</p><p>Updated: now</p>`,
    )
    expect(read(source).write(new Map(), undefined)).toBe(source)
  })
})

describe('furniture', () => {
  it.each([
    ['our own', `<p class="x dragoman-label" title="y"><b>Old</b> words</p>`],
    ['marked with data-dragoman-label', '<div data-dragoman-label>Old words</div>'],
    ['known by its words', `<p class=note>\n${LABEL}\n</p>`],
  ])('a label that is there (%s) is no unit, and is replaced in its place', (_, label) => {
    const source = `<h1>A</h1><p>b</p>${label}<p>c</p>`
    expect(texts(source)).toEqual(['A', 'b', 'c'])
    const written = mark(source)
    expect(written).toMatch(/<p>b<\/p><p class="dragoman-label"[^>]*>Powered.*<\/p><p>c<\/p>$/u)
    expect(written.match(/Powered/gu)).toHaveLength(1)
  })

  it.each([
    ['a heading', `<h2>${LABEL}</h2>`, /^<h2><span class="dragoman-label"[^>]*>.*<\/span><\/h2>$/u],
    ['the words of a block', `<div>${LABEL}<p>b</p></div>`, /^<div><span .*<\/span><p>b<\/p><\/div>$/u],
  ])('a label in %s stays inside it', (_, source, expected) => {
    expect(mark(source)).toMatch(expected)
  })

  it('a label inside a link has no link of its own', () => {
    const written = mark(`<a href=x><h2 class=y>${LABEL}</h2></a>`)
    expect(written.match(/<a /gu)).toHaveLength(1)
  })

  it('a title or a whole page is no label', () => {
    const source = `<!doctype html><html class=dragoman-label><title>${LABEL}</title><p>a</p>`
    expect(texts(source)).toEqual([LABEL, 'a'])
  })

  it('only one label of ours remains', () => {
    const source = '<p class=dragoman-label>a</p><p>b</p><p class=dragoman-label>c</p>'
    expect(mark(source).match(/dragoman-label/gu)).toHaveLength(1)
  })

  it('an “Updated” line is no unit, and is written in the edition’s words', () => {
    const source = '<p class=updated>\n Updated: November 5, 2023, 9:57 PM </p>'
    expect(texts(source)).toEqual([])
    expect(mark(source)).toContain('<p class=updated>\n Actualizado: 5 de noviembre de 2023, 21:57 </p>')
    expect(mark(source, { updatedLine: () => undefined })).toContain(source)
  })

  it('an “Updated” line whose time has an element of its own keeps that element', () => {
    const alone = '<p><time datetime=x>Updated: now</time></p>'
    expect(mark(alone)).toContain('<time datetime=x>Actualizado: 5 de noviembre de 2023, 21:57</time>')
    const two = '<p>Updated: <time datetime=x>November 5, 2023, 9:57 PM</time></p>'
    expect(mark(two)).toContain('<p>Actualizado: <time datetime=x>5 de noviembre de 2023, 21:57</time></p>')
    const unread = { updatedTime: () => undefined }
    expect(mark(two, unread)).toContain(two)
    const three = '<p>Updated: <b>November</b> 5, <i>2023</i></p>'
    expect(mark(three)).toContain(three)
  })

  it('a byline is left alone, its author’s name above all', () => {
    const source =
      '<p class="byline">By Greta Almond</p><p>By <a rel="author" href="/x">Ann Lake</a> today</p>'
    const texts = html.read(source, options).units.map((unit) => readable(unit.content))
    expect(texts.join()).not.toMatch(/Greta|Ann/u)
  })
})

describe('a fragment', () => {
  it('claims a language by its only element', () => {
    expect(read('<div lang=fr><p>A</p></div>').locale).toBe('fr')
    expect(read('<p lang=fr>a</p><p>b</p>').locale).toBeUndefined()
  })

  it.each([
    ['on top', '<p>b</p>\n<h1>A</h1>', /^<p class="dragoman-label".*<\/p>\n<p>b/u],
    ['on top of words', ' b', /^ <p class="dragoman-label".*<\/p>b/u],
    [
      'under a headline that it begins with',
      '<h1>A</h1>\n<p>b</p>',
      /^<h1>A<\/h1>\n<p class="dragoman-label".*<\/p>\n<p>b/u,
    ],
    ['in an empty one', '', /^<p class="dragoman-label".*<\/p>$/u],
  ])('carries its label %s, with its language, and no other marks', (_, source, expected) => {
    const written = mark(source)
    expect(written).toMatch(expected)
    expect(written).toMatch(/data-freshness="current" lang="es" dir="ltr">/u)
    expect(written).not.toMatch(/<html|<meta|<script|<link/u)
  })

  it('leaves the label out where it stands elsewhere, but replaces one that is there', () => {
    const omitted = (source: string) =>
      readHtmlFragment(source, options, { label: 'omitted' }).write(new Map(), disclosure)
    expect(omitted('<p>a</p>')).toBe('<p>a</p>')
    expect(omitted('<p class=dragoman-label>a</p>')).toContain(LABEL)
  })
})

describe('credits', () => {
  it.each([
    ['cite', '<cite>x</cite>', '<p class=x>A</p>'],
    ['p.by.line', '<p class="line by">x</p>', '<p class=by>A</p>'],
    ['#by', '<p id=by>x</p>', '<p id=byline>A</p>'],
    ['[data-credit]', '<p data-credit>x</p>', '<p>A</p>'],
    ['[rel~="author"]', '<p rel="me author">x</p>', '<p rel=authors>A</p>'],
    ["small[itemprop='creditText']", '<small itemprop=creditText>x</small>', '<p itemprop=creditText>A</p>'],
    ['cite, .by', '<p class=by>x</p>', '<p>A</p>'],
  ])('are found by %s', (selector, credit, other) => {
    expect(texts(credit + other, { credits: [selector] })).toEqual(['A'])
  })

  it.each(['', 'div p', '.a > b', '[x', 'p:first-child'])('refuses the selector “%s”', (selector) => {
    const reading = () => read('<p>a</p>', { credits: [selector] })
    expect(reading).toThrow(DragomanError)
    expect(reading).toThrow(/simple selector/u)
  })
})

describe('golden pages', () => {
  const folder = new URL('../../fixtures/html/', import.meta.url)
  it.each(readdirSync(folder))('%s', (name) => {
    const source = readFileSync(new URL(`${name}/input.html`, folder), 'utf8')
    const written = write(source, shouted, disclosure)
    const expected = new URL(`${name}/expected.html`, folder)
    if (process.env['UPDATE']) writeFileSync(expected, written)
    expect(written).toBe(readFileSync(expected, 'utf8'))
    expect(html.read(written, options).write(new Map(), disclosure)).toBe(written)
  })
})

describe('blocks of a machine’s edition that people have reviewed', () => {
  const PERSONS: Piece[] = [
    { kind: 'target', content: { text: 'Una persona.', codes: [] }, isReviewed: true },
  ]
  const MACHINES: Piece[] = [{ kind: 'target', content: { text: 'Una máquina.', codes: [] } }]
  /** Whose words each unit gets; what stands in the original where it says neither. */
  const edition = (source: string, whose: string, about: Partial<Disclosure> = {}) => {
    const fills = new Map(
      read(source).units.flatMap(({ id }, nth) => {
        const pieces = { p: PERSONS, m: MACHINES }[whose[nth] ?? '']
        return pieces === undefined ? [] : [[id, pieces] as const]
      }),
    )
    return read(source).write(fills, { ...disclosure, ...about })
  }
  const blocks = (page: string) =>
    page
      .match(/<[a-z0-9]+(?= [^<>]*ai-disclosure=)(?!>)[^<>]*>/g)
      ?.filter((tag) => !tag.startsWith('<meta')) ?? []

  it.each([
    ['<p>One.</p><p>Two.</p>', 'pm', ['<p ai-disclosure="ai-assisted">']],
    ['<p>One.</p><p>Two.</p>', 'mm', []],
    ['<p>One.</p><p>Two.</p>', 'p', ['<p ai-disclosure="ai-assisted">']],
    ['<p class="a">One.</p>', 'p', ['<p ai-disclosure="ai-assisted" class="a">']],
    ['<div>One.<p>Two.</p></div>', 'pm', []],
    ['<div>One.<p>Two.</p></div>', 'mp', ['<p ai-disclosure="ai-assisted">']],
    ['<ul><li>One.</li><li>Two.</li></ul>', 'mp', ['<li ai-disclosure="ai-assisted">']],
    ['<p>See <img src="/a.png" alt="One"> two.</p>', 'pm', []],
    ['<p>See <img src="/a.png" alt="One"> two.</p>', 'pp', ['<p ai-disclosure="ai-assisted">']],
    ['<p title="One">Two.</p>', 'mp', []],
    ['<p ai-disclosure="none">One.</p>', 'm', ['<p ai-disclosure="ai-autonomous">']],
    ['<p ai-disclosure="none">One.</p>', 'p', ['<p ai-disclosure="ai-assisted">']],
    ['<p ai-disclosure="none">One.</p>', '', ['<p ai-disclosure="none">']],
    ['<noscript><p>One.</p></noscript><p>Two.</p>', 'pm', []],
  ])('%s, of %s', (source, whose, expected) => {
    for (const page of [source, `<!doctype html><html><body>${source}</body></html>`]) {
      const written = edition(page, whose)
      expect(blocks(written)).toEqual(expected)
      expect(read(written).write(new Map(), disclosure)).toBe(written)
    }
  })

  it('say nothing of their own where the whole page is reviewed', () => {
    const about = { state: 'signed-off', aiDisclosure: 'ai-assisted' } as const
    expect(blocks(edition('<p>One.</p><p>Two.</p>', 'pm', about))).toEqual([])
  })

  it('are left alone inside another format', () => {
    const source = '<p>One.</p>'
    const parts = readHtmlOf(source, options, 'part')
    expect(blocks(parts.write(new Map([['u0', PERSONS]]), disclosure))).toEqual([])
  })

  it('are found in pages that nest without end', () => {
    const deep = '<div>One.'.repeat(20_000)
    expect(blocks(edition(deep, 'p'.repeat(20_000)))).toHaveLength(20_000)
  })
})
