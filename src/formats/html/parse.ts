import { defaultTreeAdapter, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { OffsetParser } from './tokenizer.ts'

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
