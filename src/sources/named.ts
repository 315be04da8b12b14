import { existsSync } from 'node:fs'
import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { type Entry, unreadable } from './entries.ts'
import { type Found, type Source, take, tryEntries } from './folder.ts'
import { follow } from './link.ts'
import { type PathKind, type PathKinds, pathKinds } from './path-kind.ts'

/**
 * Files named on the command line, each once, as the walk would take them; a link is the article that it leads to. A file that
 * no format reads is taken too: its reader tells why it cannot be read.
 * @throws DragomanError USAGE for one outside the articles folder
 */
export function* namedArticles({ articles, config }: Source, files: readonly string[]): Generator<Found> {
  const kinds = pathKinds(config.source.ignore)
  const listed = new Map<string, readonly Entry[] | DragomanError>()
  const list = (under: string) => {
    const entries = listed.get(under) ?? tryEntries(articles, under, kinds)
    listed.set(under, entries)
    return entries
  }
  const places = files.map((file) => targetOf(articles, placeOf(articles, path.resolve(file)), kinds))
  for (const place of new Set(places)) yield named(articles, place, kinds, list)
}

function placeOf(root: string, file: string): string {
  const relative = path.relative(root, file).split(path.sep).join('/')
  if (/^(?:\.\.)?$|^\.\.\//.test(relative) || path.isAbsolute(relative)) {
    throw new DragomanError('USAGE', 'This file is not under the articles folder.', {
      place: file,
      fix: `Name files under ${root}, or use dragoman translate for a file elsewhere.`,
    })
  }
  return relative
}

function targetOf(root: string, place: string, kinds: PathKinds): string {
  const link = follow(root, place)
  return link.kind === 'file' && kinds.file(link.target) === 'article' ? link.target : place
}

function named(
  root: string,
  place: string,
  kinds: PathKinds,
  list: (under: string) => readonly Entry[] | DragomanError,
): Found {
  const refuse = (error: DragomanError): Found => ({ kind: 'refused', path: place, error })
  const under = place.split('/').slice(0, -1).join('/')
  const entries = list(under)
  if (entries instanceof DragomanError) return refuse(entries)
  const entry = isReached(root, under) ? entries.find((each) => each.path === place) : undefined
  if (entry === undefined || entry.kind === 'folder')
    return refuse(unreadable(place, whyNot(root, place, kinds)))
  return take(root, entry)
}

/** Does the walk come to this folder? It goes through no links. */
function isReached(root: string, under: string): boolean {
  const link = follow(root, under)
  return link.kind === 'folder' && link.target === under
}

function whyNot(root: string, place: string, kinds: PathKinds): string {
  const link = follow(root, place)
  if (link.kind === 'refused') return 'there is no such article'
  return link.kind === 'folder' ? 'it is a folder' : WHY[kinds.file(place)]
}

const WHY: Readonly<Record<PathKind, string>> = {
  hidden: 'a name that begins with a dot is that of no article',
  ignored: 'source.ignore in the configuration passes it over',
  leftover: 'its name is that of a temporary file or a backup',
  asset: 'its ending is not that of an article',
  unread: 'the way to it leads over a symbolic link',
  article: 'the way to it leads over a symbolic link',
}

/** Tells of a path, under the articles folder, whether the walk would take it for an article's, or refuse it as one. */
export function articleTest({ articles, config }: Source): (place: string) => boolean {
  const kinds = pathKinds(config.source.ignore)
  return (place) => {
    if (kinds.file(place) !== 'article' || !existsSync(path.join(articles, place))) return false
    return targetOf(articles, place, kinds) === place
  }
}
