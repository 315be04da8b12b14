import type { Content } from '../article/content.ts'
import type { Severities } from '../check/check.ts'
import type { Glossary, Term } from '../glossary/glossary.ts'
import { matches } from '../glossary/matches.ts'
import { type LocaleFile, plain } from '../review/locale-file.ts'
import { overview, type SegmentOverview } from '../review/overview.ts'
import type { ArticleSegments } from '../review/people.ts'
import type { BundledArticle, BundledSegment, Note } from './exchange.ts'

export interface BundleOptions {
  /** Of the translation. */
  readonly locale: string
  readonly severities: Severities
  readonly glossary: Glossary
}

/** An article as its locale files have it, seen as an editor sees it; the article itself is not read. */
export function bundled(source: ArticleSegments, file: LocaleFile, options: BundleOptions): BundledArticle {
  const contents = new Map(source.segments.map(({ key, source: content }) => [key, content]))
  const { segments } = overview(source, file, { ...options, now: new Date(0), disputed: new Map() })
  return {
    id: source.id,
    segments: segments.map((segment): BundledSegment => {
      const { key, source: notation, target: text, state } = segment
      const content: Content = contents.get(key)!
      return {
        key,
        notation,
        source: content,
        target: state === 'missing' ? undefined : { text, state },
        notes: notesOf(segment, file),
        terms: termsIn(options.glossary, content.text, source.locale),
      }
    }),
  }
}

/** What its sentence said before, and what a person wrote for that; then what is wrong with the target. */
function notesOf({ key, source, suggestion, findings }: SegmentOverview, { meta }: LocaleFile): Note[] {
  const restyled = meta.segments[key]?.sourceText
  const before = suggestion?.sourceText ?? restyled
  const isOther = before !== undefined && plain(before) !== plain(source)
  const note = (kind: Note['kind'], text: string, isBlocking = false): Note => ({ kind, isBlocking, text })
  return [
    ...(isOther ? [note('earlier source', before)] : []),
    ...(suggestion === null ? [] : [note('earlier words', suggestion.text)]),
    ...findings.map(({ check, severity, message }) =>
      note('finding', `${check}: ${message}`, severity === 'block'),
    ),
  ]
}

/** Each once. */
const termsIn = (glossary: Glossary, text: string, locale: string): readonly Term[] => [
  ...new Set(matches(glossary, text, locale).map(({ term }) => term)),
]
