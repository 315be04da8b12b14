import { createReadStream } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import type { Project } from '../config/load.ts'
import { readTexts } from '../exchange/article-texts.ts'
import type { Exchange, Returned } from '../exchange/exchange.ts'
import { hasTexts } from '../exchange/i18next/read.ts'
import { exchangeOf } from '../exchange/registry.ts'
import { type SourceOfWords, take } from '../exchange/take.ts'
import { textOf } from '../exchange/text-stream.ts'
import type { Night } from '../pipeline/open.ts'
import { keptFolder } from '../publish/others.ts'
import { articleOf } from '../review/locale-file.ts'
import { readBytes } from '../sources/bytes.ts'
import { findArticles } from '../sources/folder.ts'
import { checkTarget, type GivenTarget } from './import-target.ts'
import { failedImport, type Imported } from './imported.ts'
import { isOf, knownArticle } from './known-article.ts'
import { isUnder } from './watched.ts'

/**
 * What a file to be imported is by its ending; undefined: an edition. JSON is both: an edition where editions stand, and elsewhere
 * what has keys of segments. It names neither article nor language, so that its path has to, as it does where export has put it.
 */
export async function exchangeFile(
  name: string,
  given: GivenTarget | undefined,
  project: Project,
  { saving }: Night,
): Promise<ExchangeFile | undefined> {
  const file = path.resolve(name)
  const exchange = exchangeOf(file)
  if (exchange === undefined) return undefined
  if (exchange.id !== 'i18next') return { file, name, exchange, given }
  const isOurs = [project.output, keptFolder(project.state)].some((folder) => isUnder(folder, file))
  if (isOurs || !hasTexts(new TextDecoder().decode(readBytes(file, name)))) return undefined
  return { file, name, exchange, given: given ?? (await targetByPath(file, project, saving)) }
}

async function targetByPath(
  file: string,
  project: Project,
  { localeFiles }: Night['saving'],
): Promise<GivenTarget | undefined> {
  const { targets, source } = project.config
  const steps = file.replace(/\.json$/i, '').split(path.sep)
  for (const [nth, locale] of steps.entries()) {
    const article = steps.slice(nth + 1).join('/')
    if (article === '' || !targets.includes(locale)) continue
    if ((await readTexts(localeFiles, source.locale, locale, article)) !== undefined)
      return { locale, article }
  }
  return undefined
}

export interface ExchangeFile {
  /** Absolute. */
  readonly file: string
  /** As it was typed. */
  readonly name: string
  readonly exchange: Exchange
  /** What the command line says of it: goes before what the file says. */
  readonly given: GivenTarget | undefined
}

/** Takes a file of an outside tool, article by article. What cannot be read on ends it; what was taken before stands. */
export async function* importExchange(
  { file, name, exchange, given }: ExchangeFile,
  by: string,
  project: Project,
  { ports, saving }: Night,
): AsyncGenerator<Imported> {
  const { editions, now } = ports.publish
  let isEmpty = true
  try {
    const named = given && (await knownArticle(given.article, project, editions))
    const text = textOf(bytesOf(file, name), name)
    for await (const { article, locale: tag, entries } of byArticle(exchange.read(text, name))) {
      isEmpty = false
      try {
        const locale = targetLocale(given?.locale ?? tag, name, project)
        const source = await sourceOfWords(named ?? article, locale, name, project, saving)
        const taken = await take(source, locale, entries, { name: by, at: now() }, saving)
        yield { article: source.id, locale, ...taken }
      } catch (thrown) {
        yield failedImport(name, thrown)
      }
    }
    if (isEmpty) throw usage('There is nothing in it that could be taken.', 'Export it again.', name)
  } catch (thrown) {
    yield failedImport(name, thrown)
  }
}

async function* bytesOf(file: string, name: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file)
  } catch (cause) {
    const message = `The file cannot be read: ${messageOf(cause)}`
    throw new DragomanError('ARTICLE_UNREADABLE', message, {
      place: name,
      fix: 'Name a readable file.',
      cause,
    })
  }
}

interface Group {
  readonly article: string | undefined
  readonly locale: string | undefined
  readonly entries: Returned[]
}

/** No article has as many sentences; a file that names none may. */
const GROUP_AT_MOST = 5_000

/** What stands together of one article: no more than that is ever held. */
async function* byArticle(entries: AsyncIterable<Returned>): AsyncGenerator<Group> {
  let group: Group | undefined
  for await (const entry of entries) {
    const { article, locale } = entry
    const isOfGroup = group?.article === article && group?.locale === locale
    if (group !== undefined && (!isOfGroup || group.entries.length === GROUP_AT_MOST)) {
      yield group
      group = undefined
    }
    group ??= { article, locale, entries: [] }
    group.entries.push(entry)
  }
  if (group !== undefined) yield group
}

function targetLocale(tag: string | undefined, name: string, project: Project): string {
  if (tag === undefined)
    throw usage('It does not say which language it is in.', 'Say so: --locale es --article world/flood', name)
  const locale = parseLocale(tag, name)
  checkTarget(locale, project, name)
  return locale
}

/** @param article its id, which may be gone from the articles folder */
async function sourceOfWords(
  article: string | undefined,
  locale: string,
  name: string,
  project: Project,
  { localeFiles }: Night['saving'],
): Promise<SourceOfWords> {
  if (article === undefined)
    throw usage('It does not say which article it is of.', 'Say so: --locale es --article world/flood', name)
  const id = article.replace(/\.[^./]+$/, '')
  for (const each of new Set([article, id])) {
    const texts = await readTexts(localeFiles, project.config.source.locale, locale, each)
    if (texts === undefined) continue
    const { source, file } = texts
    return { ...source, id: articleOf(each, file.meta), path: file.meta.article || pathOf(each, project) }
  }
  throw usage(
    `No run has come to an article “${article}”.`,
    'Name it: --locale es --article world/flood',
    name,
  )
}

function pathOf(id: string, project: Project): string {
  for (const found of findArticles(project)) if (isOf(found.path, id)) return found.path
  return id
}

const usage = (message: string, fix: string, place: string) =>
  new DragomanError('USAGE', message, { fix, place })
