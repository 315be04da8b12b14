import { DragomanError } from '../article/errors.ts'
import { type History, type HistoryEntry, historyPath } from '../review/history.ts'
import { type LocaleFile, metaPath, printMeta } from '../review/locale-file.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import type { Eraser } from './eraser.ts'
import type { Found, FoundOrNot } from './found.ts'

export interface PeoplePorts {
  readonly localeFiles: LocaleFiles
  readonly history: History
}

/** What metas and histories of one locale hold of it, and where it still stands in texts. */
export async function* inLocaleFiles(
  eraser: Eraser,
  locale: string,
  ports: PeoplePorts,
): AsyncGenerator<FoundOrNot> {
  for await (const stem of ports.localeFiles.stems(locale)) {
    try {
      yield* inArticle(eraser, locale, stem, ports)
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      yield error
    }
  }
}

async function* inArticle(
  eraser: Eraser,
  locale: string,
  stem: string,
  { localeFiles, history }: PeoplePorts,
): AsyncGenerator<FoundOrNot> {
  const file = await localeFiles.read(locale, stem)
  if (eraser.meta(file.meta) !== file.meta)
    yield {
      place: metaPath(locale, stem),
      fate: 'rewritten',
      erase: () => rewriteMeta(eraser, locale, stem, localeFiles),
    }
  yield* standing(eraser, file)
  const { entries, broken } = await history.of(stem, locale)
  const amend = (entry: HistoryEntry) => eraser.entry(entry)
  if (entries.some((entry) => amend(entry) !== entry))
    yield {
      place: historyPath(locale, stem),
      fate: 'rewritten',
      erase: () => history.amend(stem, locale, amend),
    }
  // What they say is not known.
  yield* broken
}

function* standing(eraser: Eraser, { path, lines, texts }: LocaleFile): Generator<Found> {
  for (const [key, text] of texts)
    if (eraser.isIn(text)) yield { place: `${path}:${lines.get(key) ?? 1}`, fate: 'stands' }
}

/** A person may save it meanwhile: then it is read again. */
async function rewriteMeta(eraser: Eraser, locale: string, stem: string, files: LocaleFiles): Promise<void> {
  for (;;) {
    const file = await files.read(locale, stem)
    const meta = eraser.meta(file.meta)
    if (meta === file.meta) return
    if ((await files.save(locale, stem, { meta: printMeta(meta) }, file)) !== undefined) return
  }
}
