import type { Html, Nodes, PhrasingContent, Text } from 'mdast'
import type { Code } from '../../article/content.ts'
import type { Matcher } from '../html/selectors.ts'
import { type Mask, masksIn, unmasked } from '../mask/mask.ts'
import { valueContent, wordsIn } from '../mask/words.ts'
import type { Span } from '../offsets.ts'
import { contentBuilder } from '../splice.ts'
import type { Labelled, ParsedMarkdown, Run } from './parse.ts'
import { type Attribute, type Carrier, type Inline, type Inner, passageEnds } from './passages.ts'
import { codeNameOf, mayHoldWords, pairTags, reopens, type Seal, sealOf, type Tag, tagOf } from './tags.ts'

export interface InlineContext {
  readonly parsed: ParsedMarkdown
  readonly source: string
  /** Template markup, JSX and expressions, which the parser has not seen. */
  readonly masks: readonly Mask[]
  /** Attributes of shortcodes that hold words. */
  readonly shortcodes: readonly string[]
  readonly isCredit: Matcher
}

export function readInline(nodes: readonly PhrasingContent[], context: InlineContext): Inline {
  const walk = walkIn(context)
  addLeaves(nodes, walk)
  return inlineOf(walk)
}

const walkIn = (context: InlineContext): Walk => ({
  ...context,
  leaves: [],
  attributes: [],
  inner: [],
  carriers: [],
  ids: 0,
})

const inlineOf = (walk: Walk): Inline => ({
  ...build(walk),
  attributes: walk.attributes,
  inner: walk.inner,
  carriers: walk.carriers,
})

/** Codes and runs of text in source order, `\n` for a line break. */
type Leaf = Run | CodeLeaf
interface CodeLeaf extends Span {
  readonly code: Omit<Code, 'raw'>
  /** Is it a line, or the beginning of one, that does not run into others? */
  readonly line: Mask['line']
  /** When a target needs other bytes than the source has. */
  readonly raw?: string
}

interface Walk extends InlineContext {
  readonly leaves: Leaf[]
  readonly attributes: Attribute[]
  readonly inner: Inner[]
  readonly carriers: Carrier[]
  ids: number
}

function build({ source, leaves }: Walk): Pick<Inline, 'content' | 'map' | 'start' | 'end' | 'ends'> {
  const builder = contentBuilder(source)
  const rewritten = new Map<string, string>()
  const lines = new Map<string, Mask['line']>()
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
    if (leaf.line !== 'any') lines.set(`${leaf.code.id}${leaf.code.kind}`, leaf.line)
    builder.code(leaf.code, leaf.start, at)
  })
  const { content, ...place } = builder.buildSparsely()
  const codes = content.codes.map((code) => ({
    ...code,
    raw: rewritten.get(`${code.id}${code.kind}`) ?? code.raw,
  }))
  return { ...place, content: { text: content.text, codes }, ends: passageEnds(content, lines) }
}

/** A tag, be it HTML that the parser saw or markup that was masked; a run of text; any other node. */
type Item = TagItem | Run | Exclude<PhrasingContent, Text | Html>
interface TagItem extends Span {
  /** As the parser saw it. */
  readonly raw: string
  readonly tag: Tag
  readonly mask?: Mask
}

function addLeaves(nodes: readonly PhrasingContent[], walk: Walk): void {
  const items = nodes.flatMap((node) => itemsOf(node, walk))
  addItems(items, walk)
}

function addItems(items: readonly Item[], walk: Walk): void {
  const partners = partnersIn(items)
  const ids = new Map<number, number>()
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!
    const partner = partners.get(at)
    if ('decoded' in item) walk.leaves.push(item)
    else if ('type' in item) addNode(item, walk)
    else if (item.mask !== undefined && addMaskWords(item, item.mask, walk)) continue
    else if (partner === undefined) addAlone(item, walk)
    else if (partner < at) addCode(walk, 'close', nameOf(item), item, ids.get(at))
    else {
      const seal = item.mask === undefined ? sealOf(item.raw, walk.isCredit) : undefined
      if (seal === undefined) {
        ids.set(partner, addCode(walk, 'open', nameOf(item), item))
        addInner(tagWords(item, walk), item, walk)
        continue
      }
      const element = { start: item.start, end: endOf(items[partner]!) }
      addCode(walk, 'alone', nameOf(item), element)
      addInner(innerOf(seal, items.slice(at, partner + 1), walk), element, walk)
      at = partner
    }
  }
}

const partnersIn = (items: readonly Item[]): ReadonlyMap<number, number> =>
  pairTags(items.map((item) => ('tag' in item ? item.tag : NO_TAG)))

const nameOf = ({ mask, tag }: TagItem): string => mask?.code ?? codeNameOf(tag)

function addAlone(item: TagItem, walk: Walk): void {
  addCode(walk, 'alone', nameOf(item), item, undefined, undefined, item.mask?.line)
  addInner(tagWords(item, walk), item, walk)
}

/** @returns whether the mask went to the code before it. */
function addMaskWords(item: TagItem, mask: Mask, walk: Walk): boolean {
  const words = wordsIn(walk.source, [mask], walk.shortcodes)
  walk.attributes.push(...words)
  const isExtension = isAttributeList(mask) && extendLast(walk, item)
  if (words.length > 0) addCarrier(isExtension ? walk.leaves.at(-1)! : item, walk)
  return isExtension
}

function addInner(found: readonly Inner[], code: Span, walk: Walk): void {
  if (found.length === 0) return
  walk.inner.push(...found)
  addCarrier(code, walk)
}

/** @param items of an element that is one code, its tags among them. */
function innerOf(seal: Seal, items: readonly Item[], context: InlineContext): Inner[] {
  switch (seal) {
    case 'nothing':
      return items.flatMap((item) => shortcodeWords(item, context))
    case 'attributes':
      return items.flatMap((item) => [...shortcodeWords(item, context), ...tagWords(item, context)])
    case 'reopened':
      return reopenedIn(items.slice(1, -1), context)
    case 'all':
      return innerWords(items.slice(1, -1), context)
  }
}

function shortcodeWords(item: Item, { source, shortcodes }: InlineContext): Inner[] {
  if (!('tag' in item) || item.mask === undefined) return []
  return wordsIn(source, [item.mask], shortcodes).map((attribute) => ({
    kind: 'attribute',
    start: attribute.start,
    end: attribute.end,
    attribute,
  }))
}

function tagWords(item: Item, { source, isCredit }: InlineContext): Inner[] {
  if (!('tag' in item) || item.mask !== undefined || item.tag.kind === 'close') return []
  const { start, end, raw } = item
  // In a quotation a tag may be broken by the marks of its lines, which are no HTML.
  const isBroken = /\n[ \t]*>(?!$)/.test(source.slice(start, end))
  if (isBroken || !mayHoldWords(raw)) return []
  const seal = sealOf(raw, isCredit)
  return seal === undefined || seal === 'attributes' ? [{ kind: 'tag', start, end }] : []
}

/** Without the white space at its edges, which is not of the unit. */
function trimmed(leaves: readonly Leaf[]): Leaf[] {
  const isBlank = (leaf: Leaf) => 'decoded' in leaf && leaf.decoded.trim() === ''
  const first = leaves.findIndex((leaf) => !isBlank(leaf))
  const last = leaves.findLastIndex((leaf) => !isBlank(leaf))
  return leaves.slice(Math.max(first, 0), last + 1).map((leaf, nth, { length }) => {
    // A run that is not as long as its source is one character, written as a reference or behind a backslash.
    if (!('decoded' in leaf) || leaf.decoded.length !== leaf.end - leaf.start) return leaf
    const before = nth === 0 ? leaf.decoded.length - leaf.decoded.trimStart().length : 0
    const after = nth === length - 1 ? leaf.decoded.length - leaf.decoded.trimEnd().length : 0
    return cut(leaf, leaf.start + before, leaf.end - after)
  })
}

/** Elements that say, inside one that is not translated, that they are. */
function reopenedIn(items: readonly Item[], context: InlineContext): Inner[] {
  const partners = partnersIn(items)
  const found: Inner[] = []
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!
    const partner = partners.get(at) ?? -1
    found.push(...shortcodeWords(item, context))
    if (partner < at || !('tag' in item) || item.mask !== undefined || !reopens(item.raw)) continue
    found.push(...tagWords(item, context), ...innerWords(items.slice(at + 1, partner), context))
    at = partner
  }
  return found
}

function innerWords(items: readonly Item[], context: InlineContext): Inner[] {
  const walk = walkIn(context)
  addItems(items, walk)
  const leaves = trimmed(walk.leaves)
  if (leaves.length === 0) return []
  const inline = inlineOf({ ...walk, leaves })
  return [{ kind: 'words', start: inline.start, end: inline.end, inline }]
}

const NO_TAG = { kind: 'alone', name: '' } as const

const endOf = (item: Item): number => ('type' in item ? spanOf(item).end : item.end)

function itemsOf(node: PhrasingContent, walk: Walk): Item[] {
  if (node.type === 'html') return [{ ...spanOf(node), raw: node.value, tag: tagOf(node.value) }]
  if (node.type !== 'text') return [node]
  return walk.parsed.runsOf(node).flatMap((run) => revealed(run, walk))
}

/** A run of text, cut where something was masked in it. */
function revealed(run: Run, walk: Walk): Item[] {
  const items: Item[] = []
  let at = run.start
  for (const mask of masksIn(walk.masks, run.start, run.end)) {
    if (mask.start > at) items.push(cut(run, at, mask.start))
    items.push(maskItem(mask, walk))
    at = mask.end
  }
  if (at < run.end) items.push(cut(run, at, run.end))
  return items
}

function maskItem(mask: Mask, { source }: Walk): TagItem {
  const { start, end, kind, name } = mask
  const raw = source.slice(start, end)
  if (mask.code === 'jsx') return { start, end, raw, tag: tagOf(raw) }
  return { start, end, raw, tag: { kind, name: `${MASKED}${name}` }, mask }
}

/** No element has such a name, so that `[b]` and `</b>` are no pair. */
const MASKED = '#'

const isAttributeList = (mask: Mask): boolean => mask.code === 'attr' && mask.line === 'any'

/** `[a link](/x){:target="_blank"}`: a list belongs to the code that it stands beside, wherever that goes. */
function extendLast(walk: Walk, list: TagItem): boolean {
  const last = walk.leaves.at(-1)
  if (last === undefined || 'decoded' in last || last.end !== list.start) return false
  const { raw } = last
  walk.leaves[walk.leaves.length - 1] = {
    ...last,
    end: list.end,
    code: { ...last.code, canDelete: false, canCopy: false },
    ...(raw === undefined ? {} : { raw: raw + list.raw }),
  }
  const carrier = walk.carriers.at(-1)
  if (carrier?.end === list.start && raw === undefined) {
    walk.carriers[walk.carriers.length - 1] = { ...carrier, end: list.end, raw: carrier.raw + list.raw }
  }
  return true
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
  const alt = label === undefined || named ? undefined : attributeOf('alt', label, node.alt, walk)
  if (alt !== undefined) {
    walk.attributes.push(alt)
    addCarrier(span, walk)
  }
  addTitle(node, span, walk)
}

function addTitle(node: Labelled, carrier: Span, walk: Walk): void {
  const title = walk.parsed.titleOf(node)
  const attribute = title && 'title' in node ? attributeOf('title', title, node.title, walk) : undefined
  if (attribute === undefined) return
  walk.attributes.push(attribute)
  addCarrier(carrier, walk)
}

/** @param value as the parser gives it. Undefined when there is nothing to read. */
export function attributeOf(
  role: 'alt' | 'title',
  span: Span,
  value: string | null | undefined,
  { source, masks }: Pick<InlineContext, 'source' | 'masks'>,
): Attribute | undefined {
  const whole = unmasked(oneLine(value ?? ''), source, masks, span)
  if (whole === undefined || whole.trim() === '') return undefined
  return { ...span, role, content: valueContent(whole, false) }
}

const oneLine = (text: string): string => text.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ')

function addCarrier(span: Span, walk: Walk): void {
  if (walk.carriers.at(-1)?.start === span.start) return
  walk.carriers.push({ ...span, raw: walk.source.slice(span.start, span.end) })
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
  line: Mask['line'] = 'any',
): number {
  const number = id ?? ++walk.ids
  const free = FREE.has(name) && kind !== 'alone'
  const code = { kind, id: number, name, canDelete: free, canCopy: free }
  walk.leaves.push({ start: span.start, end: span.end, code, line, ...(raw === undefined ? {} : { raw }) })
  return number
}

/** Emphasis may be dropped or doubled in another language; links, images and the like may not. */
const FREE = new Set(['strong', 'em', 'del', 'b', 'i', 's'])

export const spanOf = (node: Nodes): Span => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
})
