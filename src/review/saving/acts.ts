import type { Article } from '../../article/article.ts'
import type { Segment } from '../../article/segment.ts'
import type { ReviewState } from '../../article/target.ts'
import { codes } from '../../check/rules/codes.ts'
import { keptRefusals } from '../aside/refusals.ts'
import { stillRetired } from '../aside/retired.ts'
import { readDismissals } from '../dismissals.ts'
import { entryId, type HistoryEntry } from '../history.ts'
import {
  isSameText,
  type LocaleFile,
  type LocaleMeta,
  type SegmentMeta,
  shortHash,
  textHash,
} from '../locale-file.ts'
import { parseTarget } from '../people.ts'
import { nextState, TRANSITIONS } from '../state.ts'
import { personsMeta, type Standing, standingAt } from './standing.ts'

/** What a named person does to one segment's target. Texts are in notation. */
export type Act = WritingAct | ReviewingAct

type WritingAct =
  | { readonly kind: 'edit'; readonly key: string; readonly text: string }
  /** Words of the history: a machine's come back as that machine's, approved by who restores them. */
  | {
      readonly kind: 'restore'
      readonly key: string
      readonly text: string
      readonly machine?: Machine | undefined
    }

interface ReviewingAct {
  readonly kind: 'approve' | 'unapprove' | 'reject'
  readonly key: string
}

interface Machine {
  readonly engine: string
  readonly model?: string | undefined
}

export interface Person {
  readonly name: string
  readonly at: Date
}

/** What came of an act. `unchanged`: it says what stands there already. */
export type ActOutcome =
  | { readonly kind: 'done' | 'unchanged'; readonly act: Act; readonly state: ReviewState }
  | { readonly kind: 'refused'; readonly act: Act; readonly why: string; readonly fix: string }

/** What acts make of a locale file. */
export interface Decided {
  readonly outcomes: readonly ActOutcome[]
  /** As it is to be; absent where nothing was done. */
  readonly file: Pick<LocaleFile, 'texts' | 'meta'> | undefined
  readonly entries: readonly HistoryEntry[]
}

export type ReviewedArticle = Pick<Article, 'path' | 'locale'> & { readonly segments: readonly Segment[] }

/** One act after the other: each finds what those before it left. One that is refused takes no other along. */
export function decide(
  article: ReviewedArticle,
  file: LocaleFile,
  acts: readonly Act[],
  by: Person,
): Decided {
  const segments = new Map(article.segments.map((segment) => [segment.key, segment]))
  const { dismissed } = readDismissals(file, article.segments)
  const texts = new Map(file.texts)
  const metas: Record<string, SegmentMeta> = { ...file.meta.segments }
  const entries: HistoryEntry[] = []
  const outcomes = acts.map((act): ActOutcome => {
    const segment = segments.get(act.key)
    if (segment === undefined) return { kind: 'refused', act, ...NO_SEGMENT }
    const standing = standingAt(segment, { texts, meta: { ...file.meta, segments: metas } }, by.at)
    if (standing === 'outdated') return { kind: 'refused', act, ...OUTDATED }
    const mayLoseCodes = dismissed.get(act.key)?.includes(codes.id) ?? false
    const next = after(act, { segment, standing, mayLoseCodes, by })
    if (next.kind !== 'becomes') return { act, ...next }
    texts.set(act.key, next.text)
    metas[act.key] = next.meta
    entries.push(entryOf(act, segment, next, standing, by))
    return { kind: 'done', act, state: next.meta.state }
  })
  if (entries.length === 0) return { outcomes, file: undefined, entries }
  return { outcomes, file: { texts, meta: metaWith(metas, texts, article, file) }, entries }
}

const NO_SEGMENT = {
  why: 'the article has no such segment',
  fix: 'Take a key from the locale file, or from dragoman review.',
}
const OUTDATED = {
  why: 'the run that was replacing these words was ended in between',
  fix: 'Run again: dragoman run.',
}
const NO_TEXT = {
  why: 'there are no words yet',
  fix: 'Write them into the locale file, or run: dragoman run.',
}
const misfit = (problem: string) => ({
  why: `its inline codes do not fit the source: ${problem}`,
  fix: 'Keep each <a1>…</a1> as it stands in the source’s locale file.',
})

interface Place {
  readonly segment: Segment
  readonly standing: Standing | undefined
  readonly mayLoseCodes: boolean
  readonly by: Person
}

interface Becomes {
  readonly kind: 'becomes'
  readonly text: string
  readonly meta: SegmentMeta
}

type Next =
  | Becomes
  | { readonly kind: 'unchanged'; readonly state: ReviewState }
  | { readonly kind: 'refused'; readonly why: string; readonly fix: string }

function after(act: Act, place: Place): Next {
  switch (act.kind) {
    case 'edit':
    case 'restore':
      return written(act, place)
    case 'approve':
    case 'unapprove':
    case 'reject':
      return reviewed(act, place)
    default:
      return act satisfies never
  }
}

function written(act: WritingAct, { segment, standing, mayLoseCodes, by }: Place): Next {
  const { notation } = segment
  const { text } = act
  const parsed = parseTarget(text, segment, mayLoseCodes)
  if (text.trim() === '' || !parsed.ok)
    return { kind: 'refused', ...(parsed.ok ? NO_TEXT : misfit(parsed.problem)) }
  const machine = act.kind === 'restore' ? act.machine : undefined
  const words = personsMeta(notation, text, by.name, by.at)
  const meta = machine === undefined ? words : { ...words, ...approvedMachines(machine, by) }
  const isSame = standing !== undefined && isSameText(text, standing.text)
  if (isSame && (act.kind === 'edit' || standing.state === meta.state))
    return { kind: 'unchanged', state: standing.state }
  return { kind: 'becomes', text, meta }
}

const approvedMachines = ({ engine, model }: Machine, by: Person) =>
  ({
    origin: 'machine',
    state: nextState('machine', 'approve', 'machine'),
    review: reviewBy(by),
    provider: engine,
    ...(model !== undefined && { model }),
  }) as const

const reviewBy = ({ name, at }: Person) => ({ by: name, date: at.toISOString() })

function reviewed({ kind }: ReviewingAct, { segment, standing, mayLoseCodes, by }: Place): Next {
  if (standing === undefined) return { kind: 'refused', ...NO_TEXT }
  const { text, meta } = standing
  const transition = TRANSITIONS[standing.state][kind]
  if (transition.kind === 'refused') return { kind: 'refused', why: transition.why, fix: transition.fix }
  if (transition.kind === 'stays') return { kind: 'unchanged', state: standing.state }
  const parsed = parseTarget(text, segment, mayLoseCodes)
  if (kind === 'approve' && !parsed.ok) return { kind: 'refused', ...misfit(parsed.problem) }
  const state = nextState(standing.state, kind, meta.origin)
  // What was decided here no longer follows another article: it has no `via`.
  const { origin, provider, model, date, memory, rung, failing } = meta
  return {
    kind: 'becomes',
    text,
    meta: {
      source: shortHash(segment.notation),
      target: textHash(text),
      origin,
      state,
      review: kind === 'unapprove' ? undefined : reviewBy(by),
      sourceText: segment.notation,
      provider,
      model,
      date,
      memory,
      rung,
      failing,
    },
  }
}

function entryOf(
  { kind: act, key }: Act,
  { notation: source }: Segment,
  { text, meta }: Becomes,
  standing: Standing | undefined,
  by: Person,
): HistoryEntry {
  const isReplaced = standing !== undefined && standing.text !== text
  const entry = {
    at: by.at.toISOString(),
    by: by.name,
    act,
    key,
    state: meta.state,
    text,
    ...(isReplaced && { before: standing.text }),
    source,
    ...(meta.origin === 'machine' && { engine: meta.provider, model: meta.model }),
    ...(isReplaced &&
      standing.meta.origin === 'machine' && {
        beforeEngine: standing.meta.provider,
        beforeModel: standing.meta.model,
      }),
  }
  return { id: entryId(entry), ...entry }
}

/** Words that left the article, and stand in it again, are no longer kept aside. */
function metaWith(
  segments: Record<string, SegmentMeta>,
  texts: ReadonlyMap<string, string>,
  { path, locale }: ReviewedArticle,
  earlier: LocaleFile,
): LocaleMeta {
  const { retired = {}, refused: _, ...before } = earlier.meta
  const left = stillRetired(retired, texts)
  return {
    ...before,
    article: path,
    sourceLocale: locale,
    segments,
    ...(Object.keys(left).length > 0 && { retired: left }),
    ...keptRefusals(earlier, segments),
  }
}
