import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { Finding } from '../check/check.ts'
import { identical } from '../check/rules/identical.ts'
import { suggestions } from '../review/changed-source.ts'
import { DISMISSAL } from '../review/dismissals.ts'
import type { LocaleFile, SignOff } from '../review/locale-file.ts'
import type { People } from '../review/people.ts'
import type { Change } from '../review/signing/sign-off.ts'
import type { ReadArticle } from './read.ts'

export interface SegmentFinding extends Finding {
  /** '' for what concerns the article’s source, and is the same in every locale. */
  readonly key: string
}

/** Not a check, but what the finding goes by that a sign-off no longer holds. */
const SIGN_OFF_VOID = 'sign-off-void'

export const voidedBy = (
  { by, date }: SignOff,
  { unit, what }: Change,
  segments: readonly Segment[],
): SegmentFinding => ({
  key: (segments.find((segment) => segment.unit === unit) ?? segments[0])?.key ?? '',
  check: SIGN_OFF_VOID,
  severity: 'warn',
  message: `Since ${by} signed this off on ${date.slice(0, 10)}, ${what} has changed: the label is back until somebody signs it off again.`,
})

/** With their line, as every edition has them. */
export const sourceFindings = ({ path, findings }: ReadArticle): SegmentFinding[] =>
  findings.map(({ check, severity, message, line }) => ({
    key: '',
    check,
    severity,
    message: `${path}:${line}: ${message}`,
  }))

/** Not a check, but what the finding about rejected words goes by. */
const REJECTED = 'rejected'

export const rejectedBy = ({ review }: Target): Finding => ({
  check: REJECTED,
  severity: 'warn',
  message: `${review?.by ?? 'A person'} rejected these words; the paragraph shows the original until there are others.`,
})

/** Not a check, but what the finding about words goes by whose source sentence has changed. */
const STALE = 'stale'

/** Said once: when the words leave the edition. */
export function ofLeaving({ leaving }: People, article: ReadArticle, locale: string): SegmentFinding[] {
  if (leaving.length === 0) return []
  const after = new Map(
    suggestions(leaving, article.segments, article.locale).map((each) => [each.key, each]),
  )
  const now = new Map(article.segments.map(({ key, notation }) => [key, notation]))
  return leaving.map(({ key, text, sourceText, by, state }) => {
    const source = sourceText === undefined ? 'The sentence' : `“${sourceText}”`
    const next = now.get(after.get(key)?.replaces ?? '')
    const became = next === undefined ? 'is gone' : `is now “${next}”`
    const message = `${source} ${became}. What ${by} ${state === 'approved' ? 'approved' : 'wrote'} for it, “${text}”, left the edition and is kept as a suggestion: dragoman review ${article.id} --locale ${locale}.`
    return { key, check: STALE, severity: 'warn', message }
  })
}

/** Said with each run that finds them: the run puts other words there. */
export const ofCopies = ({ copies = [] }: LocaleFile, { segments }: ReadArticle): SegmentFinding[] => {
  const keys = new Set(segments.map(({ key }) => key))
  return copies
    .filter((key) => keys.has(key))
    .map((key) => ({ key, check: identical.id, severity: 'warn', message: COPY }))
}

const COPY =
  'The source stood here as it is, which counts as no translation; the words from before are back. If it is to stay, dismiss “identical” for it.'

export const ofDismissals = ({ unknownDismissals }: People): SegmentFinding[] =>
  unknownDismissals.map(({ key, place, message }) => ({
    key,
    check: DISMISSAL,
    severity: 'warn',
    message: `${place}: ${message}`,
  }))
