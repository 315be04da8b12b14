import { type DragomanError, type ErrorCode, isOneOf, STOP_CODES } from '../article/errors.ts'
import type { Watcher } from '../pipeline/run.ts'
import type { EditionOutcome } from '../pipeline/summary.ts'
import { openSourceFindings, openToldOnce } from '../pipeline/told-once.ts'
import { explain } from './output.ts'

/** What people see while a run works: a bar for each locale on a terminal, log lines without one. */
export interface Progress extends Watcher {
  start(articles: number, locales: readonly string[]): void
  note(message: string): void
  stop(): void
}

/** The first reason of an edition that did not come about, with locale, article and segment; the rest is in the summary. */
export function openProblems(): (path: string, locale: string, outcome: EditionOutcome) => string[] {
  const isNews = openToldOnce()
  const whyStopped = openWhyStopped()
  return (path, locale, outcome) => {
    if (outcome.kind === 'stopped') return whyStopped(outcome)
    if (outcome.kind !== 'withheld' && outcome.kind !== 'failed') return []
    const [first, ...others] = outcome.errors.filter(({ error }) => isNews(locale, error))
    if (first === undefined) return []
    const more = others.length > 0 ? ` (and ${others.length} more)` : ''
    return [`[${locale}] ${explainOf(path, first.error, first.key)}${more}`]
  }
}

/** With the article's path and the segment's key, where the error itself does not name them. */
export function explainOf(path: string, error: DragomanError, key = ''): string {
  const { place = '' } = error
  const names = [
    ...(place.includes(path.replace(/\.[^./]+$/, '')) ? [] : [path]),
    ...(place.includes(key) ? [] : [key]),
  ]
  return [...names, explain(error)].join(': ')
}

/** A spent budget or quota leaves out one edition after the other: it is told once. A person who stops a run knows. */
function openWhyStopped(): (outcome: EditionOutcome) => string[] {
  const told = new Set<ErrorCode>(['STOPPED'])
  return ({ errors }) =>
    errors.flatMap(({ error }) => {
      if (told.has(error.code) || !isOneOf(STOP_CODES, error.code)) return []
      told.add(error.code)
      return [explain(error)]
    })
}

/** What an article's source holds that its newsroom should know of; said with its first edition. */
export function openNotices(): (path: string, outcome: EditionOutcome) => string[] {
  const newInSource = openSourceFindings()
  return (path, { findings }) =>
    newInSource(path, findings).map(({ check, message }) => `${message} (${check})`)
}
