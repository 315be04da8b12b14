import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Fills } from '../format.ts'
import type { Edit } from '../splice.ts'
import { setAttribute } from './attributes.ts'
import { AI_DISCLOSURE, attribute, isElement } from './elements.ts'
import type { Findings, UpdatedLine } from './findings.ts'
import { headEdits } from './head.ts'
import { isInLink, labelInsertion, labelMarkup } from './label.ts'
import { insert } from './markup.ts'
import { escapeDoubleQuoted, escapeText } from './text.ts'
import { type PlacedUnit, type Range, unitId } from './units.ts'

/** Everything by which an edition says what it is: language, head, label, “Updated” lines. */
export interface Marked {
  readonly source: string
  readonly root: Tree.ParentNode
  readonly kind: 'page' | 'fragment'
  readonly findings: Findings
  readonly label: 'shown' | 'omitted'
  /** In an article's own file blocks are marked too. */
  readonly is: 'file' | 'part'
}

export function markEdits(marked: Marked, disclosure: Disclosure, fills: Fills): Edit[] {
  const { source, root, findings } = marked
  const edits = [
    ...(marked.kind === 'page' ? pageEdits(source, root, disclosure) : []),
    ...labelEdits(marked, disclosure),
    ...findings.claims.flatMap((element) => claimEdits(element, disclosure)),
    ...(marked.is === 'file' ? disclosedEdits(findings, disclosure, fills) : []),
    ...findings.updated.flatMap((line) => updatedEdits(line, disclosure)),
  ]
  return clearOf(edits, findings.units)
}

/** The line in the edition's words; where the time has an element of its own, it keeps it. */
function updatedEdits({ text, texts }: UpdatedLine, disclosure: Disclosure): Edit[] {
  const line = disclosure.updatedLine(text)
  const [first, second, more] = texts
  if (line === undefined || first === undefined || more !== undefined) return []
  const at = ({ start, end }: Range, words: string): Edit => ({ start, end, text: escapeText(words.trim()) })
  if (second === undefined) return [at(first, line)]
  const time = disclosure.updatedTime(second.decoded)
  const cut = time === undefined ? -1 : line.indexOf(time)
  return cut <= 0 ? [] : [at(first, line.slice(0, cut)), at(second, line.slice(cut))]
}

function pageEdits(source: string, root: Tree.ParentNode, disclosure: Disclosure): Edit[] {
  const html = root.childNodes.filter(isElement).find(({ tagName }) => tagName === 'html')
  if (html === undefined) return []
  const { locale, direction } = disclosure
  const at = prologueEnd(root)
  const attributes = ` lang="${escapeDoubleQuoted(locale)}" dir="${direction}"`
  const language = html.sourceCodeLocation?.startTag
    ? [...languageEdits(html, disclosure), ...setAttribute(html, 'dir', direction)]
    : [{ start: at, end: at, text: `<html${attributes}>` }]
  return [...language, ...headEdits(source, html, disclosure, at)]
}

/** `lang` and `xml:lang`, whichever there is. */
function languageEdits(element: Tree.Element, { locale }: Disclosure): Edit[] {
  const xml = attribute(element, 'xml:lang')
  return [
    ...setAttribute(element, 'lang', locale),
    ...(xml === undefined ? [] : setAttribute(element, 'xml:lang', locale)),
  ]
}

/** What said that its words were in the source's language now says which they are in. */
function claimEdits(element: Tree.Element, disclosure: Disclosure): Edit[] {
  if (element.tagName === 'html') return []
  const hasDirection = attribute(element, 'dir') !== undefined
  return [
    ...languageEdits(element, disclosure),
    ...(hasDirection ? setAttribute(element, 'dir', disclosure.direction) : []),
  ]
}

/**
 * In an edition that is a machine's on the whole, blocks whose every word a person wrote or approved say so. What a block of
 * the original says of itself does not hold of its translation.
 */
function disclosedEdits({ units, disclosed }: Findings, { aiDisclosure }: Disclosure, fills: Fills): Edit[] {
  const piecesOf = (nth: number) => fills.get(unitId(nth)) ?? []
  const isTranslated = units.map((_, nth) => piecesOf(nth).some(({ kind }) => kind === 'target'))
  const isReviewed = units.map((_, nth) =>
    piecesOf(nth).some((piece) => piece.kind === 'target' && piece.isReviewed === true),
  )
  const reviewed = new Set<Tree.Element>()
  if (aiDisclosure === 'ai-autonomous' && isReviewed.includes(true)) {
    const texts = units.filter(({ tag }) => tag === undefined).map(({ place }) => place)
    const reviewedIn = counter(units, isReviewed)
    for (const { block } of units)
      if (block !== undefined && isApart(block, texts) && reviewedIn(block) === 'all') reviewed.add(block)
  }
  const translatedIn = counter(units, isTranslated)
  const others = disclosed.filter((element) => !reviewed.has(element) && translatedIn(element) !== 'none')
  return [
    ...[...reviewed].flatMap((element) => setAttribute(element, AI_DISCLOSURE, 'ai-assisted')),
    ...others.flatMap((element) => setAttribute(element, AI_DISCLOSURE, aiDisclosure)),
  ]
}

/** Not the page or its head; nor where the parser has moved it into words. */
function isApart({ tagName, sourceCodeLocation }: Tree.Element, texts: readonly Range[]): boolean {
  if (NO_BLOCKS.has(tagName) || !sourceCodeLocation?.startTag) return false
  const { startOffset } = sourceCodeLocation
  const place = texts[firstEndingAfter(texts, startOffset)]
  return place === undefined || place.start >= startOffset
}
const NO_BLOCKS = new Set(['html', 'head', 'body', 'title'])

/** Of how many of the units that begin inside an element it is so. Blocks nest as deep as they like: none is counted twice. */
function counter(units: readonly PlacedUnit[], isSo: readonly boolean[]) {
  const before = [0]
  for (const each of isSo) before.push(before.at(-1)! + Number(each))
  const from = (offset: number) => {
    let low = 0
    let high = units.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (units[middle]!.place.start >= offset) high = middle
      else low = middle + 1
    }
    return low
  }
  return ({ sourceCodeLocation }: Tree.Element): 'all' | 'some' | 'none' => {
    if (!sourceCodeLocation) return 'none'
    const [first, end] = [from(sourceCodeLocation.startOffset), from(sourceCodeLocation.endOffset)]
    const count = before[end]! - before[first]!
    return count === 0 ? 'none' : count === end - first ? 'all' : 'some'
  }
}

/** Behind the doctype and what else stands before a missing `<html>` tag. */
function prologueEnd(root: Tree.ParentNode): number {
  let end = 0
  for (const node of root.childNodes) {
    if (node.nodeName === 'html') break
    end = Math.max(end, node.sourceCodeLocation?.endOffset ?? 0)
  }
  return end
}

/** In place of the first label that is there; of more than one, those of ours go. */
function labelEdits({ source, root, kind, findings, label }: Marked, disclosure: Disclosure): Edit[] {
  const surrounding = kind === 'page' ? disclosure.locale : undefined
  const [first, ...others] = findings.labels
  if (first !== undefined) {
    const form = { tag: first.tag, hasLink: !isInLink(first.parent), surrounding }
    return [
      { start: first.start, end: first.end, text: labelMarkup(disclosure, form) },
      ...others.filter(({ isOurs }) => isOurs).map(({ start, end }) => ({ start, end, text: '' })),
    ]
  }
  if (label === 'omitted') return []
  const place = labelInsertion(source, root, findings, kind === 'page')
  return [insert(place, labelMarkup(disclosure, { tag: 'p', hasLink: true, surrounding }))]
}

/**
 * Words go before marks: what would be inserted inside a unit goes behind it, what would replace one stays. The
 * same between marks. Neither happens in well-formed HTML.
 */
function clearOf(edits: readonly Edit[], units: readonly PlacedUnit[]): Edit[] {
  const texts = units.filter(({ tag }) => tag === undefined).map(({ place }) => place)
  const clear = edits.flatMap((edit) => {
    const unit = texts[firstEndingAfter(texts, edit.start)]
    if (unit === undefined || unit.start >= edit.end) return [edit]
    return edit.start === edit.end ? [{ ...edit, start: unit.end, end: unit.end }] : []
  })
  let reach = 0
  return clear
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ start, end }) => {
      const fits = start >= reach
      if (fits) reach = end
      return fits
    })
}

/** Of places in order: the first that ends behind an offset. */
export function firstEndingAfter(places: readonly Range[], at: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]!.end > at) high = middle
    else low = middle + 1
  }
  return low
}
