import type { Nodes, RootContent, Text } from 'mdast'

/**
 * Most of an article is paragraphs of one line without a mark in them, which the parser takes apart character by
 * character only to put them together again. So it is given a single letter in the place of each: what blocks there
 * are does not depend on which words stand in them. The words come back into the tree afterwards; where the letter
 * did not become a paragraph of its own (it stood in open code or HTML), the whole article is parsed as it is.
 */
export interface Shortened {
  readonly text: string
  readonly places: readonly PlainPlace[]
}

/** A paragraph that was taken out. */
interface PlainPlace {
  /** Where it stands in the source, and its letter in the shortened text. */
  readonly start: number
  readonly at: number
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
  for (const { index, 0: words } of source.matchAll(PLAIN)) {
    if (ADDRESS.test(words)) continue
    text += source.slice(from, index)
    places.push({ start: index, at: text.length, words })
    text += LETTER
    from = index + words.length
  }
  return { text: text + source.slice(from), places }
}

/** What an offset of the shortened text is in the source. */
export function unshortened({ places }: Shortened, offset: number): number {
  const place = places.findLast(({ at }) => at < offset)
  return place === undefined ? offset : place.start + place.words.length + offset - place.at - LETTER.length
}

/** Offsets in the tree, and whatever else the caller has noted of its nodes, become those of the source. */
export interface Restoring {
  /** The node stands so much further on. */
  moved(node: Nodes, by: number): void
  /** The node is whole again, and longer by so much. */
  grown(node: Text, by: number): void
}

/** @returns whether each letter had become a paragraph of its own; if not, nothing can be relied on. */
export function restoreWords(
  blocks: readonly RootContent[],
  { places }: Shortened,
  { moved, grown }: Restoring,
): boolean {
  let next = 0
  let by = 0
  for (const block of blocks) {
    const place = places[next]
    const isBefore = place === undefined || block.position!.end.offset! <= place.at
    const plain = isBefore ? undefined : plainIn(block, place)
    if (!isBefore && plain === undefined) return false
    moveAll(block, by, moved)
    if (plain === undefined) continue
    const { words } = place!
    const more = words.length - LETTER.length
    plain.value = words
    for (const node of [block, plain]) {
      node.position!.end.offset! += more
      node.position!.end.column += more
    }
    grown(plain, more)
    by += more
    next++
  }
  return next === places.length
}

/** The text of a paragraph that is the letter and nothing else. */
function plainIn(block: RootContent, { at }: PlainPlace): Text | undefined {
  if (block.type !== 'paragraph' || block.position!.start.offset !== at) return undefined
  const [only] = block.children
  return only?.type === 'text' && only.value === LETTER ? only : undefined
}

function moveAll(block: RootContent, by: number, moved: Restoring['moved']): void {
  if (by === 0) return
  const waiting: Nodes[] = [block]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    node.position!.start.offset! += by
    node.position!.end.offset! += by
    moved(node, by)
    if ('children' in node) for (const child of node.children) waiting.push(child)
  }
}
