import type { DragomanError } from '../article/errors.ts'

/** A place that holds what is to be erased. */
export interface Found {
  /** For people: a file, with the line where there is one. */
  readonly place: string
  readonly fate: Fate
  /** Erases it. Undefined for what stays. */
  readonly erase?: () => Promise<void>
}

/** `stands`: it is published, and a person's to change. */
export type Fate = 'rewritten' | 'deleted' | 'stands'

/** What cannot be looked into is told of by its error. */
export type FoundOrNot = Found | DragomanError
