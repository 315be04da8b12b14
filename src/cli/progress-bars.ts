import { clearScreenDown } from 'node:readline'
import type { WriteStream } from 'node:tty'
import { MultiBar, type SingleBar } from 'cli-progress'
import { explainOf, openNotices, openProblems, type Progress } from './progress-watcher.ts'

/** A bar for each locale, on a terminal; what is told meanwhile stands above them. */
export function bars(
  stream: NodeJS.WriteStream = process.stderr,
  verb: 'written' | 'to write' = 'written',
): Progress {
  const all = new MultiBar({
    stream,
    format: `{locale} {bar} {value}/{total} · {written} ${verb} · {unchanged} unchanged · {problems} with problems`,
    hideCursor: true,
    clearOnComplete: false,
    barsize: 24,
    autopadding: true,
  })
  const say = openLines(all, stream)
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
      else if (outcome.kind === 'withheld' || outcome.kind === 'failed') row.problems++
      row.bar.increment(1, { written: row.written, unchanged: row.unchanged, problems: row.problems })
      for (const line of [...problems(path, locale, outcome), ...notices(path, outcome)]) say(line)
    },
    refused(path, error) {
      say(explainOf(path, error))
      for (const row of byLocale.values()) row.bar.increment(1, { problems: ++row.problems })
    },
    passedOver() {
      for (const row of byLocale.values()) row.bar.increment(1)
    },
    note: say,
    stop: say.end,
  }
}

interface Lines {
  (message: string): void
  /** Takes the bars off their timer; nothing that was said is lost. */
  end(): void
}

/**
 * Lines above the bars. The library writes lines over the bars when it draws these the next time: whatever was there before has
 * to be cleared, since a line may be shorter than a bar, or have several lines; and it forgets lines that come after
 * the last drawing, or while there are no bars.
 */
function openLines(all: MultiBar, stream: NodeJS.WriteStream): Lines {
  let waiting = 0
  all.on('redraw-pre', () => {
    if (waiting > 0) clearScreenDown(stream as WriteStream)
    waiting = 0
  })
  const say = (message: string) => {
    if (!all.isActive) return void stream.write(`${message}\n`)
    waiting++
    all.log(`${message}\n`)
  }
  const end = () => {
    process.off('exit', end)
    if (!all.isActive) return
    all.update()
    all.stop()
  }
  // A second signal ends the process where it stands: what was said and the cursor come back all the same.
  process.once('exit', end)
  return Object.assign(say, { end })
}
