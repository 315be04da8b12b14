import { loadProject } from '../config/load.ts'
import type { Holdings } from '../memory/upkeep.ts'
import { dateTime } from './date-time.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { localesOf, openUpkeep } from './memories.ts'
import { printJson, tell } from './output.ts'
import { plainTable } from './table.ts'
import type { TargetOptions } from './targets.ts'

/** `dragoman memory stats`: what each locale's memory holds, by whom, since when, and how large it is. */
export async function memoryStats({ config, json = false, locale }: TargetOptions): Promise<ExitCode> {
  const project = loadProject(config)
  const all = new Map<string, Holdings>()
  for (const each of localesOf(project, locale)) {
    const memory = openUpkeep(project, each)
    if (memory === undefined) continue
    try {
      all.set(each, await memory.holdings())
    } finally {
      await memory.close()
    }
  }
  if (json) printJson(Object.fromEntries([...all].map(([each, holdings]) => [each, asJson(holdings)])))
  else tell(all.size === 0 ? 'There is no memory yet.' : page(all, project.config.source.timeZone))
  return EXIT.done
}

const instant = (date: number | null) => (date === null ? null : new Date(date).toISOString())

const asJson = ({ oldest, newest, ...holdings }: Holdings) => ({
  ...holdings,
  oldest: instant(oldest),
  newest: instant(newest),
})

const number = new Intl.NumberFormat('en')

function page(all: ReadonlyMap<string, Holdings>, timeZone: string | undefined): string {
  const day = (date: number | null) => (date === null ? '' : dateTime(date, timeZone))
  const rows = plainTable([
    'locale',
    'machine',
    'people',
    'of these gone',
    'failed',
    'MiB',
    'oldest',
    'newest',
  ])
  const engines = plainTable(['locale', 'provider', 'model', 'texts'])
  for (const [locale, { machine, human, gone, failed, bytes, oldest, newest, ...by }] of all) {
    const counts = [machine, human, gone, failed].map((count) => number.format(count))
    rows.push([locale, ...counts, (bytes / 2 ** 20).toFixed(1), day(oldest), day(newest)])
    for (const { provider, model, rows: texts } of by.engines)
      engines.push([locale, provider, model, number.format(texts)])
  }
  return `${rows}\n${engines}`
}
