import { isAsset } from '../formats/assets.ts'
import { ENDINGS, endingOf } from '../formats/signs.ts'
import { globs } from './glob.ts'

/**
 * What a file under the articles folder is, by its path alone. Only an `article` is read, has an id and can be another's
 * rival for it; `unread` files, which have an ending that no format reads, are counted; all others are passed over in silence.
 */
export type PathKind = 'article' | 'unread' | 'hidden' | 'ignored' | 'leftover' | 'asset'

/** Paths are under the articles folder, `/`-separated. */
export interface PathKinds {
  file(path: string): PathKind
  folder(path: string): 'folder' | 'hidden' | 'ignored'
}

/** @param ignore glob patterns of `source.ignore`; one that matches a folder holds for all that is in it */
export function pathKinds(ignore: readonly string[]): PathKinds {
  const isIgnored = globs(ignore)
  const folder = (path: string) => {
    if (/(?:^|\/)\./.test(path)) return 'hidden'
    return isIgnored(path) ? 'ignored' : 'folder'
  }
  return {
    folder,
    file(path) {
      const kind = folder(path)
      if (kind !== 'folder') return kind
      if (LEFTOVERS.some((pattern) => pattern.test(nameOf(path)))) return 'leftover'
      if (isAsset(path)) return 'asset'
      return ENDINGS.includes(endingOf(path)) ? 'article' : 'unread'
    },
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Names that programs give to backups and to files that are there for a moment. */
const LEFTOVERS: readonly RegExp[] = [
  // Emacs, Vim, Kate, gedit: backups; Emacs: saved by itself; Vim: tries whether it may write.
  /~$/,
  /^#.*#$/,
  /^4913$/,
  // Office programs: who has the document open.
  /^~\$/,
  // Vim's swap files, and what patch, merge tools, nano, browsers and many others leave.
  /\.(?:sw[k-p]|bak|backup|old|orig|rej|save|te?mp|part|crdownload|download)$/i,
  // JetBrains: safe writes.
  /___jb_(?:tmp|old)___$/,
  // The systems' own.
  /^(?:thumbs\.db|desktop\.ini)$/i,
  // Dropbox, Nextcloud, Syncthing: the other of two versions that could not be put together.
  /\([^()]*conflicted copy[^()]*\)/i,
  /\.sync-conflict-\d{8}-\d{6}/,
]
