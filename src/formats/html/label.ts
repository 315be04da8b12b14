import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { type Disclosure, freshnessOf } from '../../article/disclosure.ts'
import { directionOf } from '../../article/locale.ts'
import { isElement, standingOf } from './elements.ts'
import type { Findings, LabelTag } from './findings.ts'
import { above, below, type Insertion } from './markup.ts'
import { escapeDoubleQuoted, escapeText } from './text.ts'

/** The visible label, and where on a page it belongs. */

/** Inside what is not a paragraph of its own (a table cell, a heading) a label is a `<span>`. */
export const labelTagOf = (element: Tree.Element | undefined): LabelTag =>
  element !== undefined && PARAGRAPHS.has(element.tagName) ? 'p' : 'span'
const PARAGRAPHS = new Set(['p', 'div', 'aside', 'section', 'footer', 'header'])

export interface LabelForm {
  readonly tag: LabelTag
  /** Not where it stands inside another link. */
  readonly hasLink: boolean
  /** Language that it stands in, if known: it need not say so again. */
  readonly surrounding: string | undefined
}

export function labelMarkup(disclosure: Disclosure, { tag, hasLink, surrounding }: LabelForm): string {
  const { label, labelLocale, originalUrl, sourceLocale, sourceDirection } = disclosure
  const own = surrounding === labelLocale ? '' : language(labelLocale, directionOf(labelLocale))
  const marks =
    ` data-translation-state="${disclosure.state}"` +
    ` data-source-version="${disclosure.sourceHash.slice(0, 12)}" data-freshness="${freshnessOf(disclosure)}"`
  const link =
    originalUrl === undefined || !hasLink
      ? ''
      : ` <a href="${escapeDoubleQuoted(originalUrl)}" hreflang="${escapeDoubleQuoted(sourceLocale)}"` +
        `${language(sourceLocale, sourceDirection)}>${escapeText(disclosure.readOriginal)}</a>`
  return `<${tag} class="dragoman-label"${marks}${own}>${escapeText(label)}${link}</${tag}>`
}

const language = (locale: string, direction: string) =>
  ` lang="${escapeDoubleQuoted(locale)}" dir="${direction}"`

/** A link can't be inside another. */
export function isInLink(parent: Tree.Node | null | undefined): boolean {
  let at = parent
  while (at && isElement(at) && at.tagName !== 'a') at = at.parentNode
  return !!at && isElement(at)
}

/** Under the standfirst; else under the headline; else above everything. */
export function labelInsertion(
  source: string,
  root: Tree.ParentNode,
  findings: Findings,
  isPage: boolean,
): Insertion {
  const { headline } = findings
  const opens = (element: Tree.Element) => isPage || isLeading(element, findings)
  const top = headline !== undefined && opens(headline) ? headline : undefined
  const anchor =
    top === undefined ? findings.standfirsts.find(opens) : (standfirstUnder(top, findings) ?? top)
  const block = anchor && blockOf(anchor)
  const location = block?.sourceCodeLocation
  if (!location) return topOf(source, root, isPage)
  return below(source, location.startOffset, blockCommentEnd(block) ?? location.endOffset)
}

/** A WordPress block ends with its closing comment, `<!-- /wp:heading -->`. */
function blockCommentEnd(element: Tree.Element): number | undefined {
  const siblings = element.parentNode?.childNodes ?? []
  const next = siblings
    .slice(siblings.indexOf(element) + 1)
    .find((node) => node.nodeName !== '#text' || (node as Tree.TextNode).value.trim() !== '')
  const isClosing = next?.nodeName === '#comment' && /^\s*\/wp:/u.test((next as Tree.CommentNode).data)
  return isClosing ? next.sourceCodeLocation?.endOffset : undefined
}

/** Next to the headline, or with it in a header. */
function standfirstUnder(headline: Tree.Element, { standfirsts }: Findings): Tree.Element | undefined {
  const after = headline.sourceCodeLocation?.endOffset ?? 0
  const headerEnd = headerOf(headline)?.sourceCodeLocation?.endOffset ?? 0
  return standfirsts.find((element) => {
    const start = element.sourceCodeLocation?.startOffset ?? -1
    return start >= after && (start < headerEnd || element.parentNode === headline.parentNode)
  })
}

function headerOf(headline: Tree.Element): Tree.Element | undefined {
  for (let parent = headline.parentNode; parent !== null && isElement(parent); parent = parent.parentNode) {
    if (parent.tagName === 'header' || parent.tagName === 'hgroup') return parent
  }
  return undefined
}

/** Does a fragment begin with it? */
function isLeading(element: Tree.Element, { units }: Findings): boolean {
  const first = units.find(({ tag, role }) => tag === undefined && role !== 'headline')
  return (element.sourceCodeLocation?.startOffset ?? 0) <= (first?.place.start ?? Number.POSITIVE_INFINITY)
}

/** A paragraph can't be inside a link, nor a link inside another. */
function blockOf(element: Tree.Element): Tree.Element {
  let at = element
  while (at.parentNode !== null && isElement(at.parentNode) && standingOf(at.parentNode) === 'inline') {
    at = at.parentNode
  }
  return at
}

function topOf(source: string, root: Tree.ParentNode, isPage: boolean): Insertion {
  const body = isPage ? bodyOf(root) : root
  for (const node of body?.childNodes ?? []) {
    const start = node.sourceCodeLocation?.startOffset
    if (start === undefined) continue
    if (node.nodeName !== '#text') return above(source, start)
    const { value } = node as Tree.TextNode
    if (value.trim() !== '') return above(source, start + firstWord(source.slice(start)))
  }
  const tag =
    body !== undefined && isElement(body as Tree.Node) ? (body as Tree.Element).sourceCodeLocation : undefined
  return { at: tag?.startTag?.endOffset ?? (isPage ? source.length : 0), before: '', after: '' }
}

const firstWord = (text: string) => text.search(/\S/u)

function bodyOf(root: Tree.ParentNode): Tree.Element | undefined {
  const html = root.childNodes.find((node) => node.nodeName === 'html')
  if (html === undefined || !isElement(html)) return undefined
  return html.childNodes.filter(isElement).find(({ tagName }) => tagName === 'body')
}
