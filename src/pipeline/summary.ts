import { type DragomanError, isOneOf, STOP_CODES } from '../article/errors.ts'
import {
  FINDINGS_KEPT,
  type LocaleCounts,
  type ReportedFinding,
  type Stopped,
  type Summary,
} from '../state/summary.ts'
import type { Cost } from '../translate/bills.ts'
import type { Problem, SegmentCounts, SegmentFinding } from './draft.ts'
import { openSourceFindings, openToldOnce } from './told-once.ts'

/** How one edition ended. */
export interface EditionOutcome {
  readonly kind:
    | 'written'
    | 'unchanged'
    | 'withheld'
    | 'failed'
    | 'stopped'
    | 'held'
    | 'withdrawn'
    | 'not wanted'
  /** Undefined where no draft was made. */
  readonly counts: SegmentCounts | undefined
  readonly findings: readonly SegmentFinding[]
  /** Why it was not published; empty where it was. */
  readonly errors: readonly Problem[]
  /** Why there is no edition: what its newsroom, a person or a rule says. */
  readonly why?: string
  /** Paths under the output folder. */
  readonly written?: string
  readonly withdrawn?: string
}

/** Adds up a run as it goes. */
export class Tally {
  readonly locales = new Map<string, LocaleCounts>()
  readonly findings: ReportedFinding[] = []
  findingsLeftOut = 0
  hasTrouble = false
  /** Why the run ends early, the first that was told of those that say most. */
  reason: DragomanError | undefined
  readonly written: string[] = []
  readonly withdrawn: string[] = []
  readonly #met = new Map<string, number>()
  readonly #refused = new Set<string>()
  readonly #passedOver = new Set<string>()
  readonly #isNews = openToldOnce()
  readonly #newInSource = openSourceFindings()

  edition(articleId: string, locale: string, outcome: EditionOutcome): void {
    const counts = this.#of(locale)
    counts[outcome.kind === 'not wanted' ? 'notWanted' : outcome.kind]++
    if (outcome.written !== undefined) this.written.push(outcome.written)
    if (outcome.withdrawn !== undefined) this.withdrawn.push(outcome.withdrawn)
    if (outcome.counts !== undefined) {
      const { segments } = counts
      segments.total += outcome.counts.total
      segments.recalled += outcome.counts.recalled
      segments.bought += outcome.counts.bought
      segments.failed += outcome.counts.failed
    }
    for (const { error } of outcome.errors) if (isReason(error, outcome.kind)) this.stop(error)
    for (const finding of this.#newInSource(articleId, outcome.findings))
      this.report({ article: articleId, locale: '', ...finding })
    for (const finding of outcome.findings)
      if (finding.key !== '') this.report({ article: articleId, locale, ...finding })
    if (outcome.kind === 'withheld' || outcome.kind === 'failed') {
      for (const { key, error } of distinct(outcome.errors))
        if (this.#isNews(locale, error)) this.#error(articleId, locale, key, error)
    }
  }

  /** Locales are told of in the order in which they are expected. */
  expect(locale: string): void {
    this.#of(locale)
  }

  /**
   * An edition that was told of in this run has been made again: it counts once, as what it is now.
   * @param before what it was told of as
   */
  again(articleId: string, locale: string, outcome: EditionOutcome, before: 'written' | 'unchanged'): void {
    const { kind, errors } = outcome
    if (kind === 'unchanged') return
    this.#of(locale)[before]--
    // Segments, path and most findings of one that was written are in the summary already.
    const isNews = ({ key, message }: SegmentFinding) =>
      !this.findings.some(
        (told) =>
          told.article === articleId &&
          told.locale === locale &&
          told.key === key &&
          told.message === message,
      )
    const findings = outcome.findings.filter(isNews)
    this.edition(
      articleId,
      locale,
      before === 'unchanged' ? outcome : { kind, errors, counts: undefined, findings },
    )
  }

  /** One more article has been come to in this locale. */
  meet(locale: string): void {
    this.#met.set(locale, (this.#met.get(locale) ?? 0) + 1)
  }

  /** Articles that were come to in any locale: each goes through all, and one that is stopped not so far. */
  get articles(): number {
    return Math.max(0, ...this.#met.values()) - this.#passedOver.size
  }

  /** Files that gave no article. */
  get refused(): number {
    return this.#refused.size
  }

  /**
   * A file that gives no article in any locale. Names of broken files alone are kept.
   * @returns whether it was told of for the first time
   */
  refuse(path: string, error: DragomanError): boolean {
    if (this.#refused.has(path)) return false
    this.#refused.add(path)
    if (error.code === 'STATE_UNREADABLE') this.stop(error)
    this.#error(path, '', '', error)
    return true
  }

  /** Something that concerns no article by itself, and that people must do something about. */
  trouble(error: DragomanError): void {
    this.hasTrouble = true
    this.#error('', '', '', error)
  }

  /** Why the run ends before all is done. What says no more than that it was stopped gives way. */
  stop(error: DragomanError): void {
    if (this.reason === undefined || weight(error) > weight(this.reason)) this.reason = error
  }

  isRefused(path: string): boolean {
    return this.#refused.has(path)
  }

  /**
   * A file that was met like an article and is of no format that is read.
   * @returns whether it was passed over for the first time
   */
  passOver(path: string): boolean {
    if (this.#passedOver.has(path)) return false
    this.#passedOver.add(path)
    return true
  }

  /** Under the articles folder. */
  get passedOver(): readonly string[] {
    return [...this.#passedOver]
  }

  report(finding: ReportedFinding): void {
    const { article, locale, key, check, severity, message } = finding
    if (this.findings.length < FINDINGS_KEPT)
      this.findings.push({ article, locale, key, check, severity, message })
    else this.findingsLeftOut++
  }

  /** @param wasStopped by a signal, or since nothing could be kept, whether or not an edition is missing for that */
  summary(
    bill: { requests: number; characters: number; cost: Cost },
    durationMs: number,
    wasStopped = false,
  ): Summary {
    const sum = (pick: (counts: LocaleCounts) => number) =>
      [...this.locales.values()].reduce((total, counts) => total + pick(counts), 0)
    const isStopped = wasStopped || sum((c) => c.stopped) > 0
    return {
      articles: this.articles,
      editions: {
        written: sum((c) => c.written),
        unchanged: sum((c) => c.unchanged),
        withheld: sum((c) => c.withheld),
        failed: sum((c) => c.failed) + this.refused,
        held: sum((c) => c.held),
        withdrawn: this.withdrawn.length,
      },
      locales: Object.fromEntries(this.locales),
      segments: {
        total: sum((c) => c.segments.total),
        recalled: sum((c) => c.segments.recalled),
        bought: sum((c) => c.segments.bought),
        failed: sum((c) => c.segments.failed),
      },
      ...bill,
      durationMs: Math.round(durationMs),
      ...(isStopped && { stopped: stoppedFor(this.reason) }),
      findings: this.findings,
      written: this.written,
      withdrawn: this.withdrawn,
    }
  }

  #of(locale: string): LocaleCounts {
    let counts = this.locales.get(locale)
    if (counts === undefined) {
      counts = {
        written: 0,
        unchanged: 0,
        withheld: 0,
        failed: 0,
        stopped: 0,
        held: 0,
        withdrawn: 0,
        notWanted: 0,
        segments: { total: 0, recalled: 0, bought: 0, failed: 0 },
      }
      this.locales.set(locale, counts)
    }
    return counts
  }

  #error(article: string, locale: string, key: string, error: DragomanError): void {
    const place = error.place === undefined ? '' : `${error.place}: `
    this.report({
      article,
      locale,
      key,
      check: error.code,
      severity: 'block',
      message: `${place}${error.message} ${error.fix}`,
    })
  }
}

const isReason = ({ code }: DragomanError, kind: EditionOutcome['kind']): boolean =>
  kind === 'stopped' ? isOneOf(STOP_CODES, code) : kind === 'failed' && code === 'STATE_UNREADABLE'

/** What a person has to mend first, then what only waits for another day; last, that it was stopped. */
const weight = ({ code }: DragomanError): number =>
  code === 'STOPPED' ? 0 : isOneOf(STOP_CODES, code) ? 1 : 2

function stoppedFor(reason: DragomanError | undefined): Stopped {
  if (reason === undefined) return STOPPED
  const { code, message, fix, place } = reason
  return { code, message: place === undefined ? message : `${place}: ${message}`, fix }
}

const STOPPED = {
  code: 'STOPPED',
  message: 'The run was stopped before all was done.',
  fix: 'Run again: it goes on where it stopped.',
} as const satisfies Stopped

/** One outage fails every segment with the same words: said once for each edition. */
function distinct<T extends { readonly error: DragomanError }>(errors: readonly T[]): T[] {
  const seen = new Set<string>()
  return errors.filter(({ error }) => {
    const words = `${error.code} ${error.message}`
    return seen.has(words) ? false : seen.add(words)
  })
}
