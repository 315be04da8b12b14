import type { ReviewState } from '../article/target.ts'
import type { Severities } from '../check/check.ts'
import type { Glossary, Term } from '../glossary/glossary.ts'
import { matches } from '../glossary/matches.ts'
import { isOurs, type LocaleFile, plain } from '../review/locale-file.ts'
import type { ArticleSegments } from '../review/people.ts'
import { recheck } from '../review/recheck.ts'
import type { BundledArticle, BundledTarget, Note } from './exchange.ts'

export interface BundleOptions {
  /** Of the translation. */
  readonly locale: string
  readonly severities: Severities
  readonly glossary: Glossary
}

/** An article as its locale files have it; the article itself is not read. */
export function bundled(source: ArticleSegments, file: LocaleFile, options: BundleOptions): BundledArticle {
  const findings = Map.groupBy(recheck(source, file, options), ({ key }) => key)
  const segments = source.segments.map(({ key, notation, source: content }) => {
    const found = (findings.get(key) ?? []).map(
      ({ check, severity, message }): Note => ({
        kind: 'finding',
        isBlocking: severity === 'block',
        text: `${check}: ${message}`,
      }),
    )
    return {
      key,
      notation,
      source: content,
      target: targetOf(key, file),
      notes: [...earlierSource(key, notation, file), ...found],
      terms: termsIn(options.glossary, content.text, source.locale),
    }
  })
  return { id: source.id, segments }
}

function targetOf(key: string, file: LocaleFile): BundledTarget | undefined {
  const text = file.texts.get(key)
  return text === undefined || text.trim() === '' ? undefined : { text, state: stateIn(key, text, file) }
}

/** What stands in a file and is not as we left it is a person’s. */
export function stateIn(key: string, text: string, { meta }: Pick<LocaleFile, 'meta'>): ReviewState {
  const known = meta.segments[key]
  if (known === undefined || !isOurs(text, known)) return 'edited'
  return known.state === 'machine' && known.origin === 'human' ? 'edited' : known.state
}

/** Words that stand for another shape of the sentence than the article has now. */
function earlierSource(key: string, notation: string, { meta }: LocaleFile): Note[] {
  const before = meta.segments[key]?.sourceText
  if (before === undefined || plain(before) === plain(notation)) return []
  return [{ kind: 'earlier source', isBlocking: false, text: before }]
}

/** Each once. */
const termsIn = (glossary: Glossary, text: string, locale: string): readonly Term[] => [
  ...new Set(matches(glossary, text, locale).map(({ term }) => term)),
]
