import type { Stats } from 'node:fs'
import path from 'node:path'
import type { Project } from '../config/load.ts'
import { isAsset } from '../formats/assets.ts'
import { HISTORY_ENDING } from '../review/history.ts'
import { follow } from '../sources/link.ts'
import { type PathKinds, pathKinds } from '../sources/path-kind.ts'

/** Of which files a watch hears: of articles, as a run takes them, and of what people save among the locale files. */
export interface Watched {
  /** Not watched, and a folder not gone into. @param stats of a link itself; absent where they are not known yet */
  isLeftOut(file: string, stats?: Stats): boolean
  /** Is a save of this file one that something is to be done about? */
  isHeard(file: string): boolean
}

export function watchedFiles({ articles, locales, config }: Project): Watched {
  const kinds = pathKinds(config.source.ignore)
  const placeOf = (file: string) => path.relative(articles, file).split(path.sep).join('/')
  const isSource = (file: string) => isUnder(articles, file) && !isUnder(locales, file)
  return {
    isLeftOut(file, stats) {
      if (!isSource(file))
        return stats?.isSymbolicLink() === true || isHidden(file) || isHistory(file) || isAsset(file)
      const place = placeOf(file)
      if (kinds.folder(place) !== 'folder') return true
      if (stats?.isSymbolicLink()) return !isFollowed(articles, place, kinds)
      return stats?.isFile() === true && kinds.file(place) !== 'article'
    },
    isHeard: (file) => !isSource(file) || kinds.file(placeOf(file)) === 'article',
  }
}

/** Says what was done, and decides nothing. */
const isHistory = (file: string): boolean => file.endsWith(HISTORY_ENDING)

/** Dotted names are temporary, also ours. */
const isHidden = (file: string): boolean => path.basename(file).startsWith('.')

/** What a link leads to is watched by its own name where that is an article's. */
function isFollowed(root: string, place: string, kinds: PathKinds): boolean {
  const link = follow(root, place)
  return link.kind === 'file' && kinds.file(place) === 'article' && kinds.file(link.target) !== 'article'
}

export const isUnder = (folder: string, file: string): boolean => file.startsWith(folder + path.sep)
