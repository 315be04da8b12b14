import { contentBuilder, type Edit } from '../splice.ts'
import type { Node } from './json.ts'

/** JSON string literals: decoded with the offset of each character, and written in the file's own style. */
export interface Literal {
  readonly text: string
  /** `offsets[i]` is where character i of `text` stands in the file; one entry more than it is long. */
  readonly offsets: Uint32Array
}

/** How this file's writer escapes what JSON need not: PHP writes `\/`, Python and PHP `\u00e9`. */
export interface LiteralStyle {
  readonly escapesSlash: boolean
  readonly escapesNonAscii: boolean
  readonly upperCaseHex: boolean
}

export function readLiteral(source: string, node: Node): Literal {
  const text = node.value as string
  const offsets = new Uint32Array(text.length + 1)
  let at = node.offset + 1
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at
    at += source[at] !== '\\' ? 1 : source[at + 1] === 'u' ? 6 : 2
  }
  offsets[text.length] = at
  return { text, offsets }
}

/** Content of a part of a literal, mapped to the file. */
export function literalContent(source: string, { text, offsets }: Literal, start: number, end: number) {
  const builder = contentBuilder(source)
  const at = (index: number) => offsets[index] as number
  for (let from = start; from < end; ) {
    let to = from + 1
    if (at(to) - at(from) === 1) while (to < end && at(to + 1) - at(to) === 1) to++
    builder.text(text.slice(from, to), at(from), at(to))
    from = to
  }
  const { content, map } = builder.build()
  return { content, map, start: at(start), end: at(end) }
}

/** The edit that makes a literal hold `next`: what it begins and ends with in common keeps its bytes. */
export function literalEdits(literal: Literal, next: string, style: LiteralStyle): Edit[] {
  const { text, offsets } = literal
  if (next === text) return []
  const shorter = Math.min(text.length, next.length)
  let head = 0
  while (head < shorter && text[head] === next[head]) head++
  if (isHighSurrogate(text, head - 1)) head--
  let tail = 0
  while (tail < shorter - head && text.at(-1 - tail) === next.at(-1 - tail)) tail++
  if (isLowSurrogate(text, text.length - tail)) tail--
  const start = offsets[head] as number
  const end = offsets[text.length - tail] as number
  return [{ start, end, text: escapeJson(next.slice(head, next.length - tail), style) }]
}

export function literalStyle(source: string): LiteralStyle {
  const hex = [...source.matchAll(/\\u([0-9a-f]{4})/giu)].map((match) => match[1] ?? '')
  const ascii = !/[^\x00-\x7f]/u.test(source)
  return {
    escapesSlash: source.includes('\\/'),
    escapesNonAscii: ascii && hex.some((digits) => Number.parseInt(digits, 16) > 0x7f),
    upperCaseHex: hex.some((digits) => /[A-F]/u.test(digits)) && !hex.some((digits) => /[a-f]/u.test(digits)),
  }
}

/** `text` as the inside of a string literal. */
export function escapeJson(text: string, style: LiteralStyle): string {
  let out = JSON.stringify(text).slice(1, -1)
  if (style.escapesSlash) out = out.replaceAll('/', '\\/')
  if (!style.escapesNonAscii) return out
  return out.replace(/[^\x00-\x7f]/g, (unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0')
    return `\\u${style.upperCaseHex ? hex.toUpperCase() : hex}`
  })
}

const isHighSurrogate = (text: string, at: number): boolean => /[\uD800-\uDBFF]/.test(text[at] ?? '')
const isLowSurrogate = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text[at] ?? '')
