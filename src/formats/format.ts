import type { Content } from '../article/content.ts'
import type { Disclosure } from '../article/disclosure.ts'
import type { Unit } from '../article/unit.ts'
import type { Finding } from '../check/check.ts'
import type { Claims } from './claims/claim.ts'

/**
 * The format port: source text → units + skeleton; skeleton + targets → text. A reading holds its skeleton.
 * What is not filled is written back character for character; a format never re-serialises what it read.
 */
export interface Format {
  readonly id: string
  /** File name endings, lower case, with the dot. */
  readonly extensions: readonly string[]
  /** Tells apart formats that share an ending (JSON dialects). Absent: the ending decides. */
  recognises?(source: string): boolean
  /** @throws DragomanError ARTICLE_INVALID (place `path:line:column`) when the source cannot be understood. */
  read(source: string, options: ReadOptions): Reading
}

export interface Reading {
  /** The language the article itself claims, as written there (not yet validated). */
  readonly locale: string | undefined
  /** What the article says of itself by names of its own; what of it counts is decided by no format. */
  readonly claims: Claims
  /** In reading order. Empty units (nothing but white space or codes) are left out. */
  readonly units: readonly Unit[]
  /** What may be words and stays as it is. */
  readonly findings: readonly ReadingFinding[]
  /**
   * The article with `fills` in place of its units and the disclosure written into it. A unit without a fill
   * stays as it was. Idempotent: writing twice gives the same text. An existing label of ours is replaced.
   * With no disclosure nothing but the fills changes: `write(new Map(), undefined) === source`.
   */
  write(fills: Fills, disclosure: Disclosure | undefined): string
  /**
   * What readers get of the article beside the words of its units: elements, addresses, text that is no unit. Not class names,
   * ids, styles and time stamps. Worked out when it is asked for.
   */
  frame(): readonly string[]
}

/** Something that the newsroom should know of the source, whatever language it goes into. */
export interface ReadingFinding extends Finding {
  /** Offset in the source. */
  readonly at: number
}

/** What becomes of one unit, by unit id: pieces that cover it from start to end, in order. */
export type Fills = ReadonlyMap<string, readonly Piece[]>

export type Piece =
  /** The source's own bytes between two offsets of the unit's `content.text`. */
  | { readonly kind: 'kept'; readonly start: number; readonly end: number }
  /** A whole unit as it is, in an edition of another language: marked as such where the format can. */
  | { readonly kind: 'untranslated'; readonly start: 0; readonly end: number; readonly language: Language }
  | {
      readonly kind: 'target'
      readonly content: Content
      /** Has a person written or approved every sentence of the unit? */
      readonly isReviewed?: boolean
    }

export interface Language {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
}

export interface ReadOptions {
  /** Path under the articles folder, for messages. */
  readonly path: string
  /** Configured source locale; the article's own claim goes before it. */
  readonly locale: string
  /** Front matter keys to translate, dotted paths; `*` matches one step (`images.*.alt`). */
  readonly frontMatter: readonly string[]
  /** CSS-like simple selectors of credits, never translated: `.credit`, `[itemprop=creditText]`, `cite`. */
  readonly credits: readonly string[]
  readonly keywords: boolean
  /** Attributes of shortcodes that hold words: `figure.title`, `*.alt`. Absent: none do. */
  readonly shortcodes?: readonly string[]
  readonly recognise: Recognisers
}

/** Lines that are not copy but furniture, known by the strings of every locale we have. */
export interface Recognisers {
  /** Is this (trimmed) line a label like “Powered by automated translation”, in any of our locales? */
  isLabel(line: string): boolean
  /** Is this an “Updated: …” line in the source's language? */
  isUpdated(line: string): boolean
}
