import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ending, edition, readAs, translated } from './editions.ts'

/** What an article becomes when all that is words is put in capitals: what stays as it was is markup. */
type Row = readonly [name: string, source: string, edition: string]

const kinds = (title: string, ending: Ending, rows: readonly Row[]) =>
  describe(title, () => {
    it.each(rows)('%s', (_, source, expected) => {
      expect(edition(ending, source)).toBe(expected)
      expect(readAs(ending, source).write(new Map(), undefined)).toBe(source)
    })
  })

kinds('Hugo’s shortcodes are no words', 'md', [
  [
    'in a link address, which stays a link',
    'See the [earlier report]({{< ref "wall.md" >}}) first.\n',
    'SEE THE [EARLIER REPORT]({{< ref "wall.md" >}}) FIRST.\n',
  ],
  [
    'in the address of a definition, and its title is words',
    'See [it][wall].\n\n[wall]: {{< relref "wall.md" >}} "The wall"\n',
    'SEE [IT][wall].\n\n[wall]: {{< relref "wall.md" >}} "THE WALL"\n',
  ],
  [
    'on a line of its own, right beside words',
    'Before it.\n{{< ad slot="top_1" >}}\nAnd *after* it.\n',
    'BEFORE IT.\n{{< ad slot="top_1" >}}\nAND *AFTER* IT.\n',
  ],
  [
    'over several lines, with words in known attributes',
    '{{< figure\n  src="/a_b.jpg"\n  alt="The quay"\n  caption="Crews, \\"all night\\""\n>}}\n',
    '{{< figure\n  src="/a_b.jpg"\n  alt="THE QUAY"\n  caption="CREWS, \\"ALL NIGHT\\""\n>}}\n',
  ],
  [
    'with words in backquotes, and a template and a tag among them',
    '{{% img title=`The {{ .Year }} *flood*` caption="In <b>May</b>" %}}\n',
    '{{% img title=`THE {{ .Year }} *FLOOD*` caption="IN <b>MAY</b>" %}}\n',
  ],
  [
    'with a body of paragraphs and lists',
    '{{% notice tip %}}\nBring sandbags.\n\n- One\n- Two\n{{% /notice %}}\nThen wait.\n',
    '{{% notice tip %}}\nBRING SANDBAGS.\n\n- ONE\n- TWO\n{{% /notice %}}\nTHEN WAIT.\n',
  ],
  [
    'with a body of code',
    '{{< highlight go "linenos=table" >}}\nfmt.Println("one")\n\n// two *three*\n{{< /highlight >}}\n',
    '{{< highlight go "linenos=table" >}}\nfmt.Println("one")\n\n// two *three*\n{{< /highlight >}}\n',
  ],
  [
    'in a pair inside a sentence',
    'The {{< tooltip "a_b" >}}volume{{< /tooltip >}} *rose*.\n',
    'THE {{< tooltip "a_b" >}}VOLUME{{< /tooltip >}} *ROSE*.\n',
  ],
  [
    'in table cells, their bars too',
    '| Place | Level |\n|---|---|\n| Quay | {{ .Level | printf "%.1f" }} |\n',
    '| PLACE | LEVEL |\n|---|---|\n| QUAY | {{ .Level | printf "%.1f" }} |\n',
  ],
  [
    'in HTML and its attributes',
    '<div class="{{ .Class }}">\n{{ if .Paid }}\n<p title="{{ .Name }} in full">Read on</p>\n{{ end }}\n</div>\n',
    '<div class="{{ .Class }}">\n{{ if .Paid }}\n<p title="{{ .Name }} IN FULL">READ ON</p>\n{{ end }}\n</div>\n',
  ],
  [
    'shown to readers, and in code',
    'Write {{</* ref "a" */>}} or `{{< ref "b" >}}`.\n\n```\n{{< ref "c" >}}\n```\n',
    'WRITE {{</* ref "a" */>}} OR `{{< ref "b" >}}`.\n\n```\n{{< ref "c" >}}\n```\n',
  ],
  [
    'in an alt, and in the title of an image',
    '![The {{< place "quay_1" >}} today](/a.jpg "By {{ .Author }} himself")\n',
    '![THE {{< place "quay_1" >}} TODAY](/a.jpg "BY {{ .Author }} HIMSELF")\n',
  ],
])

kinds('Liquid’s and Jinja’s tags and values are no words', 'md', [
  [
    'in front matter',
    '---\ntitle: "{{ site.year }} report"\n---\n',
    '---\ntitle: "{{ site.year }} REPORT"\n---\n',
  ],
  [
    'with a filter',
    'The {{ page.ship | default: "Maren" }} is _back_.\n',
    'THE {{ page.ship | default: "Maren" }} IS _BACK_.\n',
  ],
  [
    'in a pair inside a sentence',
    'Read {% if user.paid %}all{% else %}some{% endif %} of it.\n',
    'READ {% if user.paid %}ALL{% else %}SOME{% endif %} OF IT.\n',
  ],
  [
    'round list items',
    '{% for stop in page.stops %}\n- {{ stop.name }} at {{ stop.time }}\n{% endfor %}\n',
    '{% for stop in page.stops %}\n- {{ stop.name }} AT {{ stop.time }}\n{% endfor %}\n',
  ],
  [
    'with words in known attributes',
    "{% include figure.html src='a_b.jpg' alt='The quay' caption=\"It’s back\" %}\n",
    "{% include figure.html src='a_b.jpg' alt='THE QUAY' caption=\"IT’S BACK\" %}\n",
  ],
  [
    'raw, with templates in it',
    'So:\n\n{% raw %}\nUse {{ this }} *here*.\n\n{% endif %}\n{% endraw %}\n\nDone.\n',
    'SO:\n\n{% raw %}\nUse {{ this }} *here*.\n\n{% endif %}\n{% endraw %}\n\nDONE.\n',
  ],
  [
    'commented out',
    'One {# not *this* #} two.\n\n{% comment %}\nnothing\n{% endcomment %}\n',
    'ONE {# not *this* #} TWO.\n\n{% comment %}\nnothing\n{% endcomment %}\n',
  ],
  ['with braces inside', "A {{ f({'a': {'b': 1}}) }} b.\n", "A {{ f({'a': {'b': 1}}) }} B.\n"],
  [
    'with closing brackets in a string',
    'A {{ "}}" }} b {% x "%}" %} c.\n',
    'A {{ "}}" }} B {% x "%}" %} C.\n',
  ],
])

kinds('templates in HTML are no words', 'html', [
  [
    'in an address',
    '<p>A <a href="{{ url | escape: \'">\' }}">b</a>.</p>',
    '<p>A <a href="{{ url | escape: \'">\' }}">B</a>.</p>',
  ],
  [
    'in words and attributes',
    '<img alt="{{ a }} quay"><p>{{ b }} c</p>',
    '<img alt="{{ a }} QUAY"><p>{{ b }} C</p>',
  ],
  [
    'among the attributes of a tag',
    '<p {% if a > b %}class="c"{% endif %}>D</p>',
    '<p {% if a > b %}class="c"{% endif %}>D</p>',
  ],
  [
    'between paragraphs',
    '<p>a</p>\n{% if b %}\n<p>c</p>\n{% endif %}',
    '<p>A</p>\n{% if b %}\n<p>C</p>\n{% endif %}',
  ],
  [
    'in scripts, which are none',
    '<script>if (a<b) {{c()}}</script><p>d {{ e }}</p>',
    '<script>if (a<b) {{c()}}</script><p>D {{ e }}</p>',
  ],
  [
    'of PHP and ERB',
    '<p>a <?php echo "b>c"; ?> d <%= e > f %> g</p>',
    '<p>A <?php echo "b>c"; ?> D <%= e > f %> G</p>',
  ],
])

kinds('WordPress’ shortcodes are no words', 'html', [
  [
    'round a caption',
    '[caption id="a_1" width="300"]<img src="a.jpg"> The quay[/caption]',
    '[caption id="a_1" width="300"]<img src="a.jpg"> THE QUAY[/caption]',
  ],
  [
    'one right behind another',
    '[row][col width="1/2"]<p>a</p>[/col][/row]<p>b</p>',
    '[row][col width="1/2"]<p>A</p>[/col][/row]<p>B</p>',
  ],
  [
    'round an address',
    '<p>[embed]https://v.example/a_b[/embed]</p>',
    '<p>[embed]https://v.example/a_b[/embed]</p>',
  ],
  [
    'closed in themselves',
    '<p>a [break /] b [video src="a.mp4"]</p>',
    '<p>A [break /] B [video src="a.mp4"]</p>',
  ],
  ['known by name, on a line of their own', '<p>a</p>\n[gallery]\n<p>b</p>', '<p>A</p>\n[gallery]\n<p>B</p>'],
  [
    'with words in known attributes',
    '<p>Then [pic id="4" caption="A &quot;calm&quot; sea" alt=\'b\'] came.</p>',
    '<p>THEN [pic id="4" caption="A &quot;CALM&quot; SEA" alt=\'B\'] CAME.</p>',
  ],
  ['in pairs', '<p>a [b]bold[/b] [i]or <em>so</em>[/i]</p>', '<p>A [b]BOLD[/b] [i]OR <em>SO</em>[/i]</p>'],
  [
    'with a bracket in a quoted value',
    '<p>[box title="a ] b"]c[/box]</p>',
    '<p>[box title="A &#93; B"]C[/box]</p>',
  ],
  [
    'round code',
    '<p>a</p>[code lang="js"]if (a[0]) b()[/code]',
    '<p>A</p>[code lang="js"]if (a[0]) b()[/code]',
  ],
])

kinds('links of Markdown stay links', 'md', [
  ['by their address', 'See [a b=c](/d) now.\n', 'SEE [A B=C](/d) NOW.\n'],
  ['by their name', 'See [a][b].\n\n[b]: /c\n', 'SEE [A][b].\n\n[b]: /c\n'],
  ['and tasks tasks', '- [x] a\n- [ ] b\n', '- [x] A\n- [ ] B\n'],
  ['and notes notes', 'A[^a].\n\n[^a]: b [sic]\n', 'A[^a].\n\n[^a]: B \\[SIC]\n'],
  ['among shortcodes', '[pic id="1" alt="a"] and [b](/c)\n', '[pic id="1" alt="A"] AND [B](/c)\n'],
])

kinds('words in square brackets stay words', 'html', [
  ['an editor’s', '<p>“a [sic] b” said [the council].</p>', '<p>“A [SIC] B” SAID [THE COUNCIL].</p>'],
  ['a note’s', '<p>a [1] b [video] c [gallery] d</p>', '<p>A [1] B [VIDEO] C [GALLERY] D</p>'],
  ['an insertion', '<p>he [Mr Roe] left […] at five</p>', '<p>HE [MR ROE] LEFT […] AT FIVE</p>'],
  ['never closed', '<p>a [box title="b c</p>', '<p>A [BOX TITLE="B C</p>'],
  ['a closing tag alone', '<p>a [/box] b</p>', '<p>A [/BOX] B</p>'],
])

kinds('marks of lines and attribute lists are no words, and lines do not run together', 'md', [
  ['the id of a heading', '## The water {#the-water}\n', '## THE WATER {#the-water}\n'],
  ['the attributes of a heading', 'The water {.wide #w}\n---\n', 'THE WATER {.wide #w}\n---\n'],
  ['a list under its paragraph', 'A note.\n{: .note #n}\n\nB.\n', 'A NOTE.\n{: .note #n}\n\nB.\n'],
  [
    'a list behind a link and its title',
    'See [it](/a "b"){:target="_blank"} now.\n',
    'SEE [IT](/a "B"){:target="_blank"} NOW.\n',
  ],
  ['a list behind an image', '![a](b.jpg){width=50% .left}\n', '![A](b.jpg){width=50% .left}\n'],
  ['an admonition', ':::tip\nBring boots.\n:::\n', ':::tip\nBRING BOOTS.\n:::\n'],
  [
    'an admonition with a title',
    ':::tip[Before you go]\nBring boots.\n:::\n',
    ':::tip[BEFORE YOU GO]\nBRING BOOTS.\n:::\n',
  ],
  ['a container with a title', '::: details More\nText.\n:::\n', '::: details MORE\nTEXT.\n:::\n'],
  [
    'an admonition with an indented body',
    '!!! note "Title"\n    Words of it.\n',
    '!!! note "TITLE"\n    WORDS OF IT.\n',
  ],
  ['words after three exclamation marks', '!!! Breaking news today\n', '!!! BREAKING NEWS TODAY\n'],
  ['an alert', '> [!NOTE]\n> The port is closed.\n> Today.\n', '> [!NOTE]\n> THE PORT IS CLOSED. TODAY.\n'],
  ['an alert with a title', '> [!warning]- Mind\n> The gap.\n', '> [!warning]- MIND\n> THE GAP.\n'],
  [
    'definitions',
    'Tide\n: Low and\n  high.\n: A word.\n\nEbb\n\n: Low.\n',
    'TIDE\n: LOW AND HIGH.\n: A WORD.\n\nEBB\n\n: LOW.\n',
  ],
  ['admonitions of MDX', ':::tip\nBring {boots}.\n:::\n', ':::tip\nBRING {BOOTS}.\n:::\n'],
])

kinds('the body of an admonition is words, behind a blank line too', 'md', [
  [
    'paragraphs',
    '!!! note "Title"\n\n    Words *of* it\n    and more.\n\n    A second one.\n\nAfter it.\n',
    '!!! note "TITLE"\n\n    WORDS *OF* IT AND MORE.\n\n    A SECOND ONE.\n\nAFTER IT.\n',
  ],
  [
    'a second paragraph, where the first follows at once',
    '??? tip\n    One.\n\n    Two.\n',
    '??? tip\n    ONE.\n\n    TWO.\n',
  ],
  [
    'lists',
    '!!! note\n\n    Bring:\n\n    - boots\n      for all\n    - [a map](/m)\n        - of roads\n\n    1. One.\n\n    2. Two.\n',
    '!!! note\n\n    BRING:\n\n    - BOOTS FOR ALL\n    - [A MAP](/m)\n        - OF ROADS\n\n    1. ONE.\n\n    2. TWO.\n',
  ],
  [
    'a heading and what is right under it',
    '!!! note\n\n    ## Boats\n    None go.\n',
    '!!! note\n\n    ## BOATS\n    NONE GO.\n',
  ],
  [
    'one inside another',
    '!!! note\n\n    One.\n\n    ???+ tip "Two"\n\n        Three.\n\n    Four.\n',
    '!!! note\n\n    ONE.\n\n    ???+ tip "TWO"\n\n        THREE.\n\n    FOUR.\n',
  ],
  [
    'indented by a tab, with a template',
    '!!! note\r\n\r\n\tLow at {{ tide }} *today*.\r\n',
    '!!! note\r\n\r\n\tLOW AT {{ tide }} *TODAY*.\r\n',
  ],
  [
    'but not code and tables',
    '!!! note\n\n    Run:\n\n    ```sh\n    go\n\n    stop\n    ```\n\n        let a\n\n    | b |\n    |---|\n\n    End.\n',
    '!!! note\n\n    RUN:\n\n    ```sh\n    go\n\n    stop\n    ```\n\n        let a\n\n    | b |\n    |---|\n\n    END.\n',
  ],
  [
    'nor what runs on into a line that is not indented',
    '!!! note\n\n    let a\nWords.\n\n    let b\n',
    '!!! note\n\n    let a\nWORDS.\n\n    let b\n',
  ],
  [
    'nor where an admonition is shown as code',
    '```\n!!! note\n\n    let a\n```\n\n    let b\n',
    '```\n!!! note\n\n    let a\n```\n\n    let b\n',
  ],
])

it('what a provider says in an admonition begins no list and no heading', () => {
  const reading = readAs('md', '!!! note\n\n    Words.\n')
  const say = (text: string) =>
    reading.write(
      new Map(
        reading.units.map(({ id, content }) => [
          id,
          [{ kind: 'target', content: { ...content, text: content.text.replace('Words.', text) } }],
        ]),
      ),
      undefined,
    )
  expect(say('# one')).toBe('!!! note\n\n    \\# one\n')
  expect(say('- one')).toBe('!!! note\n\n    \\- one\n')
})

kinds('words inside of a code of HTML are words of their own', 'md', [
  [
    'of an image and of what is around it',
    'See <img src="/a.jpg" alt="the *quay* &amp; more"> and <a href="/b" title="All of it">this</a>.\n',
    'SEE <img src="/a.jpg" alt="THE *QUAY* &amp; MORE"> AND <a href="/b" title="ALL OF IT">THIS</a>.\n',
  ],
  [
    'of a picture alone in its line, without quotes, with a template',
    'A\n<picture><source srcset=/a.webp><img alt=quay title="At {{ a_b }} today"></picture>\nb.\n',
    'A <picture><source srcset=/a.webp><img alt="QUAY" title="AT {{ a_b }} TODAY"></picture> B.\n',
  ],
  [
    'of a frame and of a tag over several lines',
    '- a <iframe src="/a"\n  title="A map"></iframe> b\n\n> <img alt="c"> d\n',
    '- A <iframe src="/a"\n  title="A MAP"></iframe> B\n\n> <img alt="C"> D\n',
  ],
  [
    'that are translated inside what is not',
    'By <span translate="no">Ada *Roe* <b translate="yes">of *the* ![isle](/a.jpg)</b> and <i>co</i></span> today.\n',
    'BY <span translate="no">Ada *Roe* <b translate="yes">OF *THE* ![ISLE](/a.jpg)</b> and <i>co</i></span> TODAY.\n',
  ],
  [
    'and not, inside those',
    'A <i class="notranslate">b <b translate>c <u translate=no>d <s translate=\'yes\'>e</s></u> f</b></i> g.\n',
    'A <i class="notranslate">b <b translate>C <u translate=no>d <s translate=\'yes\'>E</s></u> F</b></i> G.\n',
  ],
  [
    'that are shown without scripts',
    'a <noscript>*b* <img alt="c" src="/d"> e</noscript> f\n',
    'A <noscript>*B* <img alt="C" src="/d"> E</noscript> F\n',
  ],
  [
    'of a shortcode in what is one code',
    'a <kbd>{{< b alt="c" >}} d</kbd> <i translate="no">{{< b alt="e" >}}</i> ![f](g){title="h i"}\n',
    'A <kbd>{{< b alt="C" >}} d</kbd> <i translate="no">{{< b alt="E" >}}</i> ![F](g){title="H I"}\n',
  ],
  [
    'in headings and cells',
    '## A <img alt="b">\n\n| <img alt="c"> | d <span translate="no">e <b translate="yes">f</b></span> |\n|---|---|\n',
    '## A <img alt="B">\n\n| <img alt="C"> | D <span translate="no">e <b translate="yes">F</b></span> |\n|---|---|\n',
  ],
  [
    'but not of a tag that the marks of a quotation break',
    '> <img alt="a\n> b"> c\n',
    '> <img alt="a\n> b"> C\n',
  ],
  [
    'nor of a credit, in another language, or where they are not to be translated',
    'a <img class="credit" alt="b"> <abbr lang="fr" title="c">d</abbr> <img translate="no" alt="e"> <cite class="credit">f <b translate="yes">g</b></cite>\n',
    'A <img class="credit" alt="b"> <abbr lang="fr" title="c">D</abbr> <img translate="no" alt="e"> <cite class="credit">f <b translate="yes">g</b></cite>\n',
  ],
])

it('whatever HTML stands inside whatever, a paragraph is written again as it was, and any of its words go in', () => {
  const tags = [
    'i',
    'span translate="no"',
    'b translate="yes"',
    'noscript',
    'picture',
    'kbd',
    'u title="to see"',
  ]
  const piece = fc.oneof(
    fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag.split(' ')[0]}>`])),
    fc.constantFrom(
      'two words',
      ' ',
      ' *so* ',
      '<img alt="a view">',
      '![quay](/a)',
      '{{ a }}',
      '\n',
      '{{< b alt="c" >}}',
    ),
  )
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ')
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 20 }),
      fc.array(fc.boolean(), { minLength: 40 }),
      (pieces, isFilled) => {
        const source = `a${pieces.join('')}b\n`
        const reading = readAs('md', source)
        expect(reading.write(new Map(), undefined)).toBe(source)
        const some = [...translated(reading)].filter((_, nth) => isFilled[nth])
        expect(plain(reading.write(new Map(some), undefined))).toBe(plain(source))
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  )
})

it('the words that a provider gives for an attribute end no cell and begin no code', () => {
  const reading = readAs('md', '| <img alt="a"> b |\n|---|\n')
  const fills = new Map(
    reading.units
      .filter(({ content }) => content.text === 'a')
      .map(({ id }) => [
        id,
        [{ kind: 'target' as const, content: { text: 'x | "y" `z\n\n<w>', codes: [] } }],
      ]),
  )
  expect(reading.write(fills, undefined)).toBe(
    '| <img alt="x &#124; &quot;y&quot; &#96;z &lt;w&gt;"> b |\n|---|\n',
  )
})

kinds('formulas are no words, and prices are', 'md', [
  ['inline', 'As $E = mc^2$ says, $x$ and $\\alpha_1$.\n', 'AS $E = mc^2$ SAYS, $x$ AND $\\alpha_1$.\n'],
  ['between lines of words', 'So\n$$\na_b * c_d\n$$\nit is.\n', 'SO\n$$\na_b * c_d\n$$\nIT IS.\n'],
  ['in brackets', 'As \\(a_b * c\\) and \\[x^2 + y\\] say.\n', 'AS \\(a_b * c\\) AND \\[x^2 + y\\] SAY.\n'],
  [
    'with words in them',
    'If $P(\\text{rain today}) = 0.3$ holds.\n',
    'IF $P(\\text{rain today}) = 0.3$ HOLDS.\n',
  ],
  ['in a table, with a bar', '| A |\n|---|\n| $|x|$ b |\n', '| A |\n|---|\n| $|x|$ B |\n'],
  [
    'prices',
    'From $5 to $3, or $1.2bn (£0.9bn) and US$4 = C$5.\n',
    'FROM $5 TO $3, OR $1.2BN (£0.9BN) AND US$4 = C$5.\n',
  ],
  ['prices by weight', 'It is $5/kg, not $6/kg or A$7/kg.\n', 'IT IS $5/KG, NOT $6/KG OR A$7/KG.\n'],
  [
    'names with a dollar',
    'Ke$ha and A$AP = fine, cash $$ and $$.\n',
    'KE$HA AND A$AP = FINE, CASH $$ AND $$.\n',
  ],
  ['brackets with a backslash', 'A \\(not a link\\) and \\[this\\].\n', 'A (NOT A LINK) AND \\[THIS].\n'],
])

describe('which attributes hold words', () => {
  const source = '{{< figure title="a" note="b" >}}\n\n{{< video title="c" note="d" >}}\n'
  it('is the newsroom’s to say, by shortcode and attribute', () => {
    const words = (shortcodes: string[]) =>
      readAs('md', source, { shortcodes }).units.map(({ content }) => content.text)
    expect(words(['figure.title', '*.note'])).toEqual(['a', 'b', 'd'])
    expect(words([])).toEqual([])
  })

  it('gives each a role of its own', () => {
    const { units } = readAs('md', '{{< f alt="a" caption="b" title="c" >}}\n')
    expect(units.map(({ role }) => role)).toEqual(['alt', 'caption', 'title'])
  })
})

it('a template that comes back from a provider is words to readers, and to every generator of sites', () => {
  for (const ending of ['md', 'html'] as const) {
    const reading = readAs(ending, 'Words.')
    const content = { text: 'x {{< y >}} {% z %}', codes: [] }
    const [unit] = reading.units
    const written = reading.write(new Map([[unit!.id, [{ kind: 'target', content }]]]), undefined)
    expect(written).not.toMatch(/\{[{%]/)
    expect(written).toMatch(/&#(?:x7B|123);/)
  }
})

const TEMPLATES = [
  '{{< ref "a_b.md" >}}',
  '{{% note %}}',
  '{{% /note %}}',
  '{{ page.a_b | f: "*x*" }}',
  '{% if a < b and c > d %}',
  '{% endif %}',
  '{{</* shown */>}}',
  '{# a *comment* #}',
  '{{< highlight js >}}let *a* = [b](c)\n\n# d{{< /highlight >}}',
  '{% raw %}{{ e }} _f_{% endraw %}',
  '<%= g > h %>',
]
const WORDS = [
  'a word',
  '*emphasis*',
  '[link](/a)',
  'two\nlines',
  'end.',
  '“quoted”',
  '1.',
  '$5 to $3',
  '[sic]',
]
const BREAKS = [' ', '\n', '\n\n', '\n\n- ', '\n\n> ', '\n\n## ', '\n\n!!! note\n\n    ', '\n\n    - ', '']

describe('whatever stands in masked markup', () => {
  const piece = fc.oneof(
    fc.constantFrom(...TEMPLATES).map((text) => ({ text, isTemplate: true })),
    fc.constantFrom(...WORDS, ...BREAKS, ...BREAKS).map((text) => ({ text, isTemplate: false })),
  )
  const article = fc.array(piece, { maxLength: 25 })
  const runs = Number(process.env['RUNS'] ?? 300)

  it.each(['md', 'html'] as const)('comes out byte for byte, in its order, in %s', (ending) => {
    fc.assert(
      fc.property(article, (pieces) => {
        const source = pieces.map(({ text }) => text).join('')
        const written = edition(ending, source)
        let at = 0
        for (const { text, isTemplate } of pieces) {
          if (!isTemplate) continue
          const next = written.indexOf(text, at)
          expect(next, `${text} in ${JSON.stringify(source)} → ${JSON.stringify(written)}`).not.toBe(-1)
          at = next + text.length
        }
      }),
      { numRuns: runs },
    )
  })

  it.each(['md', 'mdx', 'html'] as const)(
    'is never in the way of writing the source again, in %s',
    (ending) => {
      const openings = fc.constantFrom(
        '{{',
        '{{<',
        '}}',
        '{%',
        '%}',
        '"',
        '`',
        '$',
        '$$',
        '[a',
        ']',
        '[/a]',
        '{#',
        ':::',
        '\\',
        '<%',
      )
      const any = fc.array(fc.oneof(openings, fc.constantFrom(...TEMPLATES, ...WORDS, ...BREAKS)), {
        maxLength: 30,
      })
      fc.assert(
        fc.property(any, (pieces) => {
          const source = pieces.join('')
          const reading = readAs(ending, source)
          expect(reading.write(new Map(), undefined)).toBe(source)
          reading.write(translated(reading), undefined)
        }),
        { numRuns: runs },
      )
    },
  )
})

it.each(['md', 'html'] as const)(
  'whatever a translation says in %s is words to the next reader',
  (ending) => {
    const marks = [
      '{{',
      '}}',
      '{{<',
      '>}}',
      '{%',
      '%}',
      '$',
      '$$',
      '[a',
      'b="c"',
      ']',
      '[/a]',
      '{#a}',
      '{: .a}',
      ':::',
      ': ',
      '\\',
      '<%',
    ]
    const bit = fc.constantFrom(...marks, 'a', 'x_1', 'some words', ' ', '=', '"', '`', '*', '5')
    const text = fc
      .array(bit, { minLength: 1, maxLength: 12 })
      .map((bits) => bits.join('').replace(/\s+/g, ' ').trim())
    fc.assert(
      fc.property(text, (words) => {
        fc.pre(/[\w]/.test(words))
        const reading = readAs(ending, ending === 'md' ? 'X\n' : '<p>X</p>')
        const [unit] = reading.units
        const content = { text: words, codes: [] }
        const written = reading.write(new Map([[unit!.id, [{ kind: 'target', content }]]]), undefined)
        const again = readAs(ending, written).units.map((one) => [one.content.text, one.content.codes.length])
        expect(again, JSON.stringify(written)).toEqual([[words, 0]])
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  },
)
