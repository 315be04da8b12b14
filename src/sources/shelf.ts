import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { sha256 } from '../article/hash.ts'
import { readBytes } from './bytes.ts'

/**
 * The articles that were read last. Each locale goes through the articles by itself; locales that are equally far share one
 * reading of an article, and a locale that has fallen behind reads the article anew.
 */
export interface Shelf<File extends ArticleFile, Article> {
  /** SHA-256 of the file's bytes, hex. @throws DragomanError ARTICLE_UNREADABLE, ARTICLE_TOO_LARGE */
  hash(file: File): Promise<string>
  /** @throws DragomanError what the reader does */
  read(file: File): Promise<Article>
  /** The file was saved: from now on it is read anew. */
  drop(articlePath: string): void
}

export interface ArticleFile {
  /** Under the articles folder, `/`-separated. */
  readonly path: string
}

/** Articles. More than one locale has under way, so that locales a little behind still find theirs. */
const ARTICLES_AT_MOST = 128
/** Of the files of all kept articles: a few large ones must not be kept with many others. */
const BYTES_AT_MOST = 32 * 1024 * 1024

interface Kept<Article> {
  readonly loaded: Promise<{ readonly bytes: Buffer; readonly hash: string }>
  article?: Promise<Article>
  size: number
}

/** @param read makes an article of its file's bytes; called once for each article that is on the shelf */
export function openShelf<File extends ArticleFile, Article>(
  root: string,
  read: (file: File, bytes: Buffer) => Promise<Article>,
): Shelf<File, Article> {
  const shelf = new Map<string, Kept<Article>>()

  const load = async (file: File) => {
    // Signals are heard between two files.
    await setImmediate()
    const bytes = readBytes(path.join(root, file.path), file.path)
    return { bytes, hash: sha256(bytes) }
  }
  const makeRoom = () => {
    let bytes = 0
    for (const { size } of shelf.values()) bytes += size
    for (const [name, { size }] of shelf) {
      if (shelf.size <= 1 || (shelf.size <= ARTICLES_AT_MOST && bytes <= BYTES_AT_MOST)) return
      shelf.delete(name)
      bytes -= size
    }
  }
  const take = (file: File): Kept<Article> => {
    const known = shelf.get(file.path)
    if (known !== undefined) return known
    const kept: Kept<Article> = { loaded: load(file), size: 0 }
    shelf.set(file.path, kept)
    kept.loaded.then(
      ({ bytes }) => {
        kept.size = bytes.length
        makeRoom()
      },
      () => {},
    )
    return kept
  }

  return {
    hash: async (file) => (await take(file).loaded).hash,
    read(file) {
      const kept = take(file)
      kept.article ??= kept.loaded.then(({ bytes }) => read(file, bytes))
      return kept.article
    },
    drop: (articlePath) => void shelf.delete(articlePath),
  }
}
