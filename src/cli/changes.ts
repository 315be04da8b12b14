import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { messageOf } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { fileLock } from '../state/lock.ts'
import { articlesAmong, type Change, changeOf, nextMoment } from './change.ts'
import { log } from './log.ts'
import { isUnder, watchedFiles } from './watched.ts'

/** Editors write in several steps: a file counts as changed when it has stayed as it is for so long, milliseconds. */
const SETTLED_MS = 150
/** Files that change together are one change, milliseconds. */
const GATHER_MS = 100
/** What a timer can wait for at most, milliseconds. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1
/** How often the lock is looked at while changes wait for the end of a run, milliseconds. */
const LOOK_AGAIN_MS = 500

/** Files that have changed and were not taken yet; a round may be under way meanwhile. */
export class Changes {
  /** From here on, no change is missed. */
  readonly ready: Promise<void>
  readonly #project: Project
  readonly #targets: readonly string[]
  readonly #stopping: AbortSignal
  readonly #watcher: FSWatcher
  readonly #files = new Map<string, 'added' | 'changed' | 'removed'>()
  /** Codes of errors that people were told of. */
  readonly #told = new Set<string>()
  /** Up to when embargoes and expiries have been looked at, epoch milliseconds. */
  #lookedAt = Date.now()
  readonly #isOfAll: boolean
  #woken = Promise.withResolvers<void>()
  readonly #wake = () => this.#woken.resolve()

  /** @param files what is watched of the articles folder; all of it when there are none */
  constructor(project: Project, files: readonly string[], targets: readonly string[], stopping: AbortSignal) {
    this.#project = project
    this.#targets = targets
    this.#stopping = stopping
    this.#isOfAll = files.length === 0
    stopping.addEventListener('abort', this.#wake)
    const articles = files.length > 0 ? files.map((file) => path.resolve(file)) : [project.articles]
    const roots = [project.file, ...articles, ...targets.map((locale) => path.join(project.locales, locale))]
    const watched = watchedFiles(project)
    this.#watcher = watch(roots, {
      ignoreInitial: true,
      ignored: (file, stats) => !roots.includes(file) && watched.isLeftOut(file, stats),
      awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: 50 },
    })
    const note = (file: string, what: 'added' | 'changed' | 'removed') => {
      if (!roots.includes(file) && !watched.isHeard(file)) return
      this.#files.set(file, what)
      this.#wake()
    }
    this.#watcher.on('add', (file) => note(file, this.#files.get(file) === 'removed' ? 'changed' : 'added'))
    this.#watcher.on('change', (file) => note(file, this.#files.get(file) ?? 'changed'))
    this.#watcher.on('unlink', (file) => {
      // What came and went between two rounds is nothing to do.
      if (this.#files.get(file) === 'added') this.#files.delete(file)
      else if (this.#isOfAll && isUnder(project.articles, file)) note(file, 'removed')
      else if (watched.isHeard(file)) this.#tellRemoved(file)
    })
    this.#watcher.on('error', (error) => this.#tellTrouble(error))
    this.ready = new Promise((resolve) => {
      this.#watcher.once('ready', resolve)
      stopping.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /**
   * Waits for a change, or for the moment at which an embargo ends or an article expires. While a run is under way, only articles are taken, which can be handed over: other files wait for the
   * end of the run, and must not hold articles up. Undefined: stopped.
   */
  async next(): Promise<Change | undefined> {
    while (!this.#stopping.aborted) {
      const isRunUnderWay = (await fileLock(this.#project.state).holder())?.purpose === 'run'
      const change = isRunUnderWay
        ? this.#takeArticles()
        : ((await this.#takeAll()) ?? (await this.#takeMoment()))
      if (change !== undefined) return change
      await this.#wait(isRunUnderWay)
      await sleep(GATHER_MS, undefined, { signal: this.#stopping }).catch(() => {})
    }
    return undefined
  }

  async #wait(isRunUnderWay: boolean): Promise<void> {
    const over = new AbortController()
    const { signal } = over
    const after = (ms: number) => sleep(Math.min(ms, LONGEST_SLEEP_MS), undefined, { signal }).catch(() => {})
    const moment = await nextMoment(this.#project, this.#lookedAt)
    const ends = [this.#woken.promise]
    if (isRunUnderWay && (this.#files.size > 0 || moment !== undefined)) ends.push(after(LOOK_AGAIN_MS))
    else if (moment !== undefined) ends.push(after(moment - Date.now()))
    await Promise.race(ends)
    over.abort()
    this.#woken = Promise.withResolvers()
  }

  /** An embargo has ended, or an article has expired, since this was asked last. */
  async #takeMoment(): Promise<Change | undefined> {
    const moment = await nextMoment(this.#project, this.#lookedAt)
    if (moment === undefined || moment > Date.now()) return undefined
    this.#lookedAt = Date.now()
    return { kind: 'everything' }
  }

  /** Is there a change that was not taken? */
  async areLeft(): Promise<boolean> {
    return (await changeOf(this.#files, this.#project, this.#targets)) !== undefined
  }

  async close(): Promise<void> {
    this.#stopping.removeEventListener('abort', this.#wake)
    await this.#watcher.close()
  }

  /** A file that changes while the record of editions is asked is of the next change. */
  async #takeAll(): Promise<Change | undefined> {
    const files = new Map(this.#files)
    this.#files.clear()
    // Gone already: its removal, which is told of later, is nothing to do either.
    for (const [file, what] of files) if (what === 'added' && !existsSync(file)) this.#files.set(file, what)
    return changeOf(files, this.#project, this.#targets)
  }

  #takeArticles(): Change | undefined {
    const { articles } = this.#project
    const files = [...this.#files].flatMap(([file, what]) =>
      isUnder(articles, file) && what !== 'removed' ? [file] : [],
    )
    for (const file of files) this.#files.delete(file)
    return articlesAmong(files, this.#project)
  }

  #tellRemoved(file: string): void {
    if (isUnder(this.#project.articles, file))
      log(
        'warn',
        `${path.relative(process.cwd(), file)} is gone; the next run of everything takes its editions down.`,
      )
  }

  /** Of thousands of files that cannot be watched, one tells enough. */
  #tellTrouble(error: unknown): void {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (this.#told.has(code)) return
    this.#told.add(code)
    const fix = code === 'ENOSPC' ? ' Raise fs.inotify.max_user_watches, or name the files to watch.' : ''
    log('error', `Some files cannot be watched: ${messageOf(error)}.${fix}`)
  }
}
