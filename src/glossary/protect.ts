import { type Code, type Content, countMarkers, MARKER } from '../article/content.ts'
import type { Span } from '../article/literals.ts'
import { type Joint, joints } from './joints.ts'
import type { TermMatch } from './matches.ts'

/**
 * Protection: terms and literals travel as inline codes that stand alone, numbered after the segment's own, so
 * that whatever brings a link through a provider brings them through too. What comes back is a code; the words
 * that take its place are the newsroom's, never the provider's.
 */
export interface Protected {
  /** What goes to the provider. */
  readonly content: Content
  /** A translation of `content`, with the words in place of the codes that stood for them. */
  restore(target: Content): Content
}

/**
 * @param literals from `literalSpans`; none to leave them to the provider. Those inside a term are left out.
 * @param targetLocale whose rules make a capital at the start of a sentence.
 */
export function protect(
  content: Content,
  terms: readonly TermMatch[],
  literals: readonly Span[],
  targetLocale: string,
): Protected {
  const pieces = piecesOf(content, terms, literals)
  if (pieces.size === 0) return { content, restore: (target) => target }
  const sent = withCodes(content, pieces)
  const startsLow = startsInLowerCase(content.text)
  const textAt = (piece: Piece, isFirst: boolean) =>
    isFirst && piece.takesCapital && !startsLow ? capitalised(piece.text, targetLocale) : piece.text
  return { content: sent, restore: (target) => putBack(target, sent, pieces, textAt) }
}

interface Piece extends Span {
  readonly name: 'term' | 'literal'
  /** What the source has there. */
  readonly written: string
  /** What the target is to have. */
  readonly text: string
  readonly takesCapital: boolean
}

/** By code id, in reading order. */
type Pieces = ReadonlyMap<number, Piece>

function piecesOf({ text, codes }: Content, terms: readonly TermMatch[], literals: readonly Span[]): Pieces {
  const firstId = codes.reduce((highest, { id }) => Math.max(highest, id), 0) + 1
  const all = [
    ...terms.map((match): Piece => termPiece(match, text.slice(match.start, match.end))),
    ...literals.map((span): Piece => literalPiece(span, text.slice(span.start, span.end))),
  ].sort((a, b) => a.start - b.start) // stable: a term before the literal that it begins with
  let from = 0
  const apart = all.filter(({ start, end }) => {
    if (start < from) return false
    from = end
    return true
  })
  return new Map(apart.map((piece, nth) => [firstId + nth, piece]))
}

function termPiece({ term, start, end }: TermMatch, written: string): Piece {
  const { target, caseRule } = term
  const base = { start, end, name: 'term', written } as const
  switch (target.kind) {
    case 'keep':
      return { ...base, text: written, takesCapital: false }
    case 'term':
      return { ...base, text: target.text, takesCapital: caseRule === 'ignore' }
  }
}

const literalPiece = ({ start, end }: Span, written: string): Piece => ({
  start,
  end,
  name: 'literal',
  written,
  text: written,
  takesCapital: false,
})

function withCodes(content: Content, pieces: Pieces): Content {
  const codes: Code[] = []
  let text = ''
  let from = 0
  let nth = 0
  const copyTo = (to: number) => {
    const part = content.text.slice(from, to)
    const next = nth + countMarkers(part, 0, part.length)
    codes.push(...content.codes.slice(nth, next))
    text += part
    nth = next
  }
  for (const [id, { start, end, name, text: raw }] of pieces) {
    copyTo(start)
    codes.push({ kind: 'alone', id, name, raw, canDelete: false, canCopy: false })
    text += MARKER
    from = end
  }
  copyTo(content.text.length)
  return { text, codes }
}

type TextAt = (piece: Piece, isFirst: boolean) => string

function putBack(target: Content, sent: Content, pieces: Pieces, textAt: TextAt): Content {
  const { text: spaced, codes } = withSpaces(target, missingSpaces(target, sent, pieces))
  let text = ''
  let from = 0
  let hasBegun = false
  const add = (part: string) => {
    hasBegun ||= /[\p{L}\p{N}]/u.test(part)
    text += part
  }
  for (const { id } of codes) {
    const at = spaced.indexOf(MARKER, from)
    const piece = pieces.get(id)
    add(spaced.slice(from, at))
    add(piece === undefined ? MARKER : textAt(piece, !hasBegun))
    from = at + 1
  }
  add(spaced.slice(from))
  return { text, codes: codes.filter(({ id }) => !pieces.has(id)) }
}

function withSpaces({ text, codes }: Content, offsets: readonly number[]): Content {
  const ends = [...offsets, text.length]
  return { text: ends.map((end, nth) => text.slice(ends[nth - 1] ?? 0, end)).join(' '), codes }
}

/** Offsets, ascending, where a piece would run into a word that it stood apart from in what was sent. */
function missingSpaces(target: Content, sent: Content, pieces: Pieces): number[] {
  const nameOf = ({ id, side }: Joint) => `${side} ${id}`
  const known = new Set(joints(sent, (id) => pieces.get(id)?.written).map(nameOf))
  const fresh = joints(target, (id) => pieces.get(id)?.text).filter((joint) => !known.has(nameOf(joint)))
  return [...new Set(fresh.map(({ at }) => at))].sort((a, b) => a - b)
}

function startsInLowerCase(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0] ?? ''
  return letter !== letter.toUpperCase()
}

function capitalised(text: string, locale: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
