import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { articleId } from '../article/id.ts'
import { type Entry, entriesOf, unreadable } from './entries.ts'
import { type PathKinds, pathKinds } from './path-kind.ts'

/** A file under the articles folder, or why it cannot be taken. */
export type Found =
  | { readonly kind: 'article'; readonly id: string; readonly path: string; readonly file: string }
  | { readonly kind: 'refused'; readonly path: string; readonly error: DragomanError }

/** A file that no format reads, told by its ending, or by its content where another file claims the same id. */
export interface Unread {
  readonly kind: 'unread'
  readonly path: string
}

/** Where articles come from: what a project says of it. */
export interface Source {
  /** The articles folder, absolute. */
  readonly articles: string
  readonly config: { readonly source: { readonly ignore: readonly string[] } }
}

/** Articles and what is refused, as {@link findFiles} comes to them. */
export function* findArticles(source: Source): Generator<Found> {
  for (const found of findFiles(source)) if (found.kind !== 'unread') yield found
}

/**
 * Walks the articles folder in name order, folder by folder, so that no list of all articles is ever held.
 * @throws DragomanError CONFIG_INVALID when the articles folder itself cannot be listed
 */
export const findFiles = ({ articles, config }: Source): Generator<Found | Unread> =>
  walk(articles, '', pathKinds(config.source.ignore))

function* walk(root: string, under: string, kinds: PathKinds): Generator<Found | Unread> {
  const entries = tryEntries(root, under, kinds)
  if (entries instanceof DragomanError) return yield { kind: 'refused', path: under, error: entries }
  for (const entry of entries) {
    if (entry.kind === 'folder') yield* walk(root, entry.path, kinds)
    else if (entry.kind === 'unread') yield { kind: 'unread', path: entry.path }
    else yield take(root, entry)
  }
}

/** A folder that cannot be listed is one more thing to report; that the root cannot is a wrong configuration. */
export function tryEntries(root: string, under: string, kinds: PathKinds): readonly Entry[] | DragomanError {
  try {
    return entriesOf(root, under, kinds)
  } catch (error) {
    if (under !== '' && error instanceof DragomanError) return unreadable(under, messageOf(error.cause))
    throw error
  }
}

export function take(root: string, entry: Exclude<Entry, { kind: 'folder' }>): Found {
  if (entry.kind === 'refused') return entry
  try {
    return {
      kind: 'article',
      id: articleId(entry.path),
      path: entry.path,
      file: path.join(root, entry.path),
    }
  } catch (error) {
    if (error instanceof DragomanError) return { kind: 'refused', path: entry.path, error }
    throw error
  }
}
