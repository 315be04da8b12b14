import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MachineRow, Memory } from '../../../src/memory/memory.ts'
import { humanKey } from '../../../src/memory/memory-key.ts'
import { type MendingOptions, mendingStore } from '../../../src/memory/sqlite/mending.ts'
import { type Damage, openSqliteStore, type RefillableStore } from '../../../src/memory/sqlite/store.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { temporaryFolder } from '../../fakes/folder.ts'
import { intentOf } from '../../fakes/intent.ts'

const mending = ({ open, refill }: { open: () => RefillableStore; refill: MendingOptions['refill'] }) =>
  mendingStore({ locale: 'es', open: async () => open(), refill })

const rows = Array.from({ length: 200 }, (_, nth): MachineRow => {
  const words = `Sentence ${nth}, which is long enough for a page to hold a few of its kind only. `
  return { key: humanKey('en', words), text: words.repeat(4), provider: 'fake', model: 'm1', date: nth }
})
const keys = rows.map(({ key }) => key)

const nothing: MendingOptions['refill'] = async () => true
const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE' })

/** A memory of all rows, closed again. */
async function filled({ isToRefill = false } = {}): Promise<string> {
  const file = path.join(temporaryFolder(), 'es.sqlite')
  const memory = openSqliteStore({ path: file, locale: 'es' })
  await memory.keep(rows)
  await memory.settle(await memory.intend(intentOf()), 'answered', [])
  if (!isToRefill) memory.refilled()
  await memory.close()
  return file
}

/** How a run that buys opens a store, and what it was told. */
function opener(file: string) {
  const damages: Damage[] = []
  const onDamage = (damage: Damage) => damages.push(damage)
  const open = (): RefillableStore => openSqliteStore({ path: file, locale: 'es', onDamage })
  return { open, damages }
}

describe('a memory that begins anew', () => {
  it('is filled before it first says what it knows, once, however many ask', async () => {
    let refills = 0
    const refill = async (into: Memory) => {
      refills++
      await new Promise((resolve) => setImmediate(resolve))
      await into.keep(rows.slice(0, 2))
      return true
    }
    const { open } = opener(path.join(temporaryFolder(), 'es.sqlite'))
    const memory = mending({ open, refill })
    const recalled = await Promise.all([memory.recall(keys), memory.recall(keys)])
    expect(recalled.map(({ size }) => size)).toEqual([2, 2])
    expect(refills).toBe(1)
    await memory.close()

    const later = mending({ open, refill })
    expect((await later.recall(keys)).size).toBe(2)
    expect(refills).toBe(1)
    await later.close()
  })

  it('takes what it is told meanwhile, and is asked what was spent', async () => {
    const filling = Promise.withResolvers<boolean>()
    const { open } = opener(path.join(temporaryFolder(), 'es.sqlite'))
    const memory = mending({ open, refill: () => filling.promise })
    const recalled = memory.recall(keys)
    await memory.settle(await memory.intend(intentOf()), 'answered', rows.slice(0, 1))
    expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 1 })
    filling.resolve(true)
    expect((await recalled).size).toBe(1)
    await memory.close()
  })

  it('is filled by the next run too, when not all could be looked at', async () => {
    let refills = 0
    const refill = async () => ++refills > 1
    const { open } = opener(path.join(temporaryFolder(), 'es.sqlite'))
    for (const expected of [1, 2, 2]) {
      const memory = mending({ open, refill })
      await memory.recall(keys)
      await memory.recallHuman(keys)
      expect(refills).toBe(expected)
      await memory.close()
    }
  })
})

describe('damage that a question meets', () => {
  it('is set aside, and the question is asked again once the locale files have given what they hold', async () => {
    const file = await filled()
    spoilPage(file, 'machine', 4)
    const { open, damages } = opener(file)
    const salvaged: number[] = []
    const refill = async (into: Memory) => {
      salvaged.push((await into.stats()).machine)
      await into.keep(rows)
      return true
    }
    const memory = mending({ open, refill })
    expect(damages).toEqual([])
    const [all, again] = await Promise.all([memory.recall(keys), memory.recall(keys)])
    expect([...all.keys()]).toEqual(keys)
    expect(again).toEqual(all)
    expect(damages).toEqual([{ aside: expect.stringContaining('es.sqlite.damaged-'), isLedgerSaved: true }])
    expect(readdirSync(path.dirname(file))).toContain(path.basename(damages[0]!.aside))
    expect(salvaged).toHaveLength(1)
    expect(salvaged[0]).toBeGreaterThan(150)
    expect(salvaged[0]).toBeLessThan(200)
    await memory.close()
  })

  it('does not hurt who is waiting for the refill of what is set aside meanwhile', async () => {
    const file = await filled({ isToRefill: true })
    spoilPage(file, 'ledger_sent_at', 0)
    const { open, damages } = opener(file)
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const refill = async (into: Memory) => {
      begun.resolve()
      await goOn.promise
      await into.keep(rows)
      return true
    }
    const memory = mending({ open, refill })
    const recalled = memory.recall(keys)
    await begun.promise
    expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 10 })
    expect(damages).toHaveLength(1)
    goOn.resolve()
    expect((await recalled).size).toBe(200)
    await memory.close()
  })

  it('is mended when it is the refill that meets it', async () => {
    const file = await filled({ isToRefill: true })
    spoilPage(file, 'machine', 4)
    const { open, damages } = opener(file)
    const memory = mending({ open, refill: async (into) => (await into.recall(keys)).size > 0 })
    expect((await memory.recall(keys)).size).toBeGreaterThan(150)
    expect(damages).toHaveLength(1)
    await memory.close()
  })

  it('is given up on when one new file after another is damaged, for good', async () => {
    const file = await filled()
    const { open, damages } = opener(file)
    let opened = 0
    const failingDisk = () => {
      opened++
      const memory = open()
      void memory.close()
      spoilPage(file, 'machine', 2)
      return openSqliteStore({ path: file, locale: 'es' })
    }
    const memory = mending({ open: failingDisk, refill: nothing })
    await expect(memory.recall(keys)).rejects.toEqual(unreadable)
    expect(damages).toHaveLength(3)
    await expect(memory.recall(keys)).rejects.toEqual(unreadable)
    await expect(memory.recall(keys)).rejects.toEqual(unreadable)
    expect(opened).toBe(4)
    await memory.close()
  })

  it('is an error from then on where the file may not be set aside', async () => {
    const file = await filled()
    spoilPage(file, 'machine', 4)
    const open = () => openSqliteStore({ path: file, locale: 'es' })
    const memory = mending({ open, refill: nothing })
    await expect(memory.recall(keys)).rejects.toEqual(unreadable)
    await expect(memory.spentSince(0, 'USD')).rejects.toMatchObject({
      code: 'STATE_UNREADABLE',
      message: expect.stringContaining('damaged'),
    })
    expect(readdirSync(path.dirname(file)).some((name) => name.includes('damaged-'))).toBe(false)
    await memory.close()
  })

  it('is no reason to mend when it is something else', async () => {
    const { open } = opener(await filled())
    let opened = 0
    const counted = () => {
      opened++
      return open()
    }
    const memory = mending({ open: counted, refill: nothing })
    const impossible = { ...rows[0]!, text: null } as unknown as MachineRow
    await expect(memory.keep([impossible])).rejects.toEqual(unreadable)
    expect(opened).toBe(1)
    expect((await memory.recall(keys)).size).toBe(200)
    await memory.close()
  })
})
