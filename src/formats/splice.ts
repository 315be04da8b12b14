import { type Code, type Content, MARKER, slice } from '../article/content.ts'
import type { Language, Piece } from './format.ts'
import { type Offsets, type Stretch, spelledOut, workedOut } from './offsets.ts'

/**
 * Splicing: targets go into the source text at the offsets their units were read from, so that all else
 * stays as it was. A format builds each unit's content with `contentBuilder`, which keeps for every position
 * in the decoded text the offset in the source it came from.
 */

/** Where a unit stands in the source, and how text is written there. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Where the positions of `content.text` are in the source. */
  readonly map: Offsets
  /** Writes plain text in this place; `before` is what this unit's new text holds so far. */
  readonly escape: (text: string, before: string) => string
  /** Says of the source's own bytes which language they are in; absent where no markup can. */
  readonly inLanguage?: (bytes: string, language: Language) => string
}

export interface ContentBuilder {
  /** Text as a reader sees it, from these source offsets. Same length: position by position; else as one. */
  text(decoded: string, start: number, end: number): void
  code(code: Omit<Code, 'raw'>, start: number, end: number): void
  /** With its offsets spelt out, one entry more than the text is long: for who looks up many of them. */
  build(): Built & { readonly map: Uint32Array }
  /** With its offsets worked out when they are asked for. */
  buildSparsely(): Built
}

export interface Built {
  readonly content: Content
  readonly map: Offsets
  readonly start: number
  readonly end: number
}

export function contentBuilder(source: string): ContentBuilder {
  const codes: Code[] = []
  const stretches: Stretch[] = []
  let text = ''
  let start = -1
  let end = 0
  let literalMarkers = 0

  const reach = (from: number, to: number) => {
    if (start === -1) start = from
    end = to
  }
  const addText = (decoded: string, from: number, step: 0 | 1) => {
    if (decoded === '') return
    stretches.push({ position: text.length, from, step })
    text += decoded
  }
  const addCode = (code: Omit<Code, 'raw'>, from: number, to: number) => {
    const { kind, id, name, canDelete, canCopy } = code
    codes.push({ kind, id, name, canDelete, canCopy, raw: source.slice(from, to) })
    addText(MARKER, from, 0)
    reach(from, to)
  }
  const literalMarker = (from: number, to: number) => {
    literalMarkers++
    addCode({ kind: 'alone', id: -literalMarkers, name: 'x', canDelete: false, canCopy: false }, from, to)
  }

  return {
    text(decoded, from, to) {
      reach(from, to)
      const step = decoded.length === to - from ? 1 : 0
      let at = 0
      for (let next = decoded.indexOf(MARKER); next !== -1; next = decoded.indexOf(MARKER, at)) {
        addText(decoded.slice(at, next), from + at * step, step)
        const where = from + next * step
        literalMarker(where, step === 1 ? where + 1 : to)
        at = next + 1
      }
      addText(decoded.slice(at), from + at * step, step)
      reach(from, to)
    },
    code: addCode,
    build: () => ({
      content: { text, codes },
      map: spelledOut(stretches, text.length, end),
      start: Math.max(start, 0),
      end,
    }),
    buildSparsely: () => ({
      content: { text, codes },
      map: workedOut(stretches, text.length, end),
      start: Math.max(start, 0),
      end,
    }),
  }
}

/** A whole text that stands in the source as a reader sees it, position by position. */
export const plainStretch = (text: string, start: number): Built => ({
  content: { text, codes: [] },
  map: { at: (position) => start + position },
  start,
  end: start + text.length,
})

/** The bytes that a place keeps: the source's own, unless something inside them is filled too. */
export interface KeptBytes {
  readonly between: (start: number, end: number) => string
  readonly code: (code: Code) => string
}

/** The new text of one place: kept pieces from the source, targets escaped, codes by their own bytes. */
export function renderPieces(
  source: string,
  place: Place,
  pieces: readonly Piece[],
  bytes: KeptBytes = { between: (start, end) => source.slice(start, end), code: ({ raw }) => raw },
): string {
  const { map } = place
  const keptBytes = ({ start, end }: { start: number; end: number }) =>
    bytes.between(map.at(start) ?? place.start, map.at(end) ?? place.end)
  let out = ''
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'kept':
        out += keptBytes(piece)
        break
      case 'untranslated': {
        const own = keptBytes(piece)
        out += place.inLanguage === undefined ? own : place.inLanguage(own, piece.language)
        break
      }
      case 'target':
        out = renderContent(out, place, piece.content, bytes)
        break
      default:
        piece satisfies never
    }
  }
  return out
}

/** Words and codes of a whole value: what is kept of it, and what is new. */
export function filledContent(content: Content, pieces: readonly Piece[]): Content {
  const parts = pieces.map((piece) =>
    piece.kind === 'target' ? piece.content : slice(content, piece.start, piece.end),
  )
  return {
    text: parts.map(({ text }) => text).join(''),
    codes: parts.flatMap(({ codes }) => codes),
  }
}

/** An inline element that HTML and Markdown both know. */
export const languageSpan = (bytes: string, { locale, direction }: Language): string =>
  `<span lang="${locale}" dir="${direction}">${bytes}</span>`

function renderContent(before: string, place: Place, content: Content, bytes: KeptBytes): string {
  let out = before
  let from = 0
  for (const code of content.codes) {
    const at = content.text.indexOf(MARKER, from)
    out += place.escape(content.text.slice(from, at), out) + bytes.code(code)
    from = at + 1
  }
  return out + place.escape(content.text.slice(from), out)
}

/** One replacement in the source; `start === end` inserts. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The source with the edits applied. They may come in any order; at one offset, in the order given. */
export function splice(source: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new RangeError(`edits overlap at offset ${start}`)
    out += source.slice(at, start) + text
    at = end
  }
  return out + source.slice(at)
}

/** The source between two offsets with all edits applied that lie there whole. */
export function editedBetween(
  source: string,
  edits: readonly Edit[],
): (start: number, end: number) => string {
  const sorted = edits.toSorted((a, b) => a.start - b.start)
  return (start, end) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.start < start) low = middle + 1
      else high = middle
    }
    const inside: Edit[] = []
    for (let at = low; at < sorted.length && sorted[at]!.start < end; at++) {
      const edit = sorted[at]!
      if (edit.end <= end) inside.push({ ...edit, start: edit.start - start, end: edit.end - start })
    }
    return inside.length === 0 ? source.slice(start, end) : splice(source.slice(start, end), inside)
  }
}
