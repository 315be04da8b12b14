import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import { loadProject, type Project } from '../config/load.ts'
import { type Found, findArticles, namedArticles } from '../pipeline/find.ts'
import { lock } from '../pipeline/lock.ts'
import { type Buying, type Night, openNight } from '../pipeline/night.ts'
import { run as runNight } from '../pipeline/run.ts'
import type { Summary } from '../pipeline/summary.ts'
import { EXIT, type ExitCode, exitCodeOfRun } from './exit-codes.ts'
import { printJson, tell } from './output.ts'
import { type Progress, progress } from './progress.ts'
import { billLine, closingTable } from './table.ts'

export interface RunOptions {
  readonly config: string
  readonly json?: boolean
  readonly locale?: readonly string[]
  readonly dryRun?: boolean
  readonly frozen?: boolean
  readonly force?: boolean
}

/** `dragoman run`: everything that changed, to every target. */
export async function run(files: readonly string[], options: RunOptions): Promise<ExitCode> {
  const { summary, exitCode } = await round(files, options)
  if (options.json) printJson(summary)
  return exitCode
}

/** One run from lock to closing table. */
export async function round(
  files: readonly string[],
  options: RunOptions,
): Promise<{ readonly summary: Summary; readonly exitCode: ExitCode }> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const buying: Buying = options.dryRun ? 'estimate' : options.frozen ? 'refuse' : 'buy'
  const held = options.dryRun ? undefined : lock(project.state)
  const seen = progress()
  try {
    const night = await openNight(project, {
      buying,
      environment: process.env,
      watcher: seen,
      force: options.force ?? false,
      onRetry: (provider, error, waitMs) =>
        seen.note(`${provider}: trying again in ${(waitMs / 1000).toFixed(1)} s (${error.message})`),
      onDamage: (message) => seen.note(message),
      onStandIn: (from, to, why) =>
        seen.note(`${to.name} stands in for ${from.name}: ${why.message} ${why.fix}`),
    })
    try {
      return await runAndTell(night, project, files, targets, options, seen)
    } finally {
      await night.close()
    }
  } finally {
    held?.release()
  }
}

async function runAndTell(
  night: Night,
  project: Project,
  files: readonly string[],
  targets: readonly string[],
  options: RunOptions,
  seen: Progress,
): Promise<{ readonly summary: Summary; readonly exitCode: ExitCode }> {
  const find = (): Iterable<Found> =>
    files.length > 0 ? namedArticles(project.articles, files) : findArticles(project.articles)
  const release = stopOnSignals(night, seen)
  try {
    seen.start(files.length || count(find()), targets)
    await runNight(find(), targets, night.ports)
  } finally {
    release()
    seen.stop()
  }
  const summary = night.summary()
  const { tally } = night.ports
  const stoppedEarly = [...tally.locales.values()].some((counts) => counts.stopped > 0) || night.buyer.stopped
  tell(closingTable(tally.locales, options.dryRun ? 'to write' : 'written'))
  tell(`${summary.articles} articles; ${options.dryRun ? 'a run would send ' : ''}${billLine(summary)}`)
  if (tally.refused > 0) tell(`${tally.refused} files could not be read as articles; see above.`)
  if (stoppedEarly) tell('Stopped early; what was bought is kept, and the next run goes on from here.')
  else if (!options.dryRun)
    tell(`Editions are under ${relative(project.output)}, locale files under ${relative(project.locales)}.`)
  return { summary, exitCode: exitCodeOfRun(summary, stoppedEarly) }
}

const relative = (folder: string) => path.relative(process.cwd(), folder) || '.'

/** `--locale` narrows the configured targets. @throws DragomanError USAGE for one that is not among them. */
export function chooseTargets(project: Project, chosen: readonly string[] | undefined): readonly string[] {
  if (chosen === undefined || chosen.length === 0) return project.config.targets
  return chosen.map((tag) => {
    const locale = parseLocale(tag, '--locale')
    if (project.config.targets.includes(locale)) return locale
    throw new DragomanError(
      'USAGE',
      `${locale} is not among the targets (${project.config.targets.join(', ')}).`,
      {
        place: '--locale',
        fix: 'Add it to targets in the configuration.',
      },
    )
  })
}

function count(found: Iterable<unknown>): number {
  let total = 0
  for (const _ of found) total++
  return total
}

/** First signal: nothing more is sent, what is out is kept. Second: at once. */
export function stopOnSignals(night: Night, seen: Pick<Progress, 'note'>): () => void {
  const stop = (signal: NodeJS.Signals) => {
    if (night.buyer.stopped) process.exit(EXIT.stopped)
    seen.note(`${signal}: finishing what is on its way. Once more to stop at once.`)
    night.buyer.stop()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
