import type { Disclosure } from '../article/disclosure.ts'
import { DragomanError, placed } from '../article/errors.ts'
import { onceOf } from '../article/once-each.ts'
import { author } from '../article/origin.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import { assemble } from '../assemble/assemble.ts'
import type { Fills } from '../formats/format.ts'
import { asNoted } from '../review/aside/noted.ts'
import { refusalOf } from '../review/aside/refusals.ts'
import { disagreement } from '../review/disagreement.ts'
import type { LocaleFile, SignOff } from '../review/locale-file.ts'
import type { People } from '../review/people.ts'
import { recheckPeople } from '../review/recheck.ts'
import { firstChange, withStanding } from '../review/signing/sign-off.ts'
import type { Entry } from '../review/write.ts'
import { toNotation } from '../segment/notation.ts'
import type { Gap, Route, Translation } from '../translate/gap.ts'
import {
  ofCopies,
  ofDismissals,
  ofLeaving,
  rejectedBy,
  type SegmentFinding,
  sourceFindings,
  voidedBy,
} from './draft-findings.ts'
import type { LocalePair } from './pair.ts'
import { outcomeOf } from './policy.ts'
import type { PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'
import type { Known, Recalled } from './recall/recall.ts'

export type { SegmentFinding } from './draft-findings.ts'

/** The article in one locale: whole, or with what is missing from it. */
export interface Draft {
  readonly article: ReadArticle
  readonly locale: string
  readonly entries: readonly Entry[]
  readonly counts: SegmentCounts
  readonly findings: readonly SegmentFinding[]
  /** Why it must not be published; empty when it may. */
  readonly problems: readonly Problem[]
  /** Does it hold text that failed its checks, or no translation of it? The next run makes it again, for free. */
  readonly isProvisional: boolean
  /** Has a person's text been kept since memory was asked for theirs? */
  readonly isOvertaken: () => boolean
  /** The sign-off of the locale file, as its meta is to keep it: it holds, or says what voided it. */
  readonly signOff: SignOff | undefined
  /**
   * What goes into the article, and what it says of itself.
   * @param changed since when the original has changed: then the paragraphs that are missing stand as they are in it
   */
  readonly edition: (changed: Date | undefined) => EditionParts
}

interface EditionParts {
  readonly fills: Fills
  readonly disclosure: Disclosure
}

/** Of the segments of one article in one locale, each counted once. */
export interface SegmentCounts {
  readonly total: number
  readonly recalled: number
  readonly bought: number
  readonly failed: number
}

export interface Problem {
  readonly key: string
  readonly error: DragomanError
}

/** What the draft is made of: people's texts, memory's, and what came of each gap. */
export interface Material {
  /** What people's texts were read from. */
  readonly file: LocaleFile
  readonly people: People
  readonly known: ReadonlyMap<string, Known>
  readonly gaps: readonly Gap[]
  /** In the order of the gaps. */
  readonly translations: readonly Translation[]
  /** Absent, as what follows, where memory was not asked. */
  readonly disputed?: Recalled['disputed']
  readonly isOvertaken?: Draft['isOvertaken']
}

/** A pair with whoever serves it; nobody, where that cannot be known. */
export type DraftPair = Pick<LocalePair, 'source' | 'target' | 'glossary'> & {
  readonly choices: readonly Route[]
}

/** Everything that is known of the article in one locale, put together. */
export function draft(
  article: ReadArticle,
  { file, people, known, gaps, translations, disputed = new Map(), isOvertaken = () => false }: Material,
  pair: DraftPair,
  ports: Pick<PublishPorts, 'onFinding' | 'disclose' | 'severities' | 'now'>,
): Draft {
  const { segments } = article
  const { choices, target: locale } = pair
  const settled = new Map<string, Known>(
    Array.from(known, ([key, each]) => [key, { ...each, target: asNoted(each.target, key, file) }]),
  )
  const untranslated = new Set<string>()
  const findings = [
    ...sourceFindings(article),
    ...ofDismissals(people),
    ...ofCopies(file, article),
    ...ofLeaving(people, article, locale),
    ...Array.from(disputed, ([key, texts]) => ({ key, ...disagreement(texts) })),
  ]
  const problems: Problem[] = [...people.broken].map(([key, problem]) => ({
    key,
    error: brokenCodes(problem, placeIn(file, key)),
  }))
  for (const [nth, translation] of translations.entries()) {
    const { key } = gaps[nth]!.segment
    const outcome = outcomeOf(translation, ports.onFinding)
    switch (outcome.kind) {
      case 'problem':
        problems.push({ key, error: inFile(outcome.error, file, key) })
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
  for (const key of people.refused.keys()) {
    const known = people.targets.has(key) ? undefined : settled.get(key)
    const refusal = known && refusalOf(people.refused, key, toNotation(known.target.content))
    if (known === undefined || refusal === undefined) continue
    const { by, date } = refusal
    const target: Target = { ...known.target, state: 'rejected', review: { by, date } }
    settled.set(key, { ...known, target })
    untranslated.add(key)
    findings.push({ key, ...rejectedBy(target) })
  }
  for (const [key, { isDraft, target }] of settled)
    if (isDraft) problems.push({ key, error: draftOnly(target, choices, placeIn(file, key)) })
  const bought = translations.filter((one) => one.ok && one.target.origin.kind === 'machine').length
  const rejected = translations.filter(({ ok }) => !ok).length
  const targets = { get: (key: string) => settled.get(key)?.target }
  const locales = { source: pair.source, target: locale }
  const entries = inReadingOrder(segments, settled)
  const options = { locale, glossary: pair.glossary, severities: ports.severities }
  findings.push(...recheckPeople(article, entries, people, options))
  const fillsWith = (originals: ReadonlySet<string>) =>
    assemble(article.units, segments, targets, locales, originals)
  const missing = problems.map(({ key }) => key)
  const whole = () => fillsWith(new Set([...untranslated, ...missing]))
  const { signOff: signed } = file.meta
  const change = signed && firstChange(signed, article, whole())
  if (signed !== undefined && signed.voided === undefined && change !== undefined)
    findings.push(voidedBy(signed, change, segments))
  const edition = (changed: Date | undefined): EditionParts => {
    const originals = new Set([...untranslated, ...(changed === undefined ? [] : missing)])
    const published = originals.size === 0 ? entries : outside(segments, originals, entries)
    const holds = changed === undefined && change === undefined
    return {
      fills: fillsWith(originals),
      disclosure: ports.disclose(article, locale, choices[0], {
        targets: targetsOf(published),
        changed,
        signOff: holds ? signed : undefined,
      }),
    }
  }
  return {
    article,
    locale,
    entries,
    counts: {
      total: firstOfEach(segments).length,
      recalled: known.size + translations.length - bought - rejected,
      bought,
      failed: people.broken.size + rejected,
    },
    findings,
    problems,
    isProvisional: rejected > 0,
    isOvertaken,
    signOff: signed && withStanding(signed, change, ports.now()),
    edition,
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

/** Where an editor mends a segment: the locale file, which may be yet to be written, the line if it has one, the key. */
const placeIn = ({ path, lines }: LocaleFile, key: string): string => {
  const line = lines.get(key)
  return `${path}${line === undefined ? '' : `:${line}`}: ${key}`
}

/** A text that failed its checks is mended in the locale file; what a provider says of itself is not. */
const inFile = (error: DragomanError, file: LocaleFile, key: string): DragomanError =>
  error.code === 'TRANSLATION_FAILED' ? placed(error, placeIn(file, key)) : error

const draftOnly = ({ origin }: Target, choices: readonly Route[], place: string) => {
  const by = author(origin)
  const isBy = ({ provider: { kind } }: Route) => by.kind === 'machine' && by.provider === kind
  const name = choices.find(isBy)?.provider.name ?? 'That provider'
  return new DragomanError(
    'DRAFT_ONLY',
    `${name} only drafts for editors here; its words are not published.`,
    {
      place,
      fix: 'Edit them in the locale file, or set "publishable": true for that provider.',
    },
  )
}

const brokenCodes = (problem: string, place: string) =>
  new DragomanError('TARGET_INVALID', `The edited text does not fit its source: ${problem}.`, {
    place,
    fix: 'Keep each <a1>…</a1> as it stands in the source’s locale file; write \\<a1> for literal text.',
  })
