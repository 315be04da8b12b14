import type { Edit } from '../splice.ts'

/**
 * Markup in raw HTML, read as the HTML tokenizer does, one tag or comment at a time. The parser's tree does not
 * hold tags that it ignored; they are still in the source, and must stay there.
 * @see https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */

/** Where the markup at `at` (a `<`) ends; `at` itself when it is a literal `<`; undefined when it never ends. */
export function markupEnd(source: string, at: number): number | undefined {
  const next = source.charCodeAt(at + 1)
  if (isLetter(next)) return tagEnd(source, at + 1)
  if (next === SLASH) {
    if (isLetter(source.charCodeAt(at + 2))) return tagEnd(source, at + 2)
    return at + 2 < source.length ? after(source, '>', at + 2) : at
  }
  if (next === QUESTION) return after(source, '>', at + 2)
  if (next !== EXCLAMATION) return at
  return source.startsWith('--', at + 2) ? commentEnd(source, at) : after(source, '>', at + 2)
}

/** Is there nothing but markup and white space in this stretch of the source? */
export function isPureMarkup(source: string, start: number, end: number): boolean {
  let at = start
  while (at < end) {
    if (source[at] === '<') {
      const next = markupEnd(source, at)
      if (next === undefined || next === at || next > end) return false
      at = next
    } else if (isSpace(source.charCodeAt(at))) at++
    else return false
  }
  return true
}

/** The markup with every tag that `replacements` knows, byte for byte, replaced. */
export function replaceTags(markup: string, replacements: ReadonlyMap<string, string>): string {
  let out = ''
  let from = 0
  for (let at = markup.indexOf('<'); at !== -1; ) {
    const end = markupEnd(markup, at)
    if (end === undefined) break
    const tag = markup.slice(at, end)
    const replacement = replacements.get(tag)
    if (replacement !== undefined) {
      out += markup.slice(from, at) + replacement
      from = end
    }
    at = markup.indexOf('<', Math.max(end, at + 1))
  }
  return out + markup.slice(from)
}

const SLASH = 0x2f
const QUESTION = 0x3f
const EXCLAMATION = 0x21
const GREATER = 0x3e
const EQUALS = 0x3d
const QUOTES = [0x22, 0x27]

const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c

function after(source: string, end: string, from: number): number | undefined {
  const at = source.indexOf(end, from)
  return at === -1 ? undefined : at + end.length
}

function commentEnd(source: string, at: number): number | undefined {
  const end = /--!?>/gu
  end.lastIndex = at + 2
  return end.exec(source) === null ? undefined : end.lastIndex
}

/** @param at the first letter of the tag's name. */
function tagEnd(source: string, at: number): number | undefined {
  const skip = (from: number, stop: (code: number) => boolean) => {
    let i = from
    while (i < source.length && !stop(source.charCodeAt(i))) i++
    return i
  }
  let i = skip(at, endsName)
  while (i < source.length) {
    i = skip(i, (code) => !isSpace(code) && code !== SLASH)
    if (source.charCodeAt(i) === GREATER) return i + 1
    i = skip(i + 1, (code) => endsName(code) || code === EQUALS)
    const value = skip(i, (code) => !isSpace(code))
    if (source.charCodeAt(value) !== EQUALS) continue
    i = skip(value + 1, (code) => !isSpace(code))
    if (QUOTES.includes(source.charCodeAt(i))) {
      const closed = after(source, source[i] as string, i + 1)
      if (closed === undefined) return undefined
      i = closed
    } else i = skip(i, (code) => isSpace(code) || code === GREATER)
  }
  return undefined
}

const endsName = (code: number) => isSpace(code) || code === SLASH || code === GREATER

/** Where a new line of markup goes, and how the lines around it are written. */
export interface Insertion {
  readonly at: number
  /** Written before the new markup: a line break and the neighbour's indentation, or nothing. */
  readonly before: string
  readonly after: string
}

/** On a line of its own below what stands from `start` to `end`, when that begins a line of its own. */
export function below(source: string, start: number, end: number, deeper = ''): Insertion {
  const line = newLine(source, start)
  return { at: end, before: line && line + deeper, after: '' }
}

/** On a line of its own above what starts at `start`. */
export function above(source: string, start: number): Insertion {
  return { at: start, before: '', after: newLine(source, start) }
}

export const insert = ({ at, before, after }: Insertion, markup: string): Edit => ({
  start: at,
  end: at,
  text: before + markup + after,
})

/** The first line break decides for the file; a file of one line stays one. */
function newLine(source: string, neighbour: number): string {
  const eol = /\r\n|\n|\r/u.exec(source)?.[0]
  const indent = indentAt(source, neighbour)
  return eol === undefined || indent === undefined ? '' : eol + indent
}

/** White space before `at` on its line; undefined when something else is there. */
function indentAt(source: string, at: number): string | undefined {
  let start = at
  while (start > 0 && (source[start - 1] === ' ' || source[start - 1] === '\t')) start--
  const isLineStart = start === 0 || source[start - 1] === '\n' || source[start - 1] === '\r'
  return isLineStart ? source.slice(start, at) : undefined
}
