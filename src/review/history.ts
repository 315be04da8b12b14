import { z } from 'zod'
import type { DragomanError } from '../article/errors.ts'
import { fileStem } from '../article/file-name.ts'
import { hashParts } from '../article/hash.ts'

/**
 * What people did to the targets of an edition, and the words that they replaced: `<id>.history.jsonl` beside the locale file,
 * committed. Lines are only ever added. Two branches that each add lines merge into both: the order of lines says nothing, so
 * each has its moment and an id of its own.
 */
export interface History {
  /** Once it resolves, a kill does not lose them. An entry whose id is there already is not added again. */
  add(article: string, locale: string, entries: readonly HistoryEntry[]): Promise<void>
  /**
   * The one way in which entries change: when a name or a text is erased. Lines that are no entries stay as they are.
   * @param change gives each entry as it is to be, itself where nothing is to change
   * @throws DragomanError LOCALE_FILE_INVALID, OUTPUT_UNWRITABLE
   */
  amend(article: string, locale: string, change: (entry: HistoryEntry) => HistoryEntry): Promise<void>
  /** @throws DragomanError LOCALE_FILE_INVALID when it cannot be read at all */
  of(article: string, locale: string): Promise<ReadHistory>
}

export interface ReadHistory {
  /** By moment, the earliest first. */
  readonly entries: readonly HistoryEntry[]
  /** A line that is no entry, each with its place. It stays where it is. */
  readonly broken: readonly DragomanError[]
}

const HISTORY_ACTS = [
  'edit',
  'approve',
  'unapprove',
  'reject',
  'restore',
  /** A person's text from another article took this place. */
  'fill',
  /** The source is styled otherwise and says the same: state and words were kept. */
  'keep',
  /** The source sentence changed: the words left the edition. */
  'retire',
  'sign-off',
  'undo sign-off',
  /** Something of a signed edition changed: nobody answers for it any more. */
  'void sign-off',
] as const

export const HistoryEntry = z.strictObject({
  id: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  /** The person; `editor` for somebody in the file; empty for what follows from the article itself. */
  by: z.string(),
  act: z.enum(HISTORY_ACTS),
  /** Of the segment; empty for what concerns the whole edition. */
  key: z.string(),
  state: z.enum(['machine', 'edited', 'approved', 'rejected']).optional(),
  /** The words after the act, in notation. */
  text: z.string().optional(),
  /** The words before it, where they were others. */
  before: z.string().optional(),
  /** What they translate, in notation. */
  source: z.string().optional(),
  /** Kind of the provider whose words they are, and its model; absent where they are a person's. */
  engine: z.string().optional(),
  model: z.string().optional(),
  /** The same of the words before. */
  beforeEngine: z.string().optional(),
  beforeModel: z.string().optional(),
  note: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** What was recorded, by its own words: recording it again, after a kill or from another clone, is recording it once. */
export const entryId = (parts: Omit<HistoryEntry, 'id' | 'note'>): string => {
  const { at, by, act, key, text = '', before = '', source = '' } = parts
  return hashParts([at, by, act, key, text, before, source]).slice(0, 24)
}

export const historyPath = (locale: string, id: string): string =>
  `${locale}/articles/${fileStem(id)}${HISTORY_ENDING}`

export const HISTORY_ENDING = '.history.jsonl'
