import type { Article } from '../article/article.ts'
import type { Folder } from '../publish/files.ts'
import {
  type LocaleFile,
  metaPath,
  printMeta,
  type SegmentMeta,
  shortHash,
  textHash,
  textsPath,
} from './locale-file.ts'
import { type PrintedLocaleFile, printOver } from './write.ts'

/** Writes locale file and meta, each whole, in the order in which a kill in between loses no one's words. */
export async function saveLocaleFile(
  locales: Folder,
  place: { readonly locale: string; readonly id: string },
  printed: PrintedLocaleFile,
  earlier: LocaleFile,
): Promise<void> {
  const { locale, id } = place
  let meta = printMeta(earlier.meta)
  const writeMeta = async (next: string) => {
    if (next !== meta) await locales.write(metaPath(locale, id), next)
    meta = next
  }
  if (printed.isChanged) {
    await writeMeta(printed.interimMeta)
    await locales.write(textsPath(locale, id), printed.texts)
  }
  await writeMeta(printed.meta)
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
