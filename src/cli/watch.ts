import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import { Changes } from './changes.ts'
import type { Done } from './done.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { type ReportKeeper, reportKeeper } from './keep-report.ts'
import { log } from './log.ts'
import { explain, printData } from './output.ts'
import { progress } from './progress.ts'
import { lines } from './progress-lines.ts'
import { type RunOptions, round, tellClosing } from './run.ts'
import { stopOnce } from './stop.ts'
import { billLine, counted } from './table.ts'
import { chooseTargets } from './targets.ts'

/**
 * `dragoman run --watch`: a run, then a round after each save: of the articles that were saved, or of everything (which is
 * skipped where nothing changed) after a save of a locale file, a glossary or the configuration.
 * Each round takes the lock, opens what it needs and gives both back, so that the night's run can come between; while a
 * run is under way, this watch's own first one too, saved articles are handed over to it.
 */
export async function watch(files: readonly string[], options: RunOptions): Promise<ExitCode> {
  const stop = stopOnce()
  // Once is enough: a save says nothing of what failed.
  const later = { ...options, retry: false }
  const reports = reportKeeper({ watch: true })
  let changes = openChanges(loadProject(options.config), files, options, stop.signal)
  let exitCode: ExitCode = EXIT.done
  let isUnable = false
  try {
    await changes.ready
    const first = firstRun(files, options, reports, stop.signal).then((code) => {
      exitCode = code
      // Without a key nothing that is saved could be bought.
      isUnable = code === EXIT.usage
      if (isUnable) stop.end()
      if (!stop.signal.aborted) log('info', 'Watching; stop with Ctrl+C.')
    })
    first.catch(() => stop.end())
    for (let change = await changes.next(); change !== undefined; change = await changes.next()) {
      if (change.kind === 'configuration') {
        const renewed = await reopened(files, options, stop.signal)
        if (renewed === undefined) continue
        await changes.close()
        changes = renewed
      }
      exitCode = await oneRound(
        change.kind === 'articles' ? change.files : files,
        later,
        reports,
        stop.signal,
      )
    }
    await first
    if (isUnable) return EXIT.usage
    return exitCode === EXIT.stopped || (await changes.areLeft()) ? EXIT.stopped : EXIT.done
  } finally {
    stop.release()
    await changes.close()
  }
}

/** What is wrong with the first run is wrong with the command: a mistyped file name is not waited for. */
async function firstRun(
  files: readonly string[],
  options: RunOptions,
  reports: ReportKeeper,
  stopping: AbortSignal,
): Promise<ExitCode> {
  const done = await round(files, options, {
    purpose: 'run',
    waitsFor: 'all',
    seen: await progress(),
    reports,
    stopping,
  })
  tellClosing(done, options)
  return report(done, options)
}

/** What is wrong with a later one must not end the watch: the next save may mend it. */
async function oneRound(
  files: readonly string[],
  options: RunOptions,
  reports: ReportKeeper,
  stopping: AbortSignal,
): Promise<ExitCode> {
  try {
    const done = await round(files, options, {
      purpose: 'round',
      waitsFor: 'all',
      seen: lines(),
      reports,
      stopping,
    })
    log('info', roundLine(done, files))
    return report(done, options)
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    // An empty folder may be one that is being filled again.
    log(error.code === 'STOPPED' || error.code === 'NO_ARTICLES' ? 'warn' : 'error', explain(error))
    return exitCodeOf(error)
  }
}

function report({ summary, exitCode }: Done, { json }: RunOptions): ExitCode {
  if (json) printData(JSON.stringify(summary))
  return exitCode
}

/** `articles/ferry.md → es, ca: 2 written, 0 unchanged, 0 with problems; 4 segments bought; 1 request, …` */
function roundLine({ summary, refused }: Done, files: readonly string[]): string {
  const { written, unchanged, withheld, failed } = summary.editions
  const what = files.length === 1 ? path.relative(process.cwd(), files[0]!) : `${summary.articles} articles`
  const into = refused === summary.articles ? '' : ` → ${Object.keys(summary.locales).join(', ')}`
  const editions = `${written} written, ${unchanged} unchanged, ${withheld + failed} with problems`
  return `${what}${into}: ${editions}; ${counted(summary.segments.bought, 'segment')} bought; ${billLine(summary)}`
}

function openChanges(
  project: Project,
  files: readonly string[],
  { locale }: RunOptions,
  stopping: AbortSignal,
): Changes {
  return new Changes(project, files, chooseTargets(project, locale), stopping)
}

/** Watches what a changed configuration names. Undefined, and told why, while that cannot be used. */
async function reopened(
  files: readonly string[],
  options: RunOptions,
  stopping: AbortSignal,
): Promise<Changes | undefined> {
  try {
    const changes = openChanges(loadProject(options.config), files, options, stopping)
    await changes.ready
    return changes
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    log('error', explain(error))
    return undefined
  }
}
