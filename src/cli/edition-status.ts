import type { EditionState } from '../article/disclosure.ts'
import { DragomanError } from '../article/errors.ts'
import { standingIn } from '../lifecycle/standing.ts'
import type { PublishPorts } from '../pipeline/ports.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import { isOfAllEditions } from '../pipeline/told-once.ts'
import { type CurrentPorts, settledAs } from '../publish/current.ts'
import type { EditionRecord } from '../publish/editions.ts'
import type { Report } from '../state/report.ts'
import type { ReportedFinding } from '../state/summary.ts'

/** How an edition stands, as `status` has it; `missing` is one that no run has come to yet. */
export const STATES = ['current', 'stale', 'missing', 'withheld', 'failed', 'held', 'withdrawn'] as const
export type State = (typeof STATES)[number]

/** How one edition stands, as `--json` prints it. The shape is part of the outside face. */
export interface EditionStatus {
  readonly state: State
  /** What holds it back, or why the next run makes it anew; empty where nothing is to be said. */
  readonly why: string
  /** ISO 8601; null: it does not end by itself. */
  readonly until: string | null
  /** Of what is published, since when the original says something else; null: it does not. */
  readonly changed: string | null
  /** Path under the output folder; empty: nothing is published. */
  readonly output: string
  /** What it says of itself; null: nothing is published, or an earlier version of Dragoman did so. */
  readonly disclosed: EditionState | null
  /** When a run came to it last; null: none has. */
  readonly date: string | null
  readonly segments: number
  /** Of these, with a person's text. */
  readonly edited: number
  /** What the last run that came to it found, where it is not as it should be. */
  readonly findings: readonly ReportedFinding[]
}

/** What an edition's status is told from. */
interface Looked {
  readonly id: string
  readonly article: ReadArticle | DragomanError | undefined
  readonly locale: string
  /** Newest first. */
  readonly reports: readonly Report[]
}

export async function editionStatus(looked: Looked, publish: PublishPorts): Promise<EditionStatus> {
  const { id, article, locale } = looked
  const record = await publish.editions.get(id, locale)
  const isReadable = article !== undefined && !(article instanceof DragomanError)
  const state = isReadable ? await stateOf(article, locale, publish) : asState(record)
  const { why, until } = reasonOf(looked, state, record, publish)
  const isSettled = state === 'current' || state === 'held' || state === 'withdrawn'
  return {
    state,
    why,
    until: isoOrNull(until),
    changed: isoOrNull(record?.changed ?? null),
    output: record?.output ?? '',
    disclosed: record?.disclosed || null,
    date: isoOrNull(record?.date ?? null),
    segments: record?.segments ?? 0,
    edited: record?.edited ?? 0,
    findings: isSettled ? [] : lastFindings(looked),
  }
}

const isoOrNull = (instantMs: number | null): string | null =>
  instantMs === null ? null : new Date(instantMs).toISOString()

interface Reason {
  readonly why: string
  /** Epoch milliseconds. */
  readonly until: number | null
}

/** As the article stands now; what no run has seen yet is said too. */
function reasonOf(
  { id, article, locale }: Looked,
  state: State,
  record: EditionRecord | undefined,
  publish: PublishPorts,
): Reason {
  const withdrawal = publish.withdrawals.of(id, locale)
  if (withdrawal !== undefined)
    return { why: `taken down by ${withdrawal.by} on ${withdrawal.date.slice(0, 10)}`, until: null }
  if (article === undefined) return { why: 'deleted: there is no such file any more', until: null }
  if (article instanceof DragomanError) return { why: 'the article cannot be read', until: null }
  const standing = standingIn(article, locale, publish)
  if (standing.kind !== 'usable') return { why: standing.why, until: standing.until ?? null }
  if (record === undefined) return { why: 'no run has come to it yet', until: null }
  return { why: state === 'current' ? '' : whyAgain(record, article, locale, publish), until: null }
}

/** Why the next run makes it anew. */
function whyAgain(
  record: EditionRecord,
  article: ReadArticle,
  locale: string,
  { fingerprint, rules }: PublishPorts,
): string {
  if (record.status === 'withheld' || record.status === 'failed') return 'the last run could not make it'
  if (record.status === 'held' || record.status === 'withdrawn')
    return 'it may be published now: the next run does so'
  if (record.source !== article.hash || record.path !== article.path) return 'the article has changed'
  if (record.fingerprint !== fingerprint(locale))
    return 'configuration, glossary or site strings have changed'
  if (record.rules !== rules) return 'the rules have changed by which articles have editions'
  if (record.status === 'outdated') return 'a person has written one of its sentences in another article'
  if (record.status === 'stale') return 'the last run left something to do'
  return 'its locale file has changed, or the edition is gone'
}

/** Of the last run that found something in it. What fails all editions of a locale is told with the first of them alone. */
function lastFindings({ id, locale, reports }: Looked): readonly ReportedFinding[] {
  for (const { summary } of reports) {
    const its = summary?.findings.filter(
      (finding) => finding.locale === locale && (finding.article === id || isOfAllEditions(finding.check)),
    )
    if (its !== undefined && its.length > 0) return its
  }
  return []
}

export async function stateOf(
  article: { readonly id: string; readonly path: string; readonly hash: string },
  locale: string,
  ports: CurrentPorts,
): Promise<State> {
  const settled = await settledAs(article, locale, ports)
  const record = await ports.editions.get(article.id, locale)
  return record?.status === 'current' && settled === undefined ? 'stale' : asState(record)
}

function asState(record: EditionRecord | undefined): State {
  if (record === undefined) return 'missing'
  return record.status === 'outdated' ? 'stale' : record.status
}
