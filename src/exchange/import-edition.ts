import type { Disclosure } from '../article/disclosure.ts'
import { DragomanError } from '../article/errors.ts'
import type { Target } from '../article/target.ts'
import { formatNamed } from '../formats/registry.ts'
import type { Memory } from '../memory/memory.ts'
import { type ReadArticle, type ReadSettings, readArticle } from '../pipeline/read.ts'
import type { Editions } from '../publish/editions.ts'
import type { LocaleFile, LocaleMeta } from '../review/locale-file.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { humanRows, readPeople, takenBack } from '../review/people.ts'
import { withPersonsTexts } from '../review/save.ts'
import { changesOf } from '../review/write.ts'
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

export interface ImportPorts {
  readonly localeFiles: LocaleFiles
  readonly settings: ReadSettings
  readonly memory: Memory
  readonly editions: Editions
  readonly disclose: (article: ReadArticle, targets: Iterable<Target>) => Disclosure
  readonly now: () => Date
}

/** A run, or an editor, may save the locale file while the edition is read: then it is compared with the new one. */
const MAX_EDIT_RACES = 5

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
  let place: string | undefined
  for (let races = 0; races < MAX_EDIT_RACES; races++) {
    const file = await ports.localeFiles.read(locale, article.id)
    place = file.path
    const found = readWords(edition, file, ports)
    if (found.taken.length === 0) return found
    const words = found.taken.map(({ segment: { key, notation }, text }) => ({ key, source: notation, text }))
    const printed = withPersonsTexts(file, words, article, { name: by, at: ports.now() })
    if ((await ports.localeFiles.save(locale, article.id, changesOf(printed, file), file)) === undefined)
      continue
    await share(edition, found, ports)
    return found
  }
  throw new DragomanError(
    'LOCALE_FILE_INVALID',
    'The locale file kept changing while the edition was read.',
    {
      place,
      fix: 'Import again when it is not being saved.',
    },
  )
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

/** The words are known to memory, and the other editions that hold one of these sentences are to be made anew. */
async function share(
  { article, locale }: EditionFile,
  { taken }: FoundWords,
  { localeFiles, memory, editions, now }: ImportPorts,
): Promise<void> {
  const saved = await localeFiles.read(locale, article.id)
  const people = readPeople(saved, article.segments, now())
  const rows = humanRows(article, saved, people)
  await memory.keepHuman(article.id, rows, takenBack(article, saved, people))
  const keys = taken.map(({ segment }) => segment.key)
  await editions.outdate(article.id, locale, keys)
}
