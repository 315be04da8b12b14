import { type Code, type Content, MARKER } from '../../article/content.ts'
import type { Piece } from '../format.ts'
import { languageSpan } from '../splice.ts'
import {
  asOneLine,
  escapeText,
  isLineStart,
  isPunctuation,
  isWord,
  reference,
  type Surroundings,
  type TextSite,
} from './escape.ts'
import { addressesRight, emphasisRight } from './neighbours.ts'
import { closes, isDelimiter, opens, type Token } from './token.ts'

/**
 * Inline content → Markdown. Unlike other formats it matters on both sides what stands next to a text: a code
 * is a few punctuation marks, and means what it should only beside the right neighbours.
 */

export interface Bytes {
  /** The source between two offsets of the content, with new alts and titles in it. */
  readonly kept: (start: number, end: number) => string
  /** The same for one code. */
  readonly code: (code: Code) => string
}

export function renderInline(pieces: readonly Piece[], site: TextSite, bytes: Bytes): string {
  return renderTokens(
    pieces.flatMap((piece) => tokensOf(piece, bytes)),
    site,
  )
}

export function renderTokens(given: readonly Token[], site: TextSite): string {
  const tokens = addressesRight(emphasisRight(given), site)
  const unit = { site, ...factsOf(tokens) }
  const out = output()
  tokens.forEach((token, at) => {
    const around = { ...unit, before: out.tail(), after: following(tokens, at) }
    switch (token.kind) {
      case 'kept':
        out.add(token.text)
        return
      case 'text':
        out.addText(token.text, around)
        return
      case 'code':
        addCode(tokens, at, around, out)
        return
    }
  })
  return out.text()
}

/** The next few characters, whatever they are part of. */
function following(tokens: readonly Token[], at: number): string {
  let text = ''
  for (let next = at + 1; next < tokens.length && text.length < LOOK_AHEAD; next++) text += tokens[next]!.text
  return text
}

const LOOK_AHEAD = 30

function tokensOf(piece: Piece, bytes: Bytes): Token[] {
  if (piece.kind === 'kept') return [{ kind: 'kept', text: bytes.kept(piece.start, piece.end) }]
  if (piece.kind === 'untranslated') {
    const own = bytes.kept(piece.start, piece.end)
    return [{ kind: 'kept', text: own.endsWith('\\') ? own : languageSpan(own, piece.language) }]
  }
  const { text, codes }: Content = piece.content
  if (codes.length === 0 && !text.includes(MARKER)) return [{ kind: 'text', text: asOneLine(text) }]
  return text.split(MARKER).flatMap((words, at): Token[] => {
    const code = codes[at]
    const own: Token[] = [{ kind: 'text', text: asOneLine(words) }]
    return code === undefined ? own : [...own, { kind: 'code', text: bytes.code(code), code }]
  })
}

function factsOf(tokens: readonly Token[]): Pick<Surroundings, 'count' | 'hasBrackets' | 'hasLines'> {
  const counts = new Map<string, number>()
  for (const { text } of tokens) {
    for (const delimiter of text.match(DELIMITER) ?? [])
      counts.set(delimiter, (counts.get(delimiter) ?? 0) + 1)
  }
  const hasRaw = (pattern: RegExp) => tokens.some(({ kind, text }) => kind !== 'text' && pattern.test(text))
  return {
    count: (delimiter) => counts.get(delimiter) ?? 0,
    hasBrackets: hasRaw(/[[\]]/),
    hasLines: hasRaw(/[\r\n]/),
  }
}

const DELIMITER = /[*_~`]/g

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

function addCode(tokens: readonly Token[], at: number, around: Surroundings, out: Output): void {
  const { text } = tokens[at]!
  if (isHardBreak(text) && (around.after === '' || around.before === '' || isLineStart(around))) return
  if (!sameRun(tokens[at], tokens[at - 1])) guardRun(tokens, at, around.before.slice(-1), out)
  out.add(text)
}

/**
 * Delimiters between a letter and a punctuation mark mean nothing on one of their sides: `**“hola”**texto`
 * does not close. A letter written as a character reference is punctuation to them, and a letter to readers.
 */
function guardRun(tokens: readonly Token[], at: number, last: string, out: Output): void {
  let end = at + 1
  while (sameRun(tokens[at], tokens[end])) end++
  const run = tokens.slice(at, end)
  const next = tokens[end]?.text[0] ?? ''
  if (run.some(opens) && isWord(last) && isPunctuation(next)) out.disguiseLast()
  if (run.some(closes) && isPunctuation(last) && isWord(next)) out.disguiseNext()
}

const sameRun = (one: Token | undefined, other: Token | undefined): boolean =>
  isDelimiter(one) && isDelimiter(other) && one?.text[0] === other?.text[0]

/** One at the edge of a unit, or after another, would end the paragraph. */
const isHardBreak = (raw: string): boolean => /^(?: {2,}|\\)(?:\r\n?|\n)[ \t>]*$/.test(raw)
