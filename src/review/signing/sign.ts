import { hashParts } from '../../article/hash.ts'
import type { Segment } from '../../article/segment.ts'
import { entryId, type HistoryEntry } from '../history.ts'
import type { LocaleFile, SegmentMeta, SignOff } from '../locale-file.ts'
import type { RecheckOptions } from '../recheck.ts'
import type { Decided, Person } from '../saving/acts.ts'
import { type Readiness, readinessOf } from './readiness.ts'
import type { SegmentedArticle } from './signed-texts.ts'

/** What a person's signature, or its taking back, makes of a locale file: nothing, where there is nothing to be done. */
type Signing = Pick<Decided, 'file' | 'entries'>

/** A person signs what stands in the file, unless something is in the way. */
export function signedBy(
  article: SegmentedArticle & { readonly id: string },
  file: LocaleFile,
  options: RecheckOptions,
  { name: by, at }: Person,
): Signing & { readonly signed: SignOff | undefined; readonly readiness: Readiness } {
  const readiness = readinessOf(article, file, options, at)
  if (readiness.obstacles.length > 0) return { file: undefined, entries: [], signed: undefined, readiness }
  const signed = { by, date: at.toISOString(), ...readiness.signed, unopened: [...readiness.unopened] }
  const meta = { ...withSources(file, article.segments), signOff: signed }
  return {
    file: { texts: file.texts, meta },
    entries: [entryOf('sign-off', { name: by, at })],
    signed,
    readiness,
  }
}

/** @returns before: the signature that goes */
export function unsigned(file: LocaleFile, by: Person): Signing & { readonly before: SignOff | undefined } {
  const { signOff: before, ...meta } = file.meta
  if (before === undefined) return { file: undefined, entries: [], before }
  return { file: { texts: file.texts, meta }, entries: [entryOf('undo sign-off', by)], before }
}

/** Meta says of all texts of a signed edition what they translate: they go along with a source that is only styled otherwise. */
function withSources({ meta }: LocaleFile, segments: readonly Segment[]): LocaleFile['meta'] {
  const sources = new Map(segments.map(({ key, notation }) => [key, notation]))
  const metas = Object.entries(meta.segments).map(([key, known]): [string, SegmentMeta] => {
    const sourceText = known.sourceText ?? sources.get(key)
    return [key, { ...known, ...(sourceText !== undefined && { sourceText }) }]
  })
  return { ...meta, segments: Object.fromEntries(metas) }
}

/**
 * What a run that is about to write meta has to tell of a sign-off that no longer holds. The entry's id is made of what was
 * found, so that it is recorded once, also by a run that was killed or overtaken.
 */
export function voidedEntries(
  before: SignOff | undefined,
  now: SignOff | undefined,
): readonly HistoryEntry[] {
  if (now?.voided === undefined || before?.voided !== undefined) return []
  const { date, why } = now.voided
  const id = hashParts([now.hash, now.date, why]).slice(0, 24)
  return [{ id, at: date, by: '', act: 'void sign-off', key: '', note: why }]
}

function entryOf(act: 'sign-off' | 'undo sign-off', { name, at }: Person): HistoryEntry {
  const entry = { at: at.toISOString(), by: name, act, key: '' }
  return { id: entryId(entry), ...entry }
}
