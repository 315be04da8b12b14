import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FSWatcher, watch } from 'chokidar'
import { messageOf } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { isAsset } from '../formats/assets.ts'
import { openSqliteEditions } from '../memory/sqlite/editions.ts'
import { localeFileHash } from '../review/locale-file.ts'
import { fileLock } from '../state/lock.ts'
import { log } from './log.ts'

/** What is to be done again because of what was saved. */
export type Saved =
  | { readonly kind: 'articles'; readonly files: readonly string[] }
  | { readonly kind: 'everything' }
  | { readonly kind: 'configuration' }

/** Editors write in several steps: a file counts as saved when it has stayed as it is for so long, milliseconds. */
const SETTLED_MS = 150
/** Who saves several files at once gets one round for them, milliseconds. */
const GATHER_MS = 100
/** How soon what waits for the end of a run is looked at again, milliseconds. */
const LOOK_AGAIN_MS = 500

/** Files that were saved and have not been taken yet, while a round is at work too. */
export class Saves {
  /** From here on, no save is missed. */
  readonly ready: Promise<void>
  readonly #project: Project
  readonly #targets: readonly string[]
  readonly #stopping: AbortSignal
  readonly #watcher: FSWatcher
  readonly #files = new Set<string>()
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
   * Waits until something was saved. While a run is under way, only articles, which can be handed over to it: what else
   * was saved waits for its end and must not hold them up. Undefined: stopped.
   */
  async next(): Promise<Saved | undefined> {
    while (!this.#stopping.aborted) {
      const isRunUnderWay = (await fileLock(this.#project.state).holder())?.purpose === 'run'
      const saved = isRunUnderWay ? this.#takeArticles() : await this.#take()
      if (saved !== undefined) return saved
      const end = isRunUnderWay && this.#files.size > 0 ? [sleep(LOOK_AGAIN_MS)] : []
      await Promise.race([this.#woken.promise, ...end])
      this.#woken = Promise.withResolvers()
      await sleep(GATHER_MS, undefined, { signal: this.#stopping }).catch(() => {})
    }
    return undefined
  }

  /** Was anything saved that nobody has taken? */
  async areLeft(): Promise<boolean> {
    return (await this.#meaning([...this.#files])) !== undefined
  }

  async close(): Promise<void> {
    this.#stopping.removeEventListener('abort', this.#wake)
    await this.#watcher.close()
  }

  /** What is saved while the record of editions is asked stays for the next time. */
  async #take(): Promise<Saved | undefined> {
    const files = [...this.#files]
    this.#files.clear()
    return this.#meaning(files)
  }

  async #meaning(files: readonly string[]): Promise<Saved | undefined> {
    const saved = files.filter((file) => existsSync(file))
    if (saved.includes(this.#project.file)) return { kind: 'configuration' }
    const { articles, locales } = this.#project
    if (await this.#areSomebodys(saved.filter((file) => isUnder(locales, file))))
      return { kind: 'everything' }
    return articlesAmong(saved.filter((file) => isUnder(articles, file)))
  }

  #takeArticles(): Saved | undefined {
    const files = [...this.#files].filter((file) => isUnder(this.#project.articles, file))
    for (const file of files) this.#files.delete(file)
    return articlesAmong(files.filter((file) => existsSync(file)))
  }

  /** Is one of these, glossaries and site strings too, not as our last round left it? */
  async #areSomebodys(files: readonly string[]): Promise<boolean> {
    const localeFiles = files
      .map((file) => {
        const [locale = '', folder, ...rest] = path.relative(this.#project.locales, file).split(path.sep)
        return { file, locale, folder, id: rest.join('/').replace(/\.json$/, '') }
      })
      .filter(({ locale }) => this.#targets.includes(locale))
    if (localeFiles.some(({ folder }) => folder !== 'articles')) return true
    if (localeFiles.length === 0) return false
    try {
      const editions = openSqliteEditions(path.join(this.#project.state, 'editions.sqlite'))
      try {
        for (const { id, locale, file } of localeFiles)
          if ((await editions.get(id, locale))?.localeFile !== localeFileHash(file)) return true
        return false
      } finally {
        await editions.close()
      }
    } catch {
      return true
    }
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

const articlesAmong = (files: readonly string[]): Saved | undefined =>
  files.length > 0 ? { kind: 'articles', files } : undefined

const isUnder = (folder: string, file: string) => file.startsWith(folder + path.sep)
