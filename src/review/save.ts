import { DragomanError } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import type { Memory } from '../memory/memory.ts'
import type { Editions } from '../publish/editions.ts'
import type { History } from './history.ts'
import type { LocaleFile } from './locale-file.ts'
import type { LocaleFiles } from './locale-files.ts'
import { humanRows, readPeople, takenBack } from './people.ts'
import {
  type Act,
  type ActOutcome,
  type Decided,
  decide,
  type Person,
  type ReviewedArticle,
} from './saving/acts.ts'
import type { OpenSave, RecordedSave, SaveJournal } from './saving/journal.ts'
import { changesOf, printOver } from './write.ts'

/**
 * The one way in which a person's acts are saved, whether they come from a command, an import or the desk. Locale file, meta,
 * history, memory and the record of editions are written in one act: what is to be written is written down first, whole; then each
 * step is done, of which each may be done again; then the note is removed. After a kill whoever next opens the state completes
 * it, before anything is read. Nothing here waits for a run: one that is under way reads the locale file again.
 */
export interface SavePorts {
  readonly localeFiles: LocaleFiles
  readonly history: History
  /** Of a locale. */
  readonly memory: (locale: string) => Pick<Memory, 'keepHuman'>
  readonly editions: Editions
  readonly journal: SaveJournal
}

/** A run, or another person, may save the locale file in between: then the acts are decided upon the new one. */
const MAX_EDIT_RACES = 5

/**
 * @param actsOn what the person does, seeing this file
 * @returns what came of each act; those that the table of states refuses are refused, and the others saved
 * @throws DragomanError LOCALE_FILE_INVALID, OUTPUT_UNWRITABLE, STATE_UNREADABLE, STATE_LOCKED
 */
export async function save(
  article: ReviewedArticle & { readonly id: string },
  locale: string,
  actsOn: (file: LocaleFile) => readonly Act[],
  by: Person,
  ports: SavePorts,
): Promise<readonly ActOutcome[]> {
  const decideOn = (file: LocaleFile) => decide(article, file, actsOn(file), by)
  return (await saveDecided(article, locale, decideOn, by, ports)).outcomes
}

/** The same for what concerns an edition as a whole. @param decideOn what becomes of this file: nothing, where it has none */
export async function saveDecided<D extends Pick<Decided, 'file' | 'entries'>>(
  article: ReviewedArticle & { readonly id: string },
  locale: string,
  decideOn: (file: LocaleFile) => D,
  by: Person,
  ports: SavePorts,
): Promise<D> {
  let place = ''
  for (let races = 0; races < MAX_EDIT_RACES; races++) {
    const earlier = await ports.localeFiles.read(locale, article.id)
    place = earlier.path
    const decided = decideOn(earlier)
    if (decided.file === undefined) return decided
    const record = recorded(article, locale, earlier, decided, by)
    const note = await ports.journal.begin(record)
    if (await complete(record, note, ports)) return decided
  }
  throw new DragomanError('LOCALE_FILE_INVALID', 'The locale file kept changing while it was saved.', {
    place,
    fix: 'Try again when it is not being saved.',
  })
}

/** Completes what earlier processes were killed at. @param tell of what cannot be completed; what is only to be tried again stays */
export async function completeSaves(ports: SavePorts, tell: (message: string) => void): Promise<void> {
  for (const { save: record, end } of await ports.journal.leftBehind()) {
    try {
      if (record instanceof DragomanError) throw record
      if (!(await complete(record, { end }, ports))) tell(lost(record))
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      tell(`${error.place}: ${error.message} ${error.fix}`)
    }
  }
}

/** @returns false: others have saved the locale file, and nothing was written */
async function complete(record: RecordedSave, note: OpenSave, ports: SavePorts): Promise<boolean> {
  const { article, locale, changes, from, entries, rows, keys, counts } = record
  const { localeFiles, history, memory, editions } = ports
  const isSaved = (await localeFiles.save(locale, article, changes, from)) !== undefined
  // Whoever typed into the file after this save reached it has undone nothing of what happened.
  const isBefore = !isSaved && (await isMetaOf(record, localeFiles))
  if (isSaved || isBefore) {
    await history.add(article, locale, entries)
    if (isSaved) await memory(locale).keepHuman(article, rows, record.takenBack)
    await editions.outdate(article, locale, keys)
    if ((await editions.get(article, locale))?.status === 'current')
      await editions.invalidate(article, locale)
    await editions.amend(article, locale, counts)
  }
  await note.end()
  return isSaved || isBefore
}

async function isMetaOf(
  { article, locale, changes }: RecordedSave,
  localeFiles: LocaleFiles,
): Promise<boolean> {
  const meta = changes.meta ?? changes.interimMeta
  return meta !== undefined && (await localeFiles.read(locale, article)).metaHash === sha256(meta)
}

function recorded(
  article: ReviewedArticle & { readonly id: string },
  locale: string,
  earlier: LocaleFile,
  { file, entries }: Pick<Decided, 'file' | 'entries'>,
  { name, at }: Person,
): RecordedSave {
  const saved = { ...earlier, ...file }
  const printed = printOver(earlier, saved.texts, saved.meta, article.segments)
  const people = readPeople(saved, article.segments, at)
  return {
    article: article.id,
    locale,
    by: name,
    at: at.toISOString(),
    from: { hash: earlier.hash, metaHash: earlier.metaHash },
    changes: changesOf(printed, earlier),
    entries: [...entries],
    rows: humanRows(article, saved, people),
    takenBack: takenBack(article, saved, people),
    // What concerns the whole edition has no key, and other articles nothing of it.
    keys: entries.flatMap(({ key }) => (key === '' ? [] : [key])),
    counts: printed.counts,
  }
}

function lost({ article, locale, by, entries }: RecordedSave): string {
  const acts = entries.map(({ act, key }) => `${act} ${key}`).join(', ')
  return (
    `${article} (${locale}): what ${by} was saving when the command was ended is not saved, since others have saved the locale ` +
    `file meanwhile; theirs stays. To be done again: ${acts}.`
  )
}
