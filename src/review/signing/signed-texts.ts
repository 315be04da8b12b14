import type { Segment } from '../../article/segment.ts'
import type { Rung, Target } from '../../article/target.ts'
import { assemble } from '../../assemble/assemble.ts'
import { codes } from '../../check/rules/codes.ts'
import { withoutStyle } from '../changed-source.ts'
import { readDismissals } from '../dismissals.ts'
import { isOurs, isOutdated, isSameText, type LocaleFile, plain, type SegmentMeta } from '../locale-file.ts'
import { parseTarget, reviewedTarget } from '../people.ts'
import { firstChange, type SignedArticle } from './sign-off.ts'

/** A text of a locale file as it stands there, a machine's or a person's. */
export interface StandingText {
  readonly target: Target
  /** Start of the memory key that a machine's text was bought under. */
  readonly memoryKey: string | undefined
  readonly rung: Rung | undefined
  readonly failing?: readonly string[]
}

export interface SegmentedArticle extends SignedArticle {
  readonly locale: string
  readonly segments: readonly Segment[]
}

/**
 * While a sign-off holds, the edition is what stands in its locale file, machine's texts too: by segment key, whatever memory,
 * providers and glossary say today. Missing may be time stamps alone. Undefined: nobody signed it, or it is no longer what
 * was signed.
 */
export function signedTexts(
  article: SegmentedArticle,
  file: LocaleFile,
  locale: string,
  now: Date,
): ReadonlyMap<string, StandingText> | undefined {
  const { signOff } = file.meta
  if (signOff === undefined) return undefined
  const texts = standingTexts(article.segments, file, now)
  if (texts.values().some(({ target }) => target.state === 'rejected')) return undefined
  return firstChange(signOff, article, fillsOf(article, texts, locale)) === undefined ? texts : undefined
}

/** What would be published if these were all its texts. */
export function fillsOf(
  { units, segments, locale: source }: SegmentedArticle,
  texts: ReadonlyMap<string, StandingText>,
  target: string,
) {
  return assemble(units, segments, { get: (key) => texts.get(key)?.target }, { source, target })
}

/** Of a signed edition also those whose source is only styled otherwise. A text that does not fit its source is none. */
export function standingTexts(
  segments: readonly Segment[],
  file: LocaleFile,
  now: Date,
): ReadonlyMap<string, StandingText> {
  const { dismissed } = readDismissals(file, segments)
  const before = keysByWords(file)
  const texts = new Map<string, StandingText>()
  for (const segment of segments) {
    const own = segment.key
    const key = file.texts.has(own) ? own : before.get(`${segment.role} ${withoutStyle(segment.notation)}`)
    const text = key === undefined ? '' : (file.texts.get(key) ?? '')
    if (key === undefined || text.trim() === '') continue
    const meta = file.meta.segments[key]
    // A copy of the source's file, and what a run was about to replace when it was killed, are no texts.
    if (meta === undefined ? isSameText(text, segment.notation) : isOutdated(text, meta)) continue
    const parsed = parseTarget(plain(text), segment, dismissed.get(own)?.includes(codes.id) ?? false)
    if (!parsed.ok) continue
    texts.set(own, standing(parsed.content, meta, text, now))
  }
  return texts
}

/** Metas say of a signed edition's texts, machine's too, what they translate. */
const keysByWords = ({ meta: { segments } }: LocaleFile): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(segments).flatMap(([key, { sourceText }]) => {
      const role = key.slice(0, key.lastIndexOf('.'))
      return sourceText === undefined ? [] : [[`${role} ${withoutStyle(sourceText)}`, key]]
    }),
  )

function standing(
  content: Target['content'],
  known: SegmentMeta | undefined,
  text: string,
  now: Date,
): StandingText {
  const meta = known !== undefined && isOurs(text, known) ? known : undefined
  const target = reviewedTarget(content, meta, now)
  const { origin } = target
  return {
    target: meta?.via === 'memory' ? { ...target, origin: { kind: 'memory', of: origin } } : target,
    memoryKey: meta?.memory,
    rung: meta?.rung,
    ...(meta?.failing && { failing: meta.failing }),
  }
}
