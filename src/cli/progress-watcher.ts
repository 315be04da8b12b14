import { type ErrorCode, isOneOf, STOP_CODES } from '../article/errors.ts'
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

/** The first reason of an edition that did not come about, with the article's name; the rest is in the summary. */
export function openProblems(): (path: string, locale: string, outcome: EditionOutcome) => string[] {
  const isNews = openToldOnce()
  const whyStopped = openWhyStopped()
  return (path, locale, outcome) => {
    if (outcome.kind === 'stopped') return whyStopped(outcome)
    if (outcome.kind !== 'withheld' && outcome.kind !== 'failed') return []
    const [first, ...others] = outcome.errors.filter(({ error }) => isNews(locale, error))
    if (first === undefined) return []
    const more = others.length > 0 ? ` (and ${others.length} more)` : ''
    const name = first.error.place?.includes(path.replace(/\.[^./]+$/, '')) ? '' : `${path}: `
    return [`${name}${explain(first.error)}${more}`]
  }
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
