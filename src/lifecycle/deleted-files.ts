import { type Editions, idNow, isOfGone } from '../publish/editions.ts'
import { textsPath } from '../review/locale-file.ts'
import type { LocaleFiles } from '../review/locale-files.ts'

/** The locale files of an article that is gone, to be removed when asked. */
export interface DeletedFiles {
  readonly place: string
  readonly fate: 'deleted'
  readonly erase: () => Promise<void>
}

/**
 * Of articles that a run has withdrawn because their files were gone, and that are still gone: one that was renamed since the
 * last run, or whose folder is not mounted, is none of them.
 */
export async function* filesOfDeleted(
  locales: readonly string[],
  {
    editions,
    localeFiles,
    isThere,
  }: {
    readonly editions: Editions
    readonly localeFiles: LocaleFiles
    readonly isThere: (path: string) => boolean
  },
): AsyncGenerator<DeletedFiles> {
  for await (const { article, locale, record } of editions.all()) {
    if (!isOfGone(record) || idNow(record) !== undefined || isThere(record.path)) continue
    if (!locales.includes(locale)) continue
    const { hash, metaHash } = await localeFiles.read(locale, article)
    if (hash === '' && metaHash === '') continue
    yield {
      place: textsPath(locale, article),
      fate: 'deleted',
      erase: () => localeFiles.remove(locale, article),
    }
  }
}
