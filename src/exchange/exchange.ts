import type { Content } from '../article/content.ts'
import type { ReviewState } from '../article/target.ts'
import type { Term } from '../glossary/glossary.ts'

/** A format by which translations go to outside tools and come back, article by article: neither way holds a whole file. */
export interface Exchange {
  readonly id: ExchangeId
  /** What its files end in; the first is what ours end in. */
  readonly extensions: readonly string[]
  write(bundle: Bundle): AsyncIterable<string>
  /**
   * What a file says, in its order. One entry that makes no sense is refused, and the others are read on.
   * @param place names the file in errors
   * @throws DragomanError EXCHANGE_INVALID when it cannot be read on; what was read before stands
   */
  read(text: AsyncIterable<string>, place: string): AsyncIterable<Returned>
}

export const EXCHANGE_IDS = ['xliff', 'po', 'tmx', 'i18next'] as const
type ExchangeId = (typeof EXCHANGE_IDS)[number]

/** What goes out: the sentences of some articles with their translations into one locale. */
export interface Bundle {
  readonly sourceLocale: string
  readonly locale: string
  readonly articles: AsyncIterable<BundledArticle>
}

export interface BundledArticle {
  readonly id: string
  /** In reading order, each key once. */
  readonly segments: readonly BundledSegment[]
}

export interface BundledSegment {
  readonly key: string
  /** In notation. */
  readonly notation: string
  readonly source: Content
  /** Undefined where nothing is translated yet. */
  readonly target: BundledTarget | undefined
  /** For the translator: what checks find in the target; what its sentence said before, and what a person wrote for that. */
  readonly notes: readonly Note[]
  /** What of the glossary its source holds. */
  readonly terms: readonly Term[]
}

export interface BundledTarget {
  /** In notation. */
  readonly text: string
  readonly state: ReviewState
}

export interface Note {
  readonly kind: 'finding' | 'earlier source' | 'earlier words'
  readonly isBlocking: boolean
  readonly text: string
}

/** What comes back of one segment. */
export type Returned = ReturnedWords | RefusedEntry

export interface ReturnedWords {
  readonly kind: 'words'
  /** Undefined: the file does not say. */
  readonly article: string | undefined
  readonly locale: string | undefined
  readonly key: string | undefined
  /** In notation, as all texts here. */
  readonly source: string | undefined
  /** Empty: not translated. */
  readonly text: string
  /** Did whoever worked on it say, since it went out, that these words are good for this source? */
  readonly isApproved: boolean
  /** {@link carriedHash} of the words that went out; undefined where the file does not keep it. */
  readonly exported: string | undefined
}

interface RefusedEntry {
  readonly kind: 'refused'
  readonly article: string | undefined
  readonly locale: string | undefined
  readonly key: string | undefined
  readonly words: string
  readonly reason: string
}
