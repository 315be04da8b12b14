import type { LocaleFile } from './locale-file.ts'

/** The locale files of a newsroom, each with its meta, and the sources' own that editors compare with. */
export interface LocaleFiles {
  /** Empty where there is none. @param id of an article, or a stem that {@link stems} gave @throws DragomanError LOCALE_FILE_INVALID */
  read(locale: string, id: string): Promise<LocaleFile>
  /** Has nobody saved it, or its meta, since that revision? What cannot be read has changed. */
  isAt(locale: string, id: string, revision: NotedRevision): Promise<boolean>
  /**
   * Writes what changes, each file whole, in the order in which a kill in between loses no one's words; or nothing, where somebody
   * has saved one of them since that revision: then it is to be read again. What a save that was killed has already written of
   * the same changes counts as unchanged. A person's save never waits for a run, nor a run for a person.
   * @returns the revision that stands there; undefined: somebody else's, and nothing was written
   * @throws DragomanError OUTPUT_UNWRITABLE, OUTPUT_OUTSIDE, STATE_LOCKED
   */
  save(
    locale: string,
    id: string,
    changes: LocaleFileChanges,
    from: Revision,
  ): Promise<Required<Revision> | undefined>
  /** Writes the source's own file where it says something else; nothing where a target's stands in its place. */
  saveSource(locale: string, id: string, texts: string): Promise<void>
  /**
   * The article has another id: its files in all locales, histories too, are called so. In a locale that has texts of that id
   * already, all stays as it is. What a kill has interrupted is completed when it is asked for again.
   * @throws DragomanError OUTPUT_UNWRITABLE, OUTPUT_OUTSIDE, STATE_LOCKED
   */
  move(from: string, to: string): Promise<void>
  /**
   * Texts, meta and history of an article in a locale are gone; nothing where there are none.
   * @throws DragomanError OUTPUT_UNWRITABLE, OUTPUT_OUTSIDE, STATE_LOCKED
   */
  remove(locale: string, id: string): Promise<void>
  /** Of all locale files of a locale that have their meta: their ids, or what stands for an id whose name was cut. */
  stems(locale: string): AsyncIterable<string>
}

/** Tells a locale file as it stands from what it was before and will be. */
export interface Revision {
  /** SHA-256 of the texts' bytes, hex; empty where there are none. */
  readonly hash: string
  /** The same of meta. */
  readonly metaHash: string
  /** Of meta as it was written: while it is the same, meta is. */
  readonly metaStamp?: string
}

/** As it was noted down; earlier versions did so without meta. */
export interface NotedRevision extends Pick<Revision, 'hash' | 'metaStamp'> {
  readonly metaHash: string | undefined
}

/** The files as they are to be; what is absent stays. */
export interface LocaleFileChanges {
  /** Meta to stand there while the texts are written: it owns up to the texts before and after. */
  readonly interimMeta?: string | undefined
  readonly texts?: string | undefined
  readonly meta?: string | undefined
}
