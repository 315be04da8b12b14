import type { Html, Nodes, PhrasingContent, Text } from 'mdast'
import type { Code, Content } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import type { Matcher } from '../html/selectors.ts'
import type { Offsets } from '../offsets.ts'
import { contentBuilder } from '../splice.ts'
import type { Labelled, ParsedMarkdown, Run, Span } from './parse.ts'
import { codeNameOf, keepsItsWords, pairTags, tagOf } from './tags.ts'

/**
 * The inline content of one block: its words with a code for each piece of markup, delimiters and all. What
 * stands between lines inside a quotation or list (`> `, indentation) belongs to the line break before it.
 */
export interface Inline extends Span {
  readonly content: Content
  readonly map: Offsets
  /** Alts and titles inside the codes: words of their own. */
  readonly attributes: readonly Attribute[]
  /** The codes that hold attributes. */
  readonly carriers: readonly Carrier[]
}

export interface Attribute extends Span {
  readonly role: Extract<Role, 'alt' | 'title'>
  readonly value: string
}

interface Carrier extends Span {
  readonly raw: string
}

export interface InlineContext {
  readonly parsed: ParsedMarkdown
  readonly source: string
  /** Spans of JSX and expressions that were hidden from the parser, ascending. */
  readonly hidden: readonly Span[]
  readonly isCredit: Matcher
}

export function readInline(nodes: readonly PhrasingContent[], context: InlineContext): Inline {
  const walk: Walk = { ...context, leaves: [], attributes: [], carriers: [], ids: 0 }
  addLeaves(nodes, walk)
  return { ...build(walk), attributes: walk.attributes, carriers: walk.carriers }
}

/** Codes and runs of text in source order, `\n` for a line break. */
type Leaf = Run | CodeLeaf
interface CodeLeaf extends Span {
  readonly code: Omit<Code, 'raw'>
  /** When a target needs other bytes than the source has. */
  readonly raw?: string
}

interface Walk extends InlineContext {
  readonly leaves: Leaf[]
  readonly attributes: Attribute[]
  readonly carriers: Carrier[]
  ids: number
}

function build({ source, leaves }: Walk): Pick<Inline, 'content' | 'map' | 'start' | 'end'> {
  const builder = contentBuilder(source)
  const rewritten = new Map<string, string>()
  let at: number | undefined
  let broken = false
  leaves.forEach((leaf, index) => {
    if ('decoded' in leaf && /^[\r\n]+$/.test(leaf.decoded)) {
      broken = at !== undefined
      return
    }
    if (broken && at !== undefined) builder.text('\n', at, leaf.start)
    broken = false
    at = leaf.end
    if ('decoded' in leaf) {
      builder.text(leaf.decoded, leaf.start, leaf.end)
      return
    }
    if (leaf.code.name === 'br' && source[leaf.start] !== '<') at = leaves[index + 1]?.start ?? leaf.end
    if (leaf.raw !== undefined) rewritten.set(`${leaf.code.id}${leaf.code.kind}`, leaf.raw)
    builder.code(leaf.code, leaf.start, at)
  })
  const { content, ...place } = builder.buildSparsely()
  const codes = content.codes.map((code) => ({
    ...code,
    raw: rewritten.get(`${code.id}${code.kind}`) ?? code.raw,
  }))
  return { ...place, content: { text: content.text, codes } }
}

/** A tag, be it HTML that the parser saw or JSX that was hidden from it; a run of text; any other node. */
type Item = (Span & { readonly tag: string }) | Run | Exclude<PhrasingContent, Text | Html>

function addLeaves(nodes: readonly PhrasingContent[], walk: Walk): void {
  const items = nodes.flatMap((node) => itemsOf(node, walk))
  const partners = pairTags(items.map((item) => ('tag' in item ? tagOf(item.tag) : NO_TAG)))
  const ids = new Map<number, number>()
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!
    if ('decoded' in item) walk.leaves.push(item)
    else if ('type' in item) addNode(item, walk)
    else {
      const partner = partners.get(at)
      const name = codeNameOf(tagOf(item.tag))
      if (partner === undefined) addCode(walk, 'alone', name, item)
      else if (partner < at) addCode(walk, 'close', name, item, ids.get(at))
      else if (keepsItsWords(item.tag, walk.isCredit)) {
        addCode(walk, 'alone', name, { start: item.start, end: endOf(items[partner]!) })
        at = partner
      } else ids.set(partner, addCode(walk, 'open', name, item))
    }
  }
}

const NO_TAG = { kind: 'alone', name: '' } as const

const endOf = (item: Item): number => ('type' in item ? spanOf(item).end : item.end)

function itemsOf(node: PhrasingContent, walk: Walk): Item[] {
  if (node.type === 'html') return [{ ...spanOf(node), tag: node.value }]
  if (node.type !== 'text') return [node]
  return walk.parsed.runsOf(node).flatMap((run) => revealed(run, walk))
}

/** A run of text, cut where JSX or an expression was hidden in it. */
function revealed(run: Run, { source, hidden }: Walk): Item[] {
  const items: Item[] = []
  let at = run.start
  for (const span of hiddenIn(run, hidden)) {
    if (span.start > at) items.push(cut(run, at, span.start))
    items.push({ ...span, tag: source.slice(span.start, span.end) })
    at = span.end
  }
  if (at < run.end) items.push(cut(run, at, run.end))
  return items
}

function addNode(node: Exclude<PhrasingContent, Text | Html>, walk: Walk): void {
  const { start, end } = spanOf(node)
  switch (node.type) {
    case 'emphasis':
      addPair(walk, 'em', node, { start: start + 1, end: end - 1 })
      return
    case 'strong':
      addPair(walk, 'strong', node, { start: start + 2, end: end - 2 })
      return
    case 'delete': {
      const width = walk.source.startsWith('~~', start) ? 2 : 1
      addPair(walk, 'del', node, { start: start + width, end: end - width })
      return
    }
    case 'link':
    case 'linkReference':
      addLink(node, walk)
      return
    case 'image':
    case 'imageReference':
      addImage(node, walk)
      return
    default:
      addCode(walk, 'alone', ALONE.get(node.type) ?? 'x', { start, end })
  }
}

const ALONE: ReadonlyMap<string, string> = new Map([
  ['inlineCode', 'code'],
  ['break', 'br'],
  ['footnoteReference', 'fn'],
])

function addPair(walk: Walk, name: string, node: Paired, inner: Span, raw?: string): void {
  const { start, end } = spanOf(node)
  const id = addCode(walk, 'open', name, { start, end: inner.start })
  addLeaves(node.children, walk)
  addCode(walk, 'close', name, { start: inner.end, end }, id, raw)
}

type Paired = Extract<PhrasingContent, { children: unknown }>

function addLink(node: Extract<Labelled, { children: unknown }>, walk: Walk): void {
  const span = spanOf(node)
  const label = walk.parsed.labelOf(node)
  if (walk.source[span.start] !== '[') addCode(walk, 'alone', 'url', span)
  else if (label === undefined) addCode(walk, 'alone', 'a', span)
  else {
    addPair(walk, 'a', node, label, fullReference(node, label, walk.source))
    addTitle(node, { start: label.end, end: span.end }, walk)
  }
}

/** `[Madrid]` is named by its own words: beside translated ones the name must be written out. */
function fullReference(node: Labelled, label: Span, source: string): string | undefined {
  const byItsWords = 'referenceType' in node && node.referenceType !== 'full'
  return byItsWords ? `][${source.slice(label.start, label.end)}]` : undefined
}

function addImage(node: Exclude<Labelled, { children: unknown }>, walk: Walk): void {
  const span = spanOf(node)
  const label = walk.parsed.labelOf(node)
  addCode(walk, 'alone', 'img', span)
  const named = 'referenceType' in node && node.referenceType !== 'full'
  if (label !== undefined && !named && node.alt?.trim()) {
    walk.attributes.push({ ...label, role: 'alt', value: oneLine(node.alt) })
    addCarrier(span, walk)
  }
  addTitle(node, span, walk)
}

function addTitle(node: Labelled, carrier: Span, walk: Walk): void {
  const title = walk.parsed.titleOf(node)
  if (title === undefined || !('title' in node) || !node.title?.trim()) return
  walk.attributes.push({ ...title, role: 'title', value: oneLine(node.title) })
  addCarrier(carrier, walk)
}

const oneLine = (text: string): string => text.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ')

function addCarrier(span: Span, walk: Walk): void {
  if (walk.carriers.at(-1)?.start === span.start) return
  walk.carriers.push({ ...span, raw: walk.source.slice(span.start, span.end) })
}

function hiddenIn(run: Span, hidden: readonly Span[]): readonly Span[] {
  let low = 0
  let high = hidden.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (hidden[middle]!.start < run.start) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < hidden.length && hidden[end]!.start < run.end) end++
  return hidden.slice(low, end)
}

const cut = (run: Run, start: number, end: number): Run =>
  start === run.start && end === run.end
    ? run
    : { start, end, decoded: run.decoded.slice(start - run.start, end - run.start) }

function addCode(
  walk: Walk,
  kind: Code['kind'],
  name: string,
  span: Span,
  id?: number,
  raw?: string,
): number {
  const number = id ?? ++walk.ids
  const free = FREE.has(name) && kind !== 'alone'
  const code = { kind, id: number, name, canDelete: free, canCopy: free }
  walk.leaves.push({ start: span.start, end: span.end, code, ...(raw === undefined ? {} : { raw }) })
  return number
}

/** Emphasis may be dropped or doubled in another language; links, images and the like may not. */
const FREE = new Set(['strong', 'em', 'del', 'b', 'i', 's'])

export const spanOf = (node: Nodes): Span => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
})
