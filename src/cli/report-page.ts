import { ERROR_CODES, type ErrorCode } from '../article/errors.ts'
import type { Report } from '../state/report.ts'
import type { ReportedFinding, Summary } from '../state/summary.ts'
import { dateTime } from './date-time.ts'
import { billLine, closingTable, counted } from './table.ts'

/** One report as a short page for people: when and how long, what came of it, why it stopped, what is to be done. */
export function reportPage(report: Report, timeZone: string | undefined): string {
  const { summary, error, findingsLeftOut, exitCode } = report
  const lines = [
    headline(report, timeZone),
    `Exit code ${exitCode}: ${MEANING[exitCode] ?? 'see docs/errors.md'}.`,
  ]
  if (summary !== undefined)
    lines.push(closingTable(summary.locales), `${counted(summary.articles, 'article')}; ${billLine(summary)}`)
  const ended = summary?.stopped ?? error
  if (ended !== undefined) {
    const place = 'place' in ended && ended.place !== undefined ? `${ended.place}: ` : ''
    lines.push(`${error === undefined ? 'Stopped early' : 'Ended'}: ${place}${ended.message} (${ended.code})`)
    lines.push(`  → ${ended.fix}`)
  }
  if (summary !== undefined) lines.push(...findingLines(summary, findingsLeftOut))
  return lines.join('\n')
}

const MEANING: Readonly<Record<number, string>> = {
  0: 'all done',
  1: 'usage or configuration',
  2: 'finished, but some articles were withheld or failed',
  3: 'stopped early; a later run finishes',
}

/** `2026-11-30 02:30 – 2026-11-30 03:12: all articles into es, ca (0.1.0)` */
function headline({ started, ended, scope, rounds, version }: Report, timeZone: string | undefined): string {
  const { files, locales, watch } = scope
  const [first, ...others] = files
  const named =
    first === undefined ? 'all articles' : others.length === 0 ? first : `${files.length} articles`
  const how = watch ? `, a watch of ${counted(rounds, 'round')}` : ''
  const when = `${dateTime(Date.parse(started), timeZone)} – ${dateTime(Date.parse(ended), timeZone)}`
  return `${when}: ${named} into ${locales.join(', ')}${how} (Dragoman ${version})`
}

function findingLines({ findings }: Summary, leftOut: number): string[] {
  const groups = [...Map.groupBy(findings, ({ severity, check }) => `${severity} ${check}`).values()]
  const lines = groups
    .toSorted((a, b) => rank(a) - rank(b) || b.length - a.length)
    .flatMap((group) => groupLines(group))
  if (leftOut > 0) lines.push(`${counted(leftOut, 'more finding')} had no room here.`)
  const isError = ({ check }: ReportedFinding) => ERROR_CODES.includes(check as ErrorCode)
  if (findings.some((finding) => !isError(finding)))
    lines.push(
      '→ Texts are mended in the locale files, or a check dismissed there; dragoman check shows each beside its source.',
    )
  if (findings.some((finding) => isError(finding) && finding.locale !== ''))
    lines.push('→ dragoman status ARTICLE says what holds one article back.')
  return lines
}

/** What keeps readers from an article comes first. */
const rank = ([first]: readonly ReportedFinding[]): number => (first?.severity === 'block' ? 0 : 1)

const NAMED_AT_MOST = 5

/** `TRANSLATION_FAILED, 3 times: world/flood (es, ca), city/council (es)`, and what the first of them says */
function groupLines(group: readonly ReportedFinding[]): string[] {
  const { check, severity, key, message } = group[0]!
  const articles = [...Map.groupBy(group, ({ article }) => article)]
  const names = articles.slice(0, NAMED_AT_MOST).map(([article, found]) => {
    const locales = [...new Set(found.map(({ locale }) => locale))].filter((locale) => locale !== '')
    return [article, locales.length > 0 ? `(${locales.join(', ')})` : ''].filter(Boolean).join(' ')
  })
  const more = articles.length > NAMED_AT_MOST ? [`${articles.length - NAMED_AT_MOST} more`] : []
  const where = [...names.filter((name) => name !== ''), ...more].join(', ')
  const times = group.length === 1 ? '' : `, ${group.length} times`
  const head = `${severity === 'block' ? '✗' : '!'} ${check}${times}${where === '' ? '' : `: ${where}`}`
  return [head, `  ${key === '' || message.includes(key) ? '' : `${key}: `}${message}`]
}
