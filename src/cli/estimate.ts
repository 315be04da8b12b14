import { loadProject } from '../config/load.ts'
import { openNight } from '../pipeline/open.ts'
import { run } from '../pipeline/run.ts'
import { findArticles } from '../sources/folder.ts'
import { passedAlso, passedLines, refuseEmpty, survey } from '../sources/survey.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printJson, tell } from './output.ts'
import { progress } from './progress.ts'
import { stopOnSignals } from './stop.ts'
import { moneyText, plainTable } from './table.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

/** `dragoman estimate`: a run that sends nothing and writes nothing, and says what a real one would send. */
export async function estimate(options: TargetOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const there = survey(project)
  refuseEmpty(project, there)
  const seen = await progress('to write')
  const night = await openNight(project, { buying: 'estimate', environment: process.env, watcher: seen })
  const release = stopOnSignals(night, seen)
  try {
    seen.start(there.articles, targets)
    await run(() => findArticles(project), targets, night.ports, night.asking)
  } finally {
    release()
    seen.stop()
    await night.close()
  }
  const passed = passedAlso(there.unread, ...night.asking.tally.passedOver)
  const rows = night.translator.bills
  const summary = night.summary()
  if (options.json)
    printJson({ rows, requests: summary.requests, characters: summary.characters, cost: summary.cost })
  const table = plainTable(['provider', 'model', 'locale', 'requests', 'characters', 'cost'])
  const number = new Intl.NumberFormat('en')
  for (const { provider, model, locale, requests, characters, cost } of rows) {
    table.push([provider, model, locale, requests, number.format(characters), moneyText(cost)])
  }
  tell(rows.length === 0 ? 'A run would send nothing.' : table.toString())
  for (const line of passedLines(passed)) tell(line)
  if (night.translator.stopped) return EXIT.stopped
  return summary.editions.failed + summary.editions.withheld > 0 ? EXIT.incomplete : EXIT.done
}
