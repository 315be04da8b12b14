import { existsSync } from 'node:fs'
import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { articleId } from '../article/id.ts'
import type { Project } from '../config/load.ts'
import { type Editions, idNow } from '../publish/editions.ts'
import { textsPath } from '../review/locale-file.ts'
import { findArticles } from '../sources/folder.ts'

/**
 * The id of the article that a person names: by a path under the articles folder, one as the shell has it, or the id; also by
 * those that it had before it was renamed. It may be gone from the articles folder. @throws DragomanError USAGE for one that never was: a mistyped name must not pass for another
 */
export async function knownArticle(named: string, project: Project, editions: Editions): Promise<string> {
  const { locales, config } = project
  const id = await laterId(idOf(named, project), project, editions)
  for (const locale of config.targets) {
    if (existsSync(path.join(locales, textsPath(locale, id)))) return id
    if ((await editions.get(id, locale)) !== undefined) return id
  }
  for (const found of findArticles(project)) if (isOf(found.path, id)) return id
  throw new DragomanError('USAGE', `There is no article “${id}”, and never was one.`, {
    place: 'ARTICLE',
    fix: 'Name a file under the articles folder, or an id: its path there without the ending.',
  })
}

/** Another article may have the name by now. */
async function laterId(id: string, project: Project, editions: Editions): Promise<string> {
  for (const locale of project.config.targets) {
    const record = await editions.get(id, locale)
    const later = record && idNow(record)
    if (later !== undefined && !existsSync(path.join(project.articles, record!.path)))
      return laterId(later, project, editions)
  }
  return id
}

/** Is this the path of an article of that id, or of a file that is refused as one? */
export const isOf = (articlePath: string, id: string): boolean => articlePath.replace(/\.[^./]+$/, '') === id

function idOf(named: string, { articles }: Project): string {
  const relative = path.relative(articles, path.resolve(named)).split(path.sep).join('/')
  if (!relative.startsWith('..') && existsSync(path.resolve(named))) return articleId(relative)
  return existsSync(path.join(articles, named)) ? articleId(named) : named
}
