import type { Content } from '../article/content.ts'
import { author } from '../article/origin.ts'
import type { Segment } from '../article/segment.ts'
import type { Finding, Pair, Severities } from '../check/check.ts'
import { check, checkEach, withoutDismissed } from '../check/checks.ts'
import { codes } from '../check/rules/codes.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { matches } from '../glossary/matches.ts'
import { fromNotation } from '../segment/notation.ts'
import { DISMISSAL, dismissalKey, readDismissals } from './dismissals.ts'
import { isSameText, type LocaleFile } from './locale-file.ts'
import type { ArticleSegments, People } from './people.ts'
import type { Entry } from './write.ts'

/** What is wrong with one text of a locale file, a machine's or a person's. */
export interface TextFinding extends Finding {
  readonly key: string
  /** In the locale file, from 1. */
  readonly line: number
  /** Both in notation. */
  readonly source: string
  readonly target: string
}

export interface RecheckOptions {
  readonly locale: string
  readonly severities: Severities
  readonly glossary: Glossary
}

/** Runs all checks over the texts of a locale file that translate the article as it is now, in its order. */
export function recheck(source: ArticleSegments, file: LocaleFile, options: RecheckOptions): TextFinding[] {
  const { segments } = source
  const { dismissed, unknown } = readDismissals(file, segments)
  const unique = new Map(segments.map((segment) => [segment.key, segment]))
  return [...unique.values()].flatMap((segment) => {
    const { key, notation } = segment
    const target = file.texts.get(key)
    const place = { key, source: notation, target: target ?? '' }
    const odd = unknown
      .filter((dismissal) => dismissal.key === key)
      .map(({ message }) => ({ check: DISMISSAL, severity: 'warn' as const, message }))
    const severities = withoutDismissed(options.severities, dismissed.get(key))
    const wrong = isTranslated(segment, file)
      ? findings(segment, target!, source, { ...options, severities })
      : []
    return [
      ...odd.map((finding) => ({ ...finding, ...place, line: lineOf(file, dismissalKey(key)) })),
      ...wrong.map((finding) => ({ ...finding, ...place, line: lineOf(file, key) })),
    ]
  })
}

/**
 * The same over people's texts alone, wherever they come from: what a run reports of an edition that it makes. Nothing of it
 * holds the edition back, not even a check that breaks.
 */
export function recheckPeople(
  source: ArticleSegments,
  entries: readonly Pick<Entry, 'segment' | 'target'>[],
  { dismissed }: Pick<People, 'dismissed'>,
  options: RecheckOptions,
): (Finding & { readonly key: string })[] {
  const theirs = entries.filter(({ target }) => author(target.origin).kind === 'human')
  return theirs.flatMap(({ segment, target: { content } }) => {
    const { key } = segment
    const severities = withoutDismissed(options.severities, dismissed.get(key))
    const [checked] = checkEach([pairOf(segment, content, source, options)], severities)
    return checked?.ok ? checked.findings.map((finding) => ({ key, ...finding })) : []
  })
}

const lineOf = (file: LocaleFile, key: string): number => file.lines.get(key) ?? 1

/** An empty text asks for the machine's; an untouched copy of the source's file is no translation. */
function isTranslated({ key, notation }: Segment, { texts, meta }: LocaleFile): boolean {
  const text = texts.get(key)
  if (text === undefined || text.trim() === '') return false
  return !isSameText(text, notation) || meta.segments[key] !== undefined
}

function findings(
  segment: Segment,
  text: string,
  article: ArticleSegments,
  options: RecheckOptions,
): Finding[] {
  const parsed = fromNotation(text, segment.source.codes)
  if (!parsed.ok) {
    const severity = options.severities[codes.id] ?? codes.severity
    return severity === 'off' ? [] : [{ check: codes.id, severity, message: `${parsed.problem}.` }]
  }
  return check(pairOf(segment, parsed.content, article, options), options.severities)
}

const pairOf = (
  { source }: Segment,
  target: Content,
  article: ArticleSegments,
  { locale, glossary }: RecheckOptions,
): Pair => ({
  source,
  target,
  sourceLocale: article.locale,
  targetLocale: locale,
  terms: matches(glossary, source.text, article.locale),
})
