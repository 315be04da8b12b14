import type { Origin } from '../article/origin.ts'
import type { ReviewState } from '../article/target.ts'

/**
 * The port by which people look into what was translated into one locale: sentences much like one in hand, and words with
 * all that surrounds them. It only suggests: nothing that it finds is published unless a person takes it over.
 */
export interface Suggestions {
  readonly locale: string
  /**
   * What was written for sentences like this one: best first; at equal scores what people wrote or approved before a
   * machine's words, then the newest. The same target of the same source comes once.
   */
  similar(wanted: Wanted, limit: number): Promise<readonly Match[]>
  /**
   * The concordance: segments that hold all of these words, in any order; “in quotes”, as they follow each other. Case and
   * accents are the same to it. People's before machines'; the same target of the same source comes once.
   */
  search(words: string, side: Side, limit: number): Promise<readonly Passage[]>
  /** May be called twice. */
  close(): Promise<void>
}

/** Where words are looked for. */
export const SIDES = ['source', 'target', 'both'] as const
export type Side = (typeof SIDES)[number]

/** The sentence in hand. */
export interface Wanted {
  /** In notation. */
  readonly source: string
  readonly sourceLocale: string
  /** Where it stands itself: no suggestion. */
  readonly except?: { readonly article: string; readonly key: string } | undefined
}

/** A segment that was translated, with where it stands. */
export interface Passage {
  readonly article: string
  /** Of the segment in its article. */
  readonly key: string
  readonly sourceLocale: string
  /** Both in notation. */
  readonly source: string
  readonly target: string
  readonly origin: Origin
  readonly state: ReviewState
  /** Epoch milliseconds. */
  readonly date: number
}

export interface Match extends Passage {
  /** From {@link SIMILAR_FROM} to 1, which only the very same notation has. */
  readonly score: number
}

/** Below this, translators find a suggestion of little use: it is the usual threshold of translation memories. */
export const SIMILAR_FROM = 0.75

/** An index to search in, which is filled from locale files and can be thrown away at any time. */
export interface SearchIndex extends Suggestions {
  /** What each file looked like when it was put, by the file's name. */
  stamps(): Promise<ReadonlyMap<string, string>>
  /** Puts these files in place of what was put under their names before, all or none. */
  put(files: readonly IndexedFile[]): Promise<void>
  /** The index no longer knows these files. */
  drop(files: readonly string[]): Promise<void>
}

export interface IndexedFile {
  readonly name: string
  /** Tells whether the file has changed since; empty: it is to be looked at again. */
  readonly stamp: string
  readonly passages: readonly Passage[]
}
