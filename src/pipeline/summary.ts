import type { DragomanError } from '../article/errors.ts'
import type { Cost } from '../translate/bills.ts'
import type { Problem, SegmentCounts, SegmentFinding } from './draft.ts'
import { openSourceFindings, openToldOnce } from './told-once.ts'

/** What a run did, as `--json` prints it. The shape is part of the outside face. */
export interface Summary {
  readonly articles: number
  readonly editions: {
    readonly written: number
    readonly unchanged: number
    readonly withheld: number
    readonly failed: number
    /** Held back by their newsroom: drafts, embargoes, articles on hold. No failures. */
    readonly held: number
    /** Taken down by this run. */
    readonly withdrawn: number
  }
  readonly segments: {
    readonly total: number
    readonly recalled: number
    readonly bought: number
    readonly failed: number
  }
  readonly requests: number
  /** Unicode code points of these requests, which were billed or may have been: as the ledger has them. */
  readonly characters: number
  readonly cost: Cost
  readonly durationMs: number
  readonly findings: readonly ReportedFinding[]
  /** Paths under the output folder. */
  readonly written: readonly string[]
  readonly withdrawn: readonly string[]
}

export interface ReportedFinding {
  readonly article: string
  /** '' for what concerns the article in every locale. */
  readonly locale: string
  readonly key: string
  /** A check's id, or an error code for what stopped an article or edition. */
  readonly check: string
  readonly severity: 'warn' | 'block'
  readonly message: string
}

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

export type LocaleCounts = { -readonly [K in EditionOutcome['kind']]: number } & {
  total: number
  recalled: number
  bought: number
}

/** A night that fails on every article must not fill memory with its complaints. */
const FINDINGS_KEPT = 2_000

/** Adds up a run as it goes. */
export class Tally {
  readonly locales = new Map<string, LocaleCounts>()
  readonly findings: ReportedFinding[] = []
  findingsLeftOut = 0
  hasTrouble = false
  readonly written: string[] = []
  readonly withdrawn: string[] = []
  readonly #met = new Map<string, number>()
  readonly #refused = new Set<string>()
  readonly #isNews = openToldOnce()
  readonly #newInSource = openSourceFindings()
  #failedSegments = 0

  edition(articleId: string, locale: string, outcome: EditionOutcome): void {
    const counts = this.#of(locale)
    counts[outcome.kind]++
    if (outcome.written !== undefined) this.written.push(outcome.written)
    if (outcome.withdrawn !== undefined) this.withdrawn.push(outcome.withdrawn)
    if (outcome.counts !== undefined) {
      counts.total += outcome.counts.total
      counts.recalled += outcome.counts.recalled
      counts.bought += outcome.counts.bought
      this.#failedSegments += outcome.counts.failed
    }
    for (const finding of this.#newInSource(articleId, outcome.findings))
      this.report({ article: articleId, locale: '', ...finding })
    for (const finding of outcome.findings)
      if (finding.key !== '') this.report({ article: articleId, locale, ...finding })
    if (outcome.kind === 'withheld' || outcome.kind === 'failed') {
      for (const { key, error } of distinct(outcome.errors))
        if (this.#isNews(locale, error)) this.#error(articleId, locale, key, error)
    }
  }

  /** One more article has been come to in this locale. */
  meet(locale: string): void {
    this.#met.set(locale, (this.#met.get(locale) ?? 0) + 1)
  }

  /** Articles that were come to in any locale: each goes through all, and one that is stopped not so far. */
  get articles(): number {
    return Math.max(0, ...this.#met.values())
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
    this.#error(path, '', '', error)
    return true
  }

  /** Something that concerns no article by itself, and that people must do something about. */
  trouble(error: DragomanError): void {
    this.hasTrouble = true
    this.#error('', '', '', error)
  }

  report(finding: ReportedFinding): void {
    const { article, locale, key, check, severity, message } = finding
    if (this.findings.length < FINDINGS_KEPT)
      this.findings.push({ article, locale, key, check, severity, message })
    else this.findingsLeftOut++
  }

  summary(bill: { requests: number; characters: number; cost: Cost }, durationMs: number): Summary {
    const sum = (pick: (counts: LocaleCounts) => number) =>
      [...this.locales.values()].reduce((total, counts) => total + pick(counts), 0)
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
      segments: {
        total: sum((c) => c.total),
        recalled: sum((c) => c.recalled),
        bought: sum((c) => c.bought),
        failed: this.#failedSegments,
      },
      ...bill,
      durationMs: Math.round(durationMs),
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
        'not wanted': 0,
        total: 0,
        recalled: 0,
        bought: 0,
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

/** One outage fails every segment with the same words: said once for each edition. */
function distinct<T extends { readonly error: DragomanError }>(errors: readonly T[]): T[] {
  const seen = new Set<string>()
  return errors.filter(({ error }) => {
    const words = `${error.code} ${error.message}`
    return seen.has(words) ? false : seen.add(words)
  })
}
