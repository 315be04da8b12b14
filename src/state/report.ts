import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { ERROR_CODES } from '../article/errors.ts'
import { folder } from '../publish/files.ts'
import { Summary } from './summary.ts'

/**
 * What runs did, for the morning after: one file for each run under the state folder, named by when it began. Those of a
 * month of nights are kept. A run that is killed leaves none.
 */
export const Report = z.object({
  /** Dragoman's. */
  version: z.string(),
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
  scope: z.object({
    /** Under the articles folder, `/`-separated; empty: all articles. */
    files: z.array(z.string()).readonly(),
    locales: z.array(z.string()).readonly(),
    /** Is it a watch? Then the report adds up its rounds, the first run among them. */
    watch: z.boolean(),
  }),
  rounds: z.int().positive(),
  /** Of a watch so far: the last round's. */
  exitCode: z.int().min(0).max(255),
  /** What ended it before there could be a summary, or in its place. */
  error: z
    .object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      fix: z.string(),
      place: z.string().exactOptional(),
    })
    .exactOptional(),
  summary: Summary.exactOptional(),
  /** Findings beyond those that the summary has room for. */
  findingsLeftOut: z.int().nonnegative(),
})
export type Report = z.infer<typeof Report>

/** The report of one command: written anew, whole, each time that there is more to say. */
export interface ReportFile {
  /** @throws DragomanError OUTPUT_UNWRITABLE, OUTPUT_OUTSIDE */
  write(report: Report): Promise<void>
}

const REPORTS_KEPT = 30

/** @param state the state folder @param started names the file; a second one of the same second gets a number */
export function openReport(state: string, started: Date): ReportFile {
  const reports = folder(reportsIn(state), 'kill')
  let name: string | undefined
  return {
    async write(report) {
      name ??= freeName(reports.root, started)
      await reports.write(name, `${JSON.stringify(report, null, 2)}\n`)
      for (const old of reportNames(reports.root).slice(REPORTS_KEPT))
        rmSync(path.join(reports.root, old), { force: true })
    },
  }
}

/** Newest first. Files that are no reports, or those of another version that cannot be read, are passed over. */
export function* readReports(state: string): Generator<Report> {
  for (const name of reportNames(reportsIn(state))) {
    const report = read(path.join(reportsIn(state), name))
    if (report !== undefined) yield report
  }
}

/** Where the reports stand. */
export const reportsIn = (state: string) => path.join(state, 'reports')

function freeName(root: string, started: Date): string {
  const stem = started.toISOString().replaceAll(':', '').replace(/\.\d+/, '')
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? `${stem}.json` : `${stem}_${nth}.json`
    if (!existsSync(path.join(root, name))) return name
  }
}

const NAME = /^(\d{4}-\d{2}-\d{2}T\d{6}Z)(?:_(\d+))?\.json$/

function reportNames(root: string): readonly string[] {
  if (!existsSync(root)) return []
  const named = readdirSync(root).flatMap((name) => {
    const [, stem, nth = '1'] = NAME.exec(name) ?? []
    return stem === undefined ? [] : [{ name, stem, nth: Number(nth) }]
  })
  return named
    .toSorted((a, b) => (a.stem === b.stem ? b.nth - a.nth : a.stem < b.stem ? 1 : -1))
    .map(({ name }) => name)
}

function read(file: string): Report | undefined {
  try {
    return Report.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}
