import type { Nodes, Paragraph, RootContent, Text, Yaml } from 'mdast'

/**
 * Most of an article is paragraphs of one line without a mark in them, which the parser takes apart character by
 * character only to put them together again. So it is given a single letter in the place of all that follow one another:
 * what blocks there are does not depend on which words stand in them. They come back into the tree afterwards; where a
 * letter did not become a paragraph of its own (it stood in open code or HTML), the whole article is parsed as it is.
 * The lines of front matter are not Markdown: the parser sees its fences only.
 */
export interface Shortened {
  readonly text: string
  readonly frontMatter: FrontMatterLines | undefined
  readonly places: readonly PlainPlace[]
}

/** What was taken out between the fences, its last line ending included. */
interface FrontMatterLines {
  readonly at: number
  readonly lines: string
}

/** Paragraphs that were taken out, and where their letter stands in the shortened text. */
interface PlainPlace {
  readonly at: number
  readonly paragraphs: PlainParagraph[]
}

interface PlainParagraph {
  /** In the source. */
  readonly start: number
  /** Line endings between it and the one before. */
  readonly lines: number
  readonly words: string
}

const LETTER = 'x'
const FENCE = '---'

/**
 * Between blank lines, at the margin, on one line: begins with a letter or quotation mark, ends with no blank, and
 * holds nothing that anything inline begins or ends with.
 */
const PLAIN = /(?<=^|\n\r?\n)[\p{L}“‘"'«„¿¡][^\p{Cc}\\`*_~[\]<&@|{}]{15,}(?<! )(?=\r?\n\r?\n|(?:\r?\n)?$)/gu
/** How the addresses begin that need no mark around them. @see https://github.github.com/gfm/#autolinks-extension- */
const ADDRESS = /www\.|:\/\//i
const LINE_ENDING = /\r\n?|\n/g

/** A NUL the parser would replace. @see https://github.com/micromark/micromark-extension-frontmatter#syntax */
const FRONT_MATTER = /^(---[ \t]*(?:\r\n|[\r\n]))(|[^\0]*?[\r\n])---[ \t]*(?:[\r\n]|$)/

export function shorten(source: string): Shortened {
  const [, fence, lines = ''] = FRONT_MATTER.exec(source) ?? []
  const frontMatter = fence === undefined ? undefined : { at: fence.length, lines }
  const places: PlainPlace[] = []
  let text = fence ?? ''
  let from = text.length + lines.length
  PLAIN.lastIndex = from
  for (const { index: start, 0: words } of source.matchAll(PLAIN)) {
    if (ADDRESS.test(words)) continue
    const between = source.slice(from, start)
    if (places.length > 0 && !/[^\r\n]/.test(between)) {
      const lines = between.match(LINE_ENDING)!.length
      places.at(-1)!.paragraphs.push({ start, lines, words })
    } else {
      text += between
      places.push({ at: text.length, paragraphs: [{ start, lines: 0, words }] })
      text += LETTER
    }
    from = start + words.length
  }
  return { text: text + source.slice(from), frontMatter, places }
}

const endOf = ({ start, words }: PlainParagraph): number => start + words.length

/** What an offset of the shortened text is in the source. */
export function unshortened({ frontMatter, places }: Shortened, offset: number): number {
  const place = places.findLast(({ at }) => at < offset)
  if (place !== undefined) return endOf(place.paragraphs.at(-1)!) + offset - place.at - LETTER.length
  return frontMatter === undefined || offset < frontMatter.at ? offset : offset + frontMatter.lines.length
}

/**
 * What the parser makes of one letter, under front matter or none: many an article is no more.
 * @returns undefined for any other.
 */
export function plainBlocks({ text, frontMatter, places }: Shortened): RootContent[] | undefined {
  const [place, another] = places
  if (place === undefined || another !== undefined) return undefined
  const bodyStart = frontMatter === undefined ? 0 : frontMatter.at + FENCE.length
  const above = text.slice(bodyStart, place.at)
  if (/[^\r\n]/.test(above + text.slice(place.at + LETTER.length))) return undefined
  const fences = frontMatter === undefined ? [] : [emptyYaml(bodyStart)]
  const line = (above.match(LINE_ENDING)?.length ?? 0) + fences.length + 1
  return [...fences, paragraphOf({ start: place.at, words: LETTER }, line)]
}

const emptyYaml = (end: number): Yaml => ({
  type: 'yaml',
  value: '',
  position: {
    start: { line: 1, column: 1, offset: 0 },
    end: { line: 2, column: FENCE.length + 1, offset: end },
  },
})

/** What the caller has noted of nodes by their offsets is to become what it is in the source. */
export interface Restoring {
  /** The node stands so much further on. */
  moved(node: Nodes, by: number): void
  /** A paragraph’s text is back. */
  restored(node: Text): void
}

/** @returns all blocks of the source; undefined unless each letter had become a paragraph of its own. */
export function restoreWords(
  blocks: readonly RootContent[],
  { frontMatter, places }: Shortened,
  { moved, restored }: Restoring,
): RootContent[] | undefined {
  const whole: RootContent[] = []
  let next = 0
  let by = { offset: 0, line: 0 }
  if (frontMatter !== undefined) {
    const [yaml] = blocks
    if (yaml?.type !== 'yaml') return undefined
    by = fillIn(yaml, frontMatter)
    whole.push(yaml)
  }
  for (const block of blocks.slice(whole.length)) {
    const place = places[next]
    const { start, end } = block.position!
    if (place === undefined || end.offset! <= place.at) {
      move(block, by, moved)
      whole.push(block)
      continue
    }
    if (!isLetter(block) || start.offset !== place.at) return undefined
    let line = start.line + by.line
    for (const paragraph of place.paragraphs) {
      line += paragraph.lines
      const block = paragraphOf(paragraph, line)
      whole.push(block)
      restored(block.children[0])
    }
    by = { offset: endOf(place.paragraphs.at(-1)!) - end.offset!, line: line - end.line }
    next++
  }
  return next === places.length ? whole : undefined
}

/** @returns how much further on all that follows stands. */
function fillIn(yaml: Yaml, { lines }: FrontMatterLines): { offset: number; line: number } {
  const by = { offset: lines.length, line: lines.match(LINE_ENDING)?.length ?? 0 }
  yaml.value = lines.replace(/(?:\r\n|[\r\n])$/, '')
  yaml.position!.end.offset! += by.offset
  yaml.position!.end.line += by.line
  return by
}

function isLetter(block: RootContent): boolean {
  if (block.type !== 'paragraph') return false
  const [only, ...others] = block.children
  return only?.type === 'text' && only.value === LETTER && others.length === 0
}

type Words = Pick<PlainParagraph, 'start' | 'words'>

function paragraphOf(plain: Words, line: number): Paragraph & { readonly children: [Text] } {
  const text: Text = { type: 'text', value: plain.words, position: positionOf(plain, line) }
  return { type: 'paragraph', children: [text], position: positionOf(plain, line) }
}

type Position = NonNullable<Nodes['position']>

const positionOf = ({ start, words }: Words, line: number): Position => ({
  start: { line, column: 1, offset: start },
  end: { line, column: words.length + 1, offset: start + words.length },
})

function move(
  block: RootContent,
  by: { readonly offset: number; readonly line: number },
  moved: Restoring['moved'],
): void {
  if (by.offset === 0) return
  const waiting: Nodes[] = [block]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const point of [node.position!.start, node.position!.end]) {
      point.offset! += by.offset
      point.line += by.line
    }
    moved(node, by.offset)
    if ('children' in node) for (const child of node.children) waiting.push(child)
  }
}
