import type { Content } from './content.ts'

/** What a run of text is in its article. Roles enter segment keys: keep the words. */
export type Role =
  | 'headline'
  | 'standfirst'
  | 'caption'
  | 'alt'
  | 'title'
  | 'description'
  | 'heading'
  | 'paragraph'
  | 'quote'
  | 'list-item'
  | 'table-cell'
  | 'live-updates'
  | 'keyword'
  | 'label'

/** One translatable run of an article (headline, paragraph, caption…), in reading order. */
export interface Unit {
  /** Place in this reading of the article (`u0`, `u1`…): joins units to the skeleton; not stable across edits. */
  readonly id: string
  readonly role: Role
  readonly content: Content
  /** Words on either side that a provider may use as context, never translated with it. */
  readonly note?: string
}
