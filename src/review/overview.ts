import type { Segment } from '../article/segment.ts'
import type { ReviewState } from '../article/target.ts'
import type { Finding } from '../check/check.ts'
import type { HumanText } from '../memory/memory.ts'
import { humanKey } from '../memory/memory-key.ts'
import { type StaleText, type Suggestion, staleTexts, suggestions } from './changed-source.ts'
import { disagreement } from './disagreement.ts'
import type { LocaleFile } from './locale-file.ts'
import { type RecheckOptions, recheck } from './recheck.ts'
import { standingAt } from './saving/standing.ts'

/** One segment of an edition as an editor sees it. Texts are in notation. */
export interface SegmentOverview {
  readonly key: string
  readonly source: string
  /** Empty: there are no words yet. */
  readonly target: string
  readonly state: ReviewState | 'missing'
  /** The person, or the kind of the provider; empty where there are no words. */
  readonly by: string
  /** Who approved or rejected it, and when. */
  readonly review: { readonly by: string; readonly date: string } | null
  readonly findings: readonly Finding[]
  /** A person's words for the sentence that stood here before. */
  readonly suggestion: Suggestion | null
}

export interface Overview {
  readonly segments: readonly SegmentOverview[]
  /** People's words that no sentence is like. */
  readonly left: readonly StaleText[]
}

export interface OverviewOptions extends RecheckOptions {
  readonly now: Date
  /** What people wrote in several articles, in different words, by human key. */
  readonly disputed: ReadonlyMap<string, readonly HumanText[]>
}

/** The article's segments in reading order, each once. */
export function overview(
  article: { readonly id: string; readonly locale: string; readonly segments: readonly Segment[] },
  file: LocaleFile,
  { now, disputed, ...options }: OverviewOptions,
): Overview {
  const found = Map.groupBy(recheck(article, file, options), ({ key }) => key)
  const stale = staleTexts(file)
  const placed = new Map(
    suggestions(stale, article.segments, article.locale).map((one) => [one.replaces, one]),
  )
  const unique = new Map(article.segments.map((segment) => [segment.key, segment])).values()
  const segments = Array.from(unique, (segment): SegmentOverview => {
    const { key, notation: source } = segment
    const texts = disputed.get(humanKey(article.locale, source))
    const findings = (found.get(key) ?? []).map(({ check, severity, message }) => ({
      check,
      severity,
      message,
    }))
    const about = {
      key,
      source,
      findings: texts === undefined ? findings : [...findings, disagreement(texts)],
      suggestion: placed.get(key) ?? null,
    }
    const standing = standingAt(segment, file, now)
    if (standing === undefined || standing === 'outdated')
      return { ...about, target: '', state: 'missing', by: '', review: null }
    const { text, state, meta } = standing
    return { ...about, target: text, state, by: meta.provider, review: meta.review ?? null }
  })
  const shown = new Set(Array.from(placed.values(), ({ key }) => key))
  return { segments, left: stale.filter(({ key }) => !shown.has(key)) }
}
