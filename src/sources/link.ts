import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { messageOf } from '../article/errors.ts'

/** Where a symbolic link in the articles folder leads in the end, over however many links. */
export type Link =
  | { readonly kind: 'file' | 'folder'; readonly target: string }
  /** Not followed. `isFile`: no folder is at its end; undefined when nothing is. */
  | { readonly kind: 'refused'; readonly why: string; readonly isFile: boolean | undefined }

/** @param place of the link, under the articles folder; a link's target is given in the same way */
export function follow(root: string, place: string): Link {
  const file = path.join(root, place)
  try {
    const target = path.relative(realpathSync.native(root), realpathSync.native(file))
    const stats = statSync(file)
    const isFolder = stats.isDirectory()
    if (target === '..' || target.startsWith(`..${path.sep}`) || path.isAbsolute(target))
      return refused('it is a symbolic link to outside the articles folder', !isFolder)
    if (!isFolder && !stats.isFile()) return refused('it is not a file', true)
    return { kind: isFolder ? 'folder' : 'file', target: target.split(path.sep).join('/') }
  } catch (cause) {
    return refused(whyNot(cause), undefined)
  }
}

const refused = (why: string, isFile: boolean | undefined): Link => ({ kind: 'refused', why, isFile })

function whyNot(cause: unknown): string {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'it is a symbolic link to what is not there'
    case 'ELOOP':
      return 'it is a symbolic link that leads back to itself'
    default:
      return `it is a symbolic link that cannot be followed (${messageOf(cause)})`
  }
}
