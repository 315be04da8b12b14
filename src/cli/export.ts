import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { fileStem } from '../article/file-name.ts'
import { sha256 } from '../article/hash.ts'
import { loadProject, type Project } from '../config/load.ts'
import { type ArticleTexts, readTexts } from '../exchange/article-texts.ts'
import { bundled } from '../exchange/bundle.ts'
import type { BundledArticle, Exchange } from '../exchange/exchange.ts'
import { exchangeNamed } from '../exchange/registry.ts'
import { loadGlossary } from '../glossary/files.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { folder } from '../publish/files.ts'
import { localeFilesIn } from '../review/files/locale-files.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { readBytes } from '../sources/bytes.ts'
import { type Found, findArticles } from '../sources/folder.ts'
import { refuseEmpty, survey } from '../sources/survey.ts'
import { saveLock } from '../state/save-lock.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { isOf, knownArticle } from './known-article.ts'
import { openToLook } from './night.ts'
import { explain, printJson, streamData, tell } from './output.ts'
import { counted } from './table.ts'
import { chooseTargets } from './targets.ts'

export interface ExportOptions {
  readonly config: string
  readonly to: string
  readonly locale: string
  readonly out?: string
  readonly json?: boolean
}

/** One file, as `--json` prints it. The shape is part of the outside face. */
interface ExportedFile {
  readonly file: string
  readonly article: string
  readonly segments: number
}

/** `dragoman export`: sentences with their translations, for outside tools; to stdout, or a file for each article. */
export async function exportArticles(names: readonly string[], options: ExportOptions): Promise<ExitCode> {
  const { json = false, out } = options
  if (json && out === undefined)
    throw new DragomanError('USAGE', 'Without --out, the export itself goes to stdout.', {
      place: '--json',
      fix: 'Add --out FOLDER, or leave --json out.',
    })
  const exchange = exchangeNamed(options.to)
  const project = loadProject(options.config)
  const [locale = ''] = chooseTargets(project, [options.locale])
  const job = new ExportJob(project, locale)
  const ids = await idsOf(names, project)
  const files = out === undefined ? [] : await job.toFolder(exchange, ids, out)
  if (out === undefined) await job.toStdout(exchange, ids)
  if (json) printJson({ articles: job.articles, segments: job.segments, left: job.left, files })
  const where = out === undefined ? '' : ` in ${out}`
  tell(
    `${counted(job.articles, 'article')} exported${where}, ${counted(job.segments, 'segment')}; ${job.left} left out`,
  )
  return job.left > 0 ? EXIT.incomplete : EXIT.done
}

/** Of the articles that are named, in their order; or undefined. @throws DragomanError USAGE */
async function idsOf(names: readonly string[], project: Project): Promise<readonly string[] | undefined> {
  if (names.length === 0) {
    refuseEmpty(project, survey(project))
    return undefined
  }
  const night = await openToLook(project)
  try {
    const ids = new Set<string>()
    for (const name of names) ids.add(await knownArticle(name, project, night.ports.publish.editions))
    return [...ids]
  } finally {
    await night.close()
  }
}

class ExportJob {
  readonly #project: Project
  readonly #locale: string
  readonly #glossary: Glossary
  readonly #localeFiles: LocaleFiles
  articles = 0
  segments = 0
  /** Articles that could not be exported; each is told of. */
  left = 0

  constructor(project: Project, locale: string) {
    this.#project = project
    this.#locale = locale
    this.#localeFiles = localeFilesIn(folder(project.locales, 'kill'), saveLock(project.state))
    this.#glossary = loadGlossary(project.locales, locale)
  }

  /** One file, which holds articles in the usual source language alone: a file names one. */
  async toStdout(exchange: Exchange, ids: readonly string[] | undefined): Promise<void> {
    const { locale: sourceLocale } = this.#project.config.source
    const usual = async function* (this: ExportJob) {
      for await (const { texts, article } of this.#each(ids)) {
        if (texts.source.locale === sourceLocale) yield this.#counted(article)
        else this.#leave(article.id, `It is in ${texts.source.locale}; export it with --out.`)
      }
    }
    const articles = usual.call(this)
    for await (const text of exchange.write({ sourceLocale, locale: this.#locale, articles }))
      if (!(await streamData(text))) return
  }

  async toFolder(
    exchange: Exchange,
    ids: readonly string[] | undefined,
    out: string,
  ): Promise<ExportedFile[]> {
    const target = folder(path.resolve(out), 'kill')
    const files: ExportedFile[] = []
    for await (const { texts, article } of this.#each(ids)) {
      const bundle = { sourceLocale: texts.source.locale, locale: this.#locale, articles: only(article) }
      const parts = await Array.fromAsync(exchange.write(bundle))
      const place = `${this.#locale}/${fileStem(article.id)}${exchange.extensions[0]}`
      await target.write(place, parts.join(''))
      this.#counted(article)
      files.push({ file: path.join(out, place), article: article.id, segments: article.segments.length })
    }
    return files
  }

  #counted(article: BundledArticle): BundledArticle {
    this.articles++
    this.segments += article.segments.length
    return article
  }

  async *#each(ids: readonly string[] | undefined) {
    const { config } = this.#project
    for (const { id, found } of this.#found(ids)) {
      try {
        const texts = await readTexts(this.#localeFiles, config.source.locale, this.#locale, id)
        if (texts === undefined) this.#leave(id, 'No run has come to it yet: dragoman run')
        else {
          if (isChanged(texts, found))
            tell(`${id}: It has changed since its last edition; what is exported may be older.`)
          const options = { locale: this.#locale, severities: config.checks, glossary: this.#glossary }
          yield { texts, article: bundled(texts.source, texts.file, options) }
        }
      } catch (error) {
        if (!(error instanceof DragomanError)) throw error
        this.left++
        tell(explain(error))
      }
    }
  }

  /** All that are in the articles folder, or those; one that is gone from there has its locale files still. */
  *#found(ids: readonly string[] | undefined): Generator<{ id: string; found: Found | undefined }> {
    if (ids !== undefined) {
      const all = [...findArticles(this.#project)]
      for (const id of ids) yield { id, found: all.find(({ path }) => isOf(path, id)) }
      return
    }
    for (const found of findArticles(this.#project)) {
      if (found.kind === 'article') yield { id: found.id, found }
      else {
        this.left++
        tell(explain(found.error))
      }
    }
  }

  #leave(id: string, why: string): void {
    this.left++
    tell(`${id}: ${why}`)
  }
}

async function* only(article: BundledArticle) {
  yield article
}

/** The last complete edition tells which source it was made of. */
function isChanged({ file: { meta } }: ArticleTexts, found: Found | undefined): boolean {
  if (found?.kind !== 'article' || meta.sourceHash === '') return false
  return sha256(readBytes(found.file, found.path)) !== meta.sourceHash
}
