import type { Article } from '../article/article.ts'
import { type LocaleFile, type SegmentMeta, shortHash, textHash } from './locale-file.ts'
import { type PrintedLocaleFile, printOver } from './write.ts'

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
