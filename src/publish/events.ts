import type { EditionState } from '../article/disclosure.ts'

/**
 * Who is told of editions as they come and go: a CMS, what purges a CDN, what sends push messages. What one edition (an
 * article in one locale) was told of arrives in the order in which it happened, at least once.
 */
export interface Events {
  /**
   * Once it resolves, a kill does not lose the event. The last event of this edition with the same bytes, or the same
   * withdrawal, is not told again, so that a run that was killed may tell once more what it told before.
   * @throws DragomanError STATE_UNREADABLE
   */
  tell(event: EditionEvent): Promise<void>
  /**
   * Delivers what waits, that of earlier runs too; resolves when all is delivered, or given up for this run.
   * @param patienceMs how long at most, apart from a request that is under way
   */
  flush(patienceMs: number): Promise<void>
  /** What is not delivered waits for the next run. May be called twice. */
  close(): Promise<void>
}

export type EditionEvent = WrittenEvent | WithdrawnEvent

interface EditionFacts {
  /** Id of the article. */
  readonly article: string
  /** Of the source article, under the articles folder. */
  readonly path: string
  readonly locale: string
  /** Path of the edition under the output folder, the locale's folder first. */
  readonly output: string
  /** Undefined without `publish.baseUrl`. */
  readonly url: string | undefined
  readonly originalUrl?: string | undefined
  /** When it happened, ISO 8601. */
  readonly at: string
}

/** The files of an edition are written. */
export interface WrittenEvent extends EditionFacts {
  /** `made`: a first edition. `corrected`: a later one. What was told of this edition before goes before what is said here. */
  readonly kind: 'made' | 'corrected'
  readonly state: EditionState
  /** SHA-256 of the edition's bytes, hex. */
  readonly sha256: string
  /** Where the edition stood before, when it moved; nothing stands there any more. */
  readonly former?: { readonly output: string; readonly url: string | undefined } | undefined
}

/** The files of an edition are gone. */
export interface WithdrawnEvent extends EditionFacts {
  readonly kind: 'withdrawn'
  readonly why: WithdrawalReason
}

/** Why an edition is no longer published, as the life of an article has it. */
export type WithdrawalReason =
  | 'canceled'
  | 'taken-down'
  | 'draft'
  | 'on-hold'
  | 'embargoed'
  | 'expired'
  | 'deleted'
  | 'not-wanted'

/**
 * `hard`: killed for legal or safety reasons; no cache may serve it one more time, stale or while it revalidates. `soft`: what
 * is cached may run out.
 */
export const purgeFor = (why: WithdrawalReason): 'hard' | 'soft' =>
  why === 'canceled' || why === 'taken-down' ? 'hard' : 'soft'

/** Where nobody is to be told. */
export const noEvents: Events = { tell: async () => {}, flush: async () => {}, close: async () => {} }
