import { type DragomanError, type ErrorCode, isOneOf, STOP_CODES, USAGE_CODES } from '../article/errors.ts'
import type { Summary } from '../state/summary.ts'

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

export function exitCodeOf({ code }: Pick<DragomanError, 'code'>): ExitCode {
  if (isOneOf(USAGE_CODES, code)) return EXIT.usage
  return isOneOf(STOP_CODES, code) ? EXIT.stopped : EXIT.incomplete
}

/** Nothing can be bought before a person has mended it: no later run will finish by itself. */
const UNABLE: readonly ErrorCode[] = ['CREDENTIAL_MISSING', 'CONFIG_INVALID']

/** @param hasTrouble beside its articles, something that people must see to */
export function exitCodeOfRun({ stopped, editions }: Summary, hasTrouble: boolean): ExitCode {
  if (stopped !== undefined) return isOneOf(UNABLE, stopped.code) ? EXIT.usage : EXIT.stopped
  return hasTrouble || editions.withheld + editions.failed > 0 ? EXIT.incomplete : EXIT.done
}
