import { onceEach } from '../../article/once-each.ts'

/**
 * Times as articles write them: ISO 8601, RFC 2822, and what Hugo and YAML 1.1 take beside those. Nothing is guessed:
 * `03/04/2026` is another day on each side of the Atlantic, and is no time here.
 * @see https://www.rfc-editor.org/rfc/rfc2822#section-3.3 · https://yaml.org/type/timestamp.html · https://pkg.go.dev/time#pkg-constants
 */

/**
 * Epoch milliseconds of a time; a day alone is its midnight. Undefined: no time that can be read.
 * @param timeZone where it is meant that names no zone: an IANA name, or undefined for the system's own
 * @param twice which of the two moments it is where clocks are put back and show a time twice
 */
export function readTime(
  text: string,
  timeZone: string | undefined,
  twice: 'first' | 'last',
): number | undefined {
  const found = FORMS.map((form) => form.exec(text.trim())?.groups).find((groups) => groups !== undefined)
  if (found === undefined) return undefined
  const wall = wallTime(found)
  const { zone } = found
  if (wall === undefined) return undefined
  if (zone === undefined) return momentOf(wall, timeZone, twice)
  const offset = offsetOf(zone)
  return offset === undefined ? undefined : wall - offset
}

const CLOCK = String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`
/** An offset may have its name behind it, as mail and Go write it: `+0100 (CET)`. */
const ZONE = String.raw`(?<zone>[A-Z]{1,3}|[+-]\d\d?(?::?\d\d)?)(?: ?\(?[A-Z]{2,5}\)?)?`
const MONTH = '(?<month>[A-Z]{3})[a-z]{0,6}'

const FORMS: readonly RegExp[] = [
  // 2026-11-22T18:00:00+01:00
  String.raw`(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:(?:T| {1,4})${CLOCK})?(?: ?${ZONE})?`,
  // 20261122T180000Z
  String.raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:T(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?:${ZONE})?)?`,
  // Sun, 22 Nov 2026 18:00:00 +0100
  String.raw`(?:[A-Z]{3,9},? )?(?<day>\d\d?)[ -]${MONTH}[ -](?<year>\d{4}|\d\d)(?: ${CLOCK})?(?: ${ZONE})?`,
  // Sun Nov 22 18:00:00 CET 2026, without the zone too
  String.raw`(?:[A-Z]{3} )?${MONTH} {1,2}(?<day>\d\d?) ${CLOCK}(?: ${ZONE})? (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`, 'i'))

/** What a clock and a calendar show, as if they hung in Greenwich; undefined for what none of them ever shows. */
function wallTime(parts: Record<string, string | undefined>): number | undefined {
  const number = (name: string) => Number(parts[name] ?? 0)
  const [day, hour, minute, second] = [number('day'), number('hour'), number('minute'), number('second')]
  const month = MONTHS.indexOf(parts['month']?.toLowerCase() ?? '') + 1 || number('month')
  const year = fullYear(parts['year'] ?? '')
  const midnight = Date.UTC(year, month - 1, day)
  const calendar = new Date(midnight)
  const isDay =
    calendar.getUTCFullYear() === year &&
    calendar.getUTCMonth() + 1 === month &&
    calendar.getUTCDate() === day
  // 24:00 is the end of its day.
  const isClock = minute < 60 && second < 60 && (hour < 24 || (hour === 24 && minute === 0 && second === 0))
  if (!isDay || !isClock) return undefined
  const milliseconds = Math.floor(Number(`0.${parts['fraction'] ?? 0}`) * 1000)
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** @see https://www.rfc-editor.org/rfc/rfc2822#section-4.3 */
const fullYear = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900)

/** In milliseconds. Other names than those of RFC 2822 stand for several zones each (IST, CST in China). */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d\d?):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) {
    const named = NAMED.get(zone.toUpperCase())
    return named === undefined ? undefined : named * HOUR_MS
  }
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS)
}

const NAMED: ReadonlyMap<string, number> = new Map([
  ...['Z', 'UT', 'UTC', 'GMT'].map((name) => [name, 0] as const),
  ...([
    ['EST', -5],
    ['EDT', -4],
    ['CST', -6],
    ['CDT', -5],
  ] as const),
  ...([
    ['MST', -7],
    ['MDT', -6],
    ['PST', -8],
    ['PDT', -7],
  ] as const),
])

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A time zone is never further than this from UTC. */
const DAY_MS = 24 * HOUR_MS

/** When clocks of a zone show a time. A time that they jump over is the moment at which they jump. */
function momentOf(wall: number, timeZone: string | undefined, twice: 'first' | 'last'): number {
  const clock = clockOf(timeZone ?? SYSTEM)
  const moments = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - (clock(near) - near))
  const shown = moments.filter((moment) => clock(moment) === wall)
  if (shown.length > 0) return twice === 'first' ? Math.min(...shown) : Math.max(...shown)
  let [before, from] = [Math.min(...moments), Math.max(...moments)]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (clock(middle) < wall) before = middle
    else from = middle
  }
  return from
}

const SYSTEM = ''

/** Epoch milliseconds → what clocks of a zone show then, as `wallTime` has it. */
const clockOf = onceEach((timeZone) => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: timeZone === SYSTEM ? undefined : timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  return (moment: number): number => {
    const shown = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 0, day = 0, hour, minute, second } = shown
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((moment % 1000) + 1000) % 1000)
  }
})
