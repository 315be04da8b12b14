import { expect, it } from 'vitest'
import { counted, moneyText } from '../../src/cli/table.ts'

it.each([
  [null, 'cost unknown'],
  [0, 'free'],
  [0.000001, 'under EUR 0.01'],
  [0.009999, 'under EUR 0.01'],
  [0.01, 'EUR 0.01'],
  [12.5, 'EUR 12.50'],
])('money of %j is told as “%s”: what costs something is never said to be free', (amount, expected) => {
  expect(moneyText({ amount, currency: 'EUR' })).toBe(expected)
})

it.each([
  [0, '0 requests'],
  [1, '1 request'],
  [1024, '1,024 requests'],
])('%i is counted as “%s”', (count, expected) => {
  expect(counted(count, 'request')).toBe(expected)
})
