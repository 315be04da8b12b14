import { type Code, type Content, MARKER } from '../article/content.ts'
import type { Piece } from './format.ts'
import { closes, emphasisRight, opens } from './markdown-emphasis.ts'
import {
  asOneLine,
  escapeText,
  isLineStart,
  isPunctuation,
  isWord,
  reference,
  type Surroundings,
  type TextSite,
} from './markdown-escape.ts'

/**
 * Inline content → Markdown. Unlike other formats it matters on both sides what stands next to a text: a code
 * is a few punctuation marks, and means what it should only beside the right neighbours.
 */

/** Text to be escaped, or bytes to be written as they are: a code's, or the source's own. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly code: Code }
  | { readonly kind: 'kept'; readonly text: string }

export interface Bytes {
  /** The source between two offsets of the content, with new alts and titles in it. */
  readonly kept: (start: number, end: number) => string
  /** The same for one code. */
  readonly code: (code: Code) => string
}

export function renderInline(pieces: readonly Piece[], site: TextSite, bytes: Bytes): string {
  return renderTokens(pieces.flatMap((piece) => tokensOf(piece, bytes)), site)
}

export function renderTokens(given: readonly Token[], site: TextSite): string {
  const tokens = emphasisRight(given)
  const unit = { site, ...factsOf(tokens) }
  const out = output()
  tokens.forEach((token, at) => {
    const around = { ...unit, before: out.tail(), after: tokens[at + 1]?.text ?? '' }
    switch (token.kind) {
      case 'kept':
        out.add(token.text)
        return
      case 'text':
        out.addText(token.text, around)
        return
      case 'code':
        addCode(token, around, out)
        return
    }
  })
  return out.text()
}

function tokensOf(piece: Piece, bytes: Bytes): Token[] {
  if (piece.kind === 'kept') return [{ kind: 'kept', text: bytes.kept(piece.start, piece.end) }]
  const { text, codes }: Content = piece.content
  return text.split(MARKER).flatMap((words, at): Token[] => {
    const code = codes[at]
    const own: Token[] = [{ kind: 'text', text: asOneLine(words) }]
    return code === undefined ? own : [...own, { kind: 'code', text: bytes.code(code), code }]
  })
}

function factsOf(tokens: readonly Token[]): Pick<Surroundings, 'count' | 'hasBrackets' | 'hasLines'> {
  const all = tokens.map(({ text }) => text).join('')
  const raw = tokens.map(({ kind, text }) => (kind === 'text' ? '' : text)).join('')
  const counts = new Map([...'*_~`'].map((delimiter) => [delimiter, all.split(delimiter).length - 1]))
  return {
    count: (delimiter) => counts.get(delimiter) ?? 0,
    hasBrackets: /[[\]]/.test(raw),
    hasLines: /[\r\n]/.test(raw),
  }
}

interface Output {
  add(raw: string): void
  addText(text: string, around: Surroundings): void
  /** The next text begins, or the last one ends, with a letter that must not look like one to emphasis. */
  disguiseNext(): void
  disguiseLast(): void
  tail(): string
  text(): string
}

/** What escaping looks back at: more than any line's prefix. */
const TAIL = 500

function output(): Output {
  const parts: string[] = []
  let tail = ''
  let lastIsText = false
  let disguise = false
  const push = (part: string) => {
    parts.push(part)
    tail = (tail + part).slice(-TAIL)
  }
  return {
    add(raw) {
      push(raw)
      lastIsText = lastIsText && raw === ''
    },
    addText(text, around) {
      let words = isLineStart(around) ? text.trimStart() : text
      if (around.after === '') words = words.trimEnd()
      if (words === '') return
      const first = disguise ? String.fromCodePoint(words.codePointAt(0)!) : ''
      if (first !== '') push(reference(first))
      push(escapeText(words.slice(first.length), { ...around, before: tail }))
      lastIsText = true
      disguise = false
    },
    disguiseNext() {
      disguise = true
    },
    disguiseLast() {
      const last = [...(parts.at(-1)?.slice(-2) ?? '')].at(-1)
      if (!lastIsText || last === undefined) return
      parts.push(parts.pop()!.slice(0, -last.length), reference(last))
      tail = tail.slice(0, -last.length) + reference(last)
    },
    tail: () => tail,
    text: () => parts.join(''),
  }
}

function addCode(token: Extract<Token, { kind: 'code' }>, around: Surroundings, out: Output): void {
  const last = around.before.slice(-1)
  const next = around.after.slice(0, 1)
  if (isHardBreak(token.text)) {
    if (around.after === '' || isLineStart(around) || around.before === '') return
  } else if (opens(token)) {
    if (isWord(last) && isPunctuation(next)) out.disguiseLast()
  } else if (closes(token)) {
    if (isPunctuation(last) && isWord(next)) out.disguiseNext()
  } else if (token.code.name === 'url' && !token.text.startsWith('<')) {
    out.add(separateAddress(token.text, around))
    return
  }
  out.add(token.text)
}

/** One at the edge of a unit, or after another, would end the paragraph. */
const isHardBreak = (raw: string): boolean => /^(?: {2,}|\\)(?:\r\n?|\n)[ \t>]*$/.test(raw)

/** A bare address goes on until white space: `https://a.example。` in Chinese would lead nowhere. */
function separateAddress(address: string, { before, after, site }: Surroundings): string {
  const glued = isWord(before.slice(-1))
  const endless = !/^(?:[?!.,:;"')]{0,10}(?:\s|$)|<)/.test(after)
  if (!glued && !endless) return address
  if (!site.mdx && /^https?:|^[^/:]+@/i.test(address)) return `<${address}>`
  return `${glued ? ' ' : ''}${address}${endless ? ' ' : ''}`
}
