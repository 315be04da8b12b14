import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayBudget, startOfDay, unlimited } from '../../src/translate/budget.ts'

describe('the budget of a day', () => {
  it('is never passed, whatever is reserved and given back', () => {
    const step = fc.record({ characters: fc.integer({ min: 1, max: 400 }), isBilled: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(step),
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (steps, limit, spentBefore) => {
          const budget = dayBudget(limit, spentBefore)
          let spent = spentBefore
          for (const { characters, isBilled } of steps) {
            try {
              budget.reserve(characters)
            } catch {
              continue
            }
            expect(spent + characters).toBeLessThanOrEqual(limit)
            if (isBilled) spent += characters
            else budget.giveBack(characters)
          }
        },
      ),
    )
  })

  it('lets the last character be spent, and says what is left when it is not enough', () => {
    const budget = dayBudget(100, 40)
    budget.reserve(60)
    expect(() => budget.reserve(1)).toThrow(
      expect.objectContaining({
        code: 'BUDGET_SPENT',
        message: expect.stringContaining('has 0 characters left'),
      }),
    )
  })

  it('is nothing when the day before the restart has already used it up', () => {
    expect(() => dayBudget(100, 250).reserve(1)).toThrow(expect.objectContaining({ code: 'BUDGET_SPENT' }))
  })

  it('need not be set', () => {
    expect(() => unlimited.reserve(Number.MAX_SAFE_INTEGER)).not.toThrow()
  })

  it('begins at local midnight', () => {
    const noon = new Date(2026, 2, 29, 12, 30, 15, 250)
    expect(new Date(startOfDay(noon))).toEqual(new Date(2026, 2, 29, 0, 0, 0, 0))
  })
})
