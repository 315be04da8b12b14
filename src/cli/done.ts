import type { Project } from '../config/load.ts'
import type { Passed } from '../sources/survey.ts'
import type { Summary } from '../state/summary.ts'
import type { ExitCode } from './exit-codes.ts'

/** What came of one run, or of one round of a watch. */
export interface Done {
  readonly project: Project
  readonly summary: Summary
  /** Files that could not be read as articles. */
  readonly refused: number
  /** Files that no format reads. */
  readonly passed: Passed
  readonly exitCode: ExitCode
  /** How many, beyond those that the summary has room for. */
  readonly findingsLeftOut: number
}
