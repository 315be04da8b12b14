import fc from 'fast-check'
import { parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { parsePage, parsePiece } from '../../../src/formats/html/parse.ts'

/** What there is of a tree: names, attributes, words, and where in the source each of them stands. */
function shown(node: Tree.Node): unknown {
  const { childNodes = [] } = node as Partial<Tree.ParentNode>
  const { attrs, content } = node as Partial<Tree.Template>
  const { value } = node as Partial<Tree.TextNode>
  const { data } = node as Partial<Tree.CommentNode>
  return {
    name: node.nodeName,
    attrs,
    words: value ?? data,
    at: offsets(node.sourceCodeLocation),
    children: childNodes.map(shown),
    content: content && shown(content),
  }
}

type Location = { startOffset: number; endOffset: number }

function offsets(location: Tree.Element['sourceCodeLocation']): unknown {
  const of = (one: Location | undefined) => one && [one.startOffset, one.endOffset]
  const attrs = Object.entries(location?.attrs ?? {}).map(([name, one]) => [name, of(one)])
  return location && [of(location), of(location.startTag), of(location.endTag), attrs]
}

const LOCATED = { sourceCodeLocationInfo: true }

const WORDS = ['Two words', ' ', '\n', '\t', '\r', '\r\n', '\r\r\n', 'é', '😀', '\ud83d', '\0', '\f']
const REFERENCES = ['&', '&amp;', '&nbsp', '&#32;', '&#10;', '&nope;', '&notit;', '&#x1F600;', '&no']
const ODD = ['<', '>', '"', "'", '/', '=', '</', '<!--', '-->', '<!', '<?', '<![CDATA[', ']]>', '-', '!']
const TAGS = [
  ...[
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<a href="/x y">',
    '<a title=\'a "b" &amp; c\'>',
    '<a x=1 y = z>',
    '</a>',
  ],
  ...[
    '<div class="a b\nc">',
    '</div>',
    '<br>',
    '<img alt="A &quot;pic&quot;\r\n">',
    '<pre>',
    '<pre>\n',
    '</pre>',
  ],
  ...['<table>', '<tr>', '<td>', '<caption>', '<colgroup>', '</table>', '<select>', '<option>', '</select>'],
  ...[
    '<script>',
    'if (a < b) "&amp;"',
    '<!-- <script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
  ],
  ...[
    '<textarea>\n',
    '</textarea>',
    '<svg>',
    '<math>',
    '<mi>',
    '</svg>',
    '<template>',
    '</template>',
    '<iframe>',
  ],
  ...[
    '</iframe>',
    '<noscript>',
    '</noscript>',
    '<body>',
    '</body>',
    '<head>',
    '</head>',
    '<html lang=en>',
    '</html>',
  ],
  ...[
    '<!doctype html>',
    '<plaintext>',
    '<li>',
    '<ul>',
    '<h1>',
    '<form>',
    '<button>',
    '<x-card>',
    '</x-card>',
  ],
]
const soup = fc
  .array(
    fc.oneof(...[WORDS, REFERENCES, ODD, TAGS].map((pieces) => fc.constantFrom(...pieces)), fc.string()),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''))

describe('the tree', () => {
  it('of a page is the one that parse5 builds by itself, with the same offsets', () => {
    fc.assert(
      fc.property(soup, (source) => {
        expect(shown(parsePage(source))).toEqual(shown(parse(source, LOCATED)))
      }),
      { numRuns: 500 },
    )
  })

  it('of a fragment is the one that parse5 builds by itself, with the same offsets', () => {
    fc.assert(
      fc.property(soup, (source) => {
        expect(shown(parsePiece(source))).toEqual(shown(parseFragment(source, LOCATED)))
      }),
      { numRuns: 500 },
    )
  })

  it('of text longer than parse5 holds at a time is the same too', () => {
    const long = `<p title="${'a word '.repeat(12_000)}">${'Two words. '.repeat(12_000)}&amp; <b>${'\n'.repeat(70_000)}x</b>`
    expect(shown(parsePiece(long))).toEqual(shown(parseFragment(long, LOCATED)))
  })
})
