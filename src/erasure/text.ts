import { entryId, type HistoryEntry } from '../review/history.ts'
import type { LocaleMeta, SegmentMeta } from '../review/locale-file.ts'
import { type Eraser, formsOf, holdsAny } from './eraser.ts'

/** Whatever holds these words, letter for letter. */
export function textEraser(words: string): Eraser {
  const forms = formsOf(words)
  const isIn = (text: string | undefined): boolean =>
    text !== undefined && forms.some((form) => text.includes(form))
  return {
    meta: (meta) => withoutTexts(meta, isIn),
    entry: (entry) => (TEXTS.some((name) => isIn(entry[name])) ? withoutTextsIn(entry, isIn) : entry),
    isName: () => false,
    isIn,
    string: (text) => forms.reduce((rest, form) => rest.replaceAll(form, '…'), text),
    holds: (bytes) => holdsAny(bytes, forms),
  }
}

/** Of an entry: who did what and when stays. */
const TEXTS = ['text', 'before', 'source', 'note'] as const

function withoutTextsIn(
  { id: _, ...entry }: HistoryEntry,
  isIn: (text: string | undefined) => boolean,
): HistoryEntry {
  const kept = Object.entries(entry).filter(([name, value]) => !isTextNamed(name) || !isIn(value))
  const rest = Object.fromEntries(kept) as Omit<HistoryEntry, 'id'>
  return { id: entryId(rest), ...rest }
}

const isTextNamed = (name: string): boolean => TEXTS.some((each) => each === name)

function withoutTexts(meta: LocaleMeta, isIn: (text: string | undefined) => boolean): LocaleMeta {
  const { retired: before = {}, ...rest } = meta
  const retired = Object.entries(before).filter(
    ([, { text, sourceText }]) => !isIn(text) && !isIn(sourceText),
  )
  const segments = Object.entries(meta.segments).map(([key, segment]): [string, SegmentMeta] => {
    const { sourceText, ...others } = segment
    return [key, isIn(sourceText) ? others : segment]
  })
  const isSame =
    retired.length === Object.keys(before).length &&
    segments.every(([key, segment]) => segment === meta.segments[key])
  if (isSame) return meta
  return {
    ...rest,
    segments: Object.fromEntries(segments),
    ...(retired.length > 0 && { retired: Object.fromEntries(retired) }),
  }
}
