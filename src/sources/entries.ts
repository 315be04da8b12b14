import { type Dirent, readdirSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { endingOf, isOther, isTakenByContent } from '../formats/signs.ts'
import { readBytes } from './bytes.ts'
import { follow } from './link.ts'
import type { PathKind, PathKinds } from './path-kind.ts'

/** What stands in one folder. Paths are under the articles folder, `/`-separated. */
export type Entry =
  | { readonly kind: 'folder' | 'article' | 'unread'; readonly path: string }
  | { readonly kind: 'refused'; readonly path: string; readonly error: DragomanError }

/**
 * One folder's entries in name order, without those that are passed over. Articles that would share an id are all refused:
 * none is guessed.
 * @throws DragomanError CONFIG_INVALID when the folder cannot be listed
 */
export function entriesOf(root: string, under: string, kinds: PathKinds): Entry[] {
  const entries = list(path.join(root, under))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(
      (entry) => entryOf(root, under === '' ? entry.name : `${under}/${entry.name}`, entry, kinds) ?? [],
    )
  return apart(root, entries)
}

function list(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch (cause) {
    throw new DragomanError('CONFIG_INVALID', `The articles folder cannot be read: ${messageOf(cause)}`, {
      place: directory,
      fix: 'Create it, or set source.articles in the configuration.',
      cause,
    })
  }
}

/** Undefined for what is passed over. */
function entryOf(root: string, place: string, entry: Dirent, kinds: PathKinds): Entry | undefined {
  if (entry.isSymbolicLink()) return linkEntry(root, place, kinds)
  if (entry.isDirectory())
    return kinds.folder(place) === 'folder' ? { kind: 'folder', path: place } : undefined
  return fileEntry(place, kinds.file(place), entry.isFile())
}

function fileEntry(place: string, kind: PathKind, isFile: boolean): Entry | undefined {
  if (kind === 'unread') return { kind, path: place }
  if (kind !== 'article') return undefined
  return isFile ? { kind, path: place } : refused(place, 'it is not a file')
}

/**
 * What a link leads to is taken once, in its own place. So a link adds nothing where its target is read anyway; it is an article
 * under its own name where its target is not, as in folders that are swapped as a whole by way of hidden ones.
 */
function linkEntry(root: string, place: string, kinds: PathKinds): Entry | undefined {
  if (kinds.folder(place) !== 'folder') return undefined
  const kind = kinds.file(place)
  const link = follow(root, place)
  switch (link.kind) {
    case 'folder':
      if (kinds.folder(link.target) === 'folder') return undefined
      return refused(
        place,
        'it is a symbolic link to a folder that is hidden or ignored; link its files instead',
      )
    case 'file':
      return kinds.file(link.target) === 'article' ? undefined : fileEntry(place, kind, true)
    case 'refused': {
      const isFile = link.isFile ?? endingOf(place) !== ''
      const isNoArticle = kind === 'leftover' || kind === 'asset' || (kind === 'unread' && isFile)
      return isNoArticle ? fileEntry(place, kind, true) : refused(place, link.why)
    }
    default:
      return link satisfies never
  }
}

/** Articles of one id are refused; a file that is no article after all is nobody's rival. */
function apart(root: string, entries: readonly Entry[]): Entry[] {
  const articles = entries.filter(({ kind }) => kind === 'article').map((entry) => entry.path)
  const byStem = Map.groupBy(articles, stemOf)
  const rivals = [...byStem.values()].filter((paths) => paths.length > 1).flat()
  const others = new Set(rivals.filter((place) => isOtherFile(path.join(root, place), place)))
  const isShared = (place: string) =>
    byStem.get(stemOf(place))!.filter((each) => !others.has(each)).length > 1
  return entries.map((entry) => {
    if (entry.kind !== 'article') return entry
    if (others.has(entry.path)) return { kind: 'unread', path: entry.path }
    return isShared(entry.path) ? duplicate(entry.path) : entry
  })
}

const stemOf = (place: string) => place.replace(/\.[^./]+$/, '')

/** Is it, by its content, of no format that is read? Read only where formats ask for the content. */
export function isOtherFile(file: string, place: string): boolean {
  if (!isTakenByContent(place)) return false
  try {
    return isOther(
      place,
      readBytes(file, place)
        .toString()
        .replace(/^\uFEFF/, ''),
    )
  } catch (error) {
    if (error instanceof DragomanError) return false
    throw error
  }
}

const duplicate = (place: string): Entry => ({
  kind: 'refused',
  path: place,
  error: new DragomanError(
    'ID_DUPLICATE',
    `More than one file has the article id “${stemOf(place)}”; none of them was taken.`,
    { place, fix: 'Rename or remove all but one, or name the others in source.ignore.' },
  ),
})

const refused = (place: string, why: string): Entry => ({
  kind: 'refused',
  path: place,
  error: unreadable(place, why),
})

export const unreadable = (place: string, why: string): DragomanError =>
  new DragomanError('ARTICLE_UNREADABLE', `The article cannot be read: ${why}.`, {
    place,
    fix: 'Make it a readable file, or remove it.',
  })
