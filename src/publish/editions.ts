/**
 * What each edition was made from: hashes of the source, of the configuration that decides its bytes and of the locale
 * file as we left it. With the same three, and the output still there, an edition needs nothing. Losing this record
 * costs time, never text or money.
 */
export interface Editions {
  get(article: string, locale: string): Promise<EditionRecord | undefined>
  /**
   * The edition is about to be written anew: until it is put, it is not current, also when the run is killed and
   * whatever was changed is changed back.
   */
  invalidate(article: string, locale: string): Promise<void>
  /**
   * Replaces what was put before of this article in this locale. Once it resolves, a kill does not lose it.
   * @param sentences keys of the segments that the edition holds; a person who writes one of them anew outdates it
   */
  put(article: string, locale: string, record: EditionRecord, sentences: readonly string[]): Promise<void>
  /**
   * A person wrote these sentences in `article`: the other editions that hold one of them are to be made anew.
   * @param sentences segment keys
   */
  outdate(article: string, locale: string, sentences: readonly string[]): Promise<void>
  count(): Promise<number>
  /** May be called twice. */
  close(): Promise<void>
}

export type EditionStatus = 'current' | 'stale' | 'withheld' | 'failed'

export interface EditionRecord {
  /** SHA-256 of the source article's bytes, hex. */
  readonly source: string
  /** Hash of all that the configuration, the glossary and the site strings say about this locale's editions. */
  readonly fingerprint: string
  /** SHA-256 of the locale file, hex; empty when there was none. */
  readonly localeFile: string
  /** Path of the output under the output folder, the locale's folder first. */
  readonly output: string
  readonly status: EditionStatus
  /** Segments with a person's text. */
  readonly edited: number
  readonly segments: number
  /** Epoch milliseconds. */
  readonly date: number
}
