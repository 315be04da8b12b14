import type { Disclosure } from '../../article/disclosure.ts'
import type { Claims } from '../claims/claim.ts'
import type { Edit } from '../splice.ts'

/** Front matter in either syntax: where it stands in the article, without its fences. */
export interface FrontMatterBlock {
  readonly syntax: 'yaml' | 'toml'
  readonly start: number
  readonly end: number
}

/** Keys as strings, places in lists as numbers. */
export type Path = readonly (string | number)[]

/** One string of the front matter; `edit` writes another in its place and style. */
export interface FrontMatterString {
  readonly path: Path
  readonly value: string
  edit(value: string): Edit
}

/** What a syntax makes of a block. */
export interface ParsedBlock {
  /** Every string, in the order written. */
  readonly strings: readonly FrontMatterString[]
  /** Of the top level. */
  readonly claims: Claims
  /** What an edition says of itself: `lang`, `dir` where it matters, and one map or table `translation`. */
  disclose(disclosure: Disclosure): Edit[]
}

/** The keys by which front matter may claim its language, the first one that is there counts. */
export const LOCALE_KEYS: readonly string[] = ['lang', 'language', 'locale']
