import type { Segment } from '../../article/segment.ts'
import type { ReviewState } from '../../article/target.ts'
import {
  isOurs,
  isOutdated,
  isSameText,
  type LocaleFile,
  type SegmentMeta,
  SOMEBODY,
  shortHash,
  textHash,
} from '../locale-file.ts'

/** What stands in a locale file for a segment, with its state as the next run would note it. */
export interface Standing {
  readonly text: string
  readonly state: ReviewState
  /** Words that somebody typed into the file are an editor's, of now. */
  readonly meta: SegmentMeta
}

/**
 * Undefined: no text, or an untouched copy of the source. `outdated`: a machine's text that a run was about to replace when it
 * was killed.
 */
export function standingAt(
  { key, notation }: Segment,
  { texts, meta: { segments } }: Pick<LocaleFile, 'texts' | 'meta'>,
  now: Date,
): Standing | 'outdated' | undefined {
  const text = texts.get(key)
  const meta = segments[key]
  if (text === undefined || text.trim() === '') return undefined
  if (meta === undefined && isSameText(text, notation)) return undefined
  if (meta !== undefined && isOutdated(text, meta)) return 'outdated'
  if (meta === undefined || !isOurs(text, meta))
    return { text, state: 'edited', meta: personsMeta(notation, text, SOMEBODY, now) }
  const state = meta.state === 'machine' && meta.origin === 'human' ? 'edited' : meta.state
  return { text, state, meta }
}

/** Of words that a person has just written. */
export const personsMeta = (notation: string, text: string, by: string, at: Date): SegmentMeta => ({
  source: shortHash(notation),
  target: textHash(text),
  origin: 'human',
  state: 'edited',
  sourceText: notation,
  provider: by,
  date: at.toISOString(),
})
