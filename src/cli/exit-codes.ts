import type { DragomanError } from '../article/errors.ts'
import type { Summary } from '../pipeline/summary.ts'

/** What a command tells the shell; part of the outside face. */
export const EXIT = {
  done: 0,
  /** Usage or configuration. */
  usage: 1,
  /** Finished, but some articles were withheld or failed. */
  incomplete: 2,
  /** Stopped early (budget, quota, signal); a later run will finish. */
  stopped: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const USAGE_CODES = [
  'USAGE',
  'CONFIG_MISSING',
  'CONFIG_INVALID',
  'LOCALE_UNKNOWN',
  'STATE_LOCKED',
  'STATE_UNREADABLE',
  'CREDENTIAL_MISSING',
]

export function exitCodeOf(error: DragomanError): ExitCode {
  if (USAGE_CODES.includes(error.code)) return EXIT.usage
  return error.code === 'STOPPED' || error.code === 'BUDGET_SPENT' || error.code === 'PROVIDER_QUOTA'
    ? EXIT.stopped
    : EXIT.incomplete
}

export function exitCodeOfRun(summary: Summary, stoppedEarly: boolean): ExitCode {
  if (stoppedEarly) return EXIT.stopped
  return summary.editions.withheld + summary.editions.failed > 0 ? EXIT.incomplete : EXIT.done
}
