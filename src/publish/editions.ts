import type { EditionState } from '../article/disclosure.ts'
import type { ReviewCounts } from '../review/counts.ts'

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
  /** Changes what was put; its sentences stay. Nothing where nothing was put. */
  amend(article: string, locale: string, changes: Partial<EditionRecord>): Promise<void>
  /**
   * A person wrote these sentences in `article`: the other editions that hold one of them and are current are outdated.
   * @param sentences segment keys
   */
  outdate(article: string, locale: string, sentences: readonly string[]): Promise<void>
  /**
   * The article has another id: its records are that article's now, with their sentences, and what is left of them says so. A
   * record that the other id has already stays, unless it is of an article that is gone. All at once, or nothing.
   * @param at epoch milliseconds
   */
  move(from: string, to: string, at: number): Promise<void>
  /** The words hashes of the sentences that an article held when it was last looked at; empty where none were put. */
  sentencesOf(article: string): Promise<readonly string[]>
  /** All that was put, by article and locale; what is put meanwhile may be among it. Held in memory a page at a time. */
  all(): AsyncIterable<KeptEdition>
  /** Of these, those that are outdated, in the same way. */
  outdated(): AsyncIterable<KeptEdition>
  /** Of all that is not held back or withdrawn, those in which an editor has this to do, and nothing more urgent. */
  waiting(forWhat: Urgency): AsyncIterable<WaitingEdition>
  /** The first moment after `now` at which the standing of an article changes by itself, epoch milliseconds. */
  nextChange(now: number): Promise<number | undefined>
  count(): Promise<number>
  /** May be called twice. */
  close(): Promise<void>
}

/**
 * What an edition waits for, the most urgent first. `corrected`: readers see an original that is newer than the edition, or a
 * person's words have lost their sentence; `blocked`: a text that must not be published; `rejected`: a paragraph shows the
 * original; `disagreeing`: people wrote different words for a sentence; `new`: a machine's words that nobody has looked at.
 */
export const URGENCIES = ['corrected', 'blocked', 'rejected', 'disagreeing', 'new'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A record with what it is a record of. */
export interface KeptEdition {
  readonly article: string
  readonly locale: string
  readonly record: EditionRecord
}

/** What an editor is told of an edition that waits. */
export interface WaitingEdition
  extends ReviewCounts,
    Pick<EditionRecord, 'status' | 'changed' | 'segments' | 'blocked' | 'disputed' | 'findings'> {
  readonly article: string
  readonly locale: string
}

const MOVED_TO = 'moved to '

/** What a record says when its article has another id. */
export const movedTo = (id: string): string => `${MOVED_TO}${id}`

/** The id that the article of this record has now. */
export const idNow = ({ status, why }: EditionRecord): string | undefined =>
  status === 'withdrawn' && why.startsWith(MOVED_TO) ? why.slice(MOVED_TO.length) : undefined

/** Was the article's file gone when this was put? Where there is one again, it says nothing of it. */
export const isOfGone = (record: EditionRecord): boolean =>
  idNow(record) !== undefined || (record.status === 'withdrawn' && record.why === 'deleted')

/**
 * `current`: nothing is to be done. `stale`: to be made anew, for free or not. `outdated`: a person has
 * written one of its sentences in another article since. `withheld`, `failed`: the last attempt came to
 * nothing, an earlier edition may stand. `held`: its newsroom holds the article back. `withdrawn`: it was taken down.
 */
export type EditionStatus = 'current' | 'stale' | 'outdated' | 'withheld' | 'failed' | 'held' | 'withdrawn'

export interface EditionRecord extends ReviewCounts {
  /** Of the source article, under the articles folder. */
  readonly path: string
  /** SHA-256 of the source article's bytes, hex. */
  readonly source: string
  /** Hash of all that the configuration, the glossary and the site strings say about this locale's editions. */
  readonly fingerprint: string
  /** Hash of the rules that decide whether an article has an edition here; empty in records of earlier versions. */
  readonly rules: string
  /** SHA-256 of the locale file, hex; empty when there was none. */
  readonly localeFile: string
  /** The same of its meta; empty also in records of earlier versions. */
  readonly meta: string
  /** Tells without reading that meta is as it was; empty where it was not written with the edition. */
  readonly metaStamp: string
  /** Path of the output under the output folder, the locale's folder first; empty when nothing is published. */
  readonly output: string
  /** SHA-256 of the output as it was written, hex; empty where that is not known. */
  readonly outputHash: string
  /** What the edition says of itself; empty where nothing is published, and in records of earlier versions. */
  readonly disclosed: EditionState | ''
  readonly status: EditionStatus
  /** Why it is held or withdrawn, in words for people; empty otherwise. */
  readonly why: string
  /** Epoch milliseconds from which the article may stand otherwise: the end of an embargo, an expiry. Null: none. */
  readonly until: number | null
  /** Epoch milliseconds at which the original was found changed, where the edition is not of its words yet. Null: it is. */
  readonly changed: number | null
  /** What the article said was its version; empty where it says nothing. */
  readonly version: string
  readonly segments: number
  /** Segments whose text must not be published as it is. */
  readonly blocked: number
  /** Sentences for which people wrote different words in two articles. */
  readonly disputed: number
  /** What the checks found, blocking or not. */
  readonly findings: number
  /** Epoch milliseconds. */
  readonly date: number
}
