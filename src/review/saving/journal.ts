import { z } from 'zod'
import type { DragomanError } from '../../article/errors.ts'
import { HistoryEntry } from '../history.ts'

/** All that one save of a person's acts writes, so that it can be completed after a kill: each step may be done again. */
export const RecordedSave = z.strictObject({
  article: z.string(),
  locale: z.string(),
  by: z.string(),
  at: z.string(),
  /** Of the locale file, before it. */
  from: z.strictObject({ hash: z.string(), metaHash: z.string() }),
  changes: z.strictObject({
    interimMeta: z.string().optional(),
    texts: z.string().optional(),
    meta: z.string().optional(),
  }),
  entries: z.array(HistoryEntry),
  /** All rows of people's texts that the article has then, for memory. */
  rows: z.array(
    z.strictObject({
      key: z.string(),
      text: z.string(),
      editor: z.string(),
      date: z.number(),
      state: z.enum(['edited', 'approved']).optional(),
      engine: z.string().optional(),
      model: z.string().optional(),
    }),
  ),
  takenBack: z.array(z.string()),
  /** Segments that it was about. */
  keys: z.array(z.string()),
  counts: z.strictObject({
    edited: z.number(),
    approved: z.number(),
    rejected: z.number(),
    unreviewed: z.number(),
    stale: z.number(),
  }),
})
export type RecordedSave = z.infer<typeof RecordedSave>

/** What is being saved, written down before anything of it is done. */
export interface SaveJournal {
  /** Once it resolves, neither a kill nor a power cut loses it. */
  begin(save: RecordedSave): Promise<OpenSave>
  /** What nobody is at work on any more, in the order in which it was begun; why, where it cannot be read. */
  leftBehind(): Promise<readonly (OpenSave & { readonly save: RecordedSave | DragomanError })[]>
}

export interface OpenSave {
  /** All is done, or nothing is to be. */
  end(): Promise<void>
}
