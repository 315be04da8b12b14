import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { ReadingFinding } from '../format.ts'
import type { PlacedUnit, Range } from './units.ts'

/** What a walk through the parser's tree finds, all of it located in the source. */
export interface Findings {
  /** In reading order. */
  readonly units: readonly PlacedUnit[]
  /** What may be words and is no unit. */
  readonly left: readonly ReadingFinding[]
  readonly labels: readonly LabelPlace[]
  readonly updated: readonly UpdatedLine[]
  /** Blocks that say of their own what part AI has in their words: of the original's. */
  readonly disclosed: readonly Tree.Element[]
  /** Elements that say their words are in the article's language. */
  readonly claims: readonly Tree.Element[]
  readonly headline: Tree.Element | undefined
  readonly standfirsts: readonly Tree.Element[]
}

/** A label that the source already carries, and the element that takes its place. */
export interface LabelPlace extends Range {
  readonly tag: LabelTag
  /** By its mark, not only by its words. */
  readonly isOurs: boolean
  readonly parent: Tree.Node | null | undefined
}

/** An “Updated: …” line and the texts it is written in: one, or two when the time has an element of its own. */
export interface UpdatedLine {
  readonly text: string
  readonly texts: readonly (Range & { readonly decoded: string })[]
}

/** The element that a label is: a paragraph, or a `<span>` inside what is no paragraph of its own. */
export type LabelTag = 'p' | 'span'
