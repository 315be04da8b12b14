import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Edit } from '../splice.ts'
import { setAttribute } from './attributes.ts'
import { attribute, isElement } from './elements.ts'
import type { Findings, UpdatedLine } from './findings.ts'
import { headEdits } from './head.ts'
import { isInLink, labelInsertion, labelMarkup } from './label.ts'
import { insert } from './markup.ts'
import { escapeDoubleQuoted, escapeText } from './text.ts'
import type { PlacedUnit, Range } from './units.ts'

/** Everything by which an edition says what it is: language, head, label, “Updated” lines. */
export interface Marked {
  readonly source: string
  readonly root: Tree.ParentNode
  readonly kind: 'page' | 'fragment'
  readonly findings: Findings
  readonly label: 'shown' | 'omitted'
}

export function markEdits(marked: Marked, disclosure: Disclosure): Edit[] {
  const { source, root, findings } = marked
  const edits = [
    ...(marked.kind === 'page' ? pageEdits(source, root, disclosure) : []),
    ...labelEdits(marked, disclosure),
    ...findings.claims.flatMap((element) => claimEdits(element, disclosure)),
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
