import type { HistoryEntry } from '../review/history.ts'
import type { LocaleMeta } from '../review/locale-file.ts'

/**
 * Erasing a person's name, or a text, wherever Dragoman keeps it: each place is asked to give what it holds without it. A name
 * gives way to {@link SOMEBODY}: what that person wrote, approved and signed stays. Of a text all goes that is kept beside what
 * is published today: what stands in a locale file is a person's to change, and is only named. Memories are erased by their
 * upkeep; backups, clones and the history of git are out of reach.
 */
export interface Eraser {
  /** The same where there is nothing to erase, as with all others. */
  meta(meta: LocaleMeta): LocaleMeta
  entry(entry: HistoryEntry): HistoryEntry
  isName(name: string): boolean
  /** Does it stand among the words of a text that is published? A name in an article is the article's. */
  isIn(text: string): boolean
  /** Of reports and other words for people. */
  string(text: string): string
  /** Of a file that nobody can change for us. */
  holds(bytes: Buffer): boolean
}

/** Whether an accent is a character of its own says nothing of a word. */
export const formsOf = (words: string): readonly string[] => [
  ...new Set([words.normalize('NFC'), words.normalize('NFD')]),
]

export const holdsAny = (bytes: Buffer, forms: readonly string[]): boolean =>
  forms.some((form) => bytes.includes(form) || bytes.includes(JSON.stringify(form).slice(1, -1)))
