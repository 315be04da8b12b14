import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { effortOf } from '../../../src/formats/markdown/effort.ts'
import { type ParsedMarkdown, parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { shorten, unshortened } from '../../../src/formats/markdown/plain.ts'

const PLAIN = 'The ferry left at noon, an hour late.'
const QUOTED = '“Nobody told us,” said 1,200 people - or so; it’s said (twice): #1 $5 > 4!'
const SPANISH = '¿Quién lo dijo? Ñandú 3.'

const read = (source: string): ParsedMarkdown =>
  parseMarkdown(source, 'markdown', () => effortOf(source, 'story.md'))

/** The parser's own tree of the whole article. */
const whole = (source: string) => {
  const withoutTransforms = gfmFromMarkdown().map(({ transforms: _, ...rest }) => rest)
  return fromMarkdown(source, {
    extensions: [frontmatter(['yaml', 'toml']), gfm()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml', 'toml']), withoutTransforms],
  })
}

function nodesOf(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])]
}

function expectWhole(source: string): void {
  const parsed = read(source)
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

describe('paragraphs without a mark', () => {
  it('are taken out between blank lines and nowhere else', () => {
    const taken = (source: string) =>
      shorten(source).places.flatMap(({ paragraphs }) => paragraphs.map(({ words }) => words))
    expect(taken(`${PLAIN}\n\n${QUOTED}\r\n\r\n${SPANISH}\n`)).toEqual([PLAIN, QUOTED, SPANISH])
    expect(taken(`# Head\n${PLAIN}\n\n${PLAIN}\nAnd more.\n\n- ${PLAIN}\n\n  ${PLAIN}\n`)).toEqual([])
    for (const mark of ['*', '_', '`', '[', ']', '<', '&', '~', '\\', '@', '|', '{', '\t', 'WWW.', '://'])
      expect(taken(`${PLAIN} And ${mark} so on.`)).toEqual([])
    expect(taken(`${PLAIN} `)).toEqual([])
  })

  const cases: readonly (readonly [string, string])[] = [
    ['alone', PLAIN],
    [
      'after a heading, a list, a quotation',
      `# H\n\n${PLAIN}\n\n- a\n- b\n\n${QUOTED}\n\n> q\n\n${SPANISH}\n`,
    ],
    [
      'with marks around',
      `*a*\n\n${PLAIN}\n\nA [link][r] and \\* &amp; ![i](x "t")\n\n${PLAIN}\n\n[r]: /u "t"\n`,
    ],
    ['in open code', `\`\`\`\n\n${PLAIN}\n\n`],
    ['in HTML with blank lines', `<script>\n\n${PLAIN}\n\n</script>\n\n${PLAIN}`],
    ['in front matter', `---\na: 1\n\n${PLAIN}\n\nb: 2\n---\n\n${PLAIN}\n`],
    ['under what would be front matter', `---\n\n${PLAIN}\n\nmore *words*\n`],
    ['under front matter', `---\ntitle: "*A*"\n\nb: 2\n---\n\n${PLAIN}\n\n${QUOTED}\n`],
    ['under front matter, with more than words', `---\na: 1\n---\n# H\n\n${PLAIN}\n\n[l](/u)\n`],
    ['under empty front matter', `---\n---\n\n\n${PLAIN}`],
    ['under front matter in CRLF', `---\r\na: 1\r\n---\r\n\r\n${PLAIN}\r\n\r\n*b*\r\n`],
    ['under front matter with blanks behind its fences', `--- \t\na: 1\n---\t \n\n${PLAIN}\n`],
    ['under front matter that holds a NUL', `---\na: \0\n---\n\n${PLAIN}\n\n*b*\n`],
    ['under front matter and more fences', `---\na: 1\n---\n\n${PLAIN}\n\n---\n\nb: 2\n\n---\n`],
    ['in CRLF', `${PLAIN}\r\n\r\n**b**\r\n\r\n${PLAIN}\r\n`],
    ['after a definition and a note', `[a]: /u\n\n${QUOTED}\n\n[^1]: note\n\n${PLAIN}\n\n    code\n`],
  ]
  for (const [name, source] of cases) it(`give the parser's own tree: ${name}`, () => expectWhole(source))

  it('give the parser’s own tree among anything', () => {
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
    const article = fc
      .tuple(above, fc.array(fc.tuple(block, gap), { maxLength: 12 }))
      .map(([start, parts]) => start + parts.map((part) => part.join('')).join(''))
    fc.assert(fc.property(article, expectWhole), { numRuns: Number(process.env['RUNS'] ?? 500) })
  })

  it('keep their places for whoever is told of one', () => {
    const body = `*c*\n\n${PLAIN}\n\n*a*\n\n${QUOTED}\n\n*b*\n`
    for (const source of [body, `---\nlang: en\n---\n${body}`]) {
      const shortened = shorten(source)
      for (const word of ['*c*', '*a*', '*b*'])
        expect(unshortened(shortened, shortened.text.indexOf(word))).toBe(source.indexOf(word))
    }
  })
})
