import type { Disclosure } from '../article/disclosure.ts'
import { DragomanError } from '../article/errors.ts'
import { onceOf } from '../article/once-each.ts'
import { author } from '../article/origin.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import { assemble } from '../assemble/assemble.ts'
import type { Finding } from '../check/check.ts'
import type { Fills } from '../formats/format.ts'
import type { Glossary } from '../glossary/glossary.ts'
import type { Memory } from '../memory/memory.ts'
import { DISMISSAL } from '../review/dismissals.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { humanRows, type People, readPeople } from '../review/people.ts'
import type { Entry } from '../review/write.ts'
import type { Choices, Gap, Route, Translation } from '../translate/gap.ts'
import type { Translator } from '../translate/translator.ts'
import type { Hands } from './hands.ts'
import { outcomeOf, type Policy } from './policy.ts'
import type { Source } from './read.ts'
import { type Known, recall } from './recall.ts'

/** What one article in one locale needs around it. */
export interface LocalisePorts {
  /** The providers for this pair, best first. @throws DragomanError PAIR_UNSERVED, CREDENTIAL_MISSING… */
  readonly routes: (source: string, target: string) => Promise<Choices>
  readonly memory: (locale: string) => Memory
  readonly glossary: (locale: string) => Glossary
  /** What becomes of a segment that fails its checks. */
  readonly onFinding: Policy
  readonly translate: Translator['translate']
  readonly hands: Hands
  readonly disclose: (source: Source, locale: string, route: Route, targets: Iterable<Target>) => Disclosure
  readonly now: () => Date
}

/** The article in one locale: whole, or with what is missing from it. */
export interface Draft {
  readonly source: Source
  readonly locale: string
  readonly entries: readonly Entry[]
  readonly counts: {
    readonly total: number
    readonly recalled: number
    readonly bought: number
    readonly failed: number
  }
  readonly findings: readonly SegmentFinding[]
  /** Why it must not be published; empty when it may. */
  readonly problems: readonly Problem[]
  /** Does it hold text that failed its checks, or no translation of it? The next run tries again. */
  readonly isProvisional: boolean
  readonly fills: Fills
  readonly disclosure: Disclosure
}

export interface SegmentFinding extends Finding {
  readonly key: string
}

export interface Problem {
  readonly key: string
  readonly error: DragomanError
}

/** One article in one locale: segments → recalled + bought → draft. */
export async function localise(
  source: Source,
  locale: string,
  file: LocaleFile,
  ports: LocalisePorts,
): Promise<Draft> {
  const { article, segments } = source
  if (article.locale === locale) throw sameLocale(source)
  const choices = await ports.routes(article.locale, locale)
  const [route] = choices
  const memory = ports.memory(locale)

  const people = readPeople(file, segments, ports.now())
  const theirs = humanRows(article.id, article.locale, segments, file, people)
  if (theirs.length > 0) await memory.keepHuman(theirs)
  const { known, gaps } = await recall(
    { article: article.id, segments, choices, people, glossary: ports.glossary(locale) },
    memory,
  )
  const wanted = gaps
    .filter((gap) => !people.broken.has(gap.segment.key))
    .map((gap) => withDismissed(gap, people))
  const translations = await ports.hands.wait(ports.translate(route, wanted))

  return draft({ source, locale, choices, people, known, wanted, translations }, ports)
}

function withDismissed(gap: Gap, { dismissed }: People): Gap {
  const ids = dismissed.get(gap.segment.key)
  return ids === undefined ? gap : { ...gap, dismissed: ids }
}

/** All that is known of an article in one locale once everything has been bought that could be. */
interface Material {
  readonly source: Source
  readonly locale: string
  readonly choices: Choices
  readonly people: People
  readonly known: ReadonlyMap<string, Known>
  readonly wanted: readonly Gap[]
  /** What came of each gap that was wanted. */
  readonly translations: readonly Translation[]
}

function draft(material: Material, ports: LocalisePorts): Draft {
  const { source, locale, choices, people, known, wanted, translations } = material
  const { article, segments } = source
  const settled = new Map<string, Known>(known)
  const untranslated = new Set<string>()
  const findings: SegmentFinding[] = people.unknownDismissals.map(({ key, place, message }) => ({
    key,
    check: DISMISSAL,
    severity: 'warn',
    message: `${place}: ${message}`,
  }))
  const problems: Problem[] = [...people.broken].map(([key, problem]) => ({
    key,
    error: brokenCodes(source, locale, key, problem),
  }))
  for (const [place, translation] of translations.entries()) {
    const { key } = wanted[place]!.segment
    const outcome = outcomeOf(translation, ports.onFinding)
    switch (outcome.kind) {
      case 'problem':
        problems.push({ key, error: outcome.error })
        continue
      case 'untranslated':
        untranslated.add(key)
        break
      case 'settled':
        settled.set(key, outcome.known)
        break
      default:
        outcome satisfies never
    }
    for (const finding of outcome.findings) findings.push({ ...finding, key })
  }
  for (const [key, { isDraft, target }] of settled)
    if (isDraft) problems.push({ key, error: draftOnly(source, locale, target, choices) })
  const bought = translations.filter(({ ok }) => ok).length
  const rejected = translations.length - bought
  const targets = { get: (key: string) => settled.get(key)?.target }
  const locales = { source: article.locale, target: locale }
  const entries = inReadingOrder(segments, settled)
  const standing = untranslated.size === 0 ? entries : outside(segments, untranslated, entries)
  return {
    source,
    locale,
    entries,
    counts: {
      total: firstOfEach(segments).length,
      recalled: known.size,
      bought,
      failed: people.broken.size + rejected,
    },
    findings,
    problems,
    isProvisional: rejected > 0,
    fills: assemble(article.units, segments, targets, locales, untranslated),
    disclosure: ports.disclose(source, locale, choices[0], targetsOf(standing)),
  }
}

/** The entries whose words the edition holds: a unit left untranslated has none of them. */
function outside(
  segments: readonly Segment[],
  untranslated: ReadonlySet<string>,
  entries: readonly Entry[],
): readonly Entry[] {
  const units = new Set(segments.filter(({ key }) => untranslated.has(key)).map(({ unit }) => unit))
  const keys = new Set(segments.filter(({ unit }) => !units.has(unit)).map(({ key }) => key))
  return entries.filter(({ segment }) => keys.has(segment.key))
}

const targetsOf = (entries: readonly Entry[]): readonly Target[] => entries.map(({ target }) => target)

function inReadingOrder(segments: readonly Segment[], settled: ReadonlyMap<string, Known>): Entry[] {
  const entries: Entry[] = []
  for (const segment of firstOfEach(segments)) {
    const found = settled.get(segment.key)
    if (found !== undefined) entries.push({ segment, ...found })
  }
  return entries
}

/** An article’s segments without those that it repeats; each of its locales asks. */
const firstOfEach = onceOf((segments: readonly Segment[]): readonly Segment[] => [
  ...new Map(segments.map((segment) => [segment.key, segment])).values(),
])

const sameLocale = ({ article }: Source) =>
  new DragomanError('SOURCE_IS_TARGET', `The article is already in ${article.locale}, which is a target.`, {
    place: article.path,
    fix: `Correct the article’s language, or take ${article.locale} out of the targets.`,
  })

const draftOnly = ({ article }: Source, locale: string, { origin }: Target, choices: Choices) => {
  const by = author(origin)
  const isBy = ({ provider: { kind } }: Route) => by.kind === 'machine' && by.provider === kind
  const name = choices.find(isBy)?.provider.name ?? 'That provider'
  return new DragomanError(
    'DRAFT_ONLY',
    `${name} only drafts for editors here; its words are not published.`,
    {
      place: `${article.id} (${locale})`,
      fix: 'Edit them in the locale file, or set "publishable": true for that provider.',
    },
  )
}

const brokenCodes = ({ article }: Source, locale: string, key: string, problem: string) =>
  new DragomanError('TARGET_INVALID', `The edited text does not fit its source: ${problem}.`, {
    place: `${article.id} (${locale}): ${key}`,
    fix: 'Keep each <a1>…</a1> as it stands in the source’s locale file; write \\<a1> for literal text.',
  })
