import { DecodingMode, HtmlEntityDecoder } from 'entities/decode'
import { type Mask, masksIn } from '../mask/mask.ts'
import { templateStarts } from '../mask/scan.ts'
import { markupEnd } from './markup.ts'

/**
 * Where decoded text stands in the raw source. The parser gives a text node one value and one range; between
 * the two lie character references, line ends, and whatever markup the parser ignored. The raw range is decoded
 * again piece by piece. If the parser dropped or moved any of it, the length of its value tells, for every
 * piece counts: then the place is not understood, and is no unit.
 */
export type Stretch =
  /** `decoded` is as a reader sees it: any run of white space is one space. */
  | { readonly kind: 'text'; readonly decoded: string; readonly start: number; readonly end: number }
  /** Markup that the parser ignored. */
  | { readonly kind: 'ignored'; readonly start: number; readonly end: number }
  /** Markup that was masked. */
  | { readonly kind: 'masked'; readonly mask: Mask; readonly start: number; readonly end: number }

/** `text` may hold ignored tags; `raw` (title) and `attribute` may not. */
export type TextKind = 'text' | 'raw' | 'attribute'

/** @param length of the parser's value. */
export function stretches(
  source: string,
  start: number,
  end: number,
  length: number,
  kind: TextKind,
): Stretch[] | undefined {
  const found: Stretch[] = []
  let at = start
  let seen = 0
  const takePlain = (to: number) => {
    if (to === at) return
    found.push({ kind: 'text', decoded: source.slice(at, to), start: at, end: to })
    seen += to - at
    at = to
  }

  SPECIAL.lastIndex = start
  for (let match = SPECIAL.exec(source); match !== null && match.index < end; match = SPECIAL.exec(source)) {
    const piece = pieceAt(source, match.index, Math.min(SPECIAL.lastIndex, end), kind)
    if (piece === 'endless') return undefined
    if (piece === 'literal') continue
    takePlain(match.index)
    found.push(piece.stretch)
    seen += piece.length
    at = piece.stretch.end
    SPECIAL.lastIndex = at
  }
  takePlain(end)
  return seen === length ? found : undefined
}

/** The stretches cut where something was masked in them. */
export function revealed(found: readonly Stretch[], masks: readonly Mask[]): Stretch[] {
  if (masks.length === 0) return [...found]
  return found.flatMap((stretch) => {
    if (stretch.kind !== 'text') return [stretch]
    const inside = masksIn(masks, stretch.start, stretch.end)
    if (inside.length === 0) return [stretch]
    const parts: Stretch[] = []
    let at = stretch.start
    const takeText = (end: number) => {
      if (end > at) parts.push({ kind: 'text', decoded: decodedFrom(stretch, at, end), start: at, end })
    }
    for (const mask of inside) {
      takeText(mask.start)
      parts.push({ kind: 'masked', mask, start: mask.start, end: mask.end })
      at = mask.end
    }
    takeText(stretch.end)
    return parts
  })
}

/** A stretch with something masked in it is plain: position by position. */
const decodedFrom = ({ decoded, start }: TextStretch, from: number, to: number) =>
  decoded.slice(from - start, to - start)

type TextStretch = Extract<Stretch, { readonly kind: 'text' }>

/** Runs of more than one space, other white space, and what may begin a reference or a tag. */
const SPECIAL = /[&<\0]|[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+/g

interface Piece {
  readonly stretch: Stretch
  /** How much of the parser's value it is. */
  readonly length: number
}

function pieceAt(source: string, start: number, end: number, kind: TextKind): Piece | 'literal' | 'endless' {
  switch (source[start]) {
    case '&':
      return reference(source, start, kind)
    case '<': {
      const close = kind === 'text' ? markupEnd(source, start) : start
      if (close === undefined) return 'endless'
      return close === start ? 'literal' : { stretch: { kind: 'ignored', start, end: close }, length: 0 }
    }
    case '\0': {
      const decoded = kind === 'text' ? '' : '\uFFFD'
      return { stretch: { kind: 'text', decoded, start, end: start + 1 }, length: decoded.length }
    }
    default: {
      const raw = source.slice(start, end)
      const length = raw.includes('\r') ? raw.replaceAll('\r\n', '\n').length : raw.length
      return { stretch: { kind: 'text', decoded: ' ', start, end }, length }
    }
  }
}

/** One decoder for all: it is restarted for every reference. */
let decodedSoFar = ''
const decoder = new HtmlEntityDecoder((codePoint) => {
  decodedSoFar += String.fromCodePoint(codePoint)
})

function reference(source: string, start: number, kind: TextKind): Piece | 'literal' {
  decodedSoFar = ''
  decoder.startEntity(kind === 'attribute' ? DecodingMode.Attribute : DecodingMode.Legacy)
  const written = decoder.write(source, start + 1)
  const consumed = written < 0 ? decoder.end() : written
  const value = decodedSoFar
  if (consumed === 0 || value === '') return 'literal'
  const decoded = /^[\t\n\f\r]$/u.test(value) ? ' ' : value
  return { stretch: { kind: 'text', decoded, start, end: start + consumed }, length: value.length }
}

/** Is there anything to read? Not in spaces, joiners, soft hyphens and object replacement characters alone. */
export const hasWords = (text: string): boolean => /[^\s\u00AD\u200B-\u200F\u2060\uFEFF\uFFFC]/u.test(text)

/** Plain text as HTML. A no-break space stays the character it is. */
export function escapeText(text: string): string {
  let out = ''
  let from = 0
  for (const at of templateStarts(text, 'html')) {
    out += `${escapeMarkup(text.slice(from, at))}&#${text.charCodeAt(at)};`
    from = at + 1
  }
  return out + escapeMarkup(text.slice(from))
}

const escapeMarkup = (text: string): string =>
  /[&<>]/u.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text

export const escapeDoubleQuoted = (text: string): string => escapeText(text).replaceAll('"', '&quot;')
export const escapeSingleQuoted = (text: string): string => escapeText(text).replaceAll("'", '&#39;')
