import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Disclosure } from '../article/disclosure.ts'
import { setAttribute } from './html-attributes.ts'
import type { Findings } from './html-collect.ts'
import { attribute, isElement } from './html-elements.ts'
import { headEdits } from './html-head.ts'
import { labelInsertion, labelMarkup } from './html-label.ts'
import { insert } from './html-layout.ts'
import { escapeDoubleQuoted, escapeText } from './html-text.ts'
import type { PlacedUnit } from './html-units.ts'
import type { Edit } from './splice.ts'

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
    ...findings.claims.flatMap((element) => claimEdits(source, element, disclosure)),
    ...findings.updated.flatMap(({ text, place }) => {
      const line = place && disclosure.updatedLine(text)
      return line === undefined ? [] : [{ ...place, text: escapeText(line) }]
    }),
  ]
  return clearOf(edits, findings.units)
}

function pageEdits(source: string, root: Tree.ParentNode, disclosure: Disclosure): Edit[] {
  const html = root.childNodes.filter(isElement).find(({ tagName }) => tagName === 'html')
  if (html === undefined) return []
  const { locale, direction } = disclosure
  const at = prologueEnd(root)
  const attributes = ` lang="${escapeDoubleQuoted(locale)}" dir="${direction}"`
  const language = html.sourceCodeLocation?.startTag
    ? [...languageEdits(source, html, disclosure), ...setAttribute(source, html, 'dir', direction)]
    : [{ start: at, end: at, text: `<html${attributes}>` }]
  return [...language, ...headEdits(source, html, disclosure, at)]
}

/** `lang` and `xml:lang`, whichever there is. */
function languageEdits(source: string, element: Tree.Element, { locale }: Disclosure): Edit[] {
  const xml = attribute(element, 'xml:lang')
  return [
    ...setAttribute(source, element, 'lang', locale),
    ...(xml === undefined ? [] : setAttribute(source, element, 'xml:lang', locale)),
  ]
}

/** What said that its words were in the source's language now says which they are in. */
function claimEdits(source: string, element: Tree.Element, disclosure: Disclosure): Edit[] {
  if (element.tagName === 'html') return []
  const hasDirection = attribute(element, 'dir') !== undefined
  return [
    ...languageEdits(source, element, disclosure),
    ...(hasDirection ? setAttribute(source, element, 'dir', disclosure.direction) : []),
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
    const text = labelMarkup(disclosure, first.tag, surrounding)
    return [
      { start: first.start, end: first.end, text },
      ...others.filter(({ isOurs }) => isOurs).map(({ start, end }) => ({ start, end, text: '' })),
    ]
  }
  if (label === 'omitted') return []
  const place = labelInsertion(source, root, findings, kind === 'page')
  return [insert(place, labelMarkup(disclosure, 'p', surrounding))]
}

/** Words go before marks: what would be inserted inside a unit goes behind it, what would replace one stays. */
function clearOf(edits: readonly Edit[], units: readonly PlacedUnit[]): Edit[] {
  return edits.flatMap((edit) => {
    const unit = units.find(
      ({ place, tag }) => tag === undefined && place.start < edit.end && edit.start < place.end,
    )
    if (unit === undefined) return [edit]
    const { end } = unit.place
    return edit.start === edit.end ? [{ ...edit, start: end, end }] : []
  })
}
