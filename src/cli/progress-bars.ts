import { MultiBar, type SingleBar } from 'cli-progress'
import { explain } from './output.ts'
import { openNotices, openProblems, type Progress } from './progress-watcher.ts'

/** A bar for each locale, on a terminal. */
export function bars(): Progress {
  const all = new MultiBar({
    stream: process.stderr,
    format:
      '{locale} {bar} {value}/{total} · {written} written · {unchanged} unchanged · {problems} with problems',
    hideCursor: true,
    clearOnComplete: false,
    barsize: 24,
    autopadding: true,
  })
  const problems = openProblems()
  const notices = openNotices()
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
      for (const line of problems(path, locale, outcome)) all.log(`${line}\n`)
      for (const line of notices(path, outcome)) all.log(`${line}\n`)
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
