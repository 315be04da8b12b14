import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime } from '../../../src/formats/claims/time.ts'

const iso = (moment: number | undefined) =>
  moment === undefined ? undefined : new Date(moment).toISOString()
const read = (text: string, timeZone = 'Europe/Paris', twice: 'first' | 'last' = 'last') =>
  iso(readTime(text, timeZone, twice))

describe('a time', () => {
  it.each([
    // ISO 8601, and YAML 1.1
    ['2026-11-22T18:00:00Z', '2026-11-22T18:00:00.000Z'],
    ['2026-11-22T18:00:00+01:00', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T18:00:00.25-0530', '2026-11-22T23:30:00.250Z'],
    ['2026-11-22T18:00+01', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22t18:00:00z', '2026-11-22T18:00:00.000Z'],
    ['2026-1-5 6:07:08 -5', '2026-01-05T11:07:08.000Z'],
    ['2026-11-22 18:00:00 UTC', '2026-11-22T18:00:00.000Z'],
    ['2026-11-22T24:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-22+01:00', '2026-11-21T23:00:00.000Z'],
    ['20261122T180000Z', '2026-11-22T18:00:00.000Z'],
    ['20261122T1800+0100', '2026-11-22T17:00:00.000Z'],
    ['2028-02-29T00:00Z', '2028-02-29T00:00:00.000Z'],
    ['  2026-11-22T18:00:00Z\n', '2026-11-22T18:00:00.000Z'],
    // RFC 2822
    ['Sun, 22 Nov 2026 18:00:00 +0100', '2026-11-22T17:00:00.000Z'],
    ['Sun, 22 Nov 2026 18:00:00 +0100 (CET)', '2026-11-22T17:00:00.000Z'],
    ['22 Nov 2026 18:00 EST', '2026-11-22T23:00:00.000Z'],
    ['Sun, 22 Nov 26 18:00:00 GMT', '2026-11-22T18:00:00.000Z'],
    // Go's
    ['2026-11-22 18:00:00.999 +0100 CET', '2026-11-22T17:00:00.999Z'],
    ['Sunday, 22-Nov-26 18:00:00 UTC', '2026-11-22T18:00:00.000Z'],
    ['Sun Nov 22 18:00:00 +0100 2026', '2026-11-22T17:00:00.000Z'],
    ['Sun Nov  2 18:00:00 2026', '2026-11-02T17:00:00.000Z'],
    // In the newsroom's zone
    ['2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['20261122', '2026-11-21T23:00:00.000Z'],
    ['22 November 2026', '2026-11-21T23:00:00.000Z'],
    ['2026-07-22 18:00', '2026-07-22T16:00:00.000Z'],
    ['2026-07-22T18:00:00.5', '2026-07-22T16:00:00.500Z'],
  ])('is read: %s', (text, moment) => {
    expect(read(text)).toBe(moment)
  })

  it.each([
    ...['', 'soon', 'tomorrow', '18:00', '2026', '2026-11', '1800000000', '03/04/2026', '22.11.2026'],
    ...['2026-02-29', '2026-13-01', '2026-00-10', '2026-11-31', '0026-11-22', '22 Foo 2026'],
    ...['2026-11-22T25:00Z', '2026-11-22T24:01Z', '2026-11-22T18:60Z', '2026-11-22T18:00:61Z'],
    ...['2026-11-22 6:00 PM', '2026-11-22 18:00 CET', '2026-11-22 18:00 IST', '2026-11-22T18:00+15:00'],
    ...['2026-11-22T18:00:00Z and later', '2026-11-2218:00', `2026-11-22${' '.repeat(100_000)}18:00`],
  ])('that could be another, or none, is not guessed: %j', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('in any zone that it names is that moment, to the millisecond', () => {
    const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.integer({ min: -12 * 60, max: 14 * 60 }), (moment, minutes) => {
        const there = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
        expect(read(`${there}${offset}`)).toBe(moment.toISOString())
      }),
    )
  })
})

describe('a time without a zone', () => {
  it('is what clocks of the newsroom show then', () => {
    const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    const zones = fc.constantFrom(
      'Europe/Paris',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'UTC',
    )
    fc.assert(
      fc.property(moments, zones, (moment, timeZone) => {
        const shown = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
        const text = shown.format(moment)
        for (const twice of ['first', 'last'] as const) {
          const found = readTime(text, timeZone, twice)
          expect(shown.format(found)).toBe(text)
        }
        const [first = 0, last = 0] = (['first', 'last'] as const).map((twice) =>
          readTime(text, timeZone, twice),
        )
        const second = moment.getTime() - moment.getUTCMilliseconds()
        expect(first === second || last === second).toBe(true)
      }),
    )
  })

  it.each([
    ['Europe/Paris', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['America/New_York', '2026-11-01 01:00', '2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z'],
    // Clocks go back to midnight, so that the day begins twice.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-01T05:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('that clocks show twice is the one or the other: %s, %s', (timeZone, text, first, last) => {
    expect(read(text, timeZone, 'first')).toBe(first)
    expect(read(text, timeZone, 'last')).toBe(last)
  })

  it.each([
    ['Europe/Paris', '2026-03-29 02:30', '2026-03-29T01:00:00.000Z'],
    ['Europe/Paris', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    // A whole day is left out.
    ['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T10:00:00.000Z'],
  ])('that clocks jump over is the moment of the jump: %s, %s', (timeZone, text, jump) => {
    for (const twice of ['first', 'last'] as const) expect(read(text, timeZone, twice)).toBe(jump)
  })

  it('is in the system’s zone where none is configured', () => {
    expect(readTime('2026-11-22 18:00', undefined, 'last')).toBe(new Date(2026, 10, 22, 18).getTime())
  })
})
