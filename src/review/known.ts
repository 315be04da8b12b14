import { DragomanError } from '../article/errors.ts'
import { articleOf, type LocaleFile } from './locale-file.ts'
import type { LocaleFiles } from './locale-files.ts'
import { type ArticleSegments, type People, readPeople } from './people.ts'
import { segmentsIn } from './source-file.ts'

/** What a locale file and the source's beside it say of one article, without the article. */
export interface KnownArticle {
  readonly article: ArticleSegments
  readonly file: LocaleFile
  /** The source's own. */
  readonly source: LocaleFile
  readonly people: People
}

/**
 * @param stem as {@link LocaleFiles.stems} gives it
 * @param now the date of what a person wrote since the last run
 * @returns the error where a file is broken
 */
export async function readKnown(
  files: LocaleFiles,
  locale: string,
  stem: string,
  now: Date,
): Promise<KnownArticle | DragomanError> {
  try {
    const file = await files.read(locale, stem)
    const { sourceLocale } = file.meta
    const source = await files.read(sourceLocale, stem)
    const segments = segmentsIn(source.texts)
    const article = { id: articleOf(stem, file.meta), locale: sourceLocale, segments }
    return { article, file, source, people: readPeople(file, segments, now) }
  } catch (error) {
    if (error instanceof DragomanError) return error
    throw error
  }
}
