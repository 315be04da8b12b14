import type { Nodes, RootContent } from 'mdast'

/**
 * A long article is parsed in pieces, since the parser goes over all of it again for each quotation, list or note
 * that ends. The blocks are the same, whole or in pieces: where one piece ends, the parser itself is asked whether
 * any block would begin anew there; and what can be named from afar (links and notes) is told to all pieces.
 */
interface Parsed {
  readonly children: readonly RootContent[]
  /** Those defined in the piece. */
  readonly names: Names
}

/** What can be named from afar, by the identifiers that the parser gives them. */
export interface Names {
  readonly links: string[]
  readonly notes: string[]
}

/**
 * @param start where the piece begins in the article.
 * @param names those of all pieces, once they are known.
 */
type Parse = (piece: string, start: number, names: Names) => Parsed

/** A piece is about as long; longer when a list, table, paragraph… is. */
const PIECE_CHARACTERS = 8192

export function parseInPieces(
  source: string,
  parse: Parse,
  pieceCharacters = PIECE_CHARACTERS,
): RootContent[] {
  const parts: Part[] = []
  let at: Place = { offset: 0, line: 0 }
  while (parts.length === 0 || at.offset < source.length) {
    const part = parsePart(source, at, parse, pieceCharacters)
    parts.push(part)
    at = part.end
  }
  const all = joined(parts)
  const isNamed = parts.length > 1 && all.links.length + all.notes.length > 0
  return parts.flatMap((part) => {
    const { start, end, names: own } = part
    if (!isNamed || !source.slice(start.offset, end.offset).includes('[')) return placed(part.children, start)
    // Its own come first, since that is where the parser looks first.
    const names = { links: [...own.links, ...all.links], notes: [...own.notes, ...all.notes] }
    return placed(parseTo(source, start, end.offset, parse, names)!.children, start)
  })
}

const NO_NAMES: Names = { links: [], notes: [] }

interface Place {
  readonly offset: number
  /** How many are above. */
  readonly line: number
}

interface Part extends Parsed {
  readonly start: Place
  readonly end: Place
}

function parsePart(source: string, start: Place, parse: Parse, least: number): Part {
  const end = seamAfter(source, start.offset, least)
  return parseTo(source, start, end, parse) ?? parsePart(source, start, parse, 2 * least)
}

/** @returns undefined when what is open there goes on. */
function parseTo(
  source: string,
  start: Place,
  end: number,
  parse: Parse,
  names = NO_NAMES,
): Part | undefined {
  const piece = source.slice(start.offset, end)
  if (end === source.length) {
    return { ...parse(piece, start.offset, names), start, end: { offset: end, line: 0 } }
  }
  const [container] = CONTAINER.exec(source.slice(end, end + MAX_CONTAINER)) ?? []
  const parsed = parse(piece + (container ?? 'x'), start.offset, names)
  const [before, probe] = parsed.children.slice(-2)
  const probed = (probe ?? before)?.position?.start
  if (probed?.offset !== piece.length) return undefined
  // For the parser, code that is indented goes on in the blank lines after it, and lists in containers differ.
  if (container !== undefined && before?.type === 'code') return undefined
  const children = parsed.children.slice(0, -1)
  return { ...parsed, children, start, end: { offset: end, line: start.line + probed.line - 1 } }
}

/**
 * After a blank line, a quotation, a note or words at the margin end every list, quotation and note before; only
 * open code and HTML go on. Whether there are such, a probe tells: a block in its place, which begins anew or does
 * not. Before a quotation or a note, others end a little later than before words: so the probe is of its kind.
 */
const SEAM = /\n[ \t]*\r?\n(?!\s|\uFEFF|\[\^(?![\p{L}\p{N}_-]{1,90}\]:)|[-+*](?:\s|$)|\d{1,9}[.)])/gu
const CONTAINER = /^(?:>|\[\^[^\]]+\]:)/
const MAX_CONTAINER = 200

function seamAfter(source: string, start: number, least: number): number {
  SEAM.lastIndex = Math.max(start + least, start === 0 ? frontMatterEnd(source) : 0)
  return SEAM.test(source) ? SEAM.lastIndex : source.length
}

/** It may have blank lines; and when it has no end, the parser looks for one in all of the article. */
function frontMatterEnd(source: string): number {
  const fence = /^(?:---|\+\+\+)(?=[ \t]*[\r\n])/.exec(source)?.[0]
  if (fence === undefined) return 0
  const closing = new RegExp(`[\\r\\n]${fence.replaceAll('+', '\\+')}[ \\t]*(?:[\\r\\n]|$)`, 'g')
  return closing.test(source) ? closing.lastIndex : source.length
}

const joined = (parts: readonly Parsed[]): Names => ({
  links: [...new Set(parts.flatMap(({ names }) => names.links))],
  notes: [...new Set(parts.flatMap(({ names }) => names.notes))],
})

/** Places in the piece become places in the article. */
function placed(nodes: readonly RootContent[], { offset, line }: Place): readonly RootContent[] {
  if (offset === 0) return nodes
  const waiting: Nodes[] = [...nodes]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const point of [node.position?.start, node.position?.end]) {
      if (point?.offset === undefined) continue
      point.offset += offset
      point.line += line
    }
    if ('children' in node) for (const child of node.children) waiting.push(child)
  }
  return nodes
}
