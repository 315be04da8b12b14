import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dayAround } from '../../../src/memory/day.ts'
import type { FailedRow, HumanRow, MachineRow, Memory } from '../../../src/memory/memory.ts'
import { markDamaged } from '../../../src/memory/sqlite/damage.ts'
import { type Damage, openSqliteStore } from '../../../src/memory/sqlite/store.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { version1File } from '../../fakes/earlier-versions.ts'
import { temporaryFolder } from '../../fakes/folder.ts'
import { intentOf } from '../../fakes/intent.ts'

// Today must not end before the test does.
const NOON = new Date(2026, 10, 22, 12)
const YESTERDAY = new Date(2026, 10, 21, 12)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
})
afterEach(() => {
  vi.useRealTimers()
})

const COUNT = 300
const hex = (nth: number) => nth.toString(16).padStart(64, '0')
const machine = Array.from(
  { length: COUNT },
  (_, nth): MachineRow => ({
    key: hex(nth),
    text: `${'Una frase larga. '.repeat(20)}${nth}`,
    provider: 'fake',
    model: 'm1',
    rung: nth % 2 === 0 ? 'exact' : undefined,
    date: nth,
  }),
)
const human = machine.map(({ key, text, date }): HumanRow => ({ key, text, editor: 'maria', date }))
const keys = machine.map(({ key }) => key)

/** A memory of many pages, closed: rows of both kinds in the order of their keys, requests as they were sent. */
async function memoryOf(sent: readonly Date[] = [NOON]): Promise<string> {
  const file = path.join(temporaryFolder(), 'es.sqlite')
  const memory = openSqliteStore({ path: file, locale: 'es' })
  await memory.keep(machine)
  await memory.keepHuman('news', human)
  for (const date of sent) await memory.intend(intentOf({ sentAt: date.getTime() }))
  await memory.close()
  return file
}

/** The new one that follows it. */
function followed(file: string) {
  markDamaged(file)
  let damage: Damage | undefined
  const memory = openSqliteStore({
    path: file,
    locale: 'es',
    onDamage: (told) => {
      damage = told
    },
  })
  return { memory, damage: damage! }
}

const people = async (memory: Memory) => (await memory.recallHuman(keys)).agreed

const numbersOf = (known: ReadonlyMap<string, unknown>) =>
  [...known.keys()].map((key) => Number.parseInt(key, 16))

describe('what is taken over of a damaged memory', () => {
  it('is all of it, where it can all be read', async () => {
    const file = await memoryOf([YESTERDAY, NOON])
    const { memory, damage } = followed(file)
    const before = openSqliteStore({ path: damage.aside, locale: 'es' })
    expect(await memory.recall(keys)).toEqual(await before.recall(keys))
    expect(await memory.recallHuman(keys)).toEqual(await before.recallHuman(keys))
    expect(await Array.fromAsync(memory.lines(0))).toEqual(await Array.fromAsync(before.lines(0)))
    expect((await Array.fromAsync(memory.lines(0))).map(({ article, micros }) => [article, micros])).toEqual([
      ['news', 200],
      ['news', 200],
    ])
    expect(numbersOf(await memory.recall(keys))).toHaveLength(COUNT)
    await before.close()
    await memory.close()
  })

  it.each(['machine', 'human'])(
    'is read from both ends of %s, up to the page that cannot be',
    async (table) => {
      const file = await memoryOf()
      spoilPage(file, table, 10)
      const { memory } = followed(file)
      const whole = numbersOf(await (table === 'machine' ? people(memory) : memory.recall(keys)))
      expect(whole).toHaveLength(COUNT)
      const found = numbersOf(await (table === 'machine' ? memory.recall(keys) : people(memory)))
      const lost = Array.from({ length: COUNT }, (_, nth) => nth).filter((nth) => !found.includes(nth))
      expect(lost.length).toBeGreaterThan(0)
      expect(lost.length).toBeLessThan(20)
      expect(lost).toEqual(Array.from(lost, (_, nth) => lost[0]! + nth))
      await memory.close()
    },
  )

  it('is, between two such pages, nothing', async () => {
    const file = await memoryOf()
    spoilPage(file, 'machine', 3)
    spoilPage(file, 'machine', -3)
    const { memory } = followed(file)
    const found = numbersOf(await memory.recall(keys))
    expect(found).toContain(0)
    expect(found).toContain(COUNT - 1)
    expect(found).not.toContain(COUNT / 2)
    await memory.close()
  })

  it.each([
    ['machine', 'text = text || 1'],
    ['machine', "rung = 'degraded'"],
    ['human', "editor = 'mario'"],
    ['human', "article = 'sport'"],
  ])('is no row of %s that says something else than was written: %s', async (table, change) => {
    const file = await memoryOf()
    const db = new DatabaseSync(file)
    const changed = db
      .prepare(`UPDATE ${table} SET ${change} WHERE key = ?`)
      .run(Buffer.from(keys[7]!, 'hex'))
    expect(changed.changes).toBe(1)
    db.close()
    const { memory } = followed(file)
    const stats = await memory.stats()
    expect(stats).toEqual({ machine: COUNT, human: COUNT, damaged: 0, [table]: COUNT - 1 })
    await memory.close()
  })

  it('is what people wrote in articles that have lost the sentence: it still decides nothing', async () => {
    const file = await memoryOf()
    const before = openSqliteStore({ path: file, locale: 'es' })
    await before.keepHuman('news', [])
    await before.keepHuman('sport', [{ ...human[7]!, text: 'Otra frase.' }])
    await before.close()
    const { memory } = followed(file)
    expect(await memory.stats()).toMatchObject({ human: COUNT + 1 })
    const known = await people(memory)
    expect([known.get(keys[7]!)?.text, known.get(keys[8]!)?.text]).toEqual(['Otra frase.', human[8]!.text])
    await memory.close()
  })

  it('is what failed its checks too, but for a row that says something else than was written', async () => {
    const file = await memoryOf()
    const failed = machine.map(
      (row): FailedRow => ({
        ...row,
        rung: 'exact',
        findings: [{ check: 'numbers', severity: 'block', message: 'No “40”.' }],
      }),
    )
    const before = openSqliteStore({ path: file, locale: 'es' })
    await before.settle(await before.intend(intentOf()), 'answered', [], failed)
    await before.close()
    const db = new DatabaseSync(file)
    db.prepare("UPDATE failed SET findings = '[]' WHERE key = ?").run(Buffer.from(keys[7]!, 'hex'))
    db.close()
    const { memory } = followed(file)
    const known = await memory.recallFailed(keys)
    expect(known.size).toBe(COUNT - 1)
    expect(known.get(keys[8]!)).toEqual(failed[8])
    await memory.close()
  })

  it('is what an earlier version wrote too', async () => {
    const { memory, damage } = followed(version1File(keys[0]!))
    expect(damage.isLedgerSaved).toBe(true)
    expect([...(await memory.recall(keys)).values()]).toMatchObject([{ text: 'Hola', rung: undefined }])
    expect([...(await people(memory)).values()]).toMatchObject([{ text: 'Buenas' }])
    expect(await Array.fromAsync(memory.lines(0))).toMatchObject([
      { provider: 'google', model: '', characters: 120, micros: undefined },
    ])
    await memory.close()
  })

  it('is what another run had noted of it too: texts that are still to come, spending that is not known', async () => {
    const file = await memoryOf()
    spoilPage(file, 'ledger', 0)
    await followed(file).memory.close()
    vi.setSystemTime(new Date(2026, 10, 22, 13))
    const { memory, damage } = followed(file)
    expect(damage.isLedgerSaved).toBe(true)
    expect(memory.isToRefill).toBe(true)
    expect(await memory.spentSince(dayAround(NOON, undefined).start, 'USD')).toMatchObject({
      characters: Number.POSITIVE_INFINITY,
    })
    await memory.close()
  })
})

describe('what was spent today', () => {
  const many = (date: Date) => Array.from({ length: 400 }, () => date)
  const spentToday = async (file: string) => {
    const { memory, damage } = followed(file)
    const { characters, micros } = await memory.spentSince(dayAround(NOON, undefined).start, 'USD')
    const tomorrow = await memory.spentSince(dayAround(NOON, undefined).end, 'USD')
    await memory.close()
    return { isSaved: damage.isLedgerSaved, characters, micros, tomorrow: tomorrow.characters }
  }
  const known = { isSaved: true, characters: 4000, micros: 80_000, tomorrow: 0 }
  const unknown = {
    isSaved: false,
    characters: Number.POSITIVE_INFINITY,
    micros: Number.POSITIVE_INFINITY,
    tomorrow: 0,
  }

  it.each<[string, string, number, typeof known]>([
    ['known, whatever else is damaged', 'machine', 1, known],
    ['known, when the index is damaged by which it is looked up', 'ledger_sent_at', 0, known],
    ['known, when it is lines of yesterday that cannot be read', 'ledger', 1, known],
    ['not known, when one of today’s lines cannot be read', 'ledger', -2, unknown],
    ['not known, when the last cannot be read', 'ledger', -1, unknown],
  ])('is %s', async (_, table, nth, expected) => {
    const file = await memoryOf([...many(YESTERDAY), ...many(NOON)])
    spoilPage(file, table, nth)
    expect(await spentToday(file)).toEqual(expected)
  })

  it('is known to be nothing, when there are lines of yesterday only', async () => {
    const file = await memoryOf(many(YESTERDAY))
    spoilPage(file, 'ledger', 1)
    expect(await spentToday(file)).toEqual({ ...known, characters: 0, micros: 0 })
  })
})
