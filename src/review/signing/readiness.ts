import { readable } from '../../article/content.ts'
import { onceEach } from '../../article/once-each.ts'
import { author } from '../../article/origin.ts'
import type { Segment } from '../../article/segment.ts'
import type { LocaleFile } from '../locale-file.ts'
import { parseTarget } from '../people.ts'
import { type RecheckOptions, recheck } from '../recheck.ts'
import { type Signed, signedWords } from './sign-off.ts'
import { fillsOf, type SegmentedArticle, type StandingText, standingTexts } from './signed-texts.ts'

/** Why nobody can answer for an edition yet: one segment of it. */
interface Obstacle {
  readonly key: string
  readonly kind: 'missing' | 'unfit' | 'rejected' | 'blocked'
  readonly message: string
}

/** What a person would sign, and what they should know before they do. */
export interface Readiness {
  readonly obstacles: readonly Obstacle[]
  readonly signed: Signed
  /** Keys of segments that nobody has approved or edited here by themselves. */
  readonly unopened: readonly string[]
  /** Share of the edition's words that only a machine has touched, 0 to 1. */
  readonly untouched: number
}

export function readinessOf(
  article: SegmentedArticle & { readonly id: string },
  file: LocaleFile,
  options: RecheckOptions,
  now: Date,
): Readiness {
  const { locale } = options
  const texts = standingTexts(article.segments, file, now)
  const unique = [...new Map(article.segments.map((segment) => [segment.key, segment])).values()]
  const findings = recheck(article, file, options).filter(({ severity }) => severity === 'block')
  const blocked = new Map(findings.map((finding) => [finding.key, finding]))
  const obstacles = unique.flatMap((segment): Obstacle[] => {
    const { key } = segment
    const text = texts.get(key)
    const finding = blocked.get(key)
    if (text === undefined) return [withoutText(segment, file)]
    if (text.target.state === 'rejected')
      return [
        { key, kind: 'rejected', message: `${text.target.review?.by ?? 'A person'} rejected these words.` },
      ]
    return finding === undefined
      ? []
      : [{ key, kind: 'blocked', message: `${finding.check}: ${finding.message}` }]
  })
  return {
    obstacles,
    signed: signedWords(article, fillsOf(article, texts, locale)),
    unopened: unique.flatMap(({ key }) => (isOpened(texts.get(key)) ? [] : [key])),
    untouched: untouchedShare(
      unique.flatMap(({ key }) => texts.get(key) ?? []),
      locale,
    ),
  }
}

function withoutText(segment: Segment, { texts }: LocaleFile): Obstacle {
  const { key, notation } = segment
  const text = texts.get(key) ?? ''
  const parsed = parseTarget(text, segment, false)
  if (text.trim() !== '' && !parsed.ok)
    return { key, kind: 'unfit', message: `It does not fit its source: ${parsed.problem}.` }
  return {
    key,
    kind: 'missing',
    message: `It is not translated, or was translated from another source: “${notation}”`,
  }
}

/** What came from another article was opened there. */
const isOpened = (text: StandingText | undefined): boolean =>
  text !== undefined && text.target.state !== 'machine' && text.target.origin.kind !== 'memory'

function untouchedShare(texts: readonly StandingText[], locale: string): number {
  let all = 0
  let untouched = 0
  for (const { target } of texts) {
    const words = wordsIn(readable(target.content), locale)
    all += words
    if (target.state === 'machine' && author(target.origin).kind === 'machine') untouched += words
  }
  return all === 0 ? 0 : untouched / all
}

const wordsIn = (text: string, locale: string): number =>
  Array.from(segmenterFor(locale).segment(text)).filter(({ isWordLike }) => isWordLike).length

const segmenterFor = onceEach((locale) => new Intl.Segmenter(locale, { granularity: 'word' }))
