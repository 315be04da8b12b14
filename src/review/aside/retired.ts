import type { Segment } from '../../article/segment.ts'
import { withoutStyle } from '../changed-source.ts'
import {
  isOurs,
  isPersons,
  isSameText,
  type LocaleFile,
  type LocaleMeta,
  type Retired,
  type SegmentMeta,
  SOMEBODY,
  textHash,
} from '../locale-file.ts'

/**
 * People's texts that no sentence of the article asks for any more, those of earlier runs included. One leaves again only when
 * its words stand in the file: because its sentence is back, or says the same in another style. Two of one sentence are both kept.
 */
export function retire(
  earlier: LocaleFile,
  texts: ReadonlyMap<string, string>,
  segments: readonly Segment[],
): NonNullable<LocaleMeta['retired']> {
  const retired = new Map(Object.entries(stillRetired(earlier.meta.retired, texts)))
  const wentAlong = ({ text, sourceText }: Retired): boolean => {
    if (sourceText === undefined) return false
    const words = withoutStyle(sourceText)
    return segments.some(
      ({ key, notation }) => withoutStyle(notation) === words && isSameText(texts.get(key) ?? '', text),
    )
  }
  for (const [key, text] of earlier.texts) {
    if (texts.has(key) || text.trim() === '' || !isPersons(key, text, earlier)) continue
    const before = retired.get(key)
    if (before !== undefined && !isSameText(before.text, text)) retired.set(freeKey(key, retired), before)
    // The last one goes last: it is the one that goes along with a source in another style.
    retired.delete(key)
    retired.set(key, retiredText(text, earlier.meta.segments[key]))
  }
  return Object.fromEntries([...retired].filter(([, entry]) => !wentAlong(entry)))
}

/** Those whose words do not stand in the file again. */
export const stillRetired = (
  retired: LocaleMeta['retired'] = {},
  texts: ReadonlyMap<string, string>,
): NonNullable<LocaleMeta['retired']> =>
  Object.fromEntries(
    Object.entries(retired).filter(([key, { text }]) => !isSameText(texts.get(key) ?? '', text)),
  )

/** For a second text of one sentence. Of no segment. */
function freeKey(key: string, taken: ReadonlyMap<string, Retired>): string {
  let nth = 2
  while (taken.has(`${key}#${nth}`)) nth++
  return `${key}#${nth}`
}

/** Words that differ from what meta says we wrote are somebody's, of a moment that no file tells. */
function retiredText(text: string, meta: SegmentMeta | undefined): Retired {
  const own = meta !== undefined && isOurs(text, meta) ? meta : undefined
  return {
    text,
    source: meta?.source ?? '',
    date: own?.date ?? '',
    ...(meta?.sourceText !== undefined && { sourceText: meta.sourceText }),
    by: own === undefined ? SOMEBODY : (own.review?.by ?? own.provider),
    state: own?.state === 'approved' ? 'approved' : 'edited',
    ...(own && { meta: own }),
  }
}

/** What meta would say of its words if they stood in the file. */
export const metaOfRetired = (
  { text, source, date, sourceText, by = SOMEBODY, state = 'edited', meta }: Retired,
  now: Date,
): SegmentMeta =>
  meta ?? {
    source,
    target: textHash(text),
    origin: 'human',
    state,
    ...(sourceText !== undefined && { sourceText }),
    provider: by,
    date: date === '' ? now.toISOString() : date,
  }
