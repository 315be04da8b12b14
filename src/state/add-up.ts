import { ERROR_CODES, type ErrorCode } from '../article/errors.ts'
import { FINDINGS_KEPT, type LocaleCounts, type ReportedFinding, type Summary } from './summary.ts'

/**
 * The rounds of a watch as one: what each did is added up, an article that several came to counts in each. Why an edition was
 * missing is told no more once a later round has written it.
 */
export function addUp(earlier: Summary, later: Summary): Summary {
  const { stopped: _, ...sum } = earlier
  const mended = new Set(later.written.map((output) => output.replace(/\.[^./]+$/, '')))
  const isMended = ({ article, locale, check }: ReportedFinding) =>
    ERROR_CODES.includes(check as ErrorCode) && mended.has(`${locale}/${article}`)
  const findings = [...earlier.findings.filter((finding) => !isMended(finding)), ...later.findings]
  return {
    ...sum,
    articles: Math.max(earlier.articles, later.articles),
    editions: addCounts(earlier.editions, later.editions),
    locales: addLocales(earlier.locales, later.locales),
    segments: addCounts(earlier.segments, later.segments),
    requests: earlier.requests + later.requests,
    characters: earlier.characters + later.characters,
    cost: {
      amount: addAmounts(earlier.cost.amount, later.cost.amount),
      currency: later.cost.currency,
    },
    durationMs: earlier.durationMs + later.durationMs,
    ...(later.stopped && { stopped: later.stopped }),
    findings: onceEachOf(findings).slice(-FINDINGS_KEPT),
    written: [...new Set([...earlier.written, ...later.written])],
    withdrawn: [...new Set([...earlier.withdrawn, ...later.withdrawn])],
  }
}

/** Units of money, to millionths. */
const addAmounts = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.round((one + other) * 1_000_000) / 1_000_000

function addCounts<T extends Readonly<Record<string, number>>>(one: T, other: T): T {
  return Object.fromEntries(Object.entries(one).map(([key, count]) => [key, count + other[key]!])) as T
}

function addLocales(one: Summary['locales'], other: Summary['locales']): Summary['locales'] {
  const sum: Record<string, LocaleCounts> = { ...one }
  for (const [locale, { segments, ...counts }] of Object.entries(other)) {
    const before = sum[locale]
    if (before === undefined) sum[locale] = { ...counts, segments }
    else {
      const { segments: segmentsBefore, ...countsBefore } = before
      const all = addCounts(segmentsBefore, segments)
      sum[locale] = { ...addCounts(countsBefore, counts), segments: all }
    }
  }
  return sum
}

const onceEachOf = (findings: readonly ReportedFinding[]): ReportedFinding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
]
