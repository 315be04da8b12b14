import { admonitionBodies } from './admonitions.ts'
import { endOfCode, endOfFence, endOfFrontMatter, endOfLine } from './code.ts'
import { bracketsOfWords, formula, isFormula, isNearFormula } from './formulas.ts'
import { attributeList, lineMark, type Placed } from './lines.ts'
import { type Mask, type Masked, masked } from './mask.ts'
import { mdxSpans } from './mdx.ts'
import { type Found, type Search, searchIn, templateTag } from './notations.ts'
import { type WordpressNames, wordpressNames, wordpressTag } from './wordpress.ts'

/** What an article is parsed as; `value` is a value of front matter or of an attribute. */
export type Dialect = 'markdown' | 'mdx' | 'html' | 'value'

/** An article with all template markup in it masked. */
export function maskTemplates(source: string, dialect: Dialect): Masked {
  const pieces = scan(source, dialect, 'article')
  // MDX has no indented code.
  const bodies = dialect === 'markdown' ? admonitionBodies(source, pieces) : []
  const all = bodies.length === 0 ? pieces : [...pieces, ...bodies].toSorted((a, b) => a.start - b.start)
  const found = withSides(source, all)
  return masked(source, dialect === 'mdx' ? withMdx(source, found) : found)
}

/**
 * Where in a translation something begins that the next reader would take for a template: it came from a provider or a
 * person, and is to be words.
 */
export function templateStarts(text: string, dialect: Dialect): ReadonlySet<number> {
  if (!/[{[$\\<]/.test(text)) return NONE
  const found = scan(text, dialect, 'words').filter(({ code }) => code !== 'mark')
  // To disguise one beginning may give another one an end, so all that could begin something are disguised then.
  const beginnings = text.matchAll(found.length > 0 ? ANY_BEGINNING : OF_TEMPLATE)
  const starts = [...found.map(({ start }) => start), ...beginnings.map(({ index }) => index)]
  return new Set(starts.toSorted((a, b) => a - b))
}
const NONE: ReadonlySet<number> = new Set()
const ANY_BEGINNING = /[{[$]|\\(?=[([])|<(?=[%?])/g
/** Its end may stand in another part of the same unit. */
const OF_TEMPLATE = /\{(?=[{%])|<(?=[%?])/g

/** By which characters a piece of markup, or code in which there is none, may begin. */
const BEGINNINGS: Readonly<Record<Dialect, RegExp>> = {
  markdown: /[{[$\\`~<]|^[ \t>]*(?:[-+*][ \t]+)?[:!?]/gm,
  mdx: /[[$\\`~]|^[ \t>]*(?:[-+*][ \t]+)?[:!?]/gm,
  html: /[{[$\\<]/g,
  value: /[{$\\<]/g,
}

interface Scan {
  readonly source: string
  readonly dialect: Dialect
  readonly isArticle: boolean
  readonly search: Search
  readonly names: WordpressNames
}

type Piece = Found & { readonly start: number }

/** @param as `words` have no code and no front matter in them, and no backslash stands before a mark. */
function scan(source: string, dialect: Dialect, as: 'article' | 'words'): Piece[] {
  const isMarkdown = dialect === 'markdown' || dialect === 'mdx'
  const beginnings = new RegExp(BEGINNINGS[dialect])
  const isArticle = as === 'article'
  beginnings.lastIndex = isArticle && isMarkdown ? endOfFrontMatter(source) : 0
  const pieces: Piece[] = []
  let context: Scan | undefined
  for (let match = beginnings.exec(source); match !== null; match = beginnings.exec(source)) {
    const at = match.index + match[0].length - 1
    const code = isArticle ? passedOver(source, at, isMarkdown) : undefined
    if (code !== undefined) {
      beginnings.lastIndex = code
      continue
    }
    context ??= { source, dialect, isArticle, search: searchIn(source), names: wordpressNames(source) }
    const found = piecesAt(at, context)
    pieces.push(...found)
    // Of words the first character is disguised, and what follows may begin something by itself.
    const next = isArticle && isMarkdown && source[at] === '\\' ? at + 2 : at + 1
    beginnings.lastIndex = isArticle ? (found.at(-1)?.end ?? next) : next
  }
  return pieces
}

/** Code, scripts and comments, and characters with a backslash before them: where to go on behind them. */
function passedOver(source: string, at: number, isMarkdown: boolean): number | undefined {
  switch (source[at]) {
    case '`':
    case '~': {
      const fence = /^(`{3,}|~{3,})/.exec(source.slice(at, at + 80))?.[1]
      if (fence !== undefined && startsLine(source, at))
        return endOfFence(source, endOfLine(source, at), fence)
      return source[at] === '`' ? endOfCode(source, at) : at + 1
    }
    case '\\':
      if (/^\\[([]/.test(source.slice(at, at + 2))) return undefined
      // Templates know no backslash.
      return isMarkdown && !/^\{[{%]/.test(source.slice(at + 1, at + 3)) ? at + 2 : at + 1
    case '<':
      return endOfRaw(source, at)
    default:
      return undefined
  }
}

const startsLine = (source: string, at: number): boolean =>
  /(?:^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?$/.test(source.slice(Math.max(0, at - 80), at))

/** `<script>` and `<style>` are no templates’ text, and braces in them no templates. */
function endOfRaw(source: string, at: number): number | undefined {
  const name = /^<(script|style)[\s>]/i.exec(source.slice(at, at + 8))?.[1]
  if (name === undefined) return undefined
  const end = new RegExp(`</${name}`, 'gi')
  end.lastIndex = at
  return end.test(source) ? end.lastIndex : source.length
}

function piecesAt(at: number, { source, dialect, isArticle, search, names }: Scan): Piece[] {
  const isMarkdown = dialect === 'markdown' || dialect === 'mdx'
  const placed = (found: Placed | undefined): Piece[] =>
    found === undefined ? [] : [{ ...found, start: found.start ?? at }]
  switch (source[at]) {
    case '{':
    case '<': {
      const tag = templateTag(source, at, search)
      return placed(tag ?? (dialect === 'markdown' ? attributeList(source, at) : undefined))
    }
    case '[': {
      const marks = isMarkdown ? lineMark(source, at) : []
      if (marks.length > 0) return marks.flatMap(placed)
      if (isMarkdown && !isArticle) return placed(bracketsOfWords(source, at))
      return dialect === 'mdx' ? [] : placed(wordpressTag(source, at, names, search, isMarkdown))
    }
    case '$':
    case '\\':
      return placed(formula(source, at, isMarkdown, isArticle ? isFormula : isNearFormula))
    default:
      return lineMark(source, at).flatMap(placed)
  }
}

/**
 * Openings and closings find each other by name, the inner ones first; an opening that nothing closes stands alone. From
 * the end, since a shortcode says only by its closing tag that it has a body.
 */
function withSides(source: string, pieces: readonly Piece[]): Mask[] {
  const closings = new Map<string, number>()
  const open = new Set<Piece>()
  for (const piece of pieces.toReversed()) {
    const waiting = closings.get(piece.name) ?? 0
    if (piece.side === 'close') closings.set(piece.name, waiting + 1)
    if (piece.side !== 'open' || waiting === 0) continue
    open.add(piece)
    closings.set(piece.name, waiting - 1)
  }
  const own = ownLines(source, pieces)
  return pieces.map((piece, nth) => maskOf(piece, open.has(piece), own[nth]!))
}

function maskOf(piece: Piece, isOpen: boolean, isOwnLine: boolean): Mask {
  const { start, end, name, headEnd, side } = piece
  const kind = side === 'open' && !isOpen ? 'alone' : side
  const isLine = isOwnLine && piece.code !== 'var'
  // Alone among words it may stand for some; on a line of its own it does not.
  const isWord = kind === 'alone' && (piece.code === 'shortcode' || piece.code === 'x')
  const code = isWord ? (isLine ? 'shortcode' : 'x') : piece.code
  return { start, end, name, headEnd, kind, code, line: piece.line ?? (isLine ? 'whole' : 'any') }
}

/** Which pieces have lines to themselves, or share them only with each other. */
function ownLines(source: string, pieces: readonly Piece[]): boolean[] {
  const before = pieces.map(() => false)
  for (const [nth, { start }] of pieces.entries()) {
    let at = start
    while (at > 0 && ' \t\r'.includes(source[at - 1]!)) at--
    const previous = pieces[nth - 1]
    before[nth] =
      at === 0 ||
      source[at - 1] === '\n' ||
      (previous?.end === at && before[nth - 1]!) ||
      afterMarker(source, at)
  }
  const after = pieces.map(() => false)
  for (let nth = pieces.length - 1; nth >= 0; nth--) {
    let at = pieces[nth]!.end
    while (at < source.length && ' \t\r'.includes(source[at]!)) at++
    const next = pieces[nth + 1]
    after[nth] = at === source.length || source[at] === '\n' || (next?.start === at && after[nth + 1]!)
  }
  return before.map((isAlone, nth) => isAlone && after[nth]!)
}

/** Behind the mark of a quotation or a list item, which belong to the line’s layout. */
const afterMarker = (source: string, at: number): boolean =>
  /(?:^|\n)[ \t>]*(?:>|[-+*]|\d{1,9}[.)])$/.test(source.slice(Math.max(0, at - 40), at))

/** Formulas first: their braces are none of MDX’s. */
function withMdx(source: string, found: readonly Mask[]): Mask[] {
  const spans = mdxSpans(masked(source, found).text)
  const inner = (mask: Mask) => spans.some((span) => span.start <= mask.start && mask.end <= span.end)
  const own = spans.map(
    (span): Mask => ({
      ...span,
      kind: 'alone',
      name: '',
      code: 'jsx',
      headEnd: span.end,
      line: 'any',
    }),
  )
  return [...found.filter((mask) => !inner(mask)), ...own].toSorted((a, b) => a.start - b.start)
}
