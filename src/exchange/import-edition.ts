import type { Disclosure } from '../article/disclosure.ts'
import { DragomanError } from '../article/errors.ts'
import type { Target } from '../article/target.ts'
import { formatNamed } from '../formats/registry.ts'
import { type ReadArticle, type ReadSettings, readArticle } from '../pipeline/read.ts'
import type { LocaleFile, LocaleMeta } from '../review/locale-file.ts'
import { type SavePorts, save } from '../review/save.ts'
import type { Act } from '../review/saving/acts.ts'
import { fillsFrom, peoplesWords, targetsIn } from './changed-edition.ts'
import type { FoundWords } from './peoples-words.ts'

/** An edition of an article in the article's own format, changed by people. */
export interface EditionFile {
  readonly article: ReadArticle
  readonly locale: string
  readonly bytes: Buffer
  /** For messages. */
  readonly place: string
  /** What was published before it was changed; undefined: what the locale file says now. */
  readonly published: LocaleMeta | undefined
}

export interface ImportPorts extends SavePorts {
  readonly settings: ReadSettings
  readonly disclose: (article: ReadArticle, targets: Iterable<Target>) => Disclosure
  readonly now: () => Date
}

/**
 * Takes a person's words into the locale file, and into memory, so that the other articles with the same sentence get them.
 * A run is not waited for: one that is under way reads the locale file again when it was saved meanwhile.
 * @throws DragomanError ARTICLE_INVALID…, as reading an article does; LOCALE_FILE_INVALID
 */
export async function importEdition(
  edition: EditionFile,
  by: string,
  ports: ImportPorts,
): Promise<FoundWords> {
  const { article, locale } = edition
  let found: FoundWords | undefined
  const acts = (file: LocaleFile): readonly Act[] => {
    found = readWords(edition, file, ports)
    return found.taken.map(({ segment: { key }, text }) => ({ kind: 'edit', key, text }))
  }
  await save(article, locale, acts, { name: by, at: ports.now() }, ports)
  return found!
}

function readWords(
  { article, locale, bytes, place, published }: EditionFile,
  file: LocaleFile,
  { settings, disclose }: ImportPorts,
): FoundWords {
  const inTarget = { ...settings, options: { ...settings.options, locale } }
  const format = formatNamed(article.format)
  const targets = targetsIn(article, file)
  const asPublished = article.write(fillsFrom(article, targets, locale), disclose(article, targets.values()))
  return peoplesWords({
    article,
    file,
    published: published ?? file.meta,
    reread: readArticle(article.id, article.path, Buffer.from(asPublished), inTarget, format),
    changed: readChanged({ article, bytes, place }, inTarget),
    locale,
    segmenter: settings.segmenter,
  })
}

/** By the name of its article, which may decide how it is read; what is wrong with it is told by its own. */
function readChanged(
  { article, bytes, place }: Pick<EditionFile, 'article' | 'bytes' | 'place'>,
  settings: ReadSettings,
): ReadArticle {
  try {
    return readArticle(article.id, article.path, bytes, settings, formatNamed(article.format))
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    const { code, message, fix, cause } = error
    throw new DragomanError(code, message, {
      place: error.place?.replace(article.path, () => place),
      fix,
      cause,
    })
  }
}
