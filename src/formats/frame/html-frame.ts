import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { classesOf, isElement, isOurLabel, isText } from '../html/elements.ts'
import type { Findings } from '../html/findings.ts'
import { firstEndingAfter } from '../html/marks.ts'
import type { Range } from '../html/units.ts'

/**
 * What readers get of HTML beside the words of its units, in reading order: elements that mean something, where they lead and
 * what they show, text that is no unit (figures, credits). Not what only styles or identifies them, nor time stamps.
 */
export function htmlFrame(root: Tree.ParentNode, { units, labels, updated }: Findings): readonly string[] {
  const known = [
    ...units.filter(({ tag }) => tag === undefined || 'isWhole' in tag).map(({ place }) => place),
    ...labels,
    ...updated.flatMap(({ texts }) => texts),
  ].toSorted((a, b) => a.end - b.end)
  const frame: string[] = []
  const pending: Tree.Node[] = [root]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isText(node)) frame.push(...looseText(node, known))
    if (isElement(node)) {
      if (PASSED_OVER.has(node.tagName) || isOurLabel(node, classesOf(node))) continue
      const addresses = addressesOf(node)
      if (!NEUTRAL.has(node.tagName) || addresses.length > 0)
        frame.push([node.tagName, ...addresses].join(' '))
    }
    if ('childNodes' in node) pending.push(...node.childNodes.toReversed())
  }
  return frame
}

/** Attributes of an element that say where it leads or what it shows, by name. */
export const addressesOf = ({ attrs }: Tree.Element): readonly string[] =>
  attrs
    .filter(({ name }) => ADDRESSES.has(name))
    .map(({ name, value }) => `${name}=${value.trim()}`)
    .toSorted()

const ADDRESSES = new Set(
  'action background cite data formaction href longdesc poster src srcdoc srcset usemap'.split(' '),
)

/** What readers never see, times, and what stands in a head: its words are units. */
const PASSED_OVER = new Set('base head link meta noscript script style template time'.split(' '))

/** Round words or other elements, and nothing of what they say depends on it. Inside a sentence they are inline codes. */
const NEUTRAL = new Set(
  `#document-fragment a abbr article aside b bdi bdo body br cite div em footer header hgroup html i main mark p
  picture s section small span strong sub sup u wbr`.split(/\s+/u),
)

/** Text of its own, unless it is a date. @param known by their ends: units, labels and “Updated” lines */
function looseText({ value, sourceCodeLocation }: Tree.TextNode, known: readonly Range[]): string[] {
  const text = value.trim()
  if (!/[\p{L}\p{N}]/u.test(text) || ISO_TIME.test(text) || !sourceCodeLocation) return []
  const { startOffset, endOffset } = sourceCodeLocation
  const place = known[firstEndingAfter(known, startOffset)]
  return place !== undefined && place.start < endOffset ? [] : [text]
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?$/
