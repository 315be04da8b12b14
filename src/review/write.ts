import type { Article } from '../article/article.ts'
import { author } from '../article/origin.ts'
import type { Segment } from '../article/segment.ts'
import type { Rung, Target } from '../article/target.ts'
import { fromNotation, toNotation } from '../segment/notation.ts'
import { keptRefusals } from './aside/refusals.ts'
import { retire } from './aside/retired.ts'
import { type ReviewCounts, reviewCounts } from './counts.ts'
import { dismissalKey } from './dismissals.ts'
import {
  haveSameTexts,
  isEmpty,
  isOurs,
  isPersons,
  type LocaleFile,
  type LocaleMeta,
  printMeta,
  printTexts,
  type SegmentMeta,
  type SignOff,
  shortHash,
  textHash,
  textIn,
  textOf,
} from './locale-file.ts'
import type { LocaleFileChanges } from './locale-files.ts'

/** One segment's place in a locale file. */
export interface Entry {
  readonly segment: Segment
  readonly target: Target
  /** Memory key the text was bought under; undefined for people's. */
  readonly memoryKey: string | undefined
  readonly rung: Rung | undefined
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  readonly failing?: readonly string[]
}

/** The two files as bytes to be: texts in reading order, meta in the same. */
export interface PrintedLocaleFile {
  readonly texts: string
  /** False: the file there says the same, in the layout that a person or their software gave it, and can stay as it is. */
  readonly isChanged: boolean
  readonly meta: string
  /**
   * Meta to write before the texts, when those change: it owns up to the texts of before and after. Else a kill
   * between the two files would leave machine text that counts as a person's.
   */
  readonly interimMeta: string
  readonly counts: ReviewCounts
}

/** What of it is to be written. */
export function changesOf(
  { texts, meta, interimMeta, isChanged }: PrintedLocaleFile,
  earlier: LocaleFile,
): LocaleFileChanges {
  const before = printMeta(earlier.meta)
  if (!isChanged) return meta === before ? {} : { meta }
  return {
    texts,
    ...(interimMeta !== before && { interimMeta }),
    ...(meta !== interimMeta && { meta }),
  }
}

/**
 * @param allSegments of the article. One without an entry keeps what a person wrote, or dismissed, for it; else its text is
 * empty, so that an editor sees what is missing, and where.
 */
export function printLocaleFile(
  article: Article,
  entries: readonly Entry[],
  earlier: LocaleFile,
  allSegments: readonly Segment[] = entries.map((entry) => entry.segment),
  signOff?: SignOff,
): PrintedLocaleFile {
  const texts = new Map<string, string>()
  // Without a prototype it is a dictionary from the start, not one shape more with each key.
  const segments: Record<string, SegmentMeta> = Object.create(null)
  const entryOf = new Map(entries.map((entry) => [entry.segment.key, entry]))
  const isNew = isEmpty(earlier)
  for (const { key } of allSegments) {
    const entry = texts.has(key) ? undefined : entryOf.get(key)
    if (entry !== undefined) {
      // A person's text keeps every character they typed; ours is made from its content.
      const theirs = isReviewed(entry.target) ? typed(entry, earlier) : undefined
      const text = theirs ?? toNotation(entry.target.content)
      texts.set(key, text)
      // A machine's words that a person decided about are good under the key that they were bought under, once that is undone.
      const before = earlier.meta.segments[key]
      segments[key] = segmentMeta(entry, text, theirs === undefined ? undefined : before)
    } else if (!texts.has(key)) {
      const left = earlier.texts.get(key) ?? ''
      const isTheirs = left.trim() !== '' && isPersons(key, left, earlier)
      const meta = earlier.meta.segments[key]
      texts.set(key, isTheirs ? left : '')
      if (isTheirs && meta !== undefined) segments[key] = meta
    }
    const dismissal = isNew ? undefined : textOf(earlier, dismissalKey(key))
    if (dismissal !== undefined) texts.set(dismissalKey(key), dismissal)
  }
  const retired = retire(earlier, texts, allSegments)
  const meta: LocaleMeta = {
    article: article.path,
    sourceLocale: article.locale,
    sourceHash: article.hash,
    segments,
    ...(Object.keys(retired).length > 0 ? { retired } : {}),
    ...keptRefusals(earlier, segments),
    ...(signOff && { signOff }),
  }
  return printOver(earlier, texts, meta, allSegments)
}

/** Character by character, in the file or kept aside; undefined: the words have come from elsewhere. */
function typed({ segment: { key, source }, target }: Entry, earlier: LocaleFile): string | undefined {
  const text = textIn(earlier, key)
  if (text !== undefined) return text
  const aside = earlier.meta.retired?.[key]?.text
  const parsed = aside === undefined ? undefined : fromNotation(aside, source.codes)
  return parsed?.ok && toNotation(parsed.content) === toNotation(target.content) ? aside : undefined
}

/** What a person wrote, approved or rejected, here. */
const isReviewed = ({ origin, state }: Target): boolean =>
  origin.kind === 'human' || state === 'approved' || state === 'rejected'

/**
 * @param earlier what stands there, and is replaced by these texts and meta
 * @param segments all of the article, as it is now
 */
export function printOver(
  earlier: LocaleFile,
  texts: ReadonlyMap<string, string>,
  meta: LocaleMeta,
  segments: readonly Segment[],
): PrintedLocaleFile {
  const counts = reviewCounts(meta, { locale: meta.sourceLocale, segments })
  const printed = { texts: printTexts(texts), meta: printMeta(meta), counts }
  if (earlier.texts.size === 0) return { ...printed, isChanged: true, interimMeta: printed.meta }
  const interim = { ...meta, segments: { ...earlier.meta.segments, ...withBefore(meta.segments, earlier) } }
  return { ...printed, isChanged: !haveSameTexts(texts, earlier.texts), interimMeta: printMeta(interim) }
}

function withBefore(segments: LocaleMeta['segments'], earlier: LocaleFile): LocaleMeta['segments'] {
  const entries = Object.entries(segments).map(([key, meta]): [string, SegmentMeta] => {
    const text = earlier.texts.get(key)
    const isReplaced = text !== undefined && !isOurs(text, meta) && !isPersons(key, text, earlier)
    return [key, isReplaced ? { ...meta, before: textHash(text) } : meta]
  })
  return Object.fromEntries(entries)
}

/** What is undefined is not printed. */
function segmentMeta(
  { segment, target, memoryKey, rung, failing }: Entry,
  text: string,
  bought: SegmentMeta | undefined,
): SegmentMeta {
  const { origin, state, date, review } = target
  const by = author(origin)
  const isPersons = by.kind === 'human'
  return {
    source: shortHash(segment.notation),
    target: textHash(text),
    origin: by.kind,
    state,
    review: review && { ...review },
    sourceText: segment.notation,
    provider: isPersons ? by.editor : by.provider,
    model: isPersons ? undefined : by.model,
    date,
    via: isPersons && origin.kind === 'memory' ? 'memory' : undefined,
    memory: isPersons ? undefined : (memoryKey?.slice(0, 16) ?? bought?.memory),
    rung: rung === 'exact' ? undefined : (rung ?? (isPersons ? undefined : bought?.rung)),
    failing: failing && [...failing],
  }
}
