import type { Options } from 'mdast-util-from-markdown'
import { DragomanError } from '../article/errors.ts'

/**
 * The parser (micromark) is fast on what people write and quadratic, or worse, on much that they do not: thirty
 * kilobytes can hold it up for ten seconds, and a megabyte for a night. So what it is about to do is counted, and
 * a document that asks for too much is refused at that place. The limits are far above any article.
 */

/** All closing delimiters of a paragraph are matched against all opening ones. */
const MAX_DELIMITERS = 5000
/** Of the whole document: each line and each table cell takes kilobytes of memory. */
const MAX_CELLS = 400_000

/** A blank line, or a new list item or table row, ends a paragraph; the rest could be a delimiter. */
const STEP =
  /\n[ \t]*(?=\r?\n)|\n {0,3}(?:[-+*][ \t]|\|)|\*+|~+|!\[|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu
const CELL = /[\n|]/g

/** @throws DragomanError ARTICLE_INVALID, from what the source alone shows. */
export function refuseTangles(source: string, path: string): void {
  let cells = 0
  for (const { index } of source.matchAll(CELL)) {
    if (++cells > MAX_CELLS)
      throw refusal('This Markdown has more lines and table cells than can be read.', source, index, path, {
        fix: `Divide it: at most ${MAX_CELLS} lines and cells.`,
      })
  }
  let delimiters = 0
  for (const { 0: step, index } of source.matchAll(STEP)) {
    delimiters = step.startsWith('\n') ? 0 : delimiters + 1
    if (delimiters > MAX_DELIMITERS)
      throw refusal('This paragraph has more emphasis marks than can be matched.', source, index, path, {
        fix: `Divide it: at most ${MAX_DELIMITERS} of * _ ~ and ![ may stand between two blank lines.`,
      })
  }
}

type Extension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>
type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[number]>, unknown[]>

/** In moves of one entry in the parser's list of events, some nanoseconds each. */
const MAX_EFFORT = 4_000_000_000
/** What else it does is dearer, as measured: steps of a scan, entries at the end of a container, columns squared. */
const PER_STEP = 10
const PER_ENTRY = 15
const PER_COLUMN = 12
/** The least that a mark costs, for its memory. */
const PER_MARK = 5000

/**
 * Constructs that never match: they only see the parser pass.
 * @throws DragomanError ARTICLE_INVALID, while parsing
 */
export function effortLimit(source: string, path: string): Extension {
  let effort = 0
  const spend = (more: number, offset: number) => {
    effort += more
    if (effort > MAX_EFFORT)
      throw refusal('This Markdown is too tangled to be read.', source, offset, path, {
        fix: 'Divide the paragraph or list, or take out marks that nothing matches.',
      })
  }
  /** It cuts the text in two: joining what is next to it again moves all events of the paragraph. */
  const mark: Construct = {
    tokenize(_effects, _ok, nok) {
      spend(Math.max(PER_MARK, this.events.length), this.now().offset)
      return nok
    },
  }
  /** Called when nothing matched here: the parser has been to the end of the paragraph for it. */
  const scan: Construct = {
    add: 'after',
    tokenize(_effects, _ok, nok) {
      const { offset } = this.now()
      if (scansAhead(source, offset)) spend(PER_STEP * (paragraphEnd(source, offset) - offset), offset)
      return nok
    },
  }
  /** A list item or quotation, in how many others: its end copies the events of the document so far. */
  const container: Construct = {
    tokenize(_effects, _ok, nok) {
      const { offset, column } = this.now()
      spend(PER_ENTRY * this.events.length + PER_COLUMN * column ** 2, offset)
      return nok
    },
  }
  return {
    text: {
      ...atEach('!&[\\', [mark]),
      ...atEach('<`]', [mark, scan]),
      ...Object.fromEntries(LINE_ENDINGS.map((code) => [code, [mark]])),
    },
    document: atEach('>-+*0123456789[', [container]),
    contentInitial: atEach('[', [mark]),
  }
}

/** The parser's own codes for \r, \n and \r\n. */
const LINE_ENDINGS = [-5, -4, -3]

const atEach = (characters: string, constructs: Construct[]): Record<number, Construct[]> =>
  Object.fromEntries([...characters].map((one) => [one.charCodeAt(0), constructs]))

/** For a closing backtick, the end of a comment, or a link's title. */
const scansAhead = (source: string, at: number): boolean => /^(?:`|<[!?]|\]\()/.test(source.slice(at, at + 2))

function paragraphEnd(source: string, from: number): number {
  const blank = /\n[ \t]*\r?\n/g
  blank.lastIndex = from
  return blank.exec(source)?.index ?? source.length
}

function refusal(
  message: string,
  source: string,
  offset: number,
  path: string,
  { fix }: { readonly fix: string },
): DragomanError {
  const before = source.slice(0, offset)
  const place = `${path}:${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`
  return new DragomanError('ARTICLE_INVALID', message, { place, fix })
}
