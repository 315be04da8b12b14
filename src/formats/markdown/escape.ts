import { templateStarts } from '../mask/scan.ts'

/**
 * Plain text → Markdown that reads as just that text, with as few backslashes as that takes: what cannot be
 * markup where it stands (snake_case, 3 * 4, an only asterisk, 1.5) stays as people wrote it.
 * @see https://spec.commonmark.org/0.31.2/ · https://github.github.com/gfm/
 */

/** Where in a document the text goes. */
export interface TextSite {
  /** Headings with # are one line, and may not end in #; a cell may not hold a bar. */
  readonly kind: 'paragraph' | 'heading' | 'cell'
  /** Does this inline content start where a block could: paragraphs do, cells after a bar do not? */
  readonly startsLine: boolean
  readonly mdx: boolean
}

/** What stands around one piece of text, in the Markdown being written. */
export interface Surroundings {
  readonly before: string
  readonly after: string
  readonly site: TextSite
  /** How often `*`, `_`, `~` and backquote occur in the whole unit: one alone pairs with nothing. */
  readonly count: (delimiter: string) => number
  /** Has the unit square brackets of its own (links), which a stray one would upset? */
  readonly hasBrackets: boolean
  /** Does the unit stand on several lines, two of which might look like a table? */
  readonly hasLines: boolean
}

export function escapeText(text: string, around: Surroundings): string {
  const cursor = { text, around }
  const startsLine = isLineStart(around)
  const opensBlock = startsLine && text !== '' && blockEscape(cursor) === 'first'
  const numbered = startsLine ? numberLength(text) : undefined
  let out = opensBlock ? escapeFirst(text[0]!) : ''
  let from = opensBlock ? 1 : 0
  const templates = templateStarts(text, around.site.mdx ? 'mdx' : 'markdown')
  for (let at = from; at < text.length; at++) {
    if (!isAsciiPunctuation(text.charCodeAt(at))) continue
    if (templates.has(at)) {
      out += text.slice(from, at) + reference(text[at]!)
      from = at + 1
      continue
    }
    if (at !== numbered && !isMarkup(text[at]!, at, cursor)) continue
    out += `${text.slice(from, at)}\\`
    from = at
  }
  return out + text.slice(from)
}

const escapeFirst = (char: string): string => (/[A-Za-z]/.test(char) ? reference(char) : `\\${char}`)

/** Line breaks in a target would break quotations, lists and tables. */
export const asOneLine = (text: string): string =>
  /[\0\t\r\n]/.test(text) ? text.replace(/\0/g, '').replace(/[\t\r\n]+/g, ' ') : text

/** A title between quotes, where only backslashes, entities and the quotes mean something. */
export function escapeTitle(text: string, quote: string, site: TextSite): string {
  const special = `${quote === '(' ? '()' : quote}${site.mdx ? '{}<' : ''}${site.kind === 'cell' ? '|' : ''}`
  let out = ''
  const line = asOneLine(text)
  const templates = templateStarts(line, 'value')
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (templates.has(at)) {
      out += reference(char)
      continue
    }
    const next = line[at + 1] ?? '"'
    const isMarkup =
      special.includes(char) ||
      (char === '\\' && PUNCTUATION.test(next)) ||
      (char === '&' && ENTITY.test(line.slice(at, at + MAX_ENTITY)))
    out += isMarkup ? `\\${char}` : char
  }
  return out
}

/** Character classes as CommonMark's rules for emphasis use them; the edge of a unit is white space. */
export const isSpace = (char: string): boolean => char === '' || /\s/.test(char)
export const isPunctuation = (char: string): boolean => /[\p{P}\p{S}]/u.test(char)
export const isWord = (char: string): boolean => !isSpace(char) && !isPunctuation(char)

export function isLineStart({ before, site }: Pick<Surroundings, 'before' | 'site'>): boolean {
  if (before === '') return site.startsLine
  const line = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'))
  return (line !== -1 || site.startsLine) && /^[ \t>]*$/.test(before.slice(line + 1))
}

interface Cursor {
  readonly text: string
  readonly around: Surroundings
}

export const reference = (char: string): string => `&#x${char.codePointAt(0)!.toString(16).toUpperCase()};`

const PUNCTUATION = /[!-/:-@[-`{-~]/
/** The same of a character code. */
const isAsciiPunctuation = (code: number): boolean =>
  (code >= 33 && code <= 47) ||
  (code >= 58 && code <= 64) ||
  (code >= 91 && code <= 96) ||
  (code >= 123 && code <= 126)

/** Does this text, at the start of a line, open a block: heading, quotation, list, rule, underline, import? */
function blockEscape({ text, around }: Cursor): 'first' | undefined {
  const line = text.slice(0, LOOK_AHEAD)
  if (/^(?:#{1,6}|[-+*])(?:[ \t]|$)|^>|^~{3}|^\$\$/.test(line)) return 'first'
  if (/^:(?:::|[ \t])/.test(line)) return 'first'
  if (/^(?:-[- \t]*|=+[ \t]*|_[_ \t]*|\*[* \t]*)$/.test(line)) return 'first'
  if (around.hasLines && /^(?:\||:-|-+[ \t]*\|)/.test(line)) return 'first'
  if (around.site.mdx && /^(?:import|export)(?![\w-])/.test(line)) return 'first'
  return undefined
}

const LOOK_AHEAD = 200

/** `1. ` and `1) ` open lists: the place of the dot or bracket to escape. */
const numberLength = (text: string): number | undefined => /^(\d{1,9})[.)](?:[ \t]|$)/.exec(text)?.[1]?.length

function isMarkup(char: string, at: number, cursor: Cursor): boolean {
  const { text, around } = cursor
  const next = text[at + 1] ?? around.after[0] ?? ''
  switch (char) {
    case '\\':
      return at === text.length - 1 || PUNCTUATION.test(next)
    case '*':
    case '_':
    case '~':
      return isDelimiter(char, at, cursor)
    case '`':
      return around.count(char) > 1
    case '[':
      return true
    case ']':
      return around.hasBrackets
    case '!':
      return at === text.length - 1 && around.after.startsWith('[')
    case '(':
      return at === 0 && around.before.endsWith(']')
    case '<':
      return around.site.mdx || /[A-Za-z/!?]/.test(next)
    case '{':
    case '}':
      return around.site.mdx
    case '|':
      return around.site.kind === 'cell' || around.hasLines
    case '&':
      return ENTITY.test(text.slice(at, at + MAX_ENTITY))
    case '#':
      return around.site.kind === 'heading' && closesHeading(at, cursor)
    case ':':
      return (next === '/' && /https?$/i.test(tail(at, cursor))) || (at === 0 && around.before.endsWith(']'))
    case '.':
      return /www$/i.test(tail(at, cursor))
    case '@':
      return /[\w.+-]$/.test(tail(at, cursor)) && /[\w-]/.test(next)
    default:
      return false
  }
}

const ENTITY = /^&(?:#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z\d]*);/
/** The longest name in HTML is `CounterClockwiseContourIntegral`. */
const MAX_ENTITY = 34

/** The few characters before this place. */
function tail(at: number, { text, around }: Cursor): string {
  const own = text.slice(Math.max(0, at - 5), at)
  return own.length < 5 ? around.before.slice(-5) + own : own
}

/** Runs longer than this are nobody's prose; looking no further keeps a hostile text cheap. */
const LONGEST_RUN = 50

/** Could this run of `*`, `_` or `~` open or close something? */
function isDelimiter(char: string, at: number, { text, around }: Cursor): boolean {
  if (around.count(char) === 1) return false
  let from = at
  while (text[from - 1] === char && at - from < LONGEST_RUN) from--
  let to = at + 1
  while (text[to] === char && to - at < LONGEST_RUN) to++
  const left = from > 0 ? text[from - 1]! : around.before.slice(-1)
  const right = to < text.length ? text[to]! : (around.after[0] ?? '')
  if (isSpace(left) && isSpace(right)) return false
  return !(char === '_' && isWord(left) && isWord(right))
}

function closesHeading(at: number, { text, around }: Cursor): boolean {
  const left = at > 0 ? text[at - 1]! : around.before.slice(-1)
  return isSpace(left) && around.after === '' && /^#+$/.test(text.slice(at))
}
