import { expect, it } from 'vitest'
import { openBills, totalCost } from '../../src/translate/bills.ts'
import { routeTo } from '../fakes/gaps.ts'
import { fakeProvider } from '../fakes/provider.ts'

const price = { perMillion: 20, currency: 'USD' }
const costs = (bills: ReturnType<typeof openBills>) => bills.all.map(({ cost }) => cost)
const route = { ...routeTo(fakeProvider({ kind: 'google' })), price }

it('add up by provider, model and locale, at the price of each', () => {
  const bills = openBills()
  bills.add(route, 1, 100_000)
  bills.add(route, 2, 150_000)
  bills.add({ ...route, target: 'ca' }, 1, 1)
  expect(bills.all).toEqual([
    {
      provider: 'google',
      model: 'm1',
      locale: 'es',
      requests: 3,
      characters: 250_000,
      cost: { amount: 5, currency: 'USD' },
    },
    expect.objectContaining({ locale: 'ca', cost: { amount: 0.00002, currency: 'USD' } }),
  ])
})

it('cost an unknown sum in all when one price is not known', () => {
  const bills = openBills()
  bills.add(route, 1, 100_000)
  expect(totalCost(costs(bills), 'USD')).toEqual({ amount: 2, currency: 'USD' })
  bills.add({ ...route, price: undefined }, 1, 5)
  expect(totalCost(costs(bills), 'USD')).toEqual({ amount: null, currency: 'USD' })
})

it('cost nothing when nothing was sent', () => {
  expect(totalCost([], 'EUR')).toEqual({ amount: 0, currency: 'EUR' })
})
