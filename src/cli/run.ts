import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import type { Request } from '../jobs/inbox.ts'
import { takeInbox } from '../jobs/take-inbox.ts'
import { type Buying, openNight } from '../pipeline/open.ts'
import { type Deletions, renewOutdated, run as runNight, withdrawDeleted } from '../pipeline/run.ts'
import { type Found, findArticles } from '../sources/folder.ts'
import { articleTest, namedArticles } from '../sources/named.ts'
import { NONE_PASSED, passedAlso, passedLines, refuseEmpty, survey } from '../sources/survey.ts'
import { fileLock, type Purpose } from '../state/lock.ts'
import { isThisProcess, processName } from '../state/process.ts'
import type { Done } from './done.ts'
import { type ExitCode, exitCodeOfRun } from './exit-codes.ts'
import { handOver } from './hand-over.ts'
import { type ReportKeeper, reportKeeper } from './keep-report.ts'
import { toldTo } from './night.ts'
import { explain, printJson, tell } from './output.ts'
import { type Progress, progress } from './progress.ts'
import { stopOnSignals } from './stop.ts'
import { billLine, closingTable, counted, textFindingsLines } from './table.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'
import { type LockWait, waitOrHandOver } from './wait-for-lock.ts'

export interface RunOptions extends TargetOptions {
  readonly dryRun?: boolean
  readonly frozen?: boolean
  readonly force?: boolean
  readonly retry?: boolean
  readonly confirmWithdrawals?: boolean
}

/** `dragoman run`: everything that changed, to every target. */
export async function run(files: readonly string[], options: RunOptions): Promise<ExitCode> {
  const reports = reportKeeper({ watch: false })
  const seen = await progress(options.dryRun ? 'to write' : 'written')
  const done = await round(files, options, { purpose: 'run', waitsFor: 'rounds', seen, reports })
  tellClosing(done, options)
  if (options.json) printJson(done.summary)
  return done.exitCode
}

/** How a round comes to hold the lock, and whom it tells what it is doing. */
export interface RoundOptions {
  readonly purpose: Purpose
  readonly waitsFor: LockWait['waitsFor']
  readonly seen: Progress
  readonly reports: ReportKeeper
  /** Aborted before anything was sent: then nothing is. */
  readonly stopping?: AbortSignal
}

/**
 * From lock to summary: the named files, or everything. Named files are handed over while another run is under way.
 */
export async function round(
  files: readonly string[],
  options: RunOptions,
  { purpose, waitsFor, seen, reports, stopping }: RoundOptions,
): Promise<Done> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const buying: Buying = options.dryRun ? 'estimate' : options.frozen ? 'refuse' : 'buy'
  const { force = false, retry = false, confirmWithdrawals = false } = options
  const isRound = purpose === 'round'
  const how = { buying, force, retry, confirmWithdrawals, isRound }
  const asked: Round = { project, files, targets, ...how, seen, stopping }
  if (buying === 'estimate') return inNight(asked)
  const locked = () => inLock(asked, { purpose, waitsFor })
  // What buys nothing is a gate, and no night.
  return buying === 'buy' ? reported(asked, reports, locked) : locked()
}

/** Kept for the morning after, however it ends. */
async function reported(asked: Round, reports: ReportKeeper, work: () => Promise<Done>): Promise<Done> {
  try {
    const done = await work()
    await reports.keep(asked, done)
    return done
  } catch (error) {
    if (error instanceof DragomanError) await reports.keep(asked, error)
    throw error
  }
}

async function inLock(
  asked: Round,
  { purpose, waitsFor }: Pick<RoundOptions, 'purpose' | 'waitsFor'>,
): Promise<Done> {
  const { project, files, buying, retry, stopping } = asked
  const buys = buying === 'buy'
  const lock = fileLock(project.state)
  // The run under way has been told already whether to ask again for what failed.
  const mayHandOver = buys && files.length > 0 && !retry
  const came = await waitOrHandOver(
    { lock, purpose: buys ? purpose : 'closed', waitsFor, stopping },
    mayHandOver ? () => handedOver(asked) : undefined,
  )
  if (came.kind === 'done') return came.done
  try {
    return await inNight(asked)
  } finally {
    await came.lock.release()
  }
}

/** What one round is asked to do. */
interface Round {
  readonly project: Project
  readonly files: readonly string[]
  readonly targets: readonly string[]
  readonly buying: Buying
  readonly force: boolean
  readonly retry: boolean
  readonly confirmWithdrawals: boolean
  readonly seen: Progress
  readonly stopping: AbortSignal | undefined
  /** One of the rounds of a watch. */
  readonly isRound: boolean
}

async function handedOver(asked: Round): Promise<Done | undefined> {
  const outcome = await handOver(asked)
  if (outcome === undefined) return undefined
  const { summary, refused } = outcome
  const exitCode = exitCodeOfRun(summary, false)
  return { project: asked.project, summary, refused, passed: NONE_PASSED, exitCode, findingsLeftOut: 0 }
}

/**
 * How long a run waits at its end for a receiver of events that does not answer; what is left is for the next run. A watch has
 * the next save to see to, and who stops a run wants it to end.
 */
const EVENTS_WAIT_MS = { usual: 30_000, short: 5_000 }

/**
 * The night of one round: opened, run beside the inbox, and closed whatever happens.
 * @throws DragomanError NO_ARTICLES for a whole folder without any, unless a person says that all were deleted
 */
async function inNight({ project, files, targets, seen, stopping, isRound, ...asked }: Round): Promise<Done> {
  const { buying, force, retry } = asked
  const isNamed = files.length > 0
  const there = isNamed
    ? { articles: files.length, others: NONE_PASSED, unread: NONE_PASSED }
    : survey(project)
  if (!isNamed && !asked.confirmWithdrawals) refuseEmpty(project, there)
  const articles = (): Iterable<Found> => (isNamed ? namedArticles(project, files) : findArticles(project))
  const night = await openNight(project, { ...toldTo(seen), targets, buying, force, retry })
  const release = stopOnSignals(night, seen)
  if (stopping?.aborted) night.translator.stop()
  const inbox =
    buying === 'buy' ? takeInbox(project, night, (request) => tellTaken(request, seen)) : undefined
  try {
    seen.start(there.articles, targets)
    await runNight(articles, targets, night.ports, { ...night.asking, isNamed })
    const { isStopped, tally } = night.asking
    const deletions = deletionsIn(project, asked)
    if (!isNamed && !isStopped()) await renewOutdated(deletions.isThere, targets, night.ports, night.asking)
    const vanished =
      isNamed || isStopped()
        ? undefined
        : await withdrawDeleted(deletions, targets, night.ports, night.asking)
    if (vanished !== undefined) {
      tally.trouble(vanished)
      seen.note(explain(vanished))
    }
    await inbox?.close()
    const { stopped } = night.translator
    await night.ports.publish.events.flush(stopped || isRound ? EVENTS_WAIT_MS.short : EVENTS_WAIT_MS.usual)
    const summary = night.summary()
    const passed = passedAlso(there.unread, ...tally.passedOver)
    const { refused, findingsLeftOut, hasTrouble } = tally
    return {
      project,
      summary,
      refused,
      passed,
      exitCode: exitCodeOfRun(summary, hasTrouble),
      findingsLeftOut,
    }
  } finally {
    await inbox?.close()
    release()
    seen.stop()
    await night.close()
  }
}

const deletionsIn = (
  project: Project,
  { confirmWithdrawals }: Pick<Round, 'confirmWithdrawals'>,
): Deletions => ({
  isThere: articleTest(project),
  onDeleted: project.config.publish.onDeleted,
  isConfirmed: confirmWithdrawals,
})

/** A watch that hands articles over to its own first run has said so already. */
function tellTaken({ asker, files }: Request, seen: Progress): void {
  if (isThisProcess(asker)) return
  const what = files.length === 1 ? files[0] : `${files.length} articles`
  seen.note(`${what} goes ahead of everything else, for ${processName(asker)}.`)
}

export function tellClosing(done: Done, { dryRun = false }: RunOptions): void {
  const { project, summary, refused, passed } = done
  tell(closingTable(summary.locales, dryRun ? 'to write' : 'written'))
  tell(`${counted(summary.articles, 'article')}; ${dryRun ? 'a run would send ' : ''}${billLine(summary)}`)
  for (const line of passedLines(passed)) tell(line)
  if (refused > 0) tell(`${counted(refused, 'file')} could not be read; see above.`)
  for (const line of textFindingsLines(summary)) tell(line)
  const { stopped } = summary
  if (stopped !== undefined)
    tell(`Stopped early: ${stopped.message} (${stopped.code})\n  → ${stopped.fix} What was bought is kept.`)
  else if (!dryRun)
    tell(`Editions are under ${relative(project.output)}, locale files under ${relative(project.locales)}.`)
}

const relative = (folder: string) => path.relative(process.cwd(), folder) || '.'
