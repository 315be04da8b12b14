import { z } from 'zod'

/**
 * What people did to the targets of an edition, and the words that they replaced: `<id>.history.jsonl` beside the locale file,
 * committed. Lines are only ever added. Two branches that each add lines merge into both: the order of lines says nothing, so
 * each has its moment and an id of its own.
 */
export interface History {
  /** Once it resolves, a kill does not lose them. An entry whose id is there already is not added again. */
  add(article: string, locale: string, entries: readonly HistoryEntry[]): Promise<void>
  /** By moment, the earliest first. Lines that cannot be read are told of, never dropped. @throws DragomanError LOCALE_FILE_INVALID */
  of(article: string, locale: string): Promise<readonly HistoryEntry[]>
}

export const HISTORY_ACTS = [
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
  /** Kind of the provider whose words they are. */
  engine: z.string().optional(),
  note: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const historyPath = (locale: string, id: string): string => `${locale}/articles/${id}.history.jsonl`

export const printEntry = (entry: HistoryEntry): string => `${JSON.stringify(entry)}\n`
