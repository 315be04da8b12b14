import { onceEach } from '../article/once-each.ts'

/**
 * Calendar days in a time zone: an IANA name, or undefined for the system's own. Not every day has 24 hours, and where
 * clocks are put forward at midnight a day begins at one; so the beginning of a day is searched for, not reckoned.
 */

/** The day of an instant, as `2026-11-22`. */
export function dayOf(instantMs: number, timeZone: string | undefined): string {
  const parts = formatOf(timeZone ?? SYSTEM).formatToParts(instantMs)
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The first instant of a day, epoch milliseconds; of a day that the zone left out, of the one after it.
 * @param day as `2026-11-22`; undefined is returned for anything else, and for days that no calendar has
 */
export function startOfDay(day: string, timeZone: string | undefined): number | undefined {
  const utc = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(utc) || isoDay(utc) !== day) return undefined
  let [before, from] = [utc - DAY_MS, utc + DAY_MS]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayOf(middle, timeZone) < day) before = middle
    else from = middle
  }
  return from
}

/** The day of an instant, from its first millisecond to the first of the day after. */
export function dayAround(
  instant: Date,
  timeZone: string | undefined,
): { readonly start: number; readonly end: number } {
  const day = dayOf(instant.getTime(), timeZone)
  const next = isoDay(Date.parse(`${day}T00:00:00Z`) + DAY_MS)
  return { start: startOfDay(day, timeZone)!, end: startOfDay(next, timeZone)! }
}

/** A time zone is never further than this from UTC. */
const DAY_MS = 24 * 60 * 60 * 1000

const SYSTEM = ''

const isoDay = (utc: number): string => new Date(utc).toISOString().slice(0, 10)

const formatOf = onceEach(
  (timeZone) =>
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: timeZone === SYSTEM ? undefined : timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
)
