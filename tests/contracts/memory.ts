import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HumanRow, Ledger, MachineRow, Memory } from '../../src/memory/memory.ts'
import { humanKey } from '../../src/memory/memory-key.ts'
import { intentOf } from '../fakes/intent.ts'

/** A memory to hold to the contract. Each test opens a new, empty one. */
export interface MemorySubject {
  readonly memory: Memory
  /** Its ledger, as whoever adds it up reads it. */
  readonly ledger: Ledger['ledger']
  /** The same memory as another process, or a later one, sees it. */
  readonly another: () => Promise<Memory> | Memory
  /** Ends what was started for the subject. The suite closes the memories itself. */
  readonly dispose?: () => Promise<void> | void
}

const machineRow = (text: string, of = text): MachineRow => ({
  key: keyOf(of),
  text,
  provider: 'fake',
  model: 'm1',
  date: Date.UTC(2026, 10, 22),
})

const humanRow = (text: string, article: string, of = 'sentence'): HumanRow => ({
  key: keyOf(of),
  article,
  text,
  editor: 'maria',
  date: Date.UTC(2026, 10, 23),
})

const keyOf = (words: string) => humanKey('en', words)

/** What every memory keeps to. */
export function memoryContract(name: string, open: () => Promise<MemorySubject> | MemorySubject): void {
  describe(`${name} keeps the memory contract`, () => {
    let subject: MemorySubject
    let memory: Memory

    beforeEach(async () => {
      subject = await open()
      memory = subject.memory
    })

    afterEach(async () => {
      await memory.close()
      await subject.dispose?.()
    })

    const intend = (characters = 10, sentAt = 1_000) => memory.intend(intentOf({ characters, sentAt }))

    describe('machine text', () => {
      it('comes back as it was bought, with who wrote it and when', async () => {
        const row = machineRow('Hola')
        await memory.settle(await intend(), 'answered', [row])
        expect(await memory.recall([row.key])).toEqual(
          new Map([
            [
              row.key,
              {
                text: 'Hola',
                origin: { kind: 'machine', provider: 'fake', model: 'm1' },
                state: 'machine',
                date: row.date,
              },
            ],
          ]),
        )
      })

      it('comes back with how its inline codes came through', async () => {
        const row = { ...machineRow('Hola'), rung: 'projected' as const }
        await memory.keep([row])
        expect((await memory.recall([row.key])).get(row.key)?.rung).toBe('projected')
      })

      it('comes back character for character', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (wild) => {
            const text = wild.toWellFormed()
            const row = machineRow(text, 'one place')
            await memory.keep([row])
            expect((await memory.recall([row.key])).get(row.key)?.text).toBe(text)
          }),
          { numRuns: 40 },
        )
      })

      it('is found by its key alone; unknown keys are left out, in any number', async () => {
        const row = machineRow('Hola')
        await memory.keep([row])
        const others = Array.from({ length: 500 }, (_, nth) => keyOf(`other ${nth}`))
        expect([...(await memory.recall([...others, row.key])).keys()]).toEqual([row.key])
        expect(await memory.recall([])).toEqual(new Map())
      })

      it('is found by the whole of its key: one that begins or ends alike is unknown', async () => {
        const row = machineRow('Hola')
        await memory.keep([row])
        const other = keyOf('other')
        const alike = [row.key.slice(0, 32) + other.slice(32), other.slice(0, 32) + row.key.slice(32)]
        expect(await memory.recall(alike)).toEqual(new Map())
        expect(await memory.stats()).toMatchObject({ damaged: 0 })
      })

      it('is replaced by what is bought later under the same key', async () => {
        await memory.keep([machineRow('Hola', 'one')])
        await memory.settle(await intend(), 'answered', [machineRow('Buenas', 'one')])
        expect((await memory.recall([keyOf('one')])).get(keyOf('one'))?.text).toBe('Buenas')
        expect(await memory.stats()).toMatchObject({ machine: 1 })
      })

      it('is nobody’s: no person’s text is found by a machine’s key, nor the other way round', async () => {
        await memory.keep([machineRow('Hola', 'one')])
        await memory.keepHuman([humanRow('Buenas', 'news', 'two')])
        expect((await memory.recall([keyOf('one'), keyOf('two')])).size).toBe(1)
        expect((await memory.recallHuman([keyOf('one'), keyOf('two')])).size).toBe(1)
      })
    })

    describe('a person’s text', () => {
      it('comes back with the person', async () => {
        const row = humanRow('Hola', 'news')
        await memory.keepHuman([row])
        expect((await memory.recallHuman([row.key])).get(row.key)).toEqual({
          text: 'Hola',
          origin: { kind: 'human', editor: 'maria' },
          state: 'edited',
          date: row.date,
        })
      })

      it('is what several articles agree on, and nothing where two people disagree', async () => {
        await memory.keepHuman([humanRow('Hola', 'a'), humanRow('Hola', 'b')])
        expect((await memory.recallHuman([keyOf('sentence')])).get(keyOf('sentence'))?.text).toBe('Hola')
        await memory.keepHuman([humanRow('Buenas', 'c')])
        expect(await memory.recallHuman([keyOf('sentence')])).toEqual(new Map())
      })

      it('follows its article: what is written there later replaces it', async () => {
        await memory.keepHuman([humanRow('Hola', 'a'), humanRow('Buenas', 'b')])
        await memory.keepHuman([humanRow('Buenas', 'a')])
        expect((await memory.recallHuman([keyOf('sentence')])).get(keyOf('sentence'))?.text).toBe('Buenas')
        expect(await memory.stats()).toMatchObject({ human: 2 })
      })
    })

    describe('the ledger', () => {
      it('counts an intent before it has an outcome, and what was answered', async () => {
        await intend(10)
        await memory.settle(await intend(7), 'answered', [])
        expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 2, characters: 17 })
      })

      it('knows what was spent in one currency, and how much was sent at no price known in it', async () => {
        await intend(10)
        await memory.intend(intentOf({ characters: 3, micros: undefined, currency: '' }))
        await memory.intend(intentOf({ characters: 5, micros: 500, currency: 'EUR' }))
        await memory.intend(intentOf({ characters: 7, micros: 0, currency: 'EUR' }))
        const all = { requests: 4, characters: 25 }
        expect(await memory.spentSince(0, 'USD')).toEqual({ ...all, micros: 200, unpriced: 8 })
        expect(await memory.spentSince(0, 'EUR')).toEqual({ ...all, micros: 500, unpriced: 13 })
      })

      it('says which article asked for how much of each request, oldest first', async () => {
        const shares = new Map([
          ['city/council', 30],
          ['world/flood', 10],
        ])
        const first = await memory.intend(intentOf({ characters: 40, shares, sentAt: 1_000 }))
        await memory.settle(first, 'answered', [])
        await memory.intend(intentOf({ micros: undefined, currency: '', sentAt: 2_000 }))
        const line = { provider: 'fake', model: 'm1', sentAt: 1_000, outcome: 'answered', currency: 'USD' }
        expect([...subject.ledger(0)]).toEqual([
          { ...line, article: 'city/council', requests: 1, characters: 30, micros: 600 },
          { ...line, article: 'world/flood', requests: 0, characters: 10, micros: 200 },
          {
            ...line,
            sentAt: 2_000,
            outcome: 'unknown',
            currency: '',
            article: 'news',
            requests: 1,
            characters: 10,
            micros: undefined,
          },
        ])
        expect([...subject.ledger(2_000)]).toHaveLength(1)
      })

      it('keeps counting what is unknown, and forgets what was rejected', async () => {
        await memory.settle(await intend(5), 'unknown', [])
        await memory.settle(await intend(100), 'rejected', [])
        expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 5 })
      })

      it('is asked from an instant on, that instant included', async () => {
        await intend(1, 1_000)
        await intend(2, 2_000)
        await intend(4, 3_000)
        expect(await memory.spentSince(2_000, 'USD')).toMatchObject({ requests: 2, characters: 6 })
        expect(await memory.spentSince(3_001, 'USD')).toMatchObject({ requests: 0, characters: 0 })
      })

      it('does not count text that came from elsewhere than a request', async () => {
        await memory.keep([machineRow('Hola')])
        await memory.keepHuman([humanRow('Hola', 'a')])
        expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
      })
    })

    describe('a reply', () => {
      it('is settled whole or not at all: with one row that cannot be kept, none is, nor the outcome', async () => {
        const intent = await intend(10)
        const impossible = { ...machineRow('two'), text: null } as unknown as MachineRow
        await expect(memory.settle(intent, 'rejected', [machineRow('one'), impossible])).rejects.toThrow()
        expect(await memory.recall([keyOf('one')])).toEqual(new Map())
        expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 10 })
      })

      it('leaves the memory usable after it could not be kept', async () => {
        const impossible = { ...machineRow('two'), text: null } as unknown as MachineRow
        await expect(memory.keep([impossible])).rejects.toThrow()
        await memory.keep([machineRow('one')])
        expect((await memory.recall([keyOf('one')])).size).toBe(1)
      })
    })

    it('is there again after it was closed, for whoever opens it next', async () => {
      await memory.settle(await intend(9), 'answered', [machineRow('Hola')])
      await memory.keepHuman([humanRow('Buenas', 'a')])
      await memory.close()
      const later = await subject.another()
      expect((await later.recall([keyOf('Hola')])).get(keyOf('Hola'))?.text).toBe('Hola')
      expect((await later.recallHuman([keyOf('sentence')])).size).toBe(1)
      expect(await later.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 9 })
      await later.close()
    })

    it('takes from two writers at once, and each sees what the other kept', async () => {
      const other = await subject.another()
      const write = async (to: Memory, nth: number) => {
        const intent = await to.intend(intentOf({ characters: 1, sentAt: 1 }))
        await to.settle(intent, 'answered', [machineRow(`text ${nth}`)])
      }
      await Promise.all(Array.from({ length: 40 }, (_, nth) => write(nth % 2 === 0 ? memory : other, nth)))
      const keys = Array.from({ length: 40 }, (_, nth) => keyOf(`text ${nth}`))
      expect((await memory.recall(keys)).size).toBe(40)
      expect((await other.recall(keys)).size).toBe(40)
      expect(await other.spentSince(0, 'USD')).toMatchObject({ requests: 40, characters: 40 })
      await other.close()
    })

    it('may be closed twice', async () => {
      await memory.close()
      await expect(memory.close()).resolves.toBeUndefined()
    })
  })
}
