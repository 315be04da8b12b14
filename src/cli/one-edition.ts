import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import type { Night } from '../pipeline/open.ts'
import { type ReadArticle, readArticleFile } from '../pipeline/read.ts'
import { findArticles } from '../sources/folder.ts'
import { namedArticles } from '../sources/named.ts'
import { isOf, knownArticle } from './known-article.ts'
import { chooseTargets } from './targets.ts'

/** The one target that a command is about; where there is but one, it need not be named. @throws DragomanError USAGE */
export function oneTarget(project: Project, locale: string | undefined): string {
  const [target, ...others] = chooseTargets(project, locale === undefined ? undefined : [locale])
  if (target !== undefined && others.length === 0) return target
  throw new DragomanError('USAGE', 'It is not said in which language.', {
    place: '--locale',
    fix: `Add --locale with one of: ${project.config.targets.join(', ')}.`,
  })
}

/** The article that a person names, as it is now. @throws DragomanError USAGE, ARTICLE_INVALID… */
export async function articleNamed(named: string, project: Project, { ports }: Night): Promise<ReadArticle> {
  const id = await knownArticle(named, project, ports.publish.editions)
  const settings = await ports.read.settings()
  const found = await articleOf(id, project, ports.publish.editions)
  if (found === undefined)
    throw new DragomanError('USAGE', `The article “${id}” is gone from the articles folder.`, {
      place: 'ARTICLE',
      fix: 'Bring it back; its locale files are still there.',
    })
  if (found.kind === 'refused') throw found.error
  return readArticleFile(found, settings)
}

/** Where it stood when a run last met it, or anywhere: articles may be many. */
async function articleOf(id: string, project: Project, editions: Night['ports']['publish']['editions']) {
  for (const locale of project.config.targets) {
    const record = await editions.get(id, locale)
    if (record === undefined) continue
    for (const found of namedArticles(project, [path.join(project.articles, record.path)]))
      if (found.kind === 'article' && found.id === id) return found
  }
  for (const found of findArticles(project)) if (isOf(found.path, id)) return found
  return undefined
}
