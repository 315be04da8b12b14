import { expect, it } from 'vitest'
import { startOfDay } from '../../src/memory/day.ts'

it('a day begins at local midnight', () => {
  const noon = new Date(2026, 2, 29, 12, 30, 15, 250)
  expect(new Date(startOfDay(noon))).toEqual(new Date(2026, 2, 29, 0, 0, 0, 0))
})
