import { entryId, type HistoryEntry } from '../review/history.ts'
import type { LocaleMeta, SegmentMeta } from '../review/locale-file.ts'
import { SOMEBODY } from '../review/locale-file.ts'
import { type Eraser, formsOf, holdsAny } from './eraser.ts'

/** What a person did stays, and is somebody's. */
export function personEraser(name: string): Eraser {
  const forms = formsOf(name.trim())
  const isName = (by: string | undefined): boolean => by !== undefined && forms.includes(by.trim())
  const string = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, SOMEBODY), text)
  return {
    meta: (meta) => (namesIn(meta).some(isName) ? withoutName(meta, isName) : meta),
    entry: (entry) =>
      isName(entry.by) || isNoted(entry, forms) ? withoutNameIn(entry, isName, string) : entry,
    isName,
    isIn: () => false,
    string,
    holds: (bytes) => holdsAny(bytes, forms),
  }
}

const namesIn = ({ segments, retired = {}, refused = [], signOff }: LocaleMeta): (string | undefined)[] => [
  ...Object.values(segments).flatMap(namesOf),
  ...Object.values(retired).flatMap(({ by, meta }) => [by, ...(meta === undefined ? [] : namesOf(meta))]),
  ...refused.map(({ by }) => by),
  signOff?.by,
]

const namesOf = ({ origin, provider, review }: SegmentMeta): (string | undefined)[] => [
  origin === 'human' ? provider : undefined,
  review?.by,
]

function withoutName(meta: LocaleMeta, isName: (by: string | undefined) => boolean): LocaleMeta {
  const anonymous = <T extends { readonly by?: string | undefined }>(each: T): T =>
    isName(each.by) ? { ...each, by: SOMEBODY } : each
  const anonymousSegment = (segment: SegmentMeta): SegmentMeta => {
    const { origin, provider, review } = segment
    return {
      ...segment,
      provider: origin === 'human' && isName(provider) ? SOMEBODY : provider,
      ...(review && { review: anonymous(review) }),
    }
  }
  const segments = Object.entries(meta.segments).map(([key, segment]) => [key, anonymousSegment(segment)])
  const retired = Object.entries(meta.retired ?? {}).map(([key, each]) => [
    key,
    { ...anonymous(each), ...(each.meta && { meta: anonymousSegment(each.meta) }) },
  ])
  return {
    ...meta,
    segments: Object.fromEntries(segments),
    ...(meta.retired && { retired: Object.fromEntries(retired) }),
    ...(meta.refused && { refused: meta.refused.map(anonymous) }),
    ...(meta.signOff && { signOff: anonymous(meta.signOff) }),
  }
}

const isNoted = ({ note = '' }: HistoryEntry, forms: readonly string[]): boolean =>
  forms.some((form) => note.includes(form))

/** Its id is made of its words: recorded again from meta, it is the same entry. */
function withoutNameIn(
  { id: _, ...entry }: HistoryEntry,
  isName: (by: string) => boolean,
  string: (text: string) => string,
): HistoryEntry {
  const anonymous = {
    ...entry,
    by: isName(entry.by) ? SOMEBODY : entry.by,
    ...(entry.note !== undefined && { note: string(entry.note) }),
  }
  return { id: entryId(anonymous), ...anonymous }
}
