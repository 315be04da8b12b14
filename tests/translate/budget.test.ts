import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayBudget, unlimited } from '../../src/translate/budget.ts'

const NOTHING = { characters: 0, micros: 0 }
const spent = expect.objectContaining({ code: 'BUDGET_SPENT' })

describe('the budget of a day', () => {
  it('is never passed in characters or in money, whatever is reserved and given back', async () => {
    const amount = fc.integer({ min: 0, max: 1_000 })
    const charge = fc.record({ characters: fc.integer({ min: 1, max: 400 }), micros: amount })
    const step = fc.record({ charge, isBilled: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step), charge, charge, async (steps, limit, before) => {
        const moneyPerDay = { micros: limit.micros, currency: 'EUR' }
        const budget = dayBudget({ charactersPerDay: limit.characters, moneyPerDay }, before)
        let { characters, micros } = before
        for (const { charge, isBilled } of steps) {
          try {
            await budget.reserve(charge)
          } catch {
            continue
          }
          expect(characters + charge.characters).toBeLessThanOrEqual(limit.characters)
          expect(micros + charge.micros).toBeLessThanOrEqual(limit.micros)
          if (isBilled) {
            characters += charge.characters
            micros += charge.micros
          } else await budget.giveBack(charge)
        }
      }),
    )
  })

  it('lets the last character be spent, and says what is left when it is not enough', async () => {
    const budget = dayBudget({ charactersPerDay: 100 }, { characters: 40, micros: 0 })
    await budget.reserve({ characters: 60, micros: 0 })
    await expect(budget.reserve({ characters: 1, micros: 0 })).rejects.toThrow(
      expect.objectContaining({
        code: 'BUDGET_SPENT',
        message: expect.stringContaining('has 0 characters left'),
      }),
    )
  })

  it('lets the last cent be spent, and says what is left and wanted', async () => {
    const budget = dayBudget({ moneyPerDay: { micros: 2_500_000, currency: 'EUR' } }, NOTHING)
    await budget.reserve({ characters: 1, micros: 2_400_000 })
    await expect(budget.reserve({ characters: 1, micros: 100_001 })).rejects.toThrow(
      expect.objectContaining({
        message: expect.stringContaining('EUR 0.1 left; the next request costs 0.100001'),
      }),
    )
    await expect(budget.reserve({ characters: 1, micros: 100_000 })).resolves.toBeUndefined()
  })

  it('is reserved in full or not at all', async () => {
    const limits = { charactersPerDay: 100, moneyPerDay: { micros: 10, currency: 'EUR' } }
    const budget = dayBudget(limits, NOTHING)
    await expect(budget.reserve({ characters: 100, micros: 11 })).rejects.toThrow(spent)
    await expect(budget.reserve({ characters: 100, micros: 10 })).resolves.toBeUndefined()
  })

  it('is nothing when the day before the restart has already used it up', async () => {
    const budget = dayBudget({ charactersPerDay: 100 }, { characters: 250, micros: 0 })
    await expect(budget.reserve({ characters: 1, micros: 0 })).rejects.toThrow(spent)
  })

  it('need not be set', async () => {
    await expect(
      unlimited.reserve({ characters: Number.MAX_SAFE_INTEGER, micros: 0 }),
    ).resolves.toBeUndefined()
  })
})
