import { scaleAfter } from '../locales/scale-words.ts'
import type { Figure, Figures } from './figures.ts'

/**
 * What numbers mean. A token has several readings, each a list of values that all must be met on the other
 * side: `1.234` is 1234 in Spanish and 1.234 in English, `7.55` may be a time and then is 7 and 55.
 */
export interface NumberToken extends Figure {
  readonly readings: readonly (readonly string[])[]
}

/** Longer runs of digits are no numbers: the same on both sides, or wrong. */
const LONGEST = 60

export interface Numbers {
  /** Normalised. */
  readonly text: string
  readonly tokens: readonly NumberToken[]
}

export function numbersIn({ text, all }: Figures): Numbers {
  const tokens: NumberToken[] = []
  for (const { written, start, end } of all) {
    const readings = readingsOf(written)
    const previous = tokens.at(-1)
    readings.push(...timesOf(written, text, end), ...yearsOf(written, text, start, end, previous))
    readings.push(...scaled(readings, text, end))
    if (previous !== undefined && isSumOf(text, previous.end, start)) {
      const whole = sums(previous, readings)
      readings.push(...whole)
      tokens[tokens.length - 1] = { ...previous, readings: [...previous.readings, ...whole] }
    }
    tokens.push({ written, readings, start, end })
  }
  return { text, tokens }
}

/** `0042` is 42, `1.50` is 1.5. */
function canonical(digits: string, fraction = ''): string {
  const whole = digits.replace(/^0+(?=\d)/, '')
  const rest = fraction.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

function readingsOf(written: string): string[][] {
  if (written.length > LONGEST) return [[written]]
  if (!/\D/.test(written)) return [[canonical(written)]]
  const parts = written.split(/\D/)
  const marks = written.replace(/\d/g, '')
  const readings: string[][] = []
  const last = parts.at(-1)!
  const lastMark = marks.at(-1)!
  const groups = isGrouped(parts)
  const isOneMark = marks === lastMark.repeat(marks.length)
  if (groups && isOneMark && lastMark !== ':') readings.push([canonical(parts.join(''))])
  if (/[.,،٫'’]/.test(lastMark)) {
    const before = marks.slice(0, -1)
    if (before === '') readings.push([canonical(parts[0]!, last)])
    else if (!before.includes(lastMark) && isGrouped(parts.slice(0, -1)))
      readings.push([canonical(parts.slice(0, -1).join(''), last)])
  }
  if (mayBeApart(written, parts)) readings.push(parts.map((part) => canonical(part)))
  return readings
}

/** Dates, times, scores, and numbers that only happen to stand side by side; not the halves of a decimal. */
function mayBeApart(written: string, parts: readonly string[]): boolean {
  if (written.includes(' ')) return parts.slice(1).every((part) => !part.startsWith('0'))
  return parts.length > 2 || written.includes(':') || TIME.test(written)
}

/** Western (1,234,567) or Indian (12,34,567). */
function isGrouped(parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  if (rest.length === 0) return true
  if (first.length > 3 || first.startsWith('0') || rest.at(-1)!.length !== 3) return false
  return rest.every((part) => part.length === 3) || rest.slice(0, -1).every((part) => part.length === 2)
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))?$/
const HALF_OF_DAY = /\s?([ap])\s?\.?\s?m\b/iy

/** 7.55pm is 19:55, also where only one side says which half of the day it means; whole hours drop their minutes. */
function timesOf(written: string, text: string, end: number): string[][] {
  const [, hour, minutes] = TIME.exec(written) ?? []
  if (hour === undefined || Number(hour) > 24) return []
  HALF_OF_DAY.lastIndex = end
  const half = HALF_OF_DAY.exec(text)?.[1]?.toLowerCase()
  if (half === undefined && !written.includes(':')) return []
  const own = Number(hour)
  const others =
    half === undefined ? [own, (own + 12) % 24] : [own, half === 'p' ? (own % 12) + 12 : own % 12]
  const rest = minutes === undefined || Number(minutes) === 0 ? [] : [canonical(minutes)]
  return [...new Set(others)].map((value) => [String(value), ...rest])
}

/** The 1990s are the 90s; 2018-19 is 2018-2019; SS19 and ’19 are of 2019. */
function yearsOf(
  written: string,
  text: string,
  start: number,
  end: number,
  previous: NumberToken | undefined,
): string[][] {
  const isDecade = /^\d*0$/.test(written) && /^['’]?s(?!\p{L})/u.test(text.slice(end, end + 3))
  if (isDecade && written.length === 4) return [[canonical(written.slice(2))]]
  if (!/^\d\d$/.test(written)) return []
  if (isDecade) return [[`19${written}`]]
  if (/[\p{L}'’]/u.test(text[start - 1] ?? '')) return [[`20${written}`], [`19${written}`]]
  const isRange =
    previous !== undefined &&
    /^\d{4}$/.test(previous.written) &&
    /^[-–—/]$/.test(text.slice(previous.end, start))
  return isRange ? [[previous.written.slice(0, 2) + written]] : []
}

/** Powers of ten count only beside a scale word: 1.2 billion, 1.200 millones, 12亿. */
function scaled(readings: readonly (readonly string[])[], text: string, end: number): string[][] {
  const powers = scaleAfter(text, end)
  if (powers.length === 0) return []
  return readings
    .filter((reading) => reading.length === 1)
    .flatMap(([value]) => powers.map((power) => [shift(value!, power)]))
}

/** 1亿2000万 is one number in two tokens. */
const isSumOf = (text: string, from: number, to: number) =>
  to - from <= 3 && /^ ?[万亿億兆萬千만억조천] ?$/u.test(text.slice(from, to))

function sums(previous: NumberToken, readings: readonly (readonly string[])[]): string[][] {
  const ofPrevious = previous.readings.flatMap((reading) =>
    reading.length === 1 ? [Number(reading[0])] : [],
  )
  const own = readings.flatMap((reading) => (reading.length === 1 ? [Number(reading[0])] : []))
  return ofPrevious.flatMap((a) => own.filter((b) => a > b).map((b) => [String(a + b)])).slice(0, 16)
}

/** `value` × 10^power, exactly. */
function shift(value: string, power: number): string {
  const [whole = '', fraction = ''] = value.split('.')
  const padded = fraction.padEnd(power, '0')
  return canonical(whole + padded.slice(0, power), padded.slice(power))
}
