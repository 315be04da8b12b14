import type { Content } from './content.ts'
import type { Role } from './unit.ts'

/** A sentence (or paragraph) of a unit, edges trimmed of white space and of codes that enclose it whole. */
export interface Segment {
  /** `<role>.<hash of the source notation>`: the same wherever the same words stand in that role. */
  readonly key: string
  readonly role: Role
  readonly unit: string
  /** Where it stands in the unit's `content.text` (UTF-16 offsets). */
  readonly start: number
  readonly end: number
  /** Source text; codes renumbered from 1, halves of a cut pair standing alone. */
  readonly source: Content
  /** The source in notation (`See <a1>the list</a1>.`): what memory and locale files know it by. */
  readonly notation: string
}
