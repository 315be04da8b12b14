import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { type Report, readReports } from '../state/report.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printJson, tell } from './output.ts'
import { reportPage } from './report-page.ts'

export interface ReportOptions {
  readonly config: string
  readonly json?: boolean
  readonly last?: string
}

/** `dragoman report`: what the last run did, or the last few, newest first. Takes no lock. */
export function report({ config, json = false, last }: ReportOptions): ExitCode {
  const project = loadProject(config)
  const wanted = last === undefined ? 1 : countIn(last)
  const reports: Report[] = []
  for (const each of readReports(project.state)) {
    reports.push(each)
    if (reports.length === wanted) break
  }
  if (json) printJson(last === undefined ? (reports[0] ?? null) : reports)
  const { timeZone } = project.config.source
  tell(
    reports.length === 0
      ? 'No run has left a report yet.'
      : reports.map((each) => reportPage(each, timeZone)).join('\n\n'),
  )
  return EXIT.done
}

function countIn(last: string): number {
  const count = Number(last)
  if (Number.isInteger(count) && count > 0) return count
  throw new DragomanError('USAGE', `“${last}” is no number of runs.`, {
    place: '--last',
    fix: 'Give a number from 1 on.',
  })
}
