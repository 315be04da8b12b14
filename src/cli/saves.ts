import { existsSync } from 'node:fs'
import path from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import type { Project } from '../config/load.ts'
import { openEditions } from '../memory/editions.ts'
import { localeFileHash } from '../review/locale-file.ts'
import { log } from './log.ts'

/** Editors write in several steps: a file counts as saved when it has stayed as it is for so long, milliseconds. */
const SETTLED_MS = 150

/** Files that were saved and have not been run yet. */
export class Saves {
  readonly ready: Promise<void>
  readonly #project: Project
  readonly #watcher: FSWatcher
  readonly #articles = new Set<string>()
  #isEverything = false
  #changed = Promise.withResolvers<void>()

  constructor(project: Project, files: readonly string[]) {
    this.#project = project
    const { articles, locales, config } = project
    const targets = config.targets.map((locale) => path.join(locales, locale))
    const wanted = files.length > 0 ? files.map((file) => path.resolve(file)) : [articles]
    this.#watcher = watch([...wanted, ...targets], {
      ignoreInitial: true,
      ignored: (file) => path.basename(file).startsWith('.') || file.endsWith('.meta.json'),
      awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: 50 },
    })
    this.#watcher.on('add', (file) => this.#note(file))
    this.#watcher.on('change', (file) => this.#note(file))
    this.#watcher.on('unlink', (file) => this.#noteRemoved(file))
    this.ready = new Promise((resolve) => this.#watcher.once('ready', resolve))
  }

  /** Waits until something was saved. Undefined: stopped. */
  async next(stopping: AbortSignal): Promise<readonly string[] | 'everything' | undefined> {
    const stopped = new Promise<void>((resolve) => {
      if (stopping.aborted) resolve()
      else stopping.addEventListener('abort', () => resolve(), { once: true })
    })
    while (!stopping.aborted) {
      if (this.#isEverything || this.#articles.size > 0) return this.#take()
      await Promise.race([this.#changed.promise, stopped])
    }
    return undefined
  }

  close(): Promise<void> {
    return this.#watcher.close()
  }

  #take(): readonly string[] | 'everything' {
    const articles = [...this.#articles].filter((file) => existsSync(file))
    const isEverything = this.#isEverything || articles.length === 0
    this.#articles.clear()
    this.#isEverything = false
    this.#changed = Promise.withResolvers()
    return isEverything ? 'everything' : articles
  }

  #note(file: string): void {
    if (isUnder(this.#project.articles, file)) this.#articles.add(file)
    else if (this.#isSomebodys(file)) this.#isEverything = true
    else return
    this.#changed.resolve()
  }

  #noteRemoved(file: string): void {
    if (!isUnder(this.#project.articles, file)) return
    log('warn', `${path.relative(this.#project.root, file)} is gone; its editions are left alone.`)
  }

  /** Of a target, and not a locale file as our last run left it? */
  #isSomebodys(file: string): boolean {
    const { locales, state, config } = this.#project
    const [locale = '', folder, ...rest] = path.relative(locales, file).split(path.sep)
    if (!config.targets.includes(locale)) return false
    if (folder !== 'articles') return true
    const id = rest.join('/').replace(/\.json$/, '')
    try {
      const editions = openEditions(path.join(state, 'editions.sqlite'))
      const record = editions.get(id, locale)
      editions.close()
      return record?.localeFile !== localeFileHash(file)
    } catch {
      return true
    }
  }
}

const isUnder = (folder: string, file: string) => file.startsWith(folder + path.sep)
