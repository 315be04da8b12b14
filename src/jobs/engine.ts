/** One article in one locale, to be made. Plain data: an engine may keep it on a disk or send it to another machine. */
export interface Job {
  /** Id of the article. */
  readonly article: string
  /** Under the articles folder, `/`-separated. */
  readonly path: string
  readonly locale: string
  readonly priority: 'urgent' | 'usual'
  /** Make it again even where nothing changed. */
  readonly force: boolean
}

/** A job that was accepted. */
export interface Ticket<Outcome> {
  /** May be left unread, rejections too. */
  readonly outcome: Promise<Outcome>
}

/**
 * Does one job. What it rejects with is the outcome of that job, and concerns no other.
 * @param earlier what came of the job of the same key that this one had to wait for
 */
export type DoJob<Outcome> = (job: Job, earlier: Outcome | undefined) => Promise<Outcome>

/**
 * Keeps jobs until they are taken. The key of a job is its article and locale; of each key one job at most waits and one at
 * most is under way, so that an edition has one writer at a time.
 */
export interface JobEngine<Outcome> {
  /**
   * Resolves when the job was accepted. Of each locale only so many usual jobs wait, and the caller of one more waits for
   * room; an urgent job always finds room. A job that waits under the same key is the same job: it becomes urgent if either
   * is, and forced if either is, and all its callers get its outcome. A job of a key that is under way waits until the
   * earlier job has ended, since the article may have changed after it was read.
   * @throws DragomanError STOPPED once the engine is closed
   */
  enqueue(job: Job): Promise<Ticket<Outcome>>
  /**
   * Has jobs done until the engine is closed. Called once. Of each locale, at most `atOnce` usual jobs are under way and as
   * many urgent ones beside them, each kind in order of arrival; no locale waits for another.
   */
  take(atOnce: number, doJob: DoJob<Outcome>): void
  /** Resolves when no job waits and none is under way. */
  idle(): Promise<void>
  /** Begins no more jobs; those that wait are rejected with STOPPED. Resolves when those under way have ended. */
  close(): Promise<void>
}

export const isUrgent = ({ priority }: Job): boolean => priority === 'urgent'

/** Names the edition that a job makes. */
export const jobKey = ({ article, locale }: Job): string => `${locale} ${article}`

/** Two jobs of one key in one: the later one's path, the higher priority, forced if either is. */
export const merged = (waiting: Job, added: Job): Job => ({
  ...added,
  priority: isUrgent(waiting) ? 'urgent' : added.priority,
  force: waiting.force || added.force,
})
