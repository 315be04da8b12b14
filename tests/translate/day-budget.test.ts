import { describe, expect, it } from 'vitest'
import { Config } from '../../src/config/config.ts'
import type { LocaleStore } from '../../src/memory/locale-store.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { openBudget, spentToday } from '../../src/translate/day-budget.ts'
import { intentOf } from '../fakes/intent.ts'

const configOf = (timeZone: string, charactersPerDay = 100) =>
  Config.parse({
    targets: ['es'],
    providers: [{ kind: 'pseudo' }],
    source: { timeZone },
    budget: { charactersPerDay },
  })

/** The ledger of one locale, with requests of ten characters at these instants. */
async function ledgerOf(...sent: readonly string[]): Promise<LocaleStore> {
  const store = openSqliteStore({ path: ':memory:', locale: 'es' })
  for (const instant of sent) await store.intend(intentOf({ sentAt: Date.parse(instant) }))
  return store
}

const NOW = new Date('2026-11-22T20:00:00Z')

describe('what was spent today', () => {
  it.each([
    ['Europe/Paris', ['2026-11-21T22:59:59Z'], 0],
    ['Europe/Paris', ['2026-11-21T23:00:00Z', '2026-11-22T19:00:00Z'], 20],
    ['America/New_York', ['2026-11-22T04:59:59Z', '2026-11-22T05:00:00Z'], 10],
    ['Asia/Tokyo', ['2026-11-22T14:59:59Z', '2026-11-22T15:00:00Z'], 10],
  ])('is counted from midnight in the newsroom’s time zone: %s', async (timeZone, sent, characters) => {
    const { spent, ahead } = await spentToday(configOf(timeZone), [await ledgerOf(...sent)], NOW)
    expect(spent).toMatchObject({ characters })
    expect(ahead.size).toBe(0)
  })

  it('is what all locales spent', async () => {
    const ledgers = await Promise.all([NOW, NOW].map((now) => ledgerOf(now.toISOString())))
    const { spent } = await spentToday(configOf('UTC'), ledgers, NOW)
    expect(spent).toEqual({ requests: 2, characters: 20, micros: 400, unpriced: 0 })
  })

  it('is not what a clock noted on days to come, which is told of', async () => {
    const ledger = await ledgerOf('2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z', '2031-01-01T00:00:00Z')
    const { spent, ahead } = await spentToday(configOf('UTC'), [ledger], NOW)
    expect(spent).toMatchObject({ requests: 1, characters: 10 })
    expect([...ahead]).toMatchObject([['es', { requests: 2, characters: 20 }]])
  })
})

describe('the budget of a day', () => {
  it('is not locked by requests of days to come; each locale that has some is told of', async () => {
    const told: string[] = []
    const ledger = await ledgerOf(...Array.from({ length: 20 }, () => '2027-06-01T00:00:00Z'))
    const budget = await openBudget(configOf('UTC'), [ledger, await ledgerOf()], NOW, (locale, message) =>
      told.push(`${locale}: ${message}`),
    )
    await budget.reserve({ characters: 100, micros: 0 })
    expect(told).toEqual([expect.stringMatching(/^es: The ledger for es has .*20, of 200 characters.*ahead/)])
  })

  it('is what the day has left', async () => {
    const ledger = await ledgerOf('2026-11-22T10:00:00Z')
    const budget = await openBudget(configOf('UTC'), [ledger], NOW, () => {})
    await expect(budget.reserve({ characters: 91, micros: 0 })).rejects.toMatchObject({
      code: 'BUDGET_SPENT',
    })
    await budget.reserve({ characters: 90, micros: 0 })
  })

  it('asks no ledger where none is set', async () => {
    const config = Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }] })
    const budget = await openBudget(config, [], NOW, () => {})
    await budget.reserve({ characters: Number.MAX_SAFE_INTEGER, micros: 0 })
  })
})
