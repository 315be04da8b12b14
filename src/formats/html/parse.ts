import {
  defaultTreeAdapter,
  Parser,
  Token,
  Tokenizer,
  TokenizerMode,
  type DefaultTreeAdapterTypes as Tree,
} from 'parse5'

/**
 * parse5 with source locations. The default adapter copies a whole location for each change of it; here only what
 * we read is brought up to date.
 */
const OPTIONS = {
  sourceCodeLocationInfo: true,
  treeAdapter: {
    ...defaultTreeAdapter,
    updateNodeSourceCodeLocation(node: Tree.Node, end: Partial<End>) {
      const location: Partial<End> | null | undefined = node.sourceCodeLocation
      if (!location) return
      if (end.endOffset !== undefined) location.endOffset = end.endOffset
      if (end.endTag !== undefined) location.endTag = end.endTag
    },
  },
}

interface End {
  endOffset: number
  endTag: NonNullable<NonNullable<Tree.Element['sourceCodeLocation']>['endTag']>
}

/** A byte order mark is text to the parser, and text before the doctype would end the head. */
export const parsePage = (source: string): Tree.Document =>
  OffsetParser.parse(source.replace(/^\uFEFF/u, ' '), OPTIONS)

export function parsePiece(source: string): Tree.DocumentFragment {
  const parser = OffsetParser.getFragmentParser(null, OPTIONS)
  parser.tokenizer.write(source, true)
  return parser.getFragment()
}

/**
 * parse5 reads text one character at a time and hands it on word by word. Most of a page is text, scripts and
 * attribute values, and most of those are plain: here whatever is plain is taken at once. The tree is the same, and
 * so are the offsets in it; lines and columns are not counted. (The one difference: in a frameset, which drops text
 * and keeps white space, white space after text goes with it. Nothing is read there.)
 */
class OffsetParser extends Parser<Tree.DefaultTreeAdapterMap> {
  override tokenizer: Tokenizer = new PlainTextTokenizer(this.options, this)
}

class PlainTextTokenizer extends Tokenizer {
  /** White space after text is text too: the parser asks only whether text begins with it. */
  protected override _emitCodePoint(codePoint: number): void {
    if (this.currentCharacterToken?.type === CHARACTER && isSpace(codePoint)) this._extendRun(codePoint)
    else super._emitCodePoint(codePoint)
    if (!TEXT_MODES.includes(this.state)) return
    const type = this.currentCharacterToken?.type
    if (type === CHARACTER) this.takeUntil(AFTER_TEXT)
    else if (type === WHITESPACE_CHARACTER) this.takeUntil(AFTER_SPACE)
  }

  protected override _stateAttributeValueDoubleQuoted(codePoint: number): void {
    const { state } = this
    super._stateAttributeValueDoubleQuoted(codePoint)
    if (this.state === state) this.takeUntil(AFTER_DOUBLE_QUOTED)
  }

  protected override _stateAttributeValueSingleQuoted(codePoint: number): void {
    const { state } = this
    super._stateAttributeValueSingleQuoted(codePoint)
    if (this.state === state) this.takeUntil(AFTER_SINGLE_QUOTED)
  }

  /** Makes what follows the current character part of the same run, as far as nothing in it means anything. */
  private takeUntil(meaningful: RegExp): void {
    const { preprocessor } = this
    const { html, pos } = preprocessor
    // The line feed after a carriage return is not read.
    if (html.charCodeAt(pos) === CARRIAGE_RETURN) return
    meaningful.lastIndex = pos + 1
    const end = meaningful.test(html) ? meaningful.lastIndex - 1 : html.length
    preprocessor.pos = end - 1
    this.runEnd = end
  }
}

const { CHARACTER, WHITESPACE_CHARACTER } = Token.TokenType
const { DATA, RCDATA, RAWTEXT, SCRIPT_DATA } = TokenizerMode
const TEXT_MODES: readonly number[] = [DATA, RCDATA, RAWTEXT, SCRIPT_DATA]

const AFTER_TEXT = /[&<\0\r]/g
const AFTER_SPACE = /[^ \t\n\f]/g
const AFTER_DOUBLE_QUOTED = /["&\0\r]/g
const AFTER_SINGLE_QUOTED = /['&\0\r]/g

const CARRIAGE_RETURN = 0x0d
const isSpace = (code: number) =>
  code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0c || code === CARRIAGE_RETURN
