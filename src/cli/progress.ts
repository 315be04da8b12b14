import { MultiBar, type SingleBar } from 'cli-progress'
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

export const progress = (): Progress => (process.stderr.isTTY ? bars() : lines())

function bars(): Progress {
  const all = new MultiBar({
    stream: process.stderr,
    format:
      '{locale} {bar} {value}/{total} · {written} written · {unchanged} unchanged · {problems} with problems',
    hideCursor: true,
    clearOnComplete: false,
    barsize: 24,
    autopadding: true,
  })
  const byLocale = new Map<string, { bar: SingleBar; written: number; unchanged: number; problems: number }>()
  return {
    start(articles, locales) {
      const width = Math.max(...locales.map((locale) => locale.length))
      for (const locale of locales) {
        const counts = { written: 0, unchanged: 0, problems: 0 }
        const bar = all.create(articles, 0, { locale: locale.padEnd(width), ...counts })
        byLocale.set(locale, { bar, ...counts })
      }
    },
    edition(path, locale, outcome) {
      const row = byLocale.get(locale)
      if (row === undefined) return
      if (outcome.kind === 'written') row.written++
      else if (outcome.kind === 'unchanged') row.unchanged++
      else row.problems++
      row.bar.increment(1, { written: row.written, unchanged: row.unchanged, problems: row.problems })
      for (const line of problems(path, outcome)) all.log(`${line}\n`)
    },
    refused(_path, error) {
      all.log(`${explain(error)}\n`)
      for (const row of byLocale.values()) row.bar.increment(1, { problems: ++row.problems })
    },
    note: (message) => {
      all.log(`${message}\n`)
    },
    stop: () => all.stop(),
  }
}

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
function problems(path: string, outcome: EditionOutcome): string[] {
  if (outcome.kind !== 'withheld' && outcome.kind !== 'failed') return []
  const [first] = outcome.errors
  const more = outcome.errors.length > 1 ? ` (and ${outcome.errors.length - 1} more)` : ''
  if (first === undefined) return []
  const name = first.error.place?.includes(path.replace(/\.[^./]+$/, '')) ? '' : `${path}: `
  return [`${name}${explain(first.error)}${more}`]
}
