import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { articleId } from '../article/id.ts'
import { isAsset } from '../formats/assets.ts'

/** A file under the articles folder, or why it cannot be taken. */
export type Found =
  | { readonly kind: 'article'; readonly id: string; readonly path: string; readonly file: string }
  | { readonly kind: 'refused'; readonly path: string; readonly error: DragomanError }

/**
 * Walks the articles folder in name order, folder by folder, so that no list of all articles is ever held.
 * Two files that would share an id are both refused: neither is guessed.
 */
export function* findArticles(root: string, under = ''): Generator<Found> {
  const entries = tryList(root, under)
  if (entries instanceof DragomanError) return yield { kind: 'refused', path: under, error: entries }
  const ids = countIds(entries)
  for (const entry of entries) {
    if (entry.isDirectory()) yield* findArticles(root, join(under, entry.name))
    else yield takeOne(root, under, entry, ids)
  }
}

/** Files named on the command line, each once. @throws DragomanError USAGE for one outside the articles folder. */
export function* namedArticles(root: string, files: readonly string[]): Generator<Found> {
  for (const file of new Set(files.map((each) => path.resolve(each)))) {
    const relative = path.relative(root, file).split(path.sep).join('/')
    if (/^(?:\.\.)?$|^\.\.\//.test(relative) || path.isAbsolute(relative)) {
      throw new DragomanError('USAGE', 'This file is not under the articles folder.', {
        place: file,
        fix: `Name files under ${root}, or use dragoman translate for a file elsewhere.`,
      })
    }
    yield named(root, relative)
  }
}

function named(root: string, relative: string): Found {
  const folder = path.posix.dirname(relative)
  const under = folder === '.' ? '' : folder
  const entries = tryList(root, under)
  if (entries instanceof DragomanError) return { kind: 'refused', path: relative, error: entries }
  const entry = entries.find(({ name }) => name === path.posix.basename(relative))
  if (entry !== undefined && !entry.isDirectory()) return takeOne(root, under, entry, countIds(entries))
  const error = unreadable(relative, entry === undefined ? 'there is no such article' : 'it is a folder')
  return { kind: 'refused', path: relative, error }
}

/** How many files of one folder would have each id. */
function countIds(entries: readonly Dirent[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>()
  for (const entry of entries) {
    if (entry.isDirectory()) continue
    const stem = stemOf(entry.name)
    ids.set(stem, (ids.get(stem) ?? 0) + 1)
  }
  return ids
}

function takeOne(root: string, under: string, entry: Dirent, ids: ReadonlyMap<string, number>): Found {
  const place = join(under, entry.name)
  if (ids.get(stemOf(entry.name)) === 1) return take(root, place, entry)
  return { kind: 'refused', path: place, error: duplicate(place, stemOf(place)) }
}

const join = (under: string, name: string) => (under === '' ? name : `${under}/${name}`)

/** A folder that cannot be listed is one more thing to report; that the root cannot is a wrong configuration. */
function tryList(root: string, under: string): Dirent[] | DragomanError {
  try {
    return list(root, under)
  } catch (error) {
    if (under !== '' && error instanceof DragomanError) return unreadable(under, messageOf(error.cause))
    throw error
  }
}

function list(root: string, under: string): Dirent[] {
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

function take(root: string, place: string, entry: Dirent): Found {
  const file = path.join(root, place)
  try {
    if (entry.isSymbolicLink() && !realpathSync(file).startsWith(realpathSync(root) + path.sep))
      throw unreadable(place, 'it is a symbolic link to outside the articles folder')
    // Reading a pipe would wait for ever.
    if (!entry.isFile() && !statSync(file).isFile()) throw unreadable(place, 'it is not a file')
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
