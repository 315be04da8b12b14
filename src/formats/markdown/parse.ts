import type {
  Definition,
  Image,
  ImageReference,
  Link,
  LinkReference,
  Nodes,
  Parents,
  Root,
  Text,
} from 'mdast'
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import type { Span } from '../offsets.ts'
import type { Effort } from './effort.ts'
import { type Names, parseInPieces } from './pieces.ts'
import type { Construct, Context } from './steps.ts'
import { watched } from './watch.ts'

/**
 * Markdown → mdast, with what splicing needs and the tree alone does not tell: from which source offsets each
 * run of a text node came (escapes, entities, line breaks), and where link texts, alts and titles stand.
 */

/** A piece of a text node as decoded, and the source it was written as. */
export interface Run extends Span {
  readonly decoded: string
}

export type Labelled = Link | LinkReference | Image | ImageReference

export interface ParsedMarkdown {
  readonly root: Root
  runsOf(text: Text): readonly Run[]
  /** Between the square brackets; undefined when they are empty or there are none (autolinks). */
  labelOf(node: Labelled): Span | undefined
  /** Between the quotes. */
  titleOf(node: Labelled | Definition): Span | undefined
}

type Dialect = 'markdown' | 'mdx'

/** @throws DragomanError ARTICLE_INVALID or ARTICLE_TOO_LARGE when it would take more effort than it may. */
export function parseMarkdown(source: string, dialect: Dialect, effort: Effort): ParsedMarkdown {
  const record = emptyRecord()
  const isShort = source.length <= SHORT_CHARACTERS
  const children = parseInPieces(source, (piece, start, names) => {
    const told = naming(names)
    const { children } = fromMarkdown(piece, {
      extensions: [
        ...(start === 0 ? [FRONT_MATTER] : []),
        isShort && !MAY_BE_ADDRESS.test(piece) ? GFM_WITHOUT_ADDRESSES : GFM,
        ...(dialect === 'mdx' ? [{ disable: { null: NOT_IN_MDX } }] : []),
        { document: { null: told.construct } },
        ...(isShort ? [] : [watched(effort, start)]),
      ],
      mdastExtensions: [TREE_OF_FRONT_MATTER, TREE_OF_GFM, recorder(record, start)],
    })
    return { children, names: told.names() }
  })
  const { marks, labels, titles } = record
  return {
    root: { type: 'root', children },
    runsOf: (text) => runsOf(text, marks.get(text) ?? []),
    labelOf: (node) => labels.get(node),
    titleOf: (node) => titles.get(node),
  }
}

/** Tells the parser which links and notes are defined elsewhere, and hears which are here. */
function naming({ links, notes }: Names): { construct: Construct; names(): Names } {
  let parser: Context['parser'] | undefined
  const construct: Construct = {
    partial: true,
    tokenize(_effects, _ok, nok) {
      if (parser === undefined) {
        parser = this.parser
        parser.defined = [...links, ...parser.defined]
        parser.gfmFootnotes = [...notes, ...(parser.gfmFootnotes ?? [])]
      }
      return nok
    },
  }
  return { construct, names: () => ({ links: parser?.defined ?? [], notes: parser?.gfmFootnotes ?? [] }) }
}

/**
 * Watching takes nearly as long as parsing. Whatever stands in so few characters (the worst of eighty hostile patterns
 * that is known) takes less than a second on a slow machine, so nobody watches.
 */
const SHORT_CHARACTERS = 4096

const FRONT_MATTERS: ('yaml' | 'toml')[] = ['yaml', 'toml']
const FRONT_MATTER = frontmatter(FRONT_MATTERS)
const TREE_OF_FRONT_MATTER = frontmatterFromMarkdown(FRONT_MATTERS)
const GFM = gfm()

/**
 * Bare addresses may begin at nearly every letter: where there can be none, the parser need not look for them. What is
 * watched is priced as read with all of it.
 */
const MAY_BE_ADDRESS = /www\.|:\/\/|@/i
const ADDRESSES: ReadonlySet<string | undefined> = new Set([
  'wwwAutolink',
  'protocolAutolink',
  'emailAutolink',
])
const GFM_WITHOUT_ADDRESSES = { ...GFM, text: withoutAddresses(GFM.text ?? {}) }

function withoutAddresses(text: NonNullable<typeof GFM.text>): typeof text {
  const kept = Object.entries(text).map(([code, constructs]) => {
    const others = [constructs ?? []].flat().filter(({ name }) => !ADDRESSES.has(name))
    return [code, others] as const
  })
  return Object.fromEntries(kept.filter(([, constructs]) => constructs.length > 0))
}

/** @see https://mdxjs.com/docs/what-is-mdx/#markdown */
const NOT_IN_MDX = ['autolink', 'codeIndented', 'htmlFlow', 'htmlText']

/** They look for more addresses in finished text nodes, whose offsets they lose. */
function withoutTransforms(extension: Extension): Extension {
  const { transforms: _, ...rest } = extension
  return rest
}

const TREE_OF_GFM = gfmFromMarkdown().map(withoutTransforms)

/** A run of a text node, and how long the node was after it. */
interface Mark extends Span {
  readonly until: number
}

/** What the parser's events tell of its nodes. */
interface Record {
  readonly marks: Map<Nodes, Mark[]>
  readonly labels: Map<Nodes, Span>
  readonly titles: Map<Nodes, Span>
}

const emptyRecord = (): Record => ({ marks: new Map(), labels: new Map(), titles: new Map() })

/** @param base where the piece begins in the article. */
function recorder({ marks, labels, titles }: Record, base: number): Extension {
  const mark = (node: Nodes | undefined, span: Span) => {
    if (node?.type !== 'text') return
    const known = marks.get(node)
    if (known === undefined) marks.set(node, [{ ...span, until: node.value.length }])
    else if (known.at(-1)?.until !== node.value.length) known.push({ ...span, until: node.value.length })
  }
  return {
    afterExit(token) {
      const span = { start: base + token.start.offset, end: base + token.end.offset }
      const top = this.stack.at(-1) as Nodes
      switch (token.type) {
        case 'data':
        case 'lineEnding':
        case 'characterEscape':
        case 'characterReference':
          mark((top as Parents).children?.at(-1), span)
          break
        case 'labelText':
          labels.set(this.stack.at(-2) as Nodes, span)
          break
        case 'resourceTitleString':
        case 'definitionTitleString':
          titles.set(top, span)
          break
      }
    },
  }
}

function runsOf(text: Text, marks: readonly Mark[]): Run[] {
  // Of a task (“- [ ] call”) the parser takes the first character off again.
  const taken = (marks.at(-1)?.until ?? 0) - text.value.length
  const runs: Run[] = []
  let from = 0
  for (const { start, end, until } of marks) {
    const decoded = text.value.slice(Math.max(0, from - taken), Math.max(0, until - taken))
    if (decoded !== '') runs.push({ decoded, start: from === 0 ? start + taken : start, end })
    from = until
  }
  return runs
}
