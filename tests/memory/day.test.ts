import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAround, dayOf, startOfDay } from '../../src/memory/day.ts'

const HOUR = 60 * 60 * 1000

describe('a day', () => {
  it.each([
    ['of 24 hours', 'Europe/Paris', '2026-11-22', '2026-11-21T23:00:00Z', 24],
    ['of 23 hours, when clocks go forward', 'Europe/Paris', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['of 25 hours, when they go back', 'Europe/Paris', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['ahead of UTC by half an hour', 'Asia/Kolkata', '2026-01-01', '2025-12-31T18:30:00Z', 24],
    ['of the first place that it reaches', 'Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z', 24],
    ['of the last', 'Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00Z', 24],
    ['that begins at one, midnight being left out', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', 23],
    ['that has midnight twice', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    ['half an hour longer', 'Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', 24.5],
  ])('%s: %s, %s', (_, timeZone, day, start, hours) => {
    expect(new Date(startOfDay(day, timeZone)!)).toEqual(new Date(start))
    const noon = new Date(Date.parse(start) + 12 * HOUR)
    expect(dayAround(noon, timeZone)).toEqual({
      start: Date.parse(start),
      end: Date.parse(start) + hours * HOUR,
    })
  })

  it('that the zone left out begins with the one after it', () => {
    expect(new Date(startOfDay('2011-12-30', 'Pacific/Apia')!)).toEqual(new Date('2011-12-30T10:00:00Z'))
    expect(startOfDay('2011-12-31', 'Pacific/Apia')).toBe(startOfDay('2011-12-30', 'Pacific/Apia'))
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '22 November', '', '2026-11-22T10:00:00Z'])(
    'is not what no calendar has: %j',
    (day) => {
      expect(startOfDay(day, 'Europe/Paris')).toBeUndefined()
    },
  )

  it('is the system’s where no zone is named', () => {
    expect(startOfDay('2026-11-22', undefined)).toBe(new Date(2026, 10, 22).getTime())
    expect(dayOf(new Date(2026, 10, 22, 23, 59).getTime(), undefined)).toBe('2026-11-22')
  })

  it('holds all its instants and no other, whatever the zone', () => {
    const instants = fc.date({
      min: new Date('2015-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    })
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    fc.assert(
      fc.property(instants, zones, (instant, timeZone) => {
        const { start, end } = dayAround(instant, timeZone)
        expect(start).toBeLessThanOrEqual(instant.getTime())
        expect(end).toBeGreaterThan(instant.getTime())
        const day = dayOf(instant.getTime(), timeZone)
        expect([start - 1, start, end - 1, end].map((at) => dayOf(at, timeZone) === day)).toEqual([
          false,
          true,
          true,
          false,
        ])
      }),
    )
  })
})
