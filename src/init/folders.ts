import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { formatOf } from '../formats/registry.ts'
import { type Found, findArticles } from '../sources/folder.ts'

/** A folder that holds files which a format reads. */
export interface ArticlesFolder {
  /** From the configuration's folder, `/`-separated. */
  readonly path: string
  /** Those in folders below it too. */
  readonly articles: number
}

/** What articles folders are called by newsrooms and by generators of sites, the likeliest first. */
const LIKELY = ['articles', 'content', 'posts', '_posts', 'news', 'stories', 'blog', 'pages', 'docs']

/** Folders of programs, their output and their parts: what a format reads there is no article. */
const OTHERS =
  /^(?:node_modules|vendor|themes?|layouts?|_layouts|_includes|partials|templates|static|assets|images?|scripts|bin|lib|src|test|tests|spec|coverage|public|dist|build|out|_site|site|target|tmp|locales?|i18n|lang|translations|archetypes)$/i

/** Where the folder of the program's source may hold articles. */
const IN_SOURCE = ['content', 'articles', 'posts', 'pages']

/** Files counted of one folder: enough to compare folders by. */
const COUNTED = 10_000

/** Folders with articles, the likeliest first. */
export function findFolders(root: string): readonly ArticlesFolder[] {
  const tops = foldersIn(root).filter((name) => !OTHERS.test(name))
  const inSource = foldersIn(path.join(root, 'src')).filter((name) => IN_SOURCE.includes(name))
  return [...tops, ...inSource.map((name) => `src/${name}`)]
    .flatMap((folder) => withRooms(root, folder))
    .toSorted((one, other) => rank(one) - rank(other) || other.articles - one.articles)
}

/** Articles that lie beside the configuration itself; the pages of a project, such as README.md, are none. */
export function looseArticles(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown|mdx|html?)$/i.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !/^[A-Z_-]+\.[a-z]+$/.test(name))
}

/** How many articles a folder has. @throws DragomanError CONFIG_INVALID when it cannot be read. */
export const countArticles = (root: string, folder: string): number =>
  articlesIn(path.join(root, folder)).toArray().length

/** `1 article`, `12 articles`, and the bound where there are as many as are counted. */
export const inWords = (articles: number): string =>
  articles === 1
    ? '1 article'
    : `${articles.toLocaleString('en')} articles${articles === COUNTED ? ' or more' : ''}`

/** Files that a format reads. Of JSON only the content tells. */
export function articlesIn(folder: string): IteratorObject<Article> {
  const source = { articles: folder, config: { source: { ignore: [] } } }
  return findArticles(source).filter(isArticle).take(COUNTED)
}

export type Article = Extract<Found, { readonly kind: 'article' }>

function isArticle(found: Found): found is Article {
  if (found.kind !== 'article') return false
  try {
    return (
      formatOf(found.path, /\.json$/i.test(found.path) ? readFileSync(found.file, 'utf8') : '') !== undefined
    )
  } catch {
    return false
  }
}

/** A folder, and its rooms where they hold only some of its articles. */
function withRooms(root: string, folder: string): ArticlesFolder[] {
  const rooms = new Map<string, number>()
  let articles = 0
  for (const found of articlesIn(path.join(root, folder))) {
    articles++
    const [room, ...rest] = found.path.split('/')
    if (room !== undefined && rest.length > 0) rooms.set(room, (rooms.get(room) ?? 0) + 1)
  }
  if (articles === 0) return []
  const parts = [...rooms].filter(([, count]) => count < articles)
  return [
    { path: folder, articles },
    ...parts.map(([room, count]) => ({ path: `${folder}/${room}`, articles: count })),
  ]
}

/** Folders go by their top folder's name; of one name the whole goes before its parts. */
function rank({ path: folder }: ArticlesFolder): number {
  const steps = folder.replace(/^src\//, '').split('/')
  const named = LIKELY.indexOf(steps[0] ?? '')
  return (named === -1 ? LIKELY.length : named) + (steps.length > 1 ? 0.5 : 0)
}

function foldersIn(root: string): readonly string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .toSorted()
  } catch {
    return []
  }
}
