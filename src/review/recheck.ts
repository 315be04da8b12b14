import type { Segment } from '../article/segment.ts'
import type { Finding, Severities } from '../check/check.ts'
import { check, withoutDismissed } from '../check/checks.ts'
import { codes } from '../check/rules/codes.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { matches } from '../glossary/matches.ts'
import { fromNotation } from '../segment/notation.ts'
import { DISMISSAL, dismissalKey, readDismissals } from './dismissals.ts'
import { isSameText, type LocaleFile } from './locale-file.ts'
import type { ArticleSegments } from './people.ts'

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
  { locale, severities, glossary }: RecheckOptions,
): Finding[] {
  const parsed = fromNotation(text, segment.source.codes)
  if (!parsed.ok) {
    const severity = severities[codes.id] ?? codes.severity
    return severity === 'off' ? [] : [{ check: codes.id, severity, message: `${parsed.problem}.` }]
  }
  const terms = matches(glossary, segment.source.text, article.locale)
  const pair = { source: segment.source, target: parsed.content, terms }
  return check({ ...pair, sourceLocale: article.locale, targetLocale: locale }, severities)
}
