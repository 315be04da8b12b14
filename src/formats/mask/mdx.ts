import type { Span } from '../offsets.ts'
import { endOfCode, endOfFence, endOfFrontMatter, endOfLine } from './code.ts'

/**
 * MDX without an MDX parser: where imports and exports, JSX tags and `{expressions}` stand. Code, in which all of
 * these are mere text, is passed over.
 * @see https://mdxjs.com/docs/what-is-mdx/
 */
export function mdxSpans(source: string): Span[] {
  const spans: Span[] = []
  const expressions = expressionFinder(source)
  let at = endOfFrontMatter(source)
  let blockStart = true
  while (at < source.length) {
    const lineEnd = endOfLine(source, at)
    const fence = /^[ \t>]*(`{3,}|~{3,})/.exec(source.slice(at, lineEnd))?.[1]
    if (fence !== undefined) {
      at = endOfFence(source, lineEnd, fence)
    } else if (blockStart && /^(?:import|export)(?=[\s{*"'])/.test(source.slice(at, at + 7))) {
      const end = endOfParagraph(source, at)
      spans.push({ start: at, end })
      at = end
    } else at = hideInLine(source, at, lineEnd, spans, expressions)
    blockStart = /(?:\n|\r)[ \t]*(?:\r\n?|\n)$/.test(source.slice(Math.max(0, at - 80), at))
  }
  return spans
}

/** @returns where to go on: the next line, or inside one when a tag or expression ended there. */
function hideInLine(
  source: string,
  from: number,
  lineEnd: number,
  spans: Span[],
  endOfExpression: EndFinder,
): number {
  for (let at = from; at < lineEnd; at++) {
    const char = source[at]
    if (char === '\\') at++
    else if (char === '`') at = endOfCode(source, at) - 1
    else if (char === '{' || char === '<') {
      const end = char === '{' ? endOfExpression(at) : endOfTag(source, at, endOfExpression)
      if (end === undefined) continue
      spans.push({ start: at, end })
      if (end > lineEnd) return end
      at = end - 1
    }
    if (at >= lineEnd) return at + 1
  }
  return lineEnd
}

/** Up to the line break before a blank line, or the end. */
function endOfParagraph(source: string, from: number): number {
  for (let at = endOfLine(source, from); at < source.length; at = endOfLine(source, at)) {
    if (source.slice(at, endOfLine(source, at)).trim() === '') return at - (source[at - 2] === '\r' ? 2 : 1)
  }
  return source.length
}

/** Looking no further for what closes something keeps a hostile file cheap. */
const LOOK_AHEAD = 10_000

type EndFinder = (start: number) => number | undefined

/**
 * Where the expression that opens at a brace ends. One scan answers for all braces inside it, closed or not,
 * so that a file of nothing but braces takes no longer than another.
 */
function expressionFinder(source: string): EndFinder {
  const ends = new Map<number, number | undefined>()
  return (start) => {
    if (!ends.has(start)) scanExpression(source, start, ends)
    return ends.get(start)
  }
}

function scanExpression(source: string, start: number, ends: Map<number, number | undefined>): void {
  const limit = Math.min(source.length, start + LOOK_AHEAD)
  const open: number[] = []
  for (let at = start; at < limit; at++) {
    const char = source[at]!
    if (char === '{') {
      open.push(at)
      ends.set(at, undefined)
    } else if (char === '}') {
      ends.set(open.pop() ?? start, at + 1)
      if (open.length === 0) return
    } else if ('"\'`'.includes(char)) at = endOfString(source, at, limit)
    else if (char === '/' && source[at + 1] === '*') {
      const length = source.slice(at, limit).indexOf('*/', 2)
      if (length === -1) return
      at += length + 1
    }
  }
}

/** The closing quote, or the opening one when there is none: then it was an apostrophe. */
function endOfString(source: string, from: number, limit: number): number {
  const quote = source[from]
  for (let at = from + 1; at < limit; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === quote) return at
    else if (source[at] === '\n' && quote !== '`') return from
  }
  return from
}

/** Attributes of a tag that is read: more than any has. */
const MAX_STEPS = 3000

function endOfTag(source: string, from: number, endOfExpression: EndFinder): number | undefined {
  if (!/^<(?:\/?[A-Za-z_$][\w.:$-]*(?=[\s/>{])|\/?>)/.test(source.slice(from, from + 200))) return undefined
  let at = from + 1
  for (let steps = 0; steps < MAX_STEPS && at < source.length; steps++) {
    const char = source[at]
    if (char === '>') return at + 1
    if (char === '<') return undefined
    if (char === '"' || char === "'") at = closing(source, char, at) + 1
    else if (char === '{') {
      const end = endOfExpression(at)
      if (end === undefined) return undefined
      at = end
    } else at++
  }
  return undefined
}

function closing(source: string, quote: string, from: number): number {
  const end = source.indexOf(quote, from + 1)
  return end === -1 ? source.length : end
}
