import { hashParts } from '../../article/hash.ts'
import { author } from '../../article/origin.ts'
import { entryId, type History, type HistoryEntry } from '../history.ts'
import { isOurs, type LocaleFile, SOMEBODY, textHash } from '../locale-file.ts'
import type { Entry } from '../write.ts'

/**
 * What people did without a command of ours, as the run finds it: words typed into the locale file, and decisions in a meta that
 * came by git without its history. An entry's id is made of what was found, so that it is recorded once.
 * @param isMetaNew is it another than the last edition left?
 */
export async function recordFound(
  { article, locale }: { readonly article: string; readonly locale: string },
  entries: readonly Entry[],
  earlier: LocaleFile,
  isMetaNew: boolean,
  history: History,
): Promise<void> {
  const typed = entries.flatMap((entry) => typedInto(earlier, entry))
  const decided = isMetaNew ? entries.flatMap((entry) => decidedIn(earlier, entry)) : []
  if (typed.length + decided.length === 0) return
  const known = decided.length === 0 ? [] : (await history.of(article, locale)).entries
  const isKnown = ({ key, by, at }: HistoryEntry) =>
    known.some((entry) => entry.key === key && entry.by === by && entry.at === at)
  await history.add(article, locale, [...typed, ...decided.filter((entry) => !isKnown(entry))])
}

function typedInto(
  { texts, meta }: LocaleFile,
  { segment: { key, notation }, target }: Entry,
): HistoryEntry[] {
  const text = texts.get(key)
  const before = meta.segments[key]
  if (target.origin.kind !== 'human' || target.origin.editor !== SOMEBODY || text === undefined) return []
  if (before !== undefined && isOurs(text, before)) return []
  const id = hashParts([key, textHash(text), before?.target ?? '', notation]).slice(0, 24)
  return [{ id, at: target.date, by: SOMEBODY, act: 'edit', key, state: 'edited', text, source: notation }]
}

function decidedIn(
  { texts, meta }: LocaleFile,
  { segment: { key, notation }, target }: Entry,
): HistoryEntry[] {
  const { state, review, origin } = target
  const text = texts.get(key)
  const known = meta.segments[key]
  if (review === undefined || text === undefined || known === undefined || !isOurs(text, known)) return []
  if (state !== 'approved' && state !== 'rejected') return []
  const by = author(origin)
  const act = state === 'approved' ? 'approve' : 'reject'
  const words = { at: review.date, by: review.by, act, key, state, text, source: notation } as const
  const engine = by.kind === 'machine' ? { engine: by.provider, model: by.model } : {}
  return [{ id: entryId(words), ...words, ...engine }]
}
