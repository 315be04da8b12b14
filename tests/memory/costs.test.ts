import { expect, it } from 'vitest'
import { costs } from '../../src/memory/costs.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { intentOf } from '../fakes/intent.ts'

const sent = ['2026-11-21T22:59:59Z', '2026-11-21T23:00:00Z', '2026-11-22T12:00:00Z', '2026-11-22T23:00:00Z']

it.each<[string, readonly (readonly [string, number])[]]>([
  [
    'Europe/Paris',
    [
      ['2026-11-21', 10],
      ['2026-11-22', 20],
      ['2026-11-23', 10],
    ],
  ],
  [
    'America/New_York',
    [
      ['2026-11-21', 20],
      ['2026-11-22', 20],
    ],
  ],
])(
  'the days that costs are added up by are the newsroom’s, as the budget’s are: %s',
  async (timeZone, days) => {
    const store = openSqliteStore({ path: ':memory:', locale: 'es' })
    for (const instant of sent) await store.intend(intentOf({ sentAt: Date.parse(instant) }))
    const rows = await costs([store], ['day'], 0, timeZone)
    expect(rows.map(({ by, characters }) => [by[0], characters])).toEqual(days)
  },
)
