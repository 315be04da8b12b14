import { DragomanError } from '../article/errors.ts'
import type { Finding } from '../check/check.ts'
import type { Gap, Route } from './gap.ts'

/**
 * A text that failed its checks on every rung.
 * @param finding what blocked it
 * @param boughtMs epoch milliseconds, where it was bought before; absent: it was bought just now
 */
export function failedChecks(
  { provider }: Route,
  { segment }: Gap,
  finding: Finding,
  boughtMs?: number,
): DragomanError {
  const words = `${provider.name}, “${shorten(segment.notation)}”: ${finding.message}`
  const before =
    boughtMs === undefined ? '' : ` It was bought at ${minuteOf(boughtMs)} and is not asked for again.`
  return new DragomanError('TRANSLATION_FAILED', `${words}${before}`, {
    fix: 'Write the translation into the locale file by hand, dismiss the check there, or ask again with “run --retry”.',
  })
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

/** `2026-11-22T20:00Z` */
const minuteOf = (ms: number): string => new Date(ms).toISOString().replace(/:\d\d\.\d+Z$/, 'Z')
