import type { Article } from '../article/article.ts'
import type { Folder, PreparedFile } from '../publish/files.ts'
import type { SaveLock } from '../state/save-lock.ts'
import {
  type LocaleFile,
  metaPath,
  printMeta,
  type SegmentMeta,
  shortHash,
  textHash,
  textsPath,
} from './locale-file.ts'
import { isSavedSince } from './read-locale-file.ts'
import { type PrintedLocaleFile, printOver } from './write.ts'

export interface SavePorts {
  readonly locales: Folder
  readonly saveLock: SaveLock
}

/**
 * Writes locale file and meta, each whole, in the order in which a kill in between loses no one's words; or neither, where one
 * of them was saved since it was read: then it is to be read again. A run and a person's commands save in this way alone.
 * @returns whether they were written, or are as they should be
 * @throws DragomanError OUTPUT_UNWRITABLE, OUTPUT_OUTSIDE, and as {@link SaveLock}
 */
export async function saveLocaleFile(
  { locales, saveLock }: SavePorts,
  { locale, id }: { readonly locale: string; readonly id: string },
  printed: PrintedLocaleFile,
  earlier: LocaleFile,
): Promise<boolean> {
  const isAsRead = () => !isSavedSince(locales.root, locale, id, earlier)
  const wanted = changedFiles(locale, id, printed, earlier)
  if (wanted.length === 0) return isAsRead()
  const files: PreparedFile[] = []
  try {
    for (const [file, text] of wanted) files.push(await locales.prepare(file, text))
    return saveLock.hold(() => {
      if (!isAsRead()) return false
      for (const file of files) file.put()
      return true
    })
  } finally {
    for (const file of files) file.discard()
  }
}

/** Paths and texts, in the order in which they are written. */
function changedFiles(
  locale: string,
  id: string,
  { texts, meta, interimMeta, isChanged }: PrintedLocaleFile,
  earlier: LocaleFile,
): [string, string][] {
  const files: [string, string][] = []
  let latest = printMeta(earlier.meta)
  const writeMeta = (next: string) => {
    if (next !== latest) files.push([metaPath(locale, id), next])
    latest = next
  }
  if (isChanged) {
    writeMeta(interimMeta)
    files.push([textsPath(locale, id), texts])
  }
  writeMeta(meta)
  return files
}

/** Words of a named person for one segment. */
export interface PersonsText {
  readonly key: string
  /** Both in notation. */
  readonly source: string
  readonly text: string
}

/** A locale file with a person's words put in. All else of it stays, also what its article no longer asks for. */
export function withPersonsTexts(
  earlier: LocaleFile,
  words: readonly PersonsText[],
  article: Pick<Article, 'path' | 'locale'>,
  by: { readonly name: string; readonly at: Date },
): PrintedLocaleFile {
  const texts = new Map(earlier.texts)
  const segments: Record<string, SegmentMeta> = { ...earlier.meta.segments }
  for (const { key, source, text } of words) {
    texts.set(key, text)
    segments[key] = {
      source: shortHash(source),
      target: textHash(text),
      origin: 'human',
      state: 'edited',
      provider: by.name,
      date: by.at.toISOString(),
    }
  }
  return printOver(earlier, texts, {
    ...earlier.meta,
    article: article.path,
    sourceLocale: article.locale,
    segments,
  })
}
