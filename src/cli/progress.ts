import type { Watcher } from '../pipeline/run.ts'
import type { EditionOutcome } from '../pipeline/summary.ts'
import { log } from './log.ts'
import { explain } from './output.ts'

/** What people see while a run works: a bar for each locale on a terminal, log lines without one. */
export interface Progress extends Watcher {
  start(articles: number, locales: readonly string[]): void
  note(message: string): void
  stop(): void
}

/** Bars are loaded where there is a terminal to draw them on. */
export const progress = async (): Promise<Progress> =>
  process.stderr.isTTY ? (await import('./progress-bars.ts')).bars() : lines()

/** No more than one line of progress in this time: a night's log is read by people. */
const LINE_EVERY_MS = 5_000

export function lines(): Progress {
  let total = 0
  let done = 0
  let last = performance.now()
  const counts = new Map<string, number>()
  const step = () => {
    done++
    if (performance.now() - last < LINE_EVERY_MS) return
    last = performance.now()
    const parts = [...counts].map(([kind, count]) => `${count} ${kind}`)
    log('info', `${done} of ${total} editions: ${parts.join(', ')}`)
  }
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return {
    start(articles, locales) {
      total = articles * locales.length
    },
    edition(path, locale, outcome) {
      count(outcome.kind)
      for (const line of problems(path, outcome))
        log(outcome.kind === 'stopped' ? 'warn' : 'error', `[${locale}] ${line}`)
      step()
    },
    refused(_path, error) {
      log('error', explain(error))
    },
    note: (message) => log('warn', message),
    stop() {},
  }
}

/** The first reason of an edition that did not come about, with the article's name; the rest is in the summary. */
export function problems(path: string, outcome: EditionOutcome): string[] {
  if (outcome.kind !== 'withheld' && outcome.kind !== 'failed') return []
  const [first] = outcome.errors
  const more = outcome.errors.length > 1 ? ` (and ${outcome.errors.length - 1} more)` : ''
  if (first === undefined) return []
  const name = first.error.place?.includes(path.replace(/\.[^./]+$/, '')) ? '' : `${path}: `
  return [`${name}${explain(first.error)}${more}`]
}
