import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { addUp } from '../state/add-up.ts'
import { openReport, type Report, type ReportFile } from '../state/report.ts'
import type { Done } from './done.ts'
import { exitCodeOf } from './exit-codes.ts'
import { explain } from './output.ts'

import { version } from './version.ts'

/** Keeps a report of one command: of a run, or of all rounds of a watch so far. */
export interface ReportKeeper {
  /** What came of a run or round; or what ended it. A report that cannot be written changes nothing about that. */
  keep(asked: Asked, came: Done | DragomanError): Promise<void>
}

/** What the run or round was asked to do. */
interface Asked {
  readonly project: Project
  readonly files: readonly string[]
  readonly targets: readonly string[]
  readonly seen: { note(message: string): void }
}

export function reportKeeper({ watch }: { readonly watch: boolean }): ReportKeeper {
  const started = new Date()
  let file: ReportFile | undefined
  let report: Report | undefined
  let first: Asked | undefined
  return {
    async keep(asked, came) {
      // A mistyped command is no night.
      if (came instanceof DragomanError && came.code === 'USAGE') return
      first ??= asked
      const { project, files, targets } = first
      const scope = { files: files.map((each) => underArticles(each, project)), locales: [...targets], watch }
      const round = { version: version(), started: started.toISOString(), scope, ...outcomeOf(came) }
      report = withRound(report, round)
      try {
        file ??= openReport(project.state, started)
        await file.write(report)
      } catch (error) {
        if (!(error instanceof DragomanError)) throw error
        asked.seen.note(`This run leaves no report. ${explain(error)}`)
      }
    },
  }
}

type Outcome = Omit<Report, 'version' | 'started' | 'scope'>

function outcomeOf(came: Done | DragomanError): Outcome {
  const ended = new Date().toISOString()
  if (!(came instanceof DragomanError)) {
    const { summary, exitCode, findingsLeftOut } = came
    return { ended, rounds: 1, exitCode, summary, findingsLeftOut }
  }
  const { code, message, fix, place } = came
  const error = { code, message, fix, ...(place !== undefined && { place }) }
  return { ended, rounds: 1, exitCode: exitCodeOf(came), error, findingsLeftOut: 0 }
}

/** The scope stays that of the first. */
function withRound(earlier: Report | undefined, round: Report): Report {
  if (earlier === undefined) return round
  const summary =
    earlier.summary && round.summary
      ? addUp(earlier.summary, round.summary)
      : (round.summary ?? earlier.summary)
  return {
    ...round,
    rounds: earlier.rounds + 1,
    findingsLeftOut: earlier.findingsLeftOut + round.findingsLeftOut,
    ...(summary && { summary }),
  }
}

const underArticles = (file: string, { articles }: Project): string =>
  path.relative(articles, path.resolve(file)).split(path.sep).join('/')
