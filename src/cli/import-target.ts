import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import type { Project } from '../config/load.ts'
import { keptFolder, outputOfKept } from '../publish/others.ts'
import { type Found, findArticles } from '../sources/folder.ts'
import { namedArticles } from '../sources/named.ts'
import { isUnder } from './watched.ts'

/** What a file that is to be imported is an edition of. */
export interface ImportTarget {
  readonly article: Extract<Found, { kind: 'article' }>
  readonly locale: string
  /** Where it is from: the output folder itself, a file kept from there, or anywhere. */
  readonly from: 'output' | 'kept' | 'elsewhere'
  /** Path under the output folder; empty from elsewhere. */
  readonly output: string
}

/** What the command line says that a file is, wherever it stands. */
export interface GivenTarget {
  readonly locale: string
  readonly article: string
}

/** @throws DragomanError USAGE, LOCALE_UNKNOWN */
export function givenTarget(
  { locale, article }: { readonly locale?: string; readonly article?: string },
  files: readonly string[],
  project: Project,
): GivenTarget | undefined {
  if (locale === undefined && article === undefined) return undefined
  if (locale === undefined || article === undefined || files.length !== 1)
    throw usage('--locale and --article belong together, and to one file.', 'Give both, and name one file.')
  const tag = parseLocale(locale, '--locale')
  checkTarget(tag, project)
  return { locale: tag, article }
}

/** @param file absolute. @throws DragomanError USAGE, ARTICLE_UNREADABLE… */
export function importTarget(file: string, given: GivenTarget | undefined, project: Project): ImportTarget {
  if (given !== undefined)
    return {
      article: articleNamed(given.article, project),
      locale: given.locale,
      from: 'elsewhere',
      output: '',
    }
  const kept = keptFolder(project.state)
  const from = isUnder(kept, file) ? 'kept' : isUnder(project.output, file) ? 'output' : undefined
  const output =
    from === 'kept' ? outputOfKept(kept, file) : path.relative(project.output, file).split(path.sep).join('/')
  if (from === undefined || output === undefined)
    throw usage(
      'This is no file of the output folder, and none that was kept from it.',
      'Say which edition it is: --locale es --article world/flood',
      file,
    )
  const [locale = '', ...steps] = output.split('/')
  checkTarget(locale, project, file)
  return { article: articleAt(steps.join('/'), file, project), locale, from, output }
}

/** @throws DragomanError USAGE */
export function checkTarget(locale: string, { config: { targets } }: Project, place = '--locale'): void {
  if (!targets.includes(locale))
    throw usage(`“${locale}” is not among the targets.`, `Use one of: ${targets.join(', ')}.`, place)
}

function articleAt(articlePath: string, file: string, project: Project) {
  for (const found of namedArticles(project, [path.join(project.articles, articlePath)]))
    if (found.kind === 'article') return found
  throw usage(
    `There is no article ${articlePath} any more.`,
    'If it has another name now, say so: --locale es --article its/new-name',
    file,
  )
}

/** By its path, as written or under the articles folder, or by its id. */
function articleNamed(name: string, project: Project) {
  const file = path.resolve(name)
  for (const found of findArticles(project))
    if (found.kind === 'article' && (found.id === name || found.path === name || found.file === file))
      return found
  throw usage(
    `There is no article “${name}”.`,
    'Name it by its path under the articles folder, or by its id.',
    '--article',
  )
}

const usage = (message: string, fix: string, place?: string) =>
  new DragomanError('USAGE', message, { fix, place })
