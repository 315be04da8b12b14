import type { Nodes, RootContent, Text } from 'mdast'

/**
 * Most of an article is paragraphs of one line without a mark in them, which the parser takes apart character by
 * character only to put them together again. So it is given a single letter in the place of all that follow one another:
 * what blocks there are does not depend on which words stand in them. They come back into the tree afterwards; where a
 * letter did not become a paragraph of its own (it stood in open code or HTML), the whole article is parsed as it is.
 */
export interface Shortened {
  readonly text: string
  readonly places: readonly PlainPlace[]
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

/**
 * Between blank lines, at the margin, on one line: begins with a letter or quotation mark, ends with no blank, and
 * holds nothing that anything inline begins or ends with.
 */
const PLAIN = /(?<=^|\n\r?\n)[\p{L}“‘"'«„¿¡][^\p{Cc}\\`*_~[\]<&@|{}]{15,}(?<! )(?=\r?\n\r?\n|(?:\r?\n)?$)/gu
/** How the addresses begin that need no mark around them. @see https://github.github.com/gfm/#autolinks-extension- */
const ADDRESS = /www\.|:\/\//i

export function shorten(source: string): Shortened {
  const places: PlainPlace[] = []
  let text = ''
  let from = 0
  for (const { index: start, 0: words } of source.matchAll(PLAIN)) {
    if (ADDRESS.test(words)) continue
    const between = source.slice(from, start)
    if (places.length > 0 && !/[^\r\n]/.test(between)) {
      const lines = between.match(/\r\n?|\n/g)!.length
      places.at(-1)!.paragraphs.push({ start, lines, words })
    } else {
      text += between
      places.push({ at: text.length, paragraphs: [{ start, lines: 0, words }] })
      text += LETTER
    }
    from = start + words.length
  }
  return { text: text + source.slice(from), places }
}

const endOf = ({ start, words }: PlainParagraph): number => start + words.length

/** What an offset of the shortened text is in the source. */
export function unshortened({ places }: Shortened, offset: number): number {
  const place = places.findLast(({ at }) => at < offset)
  return place === undefined ? offset : endOf(place.paragraphs.at(-1)!) + offset - place.at - LETTER.length
}

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
  { places }: Shortened,
  { moved, restored }: Restoring,
): RootContent[] | undefined {
  const whole: RootContent[] = []
  let next = 0
  let by = { offset: 0, line: 0 }
  for (const block of blocks) {
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
      const text: Text = { type: 'text', value: paragraph.words, position: positionOf(paragraph, line) }
      whole.push({ type: 'paragraph', children: [text], position: positionOf(paragraph, line) })
      restored(text)
    }
    by = { offset: endOf(place.paragraphs.at(-1)!) - end.offset!, line: line - end.line }
    next++
  }
  return next === places.length ? whole : undefined
}

function isLetter(block: RootContent): boolean {
  if (block.type !== 'paragraph') return false
  const [only, ...others] = block.children
  return only?.type === 'text' && only.value === LETTER && others.length === 0
}

type Position = NonNullable<Nodes['position']>

const positionOf = ({ start, words }: PlainParagraph, line: number): Position => ({
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
