import type { Definition, Heading, Nodes, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast'
import { type Content, MARKER, readable, slice } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import type { Recognisers } from '../format.ts'
import type { Span } from '../offsets.ts'
import type { TextSite } from './escape.ts'
import { attributeOf, type InlineContext, readInline, spanOf } from './inline.ts'
import { type Attribute, type Inline, partBefore, passagesOf } from './passages.ts'

/** The blocks of a body, in reading order, and the furniture among them: our label, the “Updated:” line. */
export interface Outline {
  readonly blocks: readonly Block[]
  readonly labels: readonly Span[]
  /** An HTML block that is a label: the HTML format replaces it. */
  readonly hasHtmlLabel: boolean
  readonly updated: readonly UpdatedLine[]
  /** Where a label goes when there is none: under the headline and standfirst, or on top. */
  readonly labelPlace: LabelPlace
}

export type Block =
  | { readonly kind: 'words'; readonly role: Role; readonly inline: Inline; readonly site: TextSite }
  | ({ readonly kind: 'html' } & Span)
  /** The title of a link definition. */
  | { readonly kind: 'title'; readonly attribute: Attribute }

interface UpdatedLine extends Span {
  readonly line: string
}

export interface LabelPlace {
  readonly side: 'before' | 'after'
  readonly offset: number
}

export interface OutlineContext extends InlineContext {
  readonly mdx: boolean
  /** Does front matter have one already? */
  readonly hasHeadline: boolean
  readonly recognise: Recognisers
}

export function outlineOf(root: Root, context: OutlineContext): Outline {
  const { headline, standfirst } = openingOf(root, context)
  const outline: Building = { blocks: [], labels: [], updated: [] }
  const title = context.hasHeadline ? undefined : firstTitle(root)
  const walk = { ...context, ...outline, title, standfirst: title === headline ? standfirst : undefined }
  for (const node of root.children) {
    if (node.type === 'html') outline.blocks.push({ kind: 'html', ...spanOf(node) })
    else visit(node, 'paragraph', walk)
  }
  return {
    ...outline,
    hasHtmlLabel: outline.blocks.some((block) => block.kind === 'html' && isHtmlLabel(block, context)),
    labelPlace: labelPlace(root, standfirst ?? headline, context),
  }
}

function isHtmlLabel({ start, end }: Span, { source, recognise }: OutlineContext): boolean {
  const words = source
    .slice(start, end)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words !== '' && recognise.isLabel(words)
}

interface Building {
  readonly blocks: Block[]
  readonly labels: Span[]
  readonly updated: UpdatedLine[]
}

interface Walk extends OutlineContext, Building {
  readonly title: Heading | undefined
  readonly standfirst: Paragraph | undefined
}

function visit(node: RootContent, role: Role, walk: Walk): void {
  switch (node.type) {
    case 'heading':
      addHeading(node, walk)
      return
    case 'paragraph':
      addParagraph(node, node === walk.standfirst ? 'standfirst' : role, walk)
      return
    case 'blockquote':
      for (const child of node.children) visit(child, 'quote', walk)
      return
    case 'list':
      for (const item of node.children) for (const child of item.children) visit(child, 'list-item', walk)
      return
    case 'footnoteDefinition':
      for (const child of node.children) visit(child, 'paragraph', walk)
      return
    case 'table':
      addTable(node, walk)
      return
    case 'definition':
      addDefinition(node, walk)
      return
    default:
      // Code, rules, front matter: none of it is words. HTML in a quotation or list is left as it
      // is: its lines carry prefixes that are no HTML.
      return
  }
}

function addHeading(node: Heading, walk: Walk): void {
  const isAtx = walk.source[spanOf(node).start] === '#'
  const site: TextSite = { kind: isAtx ? 'heading' : 'paragraph', startsLine: !isAtx, mdx: walk.mdx }
  addWords(node.children, node === walk.title ? 'headline' : 'heading', site, walk)
}

/** `[//]: # (nobody reads this)` is how Markdown is commented: a link that leads nowhere. */
const isComment = ({ url }: Definition): boolean => url === '#' || url === ''

function addDefinition(node: Definition, walk: Walk): void {
  if (isComment(node)) return
  const span = walk.parsed.titleOf(node)
  const attribute = span && attributeOf('title', span, node.title, walk)
  if (attribute !== undefined) walk.blocks.push({ kind: 'title', attribute })
}

function addParagraph(node: Paragraph, role: Role, walk: Walk): void {
  if (isMath(node, walk.source)) return
  for (const passage of passagesOf(readInline(node.children, walk))) addPassage(passage, node, role, walk)
}

function addPassage(inline: Inline, node: Paragraph, role: Role, walk: Walk): void {
  const lines = linesOf(inline.content)
  if (isLabel(inline.content, walk)) walk.labels.push(inline)
  else if (lines[0] !== undefined && walk.recognise.isUpdated(lines[0])) {
    walk.updated.push({ ...updatedSpan(node, inline), line: lines[0] })
  } else {
    const site: TextSite = { kind: 'paragraph', startsLine: true, mdx: walk.mdx }
    walk.blocks.push({ kind: 'words', role, inline: withoutLabel(inline, walk), site })
  }
}

const isLabel = (content: Content, { recognise }: OutlineContext): boolean =>
  linesOf(content).some((line) => line !== '' && recognise.isLabel(line))

/** A label may be the last line of a paragraph, such as a caption: the rest is words. */
function withoutLabel(inline: Inline, walk: Walk): Inline {
  const { content, map, end } = inline
  const cut = content.text.lastIndexOf('\n')
  if (cut === -1) return inline
  const label = slice(content, cut + 1, content.text.length)
  const isWhole = label.codes.every(({ kind, id }) => kind === 'alone' || hasBothHalves(label, id))
  if (!isWhole || !isLabel(label, walk)) return inline
  walk.labels.push({ start: map.at(cut + 1) ?? end, end })
  return partBefore(inline, cut)
}

const hasBothHalves = ({ codes }: Content, id: number): boolean =>
  codes.filter((code) => code.id === id).length === 2

function addTable(node: Table, walk: Walk): void {
  for (const row of node.children) {
    const rowStart = spanOf(row).start
    row.children.forEach((cell, column) => {
      const startsLine = column === 0 && walk.source[rowStart] !== '|'
      addWords(cell.children, 'table-cell', { kind: 'cell', startsLine, mdx: walk.mdx }, walk)
    })
  }
}

function addWords(nodes: readonly PhrasingContent[], role: Role, site: TextSite, walk: Walk): void {
  walk.blocks.push({ kind: 'words', role, inline: readInline(nodes, walk), site })
}

/** The paragraph as one line; and without the link to the original that our label ends with. */
function linesOf(content: Content): string[] {
  const { text, codes } = content
  const lines = [readable(content)]
  if (codes.at(-1)?.name === 'a' && text.endsWith(MARKER)) {
    const opening = codes.findLastIndex((code) => code.kind === 'open' && code.id === codes.at(-1)?.id)
    lines.push(
      text
        .split(MARKER)
        .slice(0, opening + 1)
        .join(''),
    )
  }
  return lines.map((line) => line.replace(UNEVEN_SPACE, ' ').trim())
}

/** Single spaces are even already, and most of a paragraph has no others. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/g

/** Inside the emphasis, when all of the paragraph is emphasised. */
function updatedSpan(node: Paragraph, inline: Inline): Span {
  const emphasis = onlyEmphasis(node)
  if (emphasis === undefined) return { start: inline.start, end: inline.end }
  const { map, content } = inline
  return { start: map.at(1) ?? inline.start, end: map.at(content.text.length - 1) ?? inline.end }
}

function onlyEmphasis(node: Paragraph): PhrasingContent | undefined {
  const [only, ...others] = node.children
  return others.length === 0 && (only?.type === 'emphasis' || only?.type === 'strong') ? only : undefined
}

/** `$$ … $$`, which the parser takes for a paragraph. */
function isMath(node: Nodes, source: string): boolean {
  const { start, end } = spanOf(node)
  return end - start > 4 && source.startsWith('$$', start) && source.startsWith('$$', end - 2)
}

const firstTitle = (root: Root): Heading | undefined =>
  root.children.find((node): node is Heading => node.type === 'heading' && node.depth === 1)

/** The h1 that a body starts with, and the emphasised paragraph right under it. */
function openingOf(
  root: Root,
  context: OutlineContext,
): { readonly headline: Heading | undefined; readonly standfirst: Paragraph | undefined } {
  const content = root.children.filter((node) => isContent(node, context))
  const [first, second] = content
  if (first?.type !== 'heading' || first.depth !== 1) return { headline: undefined, standfirst: undefined }
  const standfirst = second?.type === 'paragraph' && onlyEmphasis(second) !== undefined ? second : undefined
  if (standfirst === undefined) return { headline: first, standfirst }
  const lines = linesOf(readInline(standfirst.children, context).content)
  const isFurniture = lines.some(
    (line) => context.recognise.isLabel(line) || context.recognise.isUpdated(line),
  )
  return { headline: first, standfirst: isFurniture ? undefined : standfirst }
}

const NO_CONTENT: ReadonlySet<string> = new Set(['yaml', 'toml', 'definition', 'footnoteDefinition'])

/** What a reader sees: not front matter, comments, imports. */
function isContent(node: RootContent, { source, masks }: OutlineContext): boolean {
  if (NO_CONTENT.has(node.type)) return false
  const { start, end } = spanOf(node)
  if (node.type === 'html') return !source.startsWith('<!--', start)
  return !masks.some(
    (span) => span.start <= start && span.end >= end && /^[ie]/.test(source.slice(start, start + 1)),
  )
}

function labelPlace(root: Root, above: Nodes | undefined, context: OutlineContext): LabelPlace {
  if (above !== undefined) return { side: 'after', offset: spanOf(above).end }
  const first = root.children.find((node) => isContent(node, context))
  if (first !== undefined) return { side: 'before', offset: spanOf(first).start }
  return { side: 'after', offset: context.source.length }
}
