import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocaleStore } from '../../src/memory/locale-store.ts'
import type { FailedRow, HumanRow, MachineRow } from '../../src/memory/memory.ts'
import { humanKey } from '../../src/memory/memory-key.ts'
import type { Prunable, Upkeep } from '../../src/memory/upkeep.ts'
import { intentOf } from '../fakes/intent.ts'

/** The upkeep of a memory, and the memory itself. Each test opens a new, empty one. */
export interface UpkeepSubject {
  readonly memory: LocaleStore
  readonly upkeep: () => Promise<Upkeep> | Upkeep
  /** All that is on the disk, or wherever the memory keeps what it keeps. */
  readonly bytes: () => Buffer
  readonly dispose?: () => Promise<void> | void
}

const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 10, 23)

const machineRow = (text: string, change: Partial<MachineRow> = {}): MachineRow => ({
  key: humanKey('en', text),
  text,
  provider: 'google',
  model: 'general/nmt',
  rung: 'exact',
  date: MONDAY,
  ...change,
})

const failedRow = (text: string, date = MONDAY): FailedRow => ({
  ...machineRow(text),
  rung: 'exact',
  findings: [{ check: 'numbers', severity: 'block', message: 'The number 12 is missing.' }],
  date,
})

const humanRow = (text: string, editor = 'Ana Ruiz', of = text): HumanRow => ({
  key: humanKey('en', of),
  text,
  editor,
  date: MONDAY + DAY,
})

/** What every memory that can be looked after keeps to. */
export function upkeepContract(name: string, open: () => Promise<UpkeepSubject> | UpkeepSubject): void {
  describe(`${name} keeps the contract of upkeep`, () => {
    let subject: UpkeepSubject
    let memory: LocaleStore
    let upkeep: Upkeep

    beforeEach(async () => {
      subject = await open()
      memory = subject.memory
      upkeep = await subject.upkeep()
    })

    afterEach(async () => {
      await upkeep.close()
      await memory.close()
      await subject.dispose?.()
    })

    const keepFailed = async (row: FailedRow) =>
      memory.settle(await memory.intend(intentOf({})), 'answered', [], [row])

    /** Nobody else has it open meanwhile. */
    const prune = async (what: Prunable) => {
      await memory.close()
      const counted = await upkeep.count(what)
      const { isWiped, ...pruned } = await upkeep.prune(what)
      expect(pruned).toEqual(counted)
      expect(isWiped).toBe(true)
      return pruned
    }

    it('counts what there is, by who wrote it, and says since when', async () => {
      await memory.keep([
        machineRow('Uno'),
        machineRow('Dos', { date: MONDAY - DAY }),
        machineRow('Tres', { provider: 'deepl', model: 'quality' }),
      ])
      await memory.keepHuman('ferry', [humanRow('Cuatro'), humanRow('Cinco')])
      await memory.keepHuman('ferry', [humanRow('Cinco')])
      await keepFailed(failedRow('Seis'))
      expect(await upkeep.holdings()).toEqual({
        machine: 3,
        human: 2,
        gone: 1,
        failed: 1,
        engines: [
          { provider: 'google', model: 'general/nmt', rows: 2 },
          { provider: 'deepl', model: 'quality', rows: 1 },
        ],
        oldest: MONDAY - DAY,
        newest: MONDAY + DAY,
        bytes: expect.any(Number),
      })
    })

    it('counts nothing where there is nothing', async () => {
      expect(await upkeep.holdings()).toMatchObject({
        machine: 0,
        human: 0,
        engines: [],
        oldest: null,
        newest: null,
      })
    })

    it('finds nothing amiss in what it was given', async () => {
      await memory.keep([machineRow('Uno')])
      await memory.keepHuman('ferry', [humanRow('Dos'), { ...humanRow('Tres'), state: 'approved' }])
      await memory.keepHuman('ferry', [humanRow('Dos')])
      await keepFailed(failedRow('Cuatro'))
      expect(await upkeep.verify()).toEqual({ rows: 4, damaged: [], faults: [] })
    })

    it('names the texts of an article that it does not have, word for word', async () => {
      await memory.keepHuman('ferry', [humanRow('Uno'), humanRow('Dos')])
      const other = humanRow('Otro', 'Ana Ruiz', 'Dos')
      const unknown = humanRow('Tres')
      expect(await upkeep.lacking('ferry', [humanRow('Uno'), other, unknown])).toEqual([other, unknown])
      expect(await upkeep.lacking('council', [humanRow('Uno')])).toEqual([humanRow('Uno')])
    })

    it('removes machines’ texts of before a moment, those that failed among them, and no person’s', async () => {
      await memory.keep([machineRow('Old', { date: MONDAY - 1 }), machineRow('New')])
      await memory.keepHuman('ferry', [{ ...humanRow('Uno'), date: 0 }])
      await keepFailed(failedRow('Bad', MONDAY - 1))
      expect(await prune({ kind: 'machine', before: MONDAY })).toEqual({ machine: 1, human: 0, failed: 1 })
      expect(await upkeep.holdings()).toMatchObject({ machine: 1, human: 1, failed: 0, oldest: 0 })
    })

    it('removes machines’ texts that nothing uses, where asked for only those of before a moment', async () => {
      const [used, unused, young] = [
        machineRow('Used'),
        machineRow('Unused'),
        machineRow('Young', { date: MONDAY + 1 }),
      ]
      await memory.keep([used, unused, young])
      await keepFailed(failedRow('Bad', 0))
      const what = { kind: 'machine', unused: { used: new Set([used.key.slice(0, 16)]) } } as const
      expect(await upkeep.count(what)).toEqual({ machine: 2, human: 0, failed: 0 })
      expect(await prune({ ...what, before: MONDAY + 1 })).toEqual({ machine: 1, human: 0, failed: 0 })
      expect(await upkeep.holdings()).toMatchObject({ machine: 2, failed: 1 })
    })

    it('forgets a person’s name everywhere, and keeps the words', async () => {
      await memory.keepHuman('ferry', [humanRow('Uno', 'Zoë Marchetti'), humanRow('Dos', 'Ana Ruiz')])
      await memory.keepHuman('council', [{ ...humanRow('Uno', 'Zoe\u0308 Marchetti'), state: 'approved' }])
      expect(await prune({ kind: 'person', name: 'Zoë Marchetti' })).toEqual({
        machine: 0,
        human: 2,
        failed: 0,
      })
      expect(await upkeep.verify()).toMatchObject({ rows: 3, damaged: [] })
      expect(await upkeep.lacking('ferry', [humanRow('Uno'), humanRow('Dos')])).toEqual([])
      const bytes = subject.bytes()
      expect([bytes.includes('Marchetti'), bytes.includes('Ana Ruiz')]).toEqual([false, true])
    })

    it('forgets all texts that hold some words, whoever wrote them, so that nothing of them can be read any more', async () => {
      const secret = 'telèfon 555 0199'
      const long = `${'Molt de text. '.repeat(2_000)}${secret}`
      await memory.keep([machineRow(`El ${secret}.`), machineRow(long), machineRow('Uno')])
      // What was replaced before may still be there in free pages.
      await memory.keepHuman('ferry', [humanRow(`Al ${secret}`, 'Ana Ruiz', 'one')])
      await memory.keepHuman('ferry', [
        humanRow('Dos', 'Ana Ruiz', 'one'),
        humanRow(`${secret}!`.normalize('NFD')),
      ])
      await keepFailed(failedRow(`${secret}?`))
      expect(subject.bytes().includes('555 0199')).toBe(true)
      expect(await prune({ kind: 'text', text: secret })).toEqual({ machine: 2, human: 1, failed: 1 })
      expect(subject.bytes().includes('555 0199')).toBe(false)
      expect(await upkeep.holdings()).toMatchObject({ machine: 1, human: 1, failed: 0 })
    })

    it('takes words as they are, whatever they mean elsewhere', async () => {
      await memory.keep([machineRow('100%'), machineRow('100 of them'), machineRow('it’s “so”')])
      await memory.close()
      const count = (text: string) => upkeep.count({ kind: 'text', text })
      expect(await count('100%')).toMatchObject({ machine: 1 })
      expect(await count("'; DROP TABLE machine; --")).toMatchObject({ machine: 0 })
      expect(await count('IT’S')).toMatchObject({ machine: 0 })
    })

    it('leaves the ledger alone', async () => {
      await keepFailed(failedRow('Bad', 0))
      const spent = await memory.spentSince(0, 'USD')
      await upkeep.prune({ kind: 'machine' })
      expect(await memory.spentSince(0, 'USD')).toEqual(spent)
    })
  })
}
