import type { LocaleFile } from '../review/locale-file.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import type { ArticleSegments } from '../review/people.ts'
import { segmentsIn } from '../review/source-file.ts'

/** An article in one locale as its locale files have it: the source's own, as the last run wrote it, and the translation's. */
export interface ArticleTexts {
  readonly source: ArticleSegments
  readonly file: LocaleFile
}

/**
 * Undefined where no run has come to the article yet.
 * @param usual what articles are written in that do not say otherwise
 * @throws DragomanError LOCALE_FILE_INVALID, OUTPUT_OUTSIDE
 */
export async function readTexts(
  localeFiles: LocaleFiles,
  usual: string,
  locale: string,
  id: string,
): Promise<ArticleTexts | undefined> {
  const file = await localeFiles.read(locale, id)
  const sourceLocale = file.meta.sourceLocale || usual
  const segments = segmentsIn((await localeFiles.read(sourceLocale, id)).texts)
  return segments.length === 0 ? undefined : { source: { id, locale: sourceLocale, segments }, file }
}
