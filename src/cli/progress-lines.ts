import { log } from './log.ts'
import { explainOf, openNotices, openProblems, type Progress } from './progress-watcher.ts'

/** No more than one line of progress in this time: a night's log is read by people. */
const LINE_EVERY_MS = 5_000

export function lines(): Progress {
  let total = 0
  let done = 0
  let last = performance.now()
  const counts = new Map<string, number>()
  const problems = openProblems()
  const notices = openNotices()
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
      for (const line of problems(path, locale, outcome))
        log(outcome.kind === 'stopped' ? 'warn' : 'error', line)
      for (const line of notices(path, outcome)) log('warn', line)
      step()
    },
    refused(path, error) {
      log('error', explainOf(path, error))
    },
    passedOver() {},
    note: (message) => log('warn', message),
    stop() {},
  }
}
