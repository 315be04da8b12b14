import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edition, readAs } from '../mask/editions.ts'

type Row = readonly [name: string, source: string, edition: string]

const words = (title: string, rows: readonly Row[]) =>
  describe(title, () => {
    it.each(rows)('%s', (_, source, expected) => {
      expect(edition('html', source)).toBe(expected)
      expect(readAs('html', source).write(new Map(), undefined)).toBe(source)
    })
  })

words('what readers see of forms, frames and drawings is translated', [
  [
    'what a menu offers',
    '<select aria-label="Boat"><optgroup label="Day"><option value="a">Early &amp; late<option>Noon</select>',
    '<select aria-label="BOAT"><optgroup label="DAY"><option value="a">EARLY &amp; LATE<option>NOON</select>',
  ],
  [
    'a menu inside a sentence',
    '<p>Take <select name="b"><option>this</option><option title="c">that</option></select> boat.</p>',
    '<p>TAKE <select name="b"><option>THIS</option><option title="C">THAT</option></select> BOAT.</p>',
  ],
  [
    'a list of suggestions',
    '<datalist id="a"><option>Quay</option></datalist>',
    '<datalist id="a"><option>QUAY</option></datalist>',
  ],
  [
    'what stands on buttons, and no other value',
    '<input type=submit value=Send><input type="button" value="Go on"><input value="a"><button value="b">Back</button>',
    '<input type=submit value="SEND"><input type="button" value="GO ON"><input value="a"><button value="b">BACK</button>',
  ],
  [
    'the title of a frame',
    '<iframe src="/a" title="A map">b</iframe>',
    '<iframe src="/a" title="A MAP">b</iframe>',
  ],
  [
    'what a drawing says, and not how it is drawn',
    '<svg aria-label="Tide"><style>.a{}</style><title>The tide</title><g id="b"><text x="1">High <tspan>water</tspan></text></g></svg>',
    '<svg aria-label="TIDE"><style>.a{}</style><title>THE TIDE</title><g id="b"><text x="1">HIGH <tspan>WATER</tspan></text></g></svg>',
  ],
  [
    'a drawing inside a sentence',
    '<p>The <svg><title>arrow</title><path d="M0"/></svg> points up.</p>',
    '<p>THE <svg><title>ARROW</title><path d="M0"/></svg> POINTS UP.</p>',
  ],
  [
    'what is shown without scripts',
    '<noscript>Turn &amp; see</noscript><p>b</p>',
    '<noscript>TURN &amp; SEE</noscript><p>B</p>',
  ],
  [
    'markup that is shown without scripts',
    '<div><noscript><p class="a">Read <b>on</b></p><img src="/c.gif" alt="d"></noscript></div>',
    '<div><noscript><p class="a">READ <b>ON</b></p><img src="/c.gif" alt="D"></noscript></div>',
  ],
])

words('translate="yes" inside translate="no" is translated', [
  [
    'a block',
    '<div translate="no">a<p translate="yes">b</p>c</div>',
    '<div translate="no">a<p translate="yes">B</p>c</div>',
  ],
  [
    'inline, in a block',
    '<p translate="no">Brand <b>x <i translate="yes">two <u>words</u></i></b> end</p>',
    '<p translate="no">Brand <b>x <i translate="yes">TWO <u>WORDS</u></i></b> end</p>',
  ],
  [
    'inline, in a sentence',
    '<p>The <span translate="no">Brand <i translate="yes">of all</i> Ltd</span> came.</p>',
    '<p>THE <span translate="no">Brand <i translate="yes">OF ALL</i> Ltd</span> CAME.</p>',
  ],
  [
    'with attributes',
    '<p>The <span class="notranslate">a <img alt="b" translate="yes"> c</span> came.</p>',
    '<p>THE <span class="notranslate">a <img alt="B" translate="yes"> c</span> CAME.</p>',
  ],
  [
    'and not the other way round again',
    '<p translate="no">a <b translate="yes">b <i translate="no">c</i></b></p>',
    '<p translate="no">a <b translate="yes">B <i translate="no">c</i></b></p>',
  ],
])

words('what is shown without scripts inside a sentence is words of its own', [
  [
    'plain',
    '<p>Look <noscript>at the text &amp; map</noscript> here.</p>',
    '<p>LOOK <noscript>AT THE TEXT &amp; MAP</noscript> HERE.</p>',
  ],
  [
    'with markup',
    '<p>Look <noscript>at <a href="/map">the map</a></noscript> here.</p>',
    '<p>LOOK <noscript>AT <a href="/map">THE MAP</a></noscript> HERE.</p>',
  ],
  [
    'in paragraphs of its own',
    '<div>Look <noscript><p>one</p><p>two</p></noscript> here.</div>',
    '<div>LOOK <noscript><p>ONE</p><p>TWO</p></noscript> HERE.</div>',
  ],
  [
    'inside another element, at its beginning',
    '<p><b><noscript>one</noscript> two</b> three</p>',
    '<p><b><noscript>ONE</noscript> TWO</b> THREE</p>',
  ],
  [
    'twice',
    '<p>a <noscript>b</noscript> c <noscript>b</noscript> d <noscript>e</noscript> f</p>',
    '<p>A <noscript>B</noscript> C <noscript>B</noscript> D <noscript>E</noscript> F</p>',
  ],
  [
    'at the end of one',
    '<p>Look here. <noscript>At the map</noscript></p>',
    '<p>LOOK HERE. <noscript>AT THE MAP</noscript></p>',
  ],
  [
    'but not beside an image with words',
    '<p>a <noscript>b <img src="/c.gif" alt="d"></noscript> e</p>',
    '<p>A <noscript>b <img src="/c.gif" alt="D"></noscript> E</p>',
  ],
])

words('what WordPress says of a block is translated where it is words', [
  [
    'that the block is drawn from',
    '<!-- wp:search {"label":"Search the site","buttonText":"Go","width":50,"unit":"%"} /-->',
    '<!-- wp:search {"label":"SEARCH THE SITE","buttonText":"GO","width":50,"unit":"%"} /-->',
  ],
  [
    'on both sides, where it stands in the page too',
    '<!-- wp:acme/faq {"items":[{"ask":"When is \\u0022low\\u0022 tide?","id":"q-1"}]} -->\n<p>When is “low” tide?</p><p>When is "low" tide?</p>\n<!-- /wp:acme/faq -->',
    '<!-- wp:acme/faq {"items":[{"ask":"WHEN IS \\u0022LOW\\u0022 TIDE?","id":"q-1"}]} -->\n<p>WHEN IS “LOW” TIDE?</p><p>WHEN IS "LOW" TIDE?</p>\n<!-- /wp:acme/faq -->',
  ],
  [
    'on both sides, with its markup',
    '<!-- wp:acme/box {"html":"Read \\u003cstrong\\u003eall\\u003c/strong\\u003e of it"} -->\n<p>Read <strong>all</strong> of it</p>\n<!-- /wp:acme/box -->',
    '<!-- wp:acme/box {"html":"READ \\u003cstrong\\u003eALL\\u003c/strong\\u003e OF IT"} -->\n<p>READ <strong>ALL</strong> OF IT</p>\n<!-- /wp:acme/box -->',
  ],
  [
    'in a known attribute of any block',
    '<!-- wp:cover {"url":"/a.jpg","alt":"A calm sea -- at last"} --><p>b</p><!-- /wp:cover -->',
    '<!-- wp:cover {"url":"/a.jpg","alt":"A CALM SEA \\u002d\\u002d AT LAST"} --><p>B</p><!-- /wp:cover -->',
  ],
  [
    'and not where it is a setting, or no JSON',
    '<!-- wp:table {"align":"center"} --><p>center</p><!-- /wp:table --><!-- wp:b {"alt":"c" --><!-- wp:d {"e":"f g"} /-->',
    '<!-- wp:table {"align":"center"} --><p>CENTER</p><!-- /wp:table --><!-- wp:b {"alt":"c" --><!-- wp:d {"e":"f g"} /-->',
  ],
])

words('a text without spaces is words where it could be no setting', [
  [
    'in Japanese',
    '<!-- wp:acme/box {"text":"川の水位がcm下がった。"} --><p>川の水位がcm下がった。</p><!-- /wp:acme/box -->',
    '<!-- wp:acme/box {"text":"川の水位がCM下がった。"} --><p>川の水位がCM下がった。</p><!-- /wp:acme/box -->',
  ],
])

const leftBy = (source: string) =>
  readAs('html', source).findings.map(({ check, severity, message, at }) => [
    `${check} ${severity}`,
    /“([^“”]*)”/.exec(message)?.[1],
    source.slice(at).split('"')[0],
  ])

describe('words that a block’s comment keeps from translation are reported', () => {
  it.each([
    [
      'a paragraph cut at its markup',
      '<!-- wp:acme/faq {"answer":["It is ",{"type":"b","props":{"children":["Four"]}}," metres high"]} --><p>It is <b>Four</b> metres high</p>',
      [
        ['acme/faq.answer', 'It is '],
        ['acme/faq.children', 'Four'],
      ],
    ],
    [
      'one sentence of a paragraph',
      '<!-- wp:acme/teaser {"intro":"The water has gone down again."} --><p>The water has gone down again. Roads are open.</p>',
      [['acme/teaser.intro', 'The water has gone down again.']],
    ],
    [
      'a word with a capital that the page has too',
      '<!-- wp:acme/tab {"label2":"Weather"} --><h2>Weather</h2>',
      [['acme/tab.label2', 'Weather']],
    ],
    [
      'a sentence that the page has not',
      '<!-- wp:acme/quote {"said":"We saw the river rise twice."} /--><p>b</p>',
      [['acme/quote.said', 'We saw the river rise twice.']],
    ],
    [
      'markup that the page has not',
      '<!-- wp:acme/quote {"alt":"\\u003cp\\u003eWe saw it rise\\u003c/p\\u003e"} /--><p>b</p>',
      [['acme/quote.alt', '\\u003cp\\u003eWe saw it rise\\u003c/p\\u003e']],
    ],
    [
      'a sentence without spaces or capitals',
      '<!-- wp:acme/quote {"said":"水位が下がった"} /--><p>b</p>',
      [['acme/quote.said', '水位が下がった']],
    ],
    [
      'an attribute once, however often it is there',
      '<!-- wp:acme/faq {"q":["How high is it?","Who says so now?"]} /--><!-- wp:acme/faq {"q":["When is it over?"]} /--><p>b</p>',
      [['acme/faq.q', 'How high is it?']],
    ],
  ])('%s', (_, source, left) => {
    expect(leftBy(source)).toEqual(left.map((one) => ['block-comment warn', ...one]))
  })

  it.each([
    ['words that are translated', '<!-- wp:a/b {"c":"Two words","alt":"A sea"} --><p>Two words</p>'],
    ['class names', '<!-- wp:group {"className":"is-style-wide has-border and more of it"} --><p>wide</p>'],
    ['fonts', '<!-- wp:p {"fontFamily":"Source Sans Pro, Noto Sans, sans-serif"} --><p>b</p>'],
    [
      'a setting that is a word of the page',
      '<!-- wp:embed {"type":"video"} --><p>The <a href="/">video</a></p>',
    ],
    ['addresses', '<!-- wp:embed {"url":"https://example.org/a"} --><p>https://example.org/a</p>'],
    ['what editors call a block', '<!-- wp:group {"metadata":{"name":"The top of a long page"}} --><p>b</p>'],
  ])('and %s are not', (_, source) => {
    expect(leftBy(source)).toEqual([])
  })

  it('where they stand in another format, they are found there', () => {
    const comment = '<!-- wp:a/b {"c":"We saw the river rise twice."} /-->'
    const markdown = `# One\n\n${comment}\n<p>Two</p>\n`
    expect(readAs('md', markdown).findings).toMatchObject([{ at: markdown.indexOf('We saw') }])
  })
})

it('what stands in a block’s comment and in the page is bought once', () => {
  const source = '<!-- wp:a {"b":"Two words"} --><p>Two words</p><!-- /wp:a -->'
  const units = readAs('html', source).units.map(({ role, content }) => [role, content.text])
  expect(units).toEqual([
    ['paragraph', 'Two words'],
    ['paragraph', 'Two words'],
  ])
})

it('whatever is put inside whatever, the page is written again as it was, and any words go in', () => {
  const tags = [
    'p',
    'select',
    'option',
    'svg',
    'title',
    'text',
    'noscript',
    'span translate="no"',
    'i translate="yes"',
    'b',
    'iframe',
  ]
  const markup = fc.array(
    fc.oneof(
      fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag.split(' ')[0]}>`])),
      fc.constantFrom(
        'two words',
        ' ',
        '<img alt="a view">',
        '<input type="submit" value="Send">',
        '{{ a }}',
        '&amp;',
      ),
    ),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(markup, (pieces) => {
      const source = pieces.join('')
      expect(readAs('html', source).write(new Map(), undefined)).toBe(source)
      const bare = (html: string) =>
        html.toLowerCase().replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/"/g, '').replace(/\s+/g, ' ')
      expect(bare(edition('html', source))).toBe(bare(source))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  )
})
