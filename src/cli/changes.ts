import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { messageOf } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { isAsset } from '../formats/assets.ts'
import { fileLock } from '../state/lock.ts'
import { articlesAmong, type Change, changeOf, isUnder } from './change.ts'
import { log } from './log.ts'

/** Editors write in several steps: a file counts as changed when it has stayed as it is for so long, milliseconds. */
const SETTLED_MS = 150
/** Files that change together are one change, milliseconds. */
const GATHER_MS = 100
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
  readonly #files = new Set<string>()
  /** Codes of errors that people were told of. */
  readonly #told = new Set<string>()
  #woken = Promise.withResolvers<void>()
  readonly #wake = () => this.#woken.resolve()

  /** @param files what is watched of the articles folder; all of it when there are none */
  constructor(project: Project, files: readonly string[], targets: readonly string[], stopping: AbortSignal) {
    this.#project = project
    this.#targets = targets
    this.#stopping = stopping
    stopping.addEventListener('abort', this.#wake)
    const articles = files.length > 0 ? files.map((file) => path.resolve(file)) : [project.articles]
    const roots = [project.file, ...articles, ...targets.map((locale) => path.join(project.locales, locale))]
    this.#watcher = watch(roots, {
      ignoreInitial: true,
      // Links are not followed, as no run does; dotted names are temporary, also ours; meta files are only ours.
      ignored: (file, stats) =>
        !roots.includes(file) &&
        (stats?.isSymbolicLink() === true ||
          path.basename(file).startsWith('.') ||
          file.endsWith('.meta.json') ||
          isAsset(file)),
      awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: 50 },
    })
    const note = (file: string) => {
      this.#files.add(file)
      this.#wake()
    }
    this.#watcher.on('add', note)
    this.#watcher.on('change', note)
    this.#watcher.on('unlink', (file) => this.#tellRemoved(file))
    this.#watcher.on('error', (error) => this.#tellTrouble(error))
    this.ready = new Promise((resolve) => {
      this.#watcher.once('ready', resolve)
      stopping.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /**
   * Waits for a change. While a run is under way, only articles are taken, which can be handed over: other files wait for the
   * end of the run, and must not hold articles up. Undefined: stopped.
   */
  async next(): Promise<Change | undefined> {
    while (!this.#stopping.aborted) {
      const isRunUnderWay = (await fileLock(this.#project.state).holder())?.purpose === 'run'
      const change = isRunUnderWay ? this.#takeArticles() : await this.#takeAll()
      if (change !== undefined) return change
      const end = isRunUnderWay && this.#files.size > 0 ? [sleep(LOOK_AGAIN_MS)] : []
      await Promise.race([this.#woken.promise, ...end])
      this.#woken = Promise.withResolvers()
      await sleep(GATHER_MS, undefined, { signal: this.#stopping }).catch(() => {})
    }
    return undefined
  }

  /** Is there a change that was not taken? */
  async areLeft(): Promise<boolean> {
    return (await changeOf([...this.#files], this.#project, this.#targets)) !== undefined
  }

  async close(): Promise<void> {
    this.#stopping.removeEventListener('abort', this.#wake)
    await this.#watcher.close()
  }

  /** A file that changes while the record of editions is asked is of the next change. */
  async #takeAll(): Promise<Change | undefined> {
    const files = [...this.#files]
    this.#files.clear()
    return changeOf(files, this.#project, this.#targets)
  }

  #takeArticles(): Change | undefined {
    const files = [...this.#files].filter((file) => isUnder(this.#project.articles, file))
    for (const file of files) this.#files.delete(file)
    return articlesAmong(files, this.#project)
  }

  #tellRemoved(file: string): void {
    if (isUnder(this.#project.articles, file))
      log('warn', `${path.relative(process.cwd(), file)} is gone; its editions are left alone.`)
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
