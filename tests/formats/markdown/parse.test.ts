import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { effortOf } from '../../../src/formats/markdown/effort.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const PLAIN = 'The ferry left at noon, an hour late.'
const QUOTED = '“Nobody told us,” said 1,200 people - or so; it’s said (twice): #1 $5 > 4!'
const SPANISH = '¿Quién lo dijo? Ñandú 3.'
const PIECE_CHARACTERS = 8192

/** The parser's own tree of the whole article. */
const whole = (source: string) => {
  const withoutTransforms = gfmFromMarkdown().map(({ transforms: _, ...rest }) => rest)
  return fromMarkdown(source, {
    extensions: [frontmatter(['yaml', 'toml']), gfm()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml', 'toml']), withoutTransforms],
  })
}

const nodesOf = (node: Nodes): Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap(nodesOf) : []),
]

function expectWhole(source: string): void {
  const parsed = parseMarkdown(source, 'markdown', effortOf(source, 'story.md'))
  expect(parsed.root.children).toEqual(whole(source).children)
  for (const node of nodesOf(parsed.root)) {
    if (node.type !== 'text') continue
    const runs = parsed.runsOf(node)
    // The text of a bare address has none.
    if (runs.length === 0) continue
    expect(runs.map(({ decoded }) => decoded).join('')).toBe(node.value)
    for (const { decoded, start, end } of runs)
      if (end - start === decoded.length && !/\s/.test(decoded))
        expect(source.slice(start, end)).toBe(decoded)
  }
}

const block = fc.constantFrom(
  PLAIN,
  QUOTED,
  SPANISH,
  `${PLAIN}\n${QUOTED}`,
  `  ${PLAIN}`,
  `    ${PLAIN}`,
  `> ${PLAIN}`,
  `- ${PLAIN}`,
  `1. ${PLAIN}`,
  `${PLAIN}\n===`,
  `# ${PLAIN}`,
  '```',
  '~~~',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '***',
  '---',
  '- [ ] a',
  '[^n]: x',
  '[r]: /u',
  'See [it][r] and *that* www.example.org, http://a.b, [^n]',
  '|a|b|\n|-|-|\n|1|2|',
  '$$',
  '\t- x',
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\r\n\r\n', '\n \n', '\n\n\n')
const above = fc.constantFrom(
  '',
  '',
  '---\na: 1\n---\n',
  '---\n---\n\n',
  '---\r\n--- x\r\n--- \r\n\r\n',
  '---\n',
)
const body = fc
  .array(fc.tuple(block, gap), { maxLength: 12 })
  .map((parts) => parts.map((part) => part.join('')).join(''))

describe('the blocks of an article', () => {
  it('are those of the parser, and their runs say where each text came from', () => {
    const article = fc.tuple(above, body).map((parts) => parts.join(''))
    fc.assert(fc.property(article, expectWhole), { numRuns: 150 })
  })

  it('are the same where it is parsed in pieces', () => {
    const article = fc.tuple(above, body, body).map(([top, first, then]) => {
      const part = `${first}\n\n${PLAIN}\n\n`
      return top + part.repeat(Math.ceil((2 * PIECE_CHARACTERS) / part.length)) + then
    })
    fc.assert(fc.property(article, expectWhole), { numRuns: 8 })
  })
})
