import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import { codes } from '../check/rules/codes.ts'
import type { HumanRow } from '../memory/memory.ts'
import { humanKey } from '../memory/memory-key.ts'
import { fromNotation, type ParsedNotation } from '../segment/notation.ts'
import { type Refusals, refusalsFor } from './aside/refusals.ts'
import { metaOfRetired } from './aside/retired.ts'
import { type StaleText, staleTexts, withoutStyle } from './changed-source.ts'
import { type Dismissals, readDismissals } from './dismissals.ts'
import {
  isEmpty,
  isOurs,
  isOutdated,
  isPersons,
  isSameText,
  type LocaleFile,
  plain,
  type SegmentMeta,
  SOMEBODY,
  textIn,
  textOf,
} from './locale-file.ts'

/** What a locale file holds for an article's segments, by segment key. */
export interface People {
  /** A person's texts, and a machine's that a person approved: go before everything, are never overwritten. */
  readonly targets: ReadonlyMap<string, Target>
  /** Texts that a person rejected, as they stand there: never published here. */
  readonly rejected: ReadonlyMap<string, RejectedText>
  /** These, and all else that people rejected here. */
  readonly refused: Refusals
  /** A person's texts whose inline codes do not fit the source: why, for the report. */
  readonly broken: ReadonlyMap<string, string>
  /** Texts that a person wrote in another article, as memory brought them here: follow what memory says now. */
  readonly shared: ReadonlyMap<string, Target>
  /** Machine texts as we left them, with the memory key they were bought under. */
  readonly machine: ReadonlyMap<string, FileText>
  /** Of people's words whose source is styled otherwise now and says the same: the key before, by the key now. */
  readonly kept: ReadonlyMap<string, string>
  /** People's words whose source sentence has changed since the last edition: they leave it. */
  readonly leaving: readonly StaleText[]
  /** Ids of the checks that a person says are wrong about a segment. */
  readonly dismissed: Dismissals['dismissed']
  readonly unknownDismissals: Dismissals['unknown']
}

/** A machine's text in a locale file, in notation, without what an editor's software put at its ends. */
export interface FileText {
  readonly text: string
  readonly meta: SegmentMeta
}

interface RejectedText extends FileText {
  readonly target: Target
}

/**
 * Tells people's texts from ours: a text is a person's when it is not what meta says we wrote. What meta does not
 * know and equals its source is a copy of the source's file that is not translated yet.
 * @param now the date of what a person wrote since the last run
 */
export function readPeople(file: LocaleFile, segments: readonly Segment[], now: Date): People {
  const { dismissed, unknown: unknownDismissals } = readDismissals(file, segments)
  const targets = new Map<string, Target>()
  const broken = new Map<string, string>()
  const shared = new Map<string, Target>()
  const machine = new Map<string, FileText>()
  const rejected = new Map<string, RejectedText>()
  const refused = refusalsFor(segments, file)
  const kept = new Map<string, string>()
  const texts = { targets, rejected, refused, broken, shared, machine, kept }
  if (isEmpty(file) && Object.keys(file.meta.segments).length === 0)
    return { ...texts, leaving: [], dismissed, unknownDismissals }
  const gone = new Map(goneTexts(file, segments).map((text) => [text.key, text]))
  const restyled = byWords(gone.values())
  for (const segment of segments) {
    let standing = standingText(file, segment.key, now)
    const before =
      textIn(file, segment.key) === undefined ? restyled.get(withoutStyle(segment.notation)) : undefined
    // What stood there until now goes before what was kept aside.
    const isNext = before !== undefined && (standing === undefined || file.texts.has(before.key))
    if (isNext && parseTarget(plain(before.text), segment, false).ok) {
      // Words, state and approval go with a source that says the same.
      standing = standingText(file, before.key, now)
      kept.set(segment.key, before.key)
      gone.delete(before.key)
    }
    if (standing === undefined || standing.text.trim() === '') continue
    const { text, meta } = standing
    if (meta === undefined && isSameText(text, segment.notation)) continue
    if (meta !== undefined && isOutdated(text, meta)) continue
    const ours = meta !== undefined && isOurs(text, meta)
    if (ours && meta.origin === 'machine' && meta.state === 'machine') {
      if (!isAccepted(meta, dismissed.get(segment.key))) continue
      machine.set(segment.key, { text: plain(text), meta })
      continue
    }
    const parsed = parseTarget(text, segment, dismissed.get(segment.key)?.includes(codes.id) ?? false)
    if (!parsed.ok) {
      broken.set(segment.key, parsed.problem)
      continue
    }
    const target = reviewedTarget(parsed.content, ours ? meta : undefined, now)
    if (ours && meta.state === 'rejected') rejected.set(segment.key, { text: plain(text), meta, target })
    else if (ours && meta.via === 'memory')
      shared.set(segment.key, { ...target, origin: { kind: 'memory', of: target.origin } })
    else targets.set(segment.key, target)
  }
  const leaving = [...gone.values()].filter(({ key }) => file.texts.has(key))
  return { ...texts, leaving, dismissed, unknownDismissals }
}

/** People's words whose keys the article does not hold (any more). */
function goneTexts(file: LocaleFile, segments: readonly Segment[]): readonly StaleText[] {
  const keys = new Set(segments.map(({ key }) => key))
  const inFile = [...file.texts].flatMap(([key, text]): StaleText[] => {
    const meta = file.meta.segments[key]
    if (meta === undefined || keys.has(key) || !isPersons(key, text, file)) return []
    const isApproved = meta.state === 'approved' && isOurs(text, meta)
    const by = isOurs(text, meta) ? (meta.review?.by ?? meta.provider) : SOMEBODY
    return [{ key, text, sourceText: meta.sourceText, by, state: isApproved ? 'approved' : 'edited' }]
  })
  return [...staleTexts(file).filter(({ key }) => !keys.has(key)), ...inFile]
}

const byWords = (texts: Iterable<StaleText>): ReadonlyMap<string, StaleText> =>
  new Map(
    Array.from(texts).flatMap((text) =>
      text.sourceText === undefined ? [] : [[withoutStyle(text.sourceText), text] as const],
    ),
  )

/** What stands in the file for a segment, or what a person wrote when the same sentence stood in the article before. */
function standingText(
  file: LocaleFile,
  key: string,
  now: Date,
): { readonly text: string; readonly meta: SegmentMeta | undefined } | undefined {
  const text = textIn(file, key)
  if (text !== undefined) return { text, meta: file.meta.segments[key] }
  const retired = file.meta.retired?.[key]
  return retired && { text: retired.text, meta: metaOfRetired(retired, now) }
}

/** A text that fails a check is good only as long as a person says that the check is wrong. */
const isAccepted = ({ failing = [] }: SegmentMeta, dismissed: readonly string[] = []): boolean =>
  failing.every((id) => dismissed.includes(id))

/**
 * What a person typed must hold the source's inline codes, or a link would be lost or invented. With the check dismissed,
 * codes may be left out, but not half of one.
 */
export function parseTarget(text: string, { source }: Segment, mayLoseCodes: boolean): ParsedNotation {
  const parsed = fromNotation(text, source.codes)
  if (!parsed.ok) return parsed
  const wanted = source.codes.map((code) => (mayLoseCodes ? { ...code, canDelete: true } : code))
  const problem = codes.find({
    source: { ...source, codes: wanted },
    target: parsed.content,
    sourceLocale: '',
    targetLocale: '',
  })
  return problem === undefined ? parsed : { ok: false, problem: problem.replace(/\.$/, '') }
}

/** A file does not say who edited it; a known editor and date stay as recorded until the text changes again. */
export function reviewedTarget(content: Target['content'], meta: SegmentMeta | undefined, now: Date): Target {
  if (meta === undefined) {
    const origin = { kind: 'human', editor: SOMEBODY } as const
    return { content, origin, state: 'edited', date: now.toISOString() }
  }
  const { origin, provider, model = '', date, review } = meta
  const isMachines = origin === 'machine'
  return {
    content,
    origin: isMachines ? { kind: 'machine', provider, model } : { kind: 'human', editor: provider },
    state: meta.state === 'machine' && !isMachines ? 'edited' : meta.state,
    date,
    ...(review && { review }),
  }
}

/** Of one article, as its file or the source's locale file has them. */
export interface ArticleSegments {
  readonly id: string
  /** What they are written in. */
  readonly locale: string
  readonly segments: readonly Segment[]
}

/** What people wrote and approved, as memory rows, so that it reaches the other articles that hold the same sentence. */
export function humanRows(
  { locale, segments }: Pick<ArticleSegments, 'locale' | 'segments'>,
  file: LocaleFile,
  { targets, kept }: Pick<People, 'targets' | 'kept'>,
): HumanRow[] {
  if (targets.size === 0) return []
  const rows = new Map<string, HumanRow>()
  for (const { key, notation } of segments) {
    const target = targets.get(key)
    const text = textOf(file, kept.get(key) ?? key)
    if (target === undefined || text === undefined) continue
    const by = authorship(target)
    const rowKey = humanKey(locale, notation)
    if (by !== undefined) rows.set(rowKey, { key: rowKey, text, ...by })
  }
  return [...rows.values()]
}

/** Undefined: nobody wrote or approved it here. */
function authorship({ origin, state, date, review }: Target): Omit<HumanRow, 'key' | 'text'> | undefined {
  const isApproved = state === 'approved'
  switch (origin.kind) {
    case 'human':
      return { editor: origin.editor, date: Date.parse(date), ...(isApproved && { state }) }
    case 'machine': {
      if (!isApproved) return undefined
      const { by, date: approved } = review ?? { by: SOMEBODY, date }
      return { editor: by, date: Date.parse(approved), state, engine: origin.provider, model: origin.model }
    }
    case 'memory':
      return undefined
    default:
      return origin satisfies never
  }
}

/** Human keys of the sentences whose text is no longer a person's here: an empty one asks for the machine's, or it was rejected. */
export const takenBack = (
  { locale, segments }: Pick<ArticleSegments, 'locale' | 'segments'>,
  { texts }: LocaleFile,
  { rejected }: Pick<People, 'rejected'>,
): string[] =>
  segments
    .filter(({ key }) => rejected.has(key) || texts.get(key)?.trim() === '')
    .map(({ notation }) => humanKey(locale, notation))
