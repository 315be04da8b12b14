import { DecodingMode, HtmlEntityDecoder } from 'entities/decode'
import { markupEnd } from './html-markup.ts'

/**
 * Where decoded text stands in the raw source. The parser gives a text node one value and one range; between
 * the two lie character references, line ends, and whatever markup the parser ignored. The raw range is decoded
 * again piece by piece and must come to the parser's value: if not, the place is not understood, and no unit.
 */
export interface Stretch {
  /** As a reader sees it: any run of white space is one space. `undefined`: markup that the parser ignored. */
  readonly decoded: string | undefined
  readonly start: number
  readonly end: number
}

/** `text` may hold ignored tags; `raw` (title) and `attribute` may not. */
export type TextKind = 'text' | 'raw' | 'attribute'

export function stretches(
  source: string,
  start: number,
  end: number,
  value: string,
  kind: TextKind,
): Stretch[] | undefined {
  const found: Stretch[] = []
  let at = start
  let seen = 0
  const take = (expected: string, decoded: string | undefined, to: number): boolean => {
    if (!value.startsWith(expected, seen)) return false
    seen += expected.length
    found.push({ decoded, start: at, end: to })
    at = to
    return true
  }
  const takePlain = (to: number) => {
    if (to === at) return true
    const plain = source.slice(at, to)
    return take(plain, plain, to)
  }

  SPECIAL.lastIndex = start
  for (let match = SPECIAL.exec(source); match !== null && match.index < end; match = SPECIAL.exec(source)) {
    const special = match.index
    const next = specialAt(source, special, match[0], Math.min(SPECIAL.lastIndex, end), kind)
    if (next === undefined) return undefined
    if (next.end === special) continue
    const nul = match[0] === '\0' && value[seen + special - at] === '\uFFFD' ? '\uFFFD' : undefined
    if (!takePlain(special) || !take(nul ?? next.value, nul ?? next.decoded, next.end)) return undefined
    SPECIAL.lastIndex = next.end
  }
  return takePlain(end) && seen === value.length ? found : undefined
}

/** Runs of more than one space, other white space, and what may begin a reference or a tag. */
const SPECIAL = /[&<\0]|[\t\n\f\r][\t\n\f\r ]*| [\t\n\f\r ]+/gu

interface Special {
  readonly value: string
  readonly decoded: string | undefined
  readonly end: number
}

/** `end` where it began: nothing special after all. */
function specialAt(
  source: string,
  at: number,
  match: string,
  matchEnd: number,
  kind: TextKind,
): Special | undefined {
  const literal = { value: '', decoded: '', end: at }
  switch (match[0]) {
    case '&':
      return reference(source, at, kind) ?? literal
    case '<': {
      if (kind !== 'text') return literal
      const end = markupEnd(source, at)
      return end === undefined ? undefined : { value: '', decoded: undefined, end }
    }
    case '\0':
      return { value: '', decoded: '', end: at + 1 }
    default: {
      const raw = source.slice(at, matchEnd)
      return { value: raw.replace(/\r\n?/gu, '\n'), decoded: ' ', end: matchEnd }
    }
  }
}

function reference(source: string, at: number, kind: TextKind): Special | undefined {
  let value = ''
  const decoder = new HtmlEntityDecoder((codePoint) => {
    value += String.fromCodePoint(codePoint)
  })
  decoder.startEntity(kind === 'attribute' ? DecodingMode.Attribute : DecodingMode.Legacy)
  const written = decoder.write(source, at + 1)
  const length = written < 0 ? decoder.end() : written
  if (length === 0 || value === '') return undefined
  return { value, decoded: /^[\t\n\f\r]$/u.test(value) ? ' ' : value, end: at + length }
}

/** Is there anything to read? Not in spaces, joiners and soft hyphens alone. */
export const hasWords = (text: string): boolean => /[^\s\u00AD\u200B-\u200F\u2060\uFEFF]/u.test(text)

/** Plain text as HTML. A no-break space stays the character it is. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const escapeDoubleQuoted = (text: string): string => escapeText(text).replaceAll('"', '&quot;')
export const escapeSingleQuoted = (text: string): string => escapeText(text).replaceAll("'", '&#39;')
