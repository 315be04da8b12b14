import { readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { articleId } from '../article/id.ts'
import { isAsset } from '../formats/registry.ts'

/** A file under the articles folder, or why it cannot be taken. */
export type Found =
  | { readonly kind: 'article'; readonly id: string; readonly path: string; readonly file: string }
  | { readonly kind: 'refused'; readonly path: string; readonly error: DragomanError }

/**
 * Walks the articles folder in name order, folder by folder, so that no list of all articles is ever held.
 * Two files that would share an id are both refused: neither is guessed.
 */
export function* findArticles(root: string, under = ''): Generator<Found> {
  const entries = list(root, under)
  const ids = new Map<string, number>()
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const stem = stemOf(entry.name)
    ids.set(stem, (ids.get(stem) ?? 0) + 1)
  }
  for (const entry of entries) {
    const place = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) yield* findArticles(root, place)
    else if (ids.get(stemOf(entry.name)) === 1) yield take(root, place, entry.isSymbolicLink())
    else yield { kind: 'refused', path: place, error: duplicate(place, stemOf(place)) }
  }
}

/** Files named on the command line. @throws DragomanError USAGE for one outside the articles folder. */
export function* namedArticles(root: string, files: readonly string[]): Generator<Found> {
  for (const file of files) {
    const relative = path.relative(root, path.resolve(file)).split(path.sep).join('/')
    if (relative === '' || relative.startsWith('../') || path.isAbsolute(relative)) {
      throw new DragomanError('USAGE', 'This file is not under the articles folder.', {
        place: file,
        fix: `Name files under ${root}, or use dragoman translate for a file elsewhere.`,
      })
    }
    const folder = path.posix.dirname(relative) === '.' ? '' : path.posix.dirname(relative)
    const match = [...siblings(root, folder)].find((found) => found.path === relative)
    yield match ?? {
      kind: 'refused',
      path: relative,
      error: unreadable(relative, 'there is no such article'),
    }
  }
}

function* siblings(root: string, folder: string): Generator<Found> {
  for (const found of findArticles(root, folder)) {
    if (path.posix.dirname(found.path) === (folder === '' ? '.' : folder)) yield found
  }
}

function list(root: string, under: string) {
  const directory = path.join(root, under)
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || !isAsset(entry.name)))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    throw new DragomanError('CONFIG_INVALID', `The articles folder cannot be read: ${messageOf(cause)}`, {
      place: directory,
      fix: 'Create it, or set source.articles in the configuration.',
      cause,
    })
  }
}

const stemOf = (name: string) => name.replace(/\.[^./]+$/, '')

function take(root: string, place: string, isLink: boolean): Found {
  const file = path.join(root, place)
  try {
    if (isLink && !realpathSync(file).startsWith(realpathSync(root) + path.sep)) {
      return {
        kind: 'refused',
        path: place,
        error: unreadable(place, 'it is a symbolic link to outside the articles folder'),
      }
    }
    return { kind: 'article', id: articleId(place), path: place, file }
  } catch (error) {
    const known = error instanceof DragomanError ? error : unreadable(place, messageOf(error))
    return { kind: 'refused', path: place, error: known }
  }
}

const duplicate = (place: string, id: string) =>
  new DragomanError(
    'ID_DUPLICATE',
    `More than one file has the article id “${id}”; none of them was taken.`,
    {
      place,
      fix: 'Rename or remove all but one.',
    },
  )

const unreadable = (place: string, why: string) =>
  new DragomanError('ARTICLE_UNREADABLE', `The article cannot be read: ${why}.`, {
    place,
    fix: 'Make it a readable file, or remove it.',
  })
