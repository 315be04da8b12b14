import { hashParts } from '../../article/hash.ts'
import { author } from '../../article/origin.ts'
import { toNotation } from '../../segment/notation.ts'
import { withoutStyle } from '../changed-source.ts'
import { entryId, type History, type HistoryEntry } from '../history.ts'
import { isOurs, isPersons, type LocaleFile, SOMEBODY, textHash } from '../locale-file.ts'
import type { Entry } from '../write.ts'

/**
 * What people did without a command of ours, as the run finds it: words typed into the locale file, and decisions in a meta that
 * came by git without its history; and what became of people's words as articles changed. An entry's id is made of what was
 * found, so that it is recorded once.
 * @param isMetaNew is it another than the last edition left?
 */
export async function recordFound(
  { article, locale }: { readonly article: string; readonly locale: string },
  entries: readonly Entry[],
  earlier: LocaleFile,
  { isMetaNew, now }: { readonly isMetaNew: boolean; readonly now: Date },
  history: History,
): Promise<void> {
  const typed = entries.flatMap((entry) => typedInto(earlier, entry))
  const decided = isMetaNew ? entries.flatMap((entry) => decidedIn(earlier, entry)) : []
  const followed = followedIn(entries, earlier, now)
  if (typed.length + decided.length + followed.length === 0) return
  const known = decided.length === 0 ? [] : (await history.of(article, locale)).entries
  const isKnown = ({ key, by, at }: HistoryEntry) =>
    known.some((entry) => entry.key === key && entry.by === by && entry.at === at)
  await history.add(article, locale, [...typed, ...decided.filter((entry) => !isKnown(entry)), ...followed])
}

/** What follows from a change of the article, or from a person's words in another one. */
function followedIn(entries: readonly Entry[], earlier: LocaleFile, now: Date): HistoryEntry[] {
  const kept = keptIn(entries, earlier)
  const at = now.toISOString()
  const record = (entry: Omit<HistoryEntry, 'id' | 'at'>): HistoryEntry => {
    const { act, key, text = '', before = '', source = '' } = entry
    return { id: hashParts([act, key, text, before, source]).slice(0, 24), at, ...entry }
  }
  return [
    ...entries.flatMap(({ segment: { key, notation: source }, target }) => {
      const text = toNotation(target.content)
      const before = earlier.texts.get(key)
      const by = author(target.origin)
      if (target.origin.kind !== 'memory' || by.kind !== 'human' || before === text) return []
      const filled = { by: by.editor, act: 'fill', key, state: 'edited', text, source } as const
      return [record(before === undefined ? filled : { ...filled, before })]
    }),
    ...Array.from(kept, ([key, { target, segment }]) =>
      record({
        by: '',
        act: 'keep',
        key: segment.key,
        state: target.state,
        text: toNotation(target.content),
        source: segment.notation,
        note: `as for “${earlier.meta.segments[key]?.sourceText ?? ''}”`,
      }),
    ),
    ...retiredIn(entries, earlier, kept).map(([key, text]) => {
      const source = earlier.meta.segments[key]?.sourceText
      return record({ by: '', act: 'retire', key, before: text, ...(source !== undefined && { source }) })
    }),
  ]
}

/** People's words that went along with a source which says the same in another style, by the key before. */
function keptIn(entries: readonly Entry[], { texts, meta }: LocaleFile): ReadonlyMap<string, Entry> {
  const isNew = ({ segment: { key }, target }: Entry) =>
    !texts.has(key) &&
    meta.retired?.[key] === undefined &&
    (target.origin.kind === 'human' || target.state === 'approved')
  const fresh = new Map(
    entries.filter(isNew).map((entry) => [withoutStyle(entry.segment.notation), entry] as const),
  )
  if (fresh.size === 0) return new Map()
  return new Map(
    Object.entries(meta.segments).flatMap(([key, { sourceText }]) => {
      const entry = sourceText === undefined ? undefined : fresh.get(withoutStyle(sourceText))
      return entry === undefined || entry.segment.key === key ? [] : [[key, entry] as const]
    }),
  )
}

/** People's words whose sentence has left the article. */
function retiredIn(
  entries: readonly Entry[],
  earlier: LocaleFile,
  kept: ReadonlyMap<string, Entry>,
): (readonly [key: string, text: string])[] {
  const held = new Set(entries.map(({ segment }) => segment.key))
  return [...earlier.texts].filter(
    ([key, text]) =>
      !held.has(key) &&
      !kept.has(key) &&
      earlier.meta.segments[key] !== undefined &&
      text.trim() !== '' &&
      isPersons(key, text, earlier),
  )
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
