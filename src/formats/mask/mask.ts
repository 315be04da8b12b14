import type { Span } from '../offsets.ts'

/**
 * Template markup inside an article (Hugo, Liquid, WordPress, attribute lists, formulas) is no Markdown and no HTML, and
 * the parsers of these would take it apart: a quote ends an attribute, an underscore becomes emphasis, a pipe a table
 * cell. So before an article is parsed, each piece of it is masked: as many neutral characters stand in its place, so
 * that all offsets stay, and afterwards it comes back as an inline code with its own bytes.
 *
 * `findMasks` in scan.ts finds the pieces, in one pass from left to right; each notation says where its own pieces end.
 * What is not closed is left as it stands: it is words to the parser, as it was before.
 */
export interface Mask extends Span {
  /** A half whose other half exists may still turn out to stand in another block: then it is a code of its own. */
  readonly kind: 'open' | 'close' | 'alone'
  /** Name of the shortcode or tag, by which halves find each other; '' when it has none. */
  readonly name: string
  /** Name of the inline code that it becomes. */
  readonly code: MaskCode
  /** Where its first tag ends: behind it there may be a body that is code. */
  readonly headEnd: number
  /** Whether the line it stands in is a passage of its own, or begins one. */
  readonly line: 'whole' | 'begins' | 'any'
}

/**
 * `var` and `x` stand for words and belong to their sentence even at its edge; `code` too, which is markup shown to
 * readers. `shortcode`, `tag`, `attr`, `mark` and `comment` do not, and stay outside there. `jsx`, a tag or
 * expression of MDX, is named by its own bytes.
 */
export type MaskCode =
  | 'var'
  | 'x'
  | 'code'
  | 'math'
  | 'shortcode'
  | 'tag'
  | 'attr'
  | 'mark'
  | 'comment'
  | 'jsx'

/** An article as a parser sees it. */
export interface Masked {
  /** As long as the source, with the same offsets. */
  readonly text: string
  /** Ascending, apart from each other. */
  readonly masks: readonly Mask[]
}

/** A private-use character: no white space, no punctuation, nothing to Markdown and HTML. */
const NEUTRAL = '\uE000'

export function masked(source: string, masks: readonly Mask[]): Masked {
  if (masks.length === 0) return { text: source, masks }
  const parts: string[] = []
  let at = 0
  for (const { start, end } of masks) {
    parts.push(source.slice(at, start), NEUTRAL.repeat(end - start))
    at = end
  }
  return { text: parts.join('') + source.slice(at), masks }
}

/** The masks that lie between two offsets. */
export function masksIn(masks: readonly Mask[], start: number, end: number): readonly Mask[] {
  if (masks.length === 0) return masks
  let low = 0
  let high = masks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (masks[middle]!.start < start) low = middle + 1
    else high = middle
  }
  let last = low
  while (last < masks.length && masks[last]!.end <= end) last++
  return masks.slice(low, last)
}

/** Part of a masked article, as an article of its own. */
export const maskedPart = ({ text, masks }: Masked, start: number, end: number): Masked => ({
  text: text.slice(start, end),
  masks: masksIn(masks, start, end).map((mask) => ({
    ...mask,
    start: mask.start - start,
    end: mask.end - start,
    headEnd: mask.headEnd - start,
  })),
})

/**
 * What a parser has made of words between two offsets, with the source's own bytes in it again. Undefined when it has
 * made other words of them.
 */
export function unmasked(
  words: string,
  source: string,
  masks: readonly Mask[],
  { start, end }: Span,
): string | undefined {
  const inside = masksIn(masks, start, end)
  if (inside.length === 0) return words
  let out = ''
  let at = 0
  for (const mask of inside) {
    const neutral = NEUTRAL.repeat(mask.end - mask.start)
    const next = words.indexOf(neutral, at)
    if (next === -1) return undefined
    out += words.slice(at, next) + source.slice(mask.start, mask.end)
    at = next + neutral.length
  }
  return out + words.slice(at)
}
