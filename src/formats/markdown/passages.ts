import { type Content, countMarkers, MARKER, slice } from '../../article/content.ts'
import type { Mask } from '../mask/mask.ts'
import type { MaskWords } from '../mask/words.ts'
import type { Offsets, Span } from '../offsets.ts'

/**
 * The inline content of one block: its words with a code for each piece of markup, delimiters and all. What
 * stands between lines inside a quotation or list (`> `, indentation) belongs to the line break before it.
 */
export interface Inline extends Span {
  readonly content: Content
  readonly map: Offsets
  /** Alts and titles inside the codes: words of their own. */
  readonly attributes: readonly Attribute[]
  /** What else is words inside of a code. */
  readonly inner: readonly Inner[]
  /** The codes that hold attributes or other words. */
  readonly carriers: readonly Carrier[]
  /** Positions of the line breaks in the content at which one passage ends and another begins. */
  readonly ends: readonly number[]
}

/** Words inside a code: the alt or title of an image or link, or an attribute of a shortcode. */
export type Attribute = (Span & { readonly role: 'alt' | 'title'; readonly content: Content }) | MaskWords

/** What is words inside of HTML: the attributes of a tag; and of an element that is one code, what is in it. */
export type Inner = Span &
  (
    | { readonly kind: 'tag' }
    | { readonly kind: 'attribute'; readonly attribute: Attribute }
    | { readonly kind: 'words'; readonly inline: Inline }
  )

export interface Carrier extends Span {
  readonly raw: string
}

/** Each passage by itself: a mark such as `:::tip` does not run into the words below it. */
export function passagesOf(inline: Inline): Inline[] {
  const { content, ends } = inline
  if (ends.length === 0) return [inline]
  const attributes = inOrder(inline.attributes)
  const inner = inOrder(inline.inner)
  const carriers = inOrder(inline.carriers)
  let from = 0
  let code = 0
  return [...ends, content.text.length].map((to) => {
    const text = content.text.slice(from, to)
    const codes = content.codes.slice(code, code + countMarkers(text, 0, text.length))
    const place = placeOf(inline, from, to)
    code += codes.length
    from = to + 1
    return {
      ...place,
      content: { text, codes },
      attributes: attributes.upTo(place.end),
      inner: inner.upTo(place.end),
      carriers: carriers.upTo(place.end),
      ends: [],
    }
  })
}

/** Takes what ends by an offset, each once: an article of nothing but passages takes no longer than another. */
function inOrder<T extends Span>(spans: readonly T[]): { upTo(end: number): T[] } {
  const sorted = spans.toSorted((a, b) => a.start - b.start)
  let next = 0
  return {
    upTo(end) {
      const first = next
      while (next < sorted.length && sorted[next]!.end <= end) next++
      return sorted.slice(first, next)
    },
  }
}

/** What stands before a position of the text. */
export function partBefore(inline: Inline, position: number): Inline {
  const place = placeOf(inline, 0, position)
  const isInside = (span: Span) => span.end <= place.end
  return {
    ...place,
    content: slice(inline.content, 0, position),
    attributes: inline.attributes.filter(isInside),
    inner: inline.inner.filter(isInside),
    carriers: inline.carriers.filter(isInside),
    ends: [],
  }
}

function placeOf({ map }: Inline, from: number, to: number): Pick<Inline, 'map' | 'start' | 'end'> {
  const start = map.at(from) ?? 0
  const end = map.at(to) ?? 0
  return { map: { at: (position) => (position >= to - from ? end : map.at(from + position)) }, start, end }
}

/** @param lines which codes give their line a meaning, by their ids and kinds. */
export function passageEnds({ text, codes }: Content, lines: ReadonlyMap<string, Mask['line']>): number[] {
  if (lines.size === 0) return []
  const ends: number[] = []
  let depth = 0
  let code = 0
  let line: Mask['line'] = 'any'
  /** Where the line begins: behind a break at which a passage may end, or not. */
  let lineBreak = -1
  let isAfterWhole = false
  const settle = () => {
    if (lineBreak !== -1 && (line !== 'any' || isAfterWhole)) ends.push(lineBreak)
    isAfterWhole = line === 'whole'
  }
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\n') {
      settle()
      line = 'any'
      lineBreak = depth === 0 ? at : -1
    } else if (text[at] === MARKER) {
      const { id, kind } = codes[code++]!
      if (kind !== 'alone') depth += kind === 'open' ? 1 : -1
      const own = lines.get(`${id}${kind}`) ?? 'any'
      if (own !== 'any') line = own
    }
  }
  settle()
  return ends
}
