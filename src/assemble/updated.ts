import { onceEach } from '../article/once-each.ts'

/**
 * “Updated: November 05, 2023, 9:57 PM” read in the source's language and written in the target's, by Intl.
 * A wall-clock time stays that wall-clock time: no zone is assumed and none is converted.
 */
export interface WallTime {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly time: { readonly hour: number; readonly minute: number } | undefined
  /** A zone written after it (`GMT`), kept as it is. */
  readonly zone: string
}

/** Reads a date with month name or ISO form, and an optional time; undefined when anything is left over. */
export function parseWallTime(text: string, locale: string): WallTime | undefined {
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[A-Z]{2,5})?$/.exec(
      text.trim(),
    )
  if (iso !== null) {
    const time = iso[4] === undefined ? undefined : { hour: Number(iso[4]), minute: Number(iso[5]) }
    return valid({
      year: Number(iso[1]),
      month: Number(iso[2]),
      day: Number(iso[3]),
      time,
      zone: iso[6] === 'Z' ? 'UTC' : (iso[6] ?? ''),
    })
  }
  return parseWords(text.normalize('NFKC').toLocaleLowerCase(locale), locale)
}

function parseWords(text: string, locale: string): WallTime | undefined {
  let rest = ` ${text.replace(/[\u200e\u200f\u061c]/g, '')} `
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest)
    if (match === null) return undefined
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    return match
  }
  const clock = take(/(?<!\d)(\d{1,2})[:.h](\d{2})(?::\d{2})?(?!\d)\s*(a\.?m\.?|p\.?m\.?)?/)
  const year = take(/(?<!\d)(\d{4})(?!\d)/)
  const month = takeMonth(locale, () => rest, take)
  const day = take(/(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.?[oa](?!\p{L}))?(?!\d)/u)
  const zone = take(/(?<![\p{L}])(gmt|utc|bst|cet|cest|e[sd]t|p[sd]t|c[sd]t|m[sd]t|gst|ast)(?![\p{L}])/u)
  const between = glue(locale)
  const leftover = rest
    .replace(/\p{L}+/gu, (word) => (between.has(word) ? '' : word))
    .replace(/[\s,.;·|()'’-]/g, '')
  if (year === undefined || month === undefined || day === undefined || leftover !== '') return undefined
  const time =
    clock === undefined ? undefined : { hour: hour24(Number(clock[1]), clock[3]), minute: Number(clock[2]) }
  return valid({
    year: Number(year[1]),
    month,
    day: Number(day[1]),
    time,
    zone: zone?.[1]?.toUpperCase() ?? '',
  })
}

/** What stands between the parts of a date and time: what Intl writes there, and what else people do. */
const glue = onceEach((locale): ReadonlySet<string> => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const literals = format.formatToParts(0).flatMap(({ type, value }) => (type === 'literal' ? [value] : []))
  return new Set([
    ...WRITTEN,
    ...(literals
      .join(' ')
      .toLocaleLowerCase(locale)
      .match(/\p{L}+/gu) ?? []),
  ])
})
const WRITTEN = [
  'at',
  'on',
  'the',
  'of',
  'o',
  'clock',
  'de',
  'del',
  'a',
  'las',
  'à',
  'às',
  'alle',
  'um',
  'uhr',
  'kl',
]

function takeMonth(
  locale: string,
  text: () => string,
  take: (pattern: RegExp) => unknown,
): number | undefined {
  for (const { name, pattern, month } of monthPatterns(locale)) {
    if (text().includes(name) && take(pattern) !== undefined) return month
  }
  return undefined
}

/** The source's months and the English ones, longest name first. */
const monthPatterns = onceEach((locale) =>
  [...monthNames(locale), ...monthNames('en')]
    .toSorted((a, b) => b.name.length - a.name.length)
    .map(({ name, month }) => {
      const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      return { name, month, pattern: new RegExp(`(?<!\\p{L})${literal}(?!\\p{L})`, 'u') }
    }),
)

function monthNames(locale: string): { readonly name: string; readonly month: number }[] {
  return (['long', 'short'] as const).flatMap((style) => {
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: style,
      calendar: 'gregory',
      timeZone: 'UTC',
    })
    return Array.from({ length: 12 }, (_, index) => {
      const part = format.formatToParts(Date.UTC(2023, index, 5)).find((p) => p.type === 'month')?.value ?? ''
      return { name: part.toLocaleLowerCase(locale).normalize('NFKC').replace(/\.$/, ''), month: index + 1 }
    }).filter(({ name }) => name !== '' && !/^\d+$/.test(name))
  })
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (half.startsWith('p') ? 12 : 0)
}

function valid(at: WallTime): WallTime | undefined {
  const date = new Date(Date.UTC(at.year, at.month - 1, at.day))
  const real = date.getUTCMonth() === at.month - 1 && date.getUTCDate() === at.day
  return real && (at.time === undefined || (at.time.hour < 24 && at.time.minute < 60)) ? at : undefined
}

/** In the locale's own order and words; Gregorian calendar always (fa and th default to others). */
export function formatWallTime({ year, month, day, time, zone }: WallTime, locale: string): string {
  const instant = Date.UTC(year, month - 1, day, time?.hour ?? 0, time?.minute ?? 0)
  const text = (time === undefined ? dateFormat : dateTimeFormat)(locale).format(instant)
  return zone === '' ? text : `${text} ${zone}`
}

const DATE = { dateStyle: 'long', calendar: 'gregory', timeZone: 'UTC' } as const
const dateFormat = onceEach((locale) => new Intl.DateTimeFormat(locale, DATE))
const dateTimeFormat = onceEach((locale) => new Intl.DateTimeFormat(locale, { ...DATE, timeStyle: 'short' }))
