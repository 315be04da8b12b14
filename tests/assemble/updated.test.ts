import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatWallTime, parseWallTime, type WallTime } from '../../src/assemble/updated.ts'

const evening: WallTime = { year: 2023, month: 11, day: 5, time: { hour: 21, minute: 57 }, zone: '' }
const wholeDay: WallTime = { ...evening, time: undefined }

describe('a date is read', () => {
  it.each([
    ['November 05, 2023, 9:57 PM', 'en', evening],
    ['November 5, 2023 at 9:57 PM', 'en', evening],
    ['Nov. 5, 2023, 9:57 p.m.', 'en', evening],
    ['5 November 2023 21:57', 'en', evening],
    ['5th of November 2023, 9.57pm', 'en', evening],
    ['NOVEMBER 5, 2023 | 9:57 PM', 'en', evening],
    ['November 5, 2023, 9:57\u202FPM', 'en', evening],
    ['November 5, 2023', 'en', wholeDay],
    ['2023-11-05T21:57', 'en', evening],
    ['2023-11-05T21:57:30.123', 'en', evening],
    ['2023-11-05', 'en', wholeDay],
    ['2023-11-05T21:57:00Z', 'en', { ...evening, zone: 'UTC' }],
    ['2023-11-05 21:57 +02:00', 'en', { ...evening, zone: '+02:00' }],
    ['November 5, 2023, 9:57 PM GMT', 'en', { ...evening, zone: 'GMT' }],
    ['12:05 AM, November 5, 2023', 'en', { ...evening, time: { hour: 0, minute: 5 } }],
    ['12:05 PM, November 5, 2023', 'en', { ...evening, time: { hour: 12, minute: 5 } }],
    ['5 de noviembre de 2023 a las 21:57', 'es', evening],
    ['1º de noviembre de 2023', 'es', { ...wholeDay, day: 1 }],
    ['1.º de noviembre de 2023', 'es', { ...wholeDay, day: 1 }],
    ['5 de novembre del 2023, a les 21:57', 'ca', evening],
    ['5. November 2023 um 21:57 Uhr', 'de', evening],
    ['1er novembre 2023 à 21h57', 'fr', { ...evening, day: 1 }],
    ['November 5, 2023, 9:57 PM', 'es', evening],
    ['February 29, 2024', 'en', { ...wholeDay, year: 2024, month: 2, day: 29 }],
  ])('in %j (%s)', (text, locale, time) => {
    expect(parseWallTime(text, locale)).toEqual(time)
  })

  /** Where Intl writes Western digits, months as words and no words for the time of day. */
  const READ = [
    ...['bg', 'ca', 'cs', 'da', 'de', 'en', 'es', 'et', 'fi', 'fr', 'ga', 'gl', 'hr', 'hu', 'id', 'it', 'lt'],
    ...['lv', 'mt', 'nb', 'nl', 'no', 'pl', 'pt', 'pt-PT', 'ro', 'ru', 'sk', 'sl', 'sv', 'tr', 'uk', 'vi'],
  ]

  it.each(READ)('in every month, as Intl writes it in %s', (locale) => {
    for (let month = 1; month <= 12; month++) {
      for (const time of [{ hour: 8, minute: 5 }, { hour: 21, minute: 57 }, undefined]) {
        const at = { ...evening, month, time }
        expect(parseWallTime(formatWallTime(at, locale), locale)).toEqual(at)
      }
    }
  })
})

describe('a date is not guessed', () => {
  it.each([
    ['', 'en'],
    ['yesterday', 'en'],
    ['11/05/2023, 9:57 PM', 'en'],
    ['5.11.2023', 'de'],
    ['November 2023', 'en'],
    ['November 5', 'en'],
    ['November 31, 2023', 'en'],
    ['February 29, 2023', 'en'],
    ['2023-13-05', 'en'],
    ['November 5, 2023, 25:57', 'en'],
    ['November 5, 2023, 9:75 PM', 'en'],
    ['November 5, 2023 by Ann Smith', 'en'],
    ['the council met on November 5, 2023', 'en'],
    ['November 5 and 6, 2023', 'en'],
    ['noviembre 5, 2023', 'de'],
  ])('from %j (%s)', (text, locale) => {
    expect(parseWallTime(text, locale)).toBeUndefined()
  })

  it.each([
    ['digits', '1'.repeat(200_000)],
    ['blanks', `5${' '.repeat(200_000)}x`],
    ['words', 'may '.repeat(50_000)],
  ])('from a heap of %s', (_, text) => {
    expect(parseWallTime(text, 'en')).toBeUndefined()
  })
})

describe('a date is written', () => {
  it.each([
    ['es', '5 de noviembre de 2023 a las 21:57'],
    ['ca', '5 de novembre del 2023, a les 21:57'],
    ['de', '5. November 2023 um 21:57'],
    ['ja', '2023年11月5日 21:57'],
    ['en', 'November 5, 2023 at 9:57\u202FPM'],
  ])('in the words of %s', (locale, expected) => {
    expect(plainSpaces(formatWallTime(evening, locale))).toBe(plainSpaces(expected))
  })

  it.each([
    ['ar', '2023', 'نوفمبر'],
    ['fa', '۲۰۲۳', 'نوامبر'],
    ['th', '2023', 'พฤศจิกายน'],
  ])('by the Gregorian calendar in %s', (locale, year, month) => {
    const text = formatWallTime(evening, locale)
    expect(text).toContain(year)
    expect(text).toContain(month)
  })

  it('without a time when there was none', () => {
    expect(formatWallTime(wholeDay, 'es')).toBe('5 de noviembre de 2023')
  })

  it('with its zone as it was, converting nothing', () => {
    expect(formatWallTime({ ...evening, zone: 'GMT' }, 'es')).toBe('5 de noviembre de 2023 a las 21:57 GMT')
  })

  it.each(
    readdirSync(new URL('../../locales/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  )('in %s with the day, the year and the minute', (locale) => {
    const number = new Intl.NumberFormat(locale, { useGrouping: false })
    const text = formatWallTime(evening, locale)
    for (const part of [2023, 5, 57]) expect(text).toContain(number.format(part))
  })
})

const plainSpaces = (text: string) => text.replace(/\s/g, ' ')
