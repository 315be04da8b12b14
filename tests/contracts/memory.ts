import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HumanRow, MachineRow, Memory } from '../../src/memory/memory.ts'
import { humanKey } from '../../src/memory/memory-key.ts'

/** A memory to hold to the contract. Each test opens a new, empty one. */
export interface MemorySubject {
  readonly memory: Memory
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

const humanRow = (text: string, of = 'sentence'): HumanRow => ({
  key: keyOf(of),
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

    const agreed = async (...words: string[]) => (await memory.recallHuman(words.map(keyOf))).agreed
    const recalled = async (words = 'sentence') => (await agreed(words)).get(keyOf(words))?.text

    describe('machine text', () => {
      it('comes back as it was bought, with who wrote it and when', async () => {
        const row = machineRow('Hola')
        await memory.keep([row])
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

      it('is replaced by what comes later under the same key', async () => {
        await memory.keep([machineRow('Hola', 'one')])
        await memory.keep([machineRow('Buenas', 'one')])
        expect((await memory.recall([keyOf('one')])).get(keyOf('one'))?.text).toBe('Buenas')
        expect(await memory.stats()).toMatchObject({ machine: 1 })
      })

      it('is no person’s: no text of a person is found by a machine’s key, nor the other way round', async () => {
        await memory.keep([machineRow('Hola', 'one')])
        await memory.keepHuman('news', [humanRow('Buenas', 'two')])
        expect((await memory.recall([keyOf('one'), keyOf('two')])).size).toBe(1)
        expect([...(await agreed('one', 'two')).keys()]).toEqual([keyOf('two')])
      })
    })

    describe('a person’s text', () => {
      it('comes back with the person', async () => {
        const row = humanRow('Hola')
        await memory.keepHuman('news', [row])
        expect((await agreed('sentence')).get(row.key)).toEqual({
          text: 'Hola',
          origin: { kind: 'human', editor: 'maria' },
          state: 'edited',
          date: row.date,
        })
      })

      it('is what several articles agree on, and nothing where two people disagree', async () => {
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.keepHuman('b', [humanRow('Hola')])
        expect(await recalled()).toBe('Hola')
        await memory.keepHuman('c', [humanRow('Buenas')])
        expect(await recalled()).toBeUndefined()
      })

      it('that two people disagree about is told with who wrote what in which article', async () => {
        await memory.keepHuman('b', [{ ...humanRow('Buenas'), editor: 'ada' }])
        await memory.keepHuman('a', [humanRow('Hola'), humanRow('Otra', 'another')])
        const { agreed: others, disputed } = await memory.recallHuman([keyOf('sentence'), keyOf('another')])
        expect([...others.keys()]).toEqual([keyOf('another')])
        expect([...disputed.keys()]).toEqual([keyOf('sentence')])
        expect(disputed.get(keyOf('sentence'))).toMatchObject([
          { article: 'a', text: 'Hola', editor: 'maria' },
          { article: 'b', text: 'Buenas', editor: 'ada' },
        ])
      })

      it('is still a machine’s, and unreviewed, where it serves, if a person approved it elsewhere', async () => {
        const approved = { ...humanRow('Hola'), state: 'approved', engine: 'google', model: 'nmt' } as const
        await memory.keepHuman('a', [approved])
        const target = {
          text: 'Hola',
          origin: { kind: 'machine', provider: 'google', model: 'nmt' },
          state: 'machine',
          date: approved.date,
        }
        expect((await agreed('sentence')).get(approved.key)).toEqual(target)
        const other = await subject.another()
        expect((await other.recallHuman([approved.key])).agreed.get(approved.key)).toEqual(target)
        await other.close()
      })

      it('is a person’s where one person wrote what another approved as a machine’s', async () => {
        await memory.keepHuman('a', [
          { ...humanRow('Hola'), state: 'approved', engine: 'google', model: 'nmt' },
        ])
        await memory.keepHuman('b', [humanRow('Hola')])
        const origin = { kind: 'human', editor: 'maria' }
        expect((await agreed('sentence')).get(keyOf('sentence'))).toMatchObject({ origin, state: 'edited' })
      })

      it('is nothing where two people approved different words', async () => {
        for (const text of ['Hola', 'Buenas'])
          await memory.keepHuman(text, [
            { ...humanRow(text), state: 'approved', engine: 'google', model: 'nmt' },
          ])
        expect(await recalled()).toBeUndefined()
      })

      it.each([
        ['white space at its ends', 'Ho\u0301la', ' Ho\u0301la '],
        ['the composition of its accents', 'Ho\u0301la', 'H\u00f3la'],
      ])('is no other text for %s', async (_, one, other) => {
        await memory.keepHuman('a', [humanRow(one)])
        await memory.keepHuman('b', [humanRow(other)])
        expect(await recalled()).toBe(one)
      })

      it('follows its article: what is written there later replaces it', async () => {
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.keepHuman('b', [humanRow('Buenas')])
        await memory.keepHuman('a', [humanRow('Buenas')])
        expect(await recalled()).toBe('Buenas')
        expect(await memory.stats()).toMatchObject({ human: 2 })
      })
    })

    describe('a person’s text whose sentence its article has lost', () => {
      it('serves where no other article holds one', async () => {
        await memory.keepHuman('a', [humanRow('Hola'), humanRow('Otra', 'another')])
        await memory.keepHuman('a', [humanRow('Otra', 'another')])
        expect(await recalled()).toBe('Hola')
        expect(await recalled('another')).toBe('Otra')
      })

      it('has no say against one that stands in an article', async () => {
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.keepHuman('b', [humanRow('Buenas')])
        await memory.keepHuman('a', [])
        expect(await recalled()).toBe('Buenas')
        expect((await memory.recallHuman([keyOf('sentence')])).disputed).toEqual(new Map())
      })

      it('is nothing, and no dispute, where another such text is different', async () => {
        for (const [article, text] of [
          ['a', 'Hola'],
          ['b', 'Buenas'],
        ] as const) {
          await memory.keepHuman(article, [humanRow(text)])
          await memory.keepHuman(article, [])
        }
        expect(await memory.recallHuman([keyOf('sentence')])).toEqual({
          agreed: new Map(),
          disputed: new Map(),
        })
      })

      it('decides again when the sentence is back', async () => {
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.keepHuman('a', [])
        await memory.keepHuman('b', [humanRow('Buenas')])
        await memory.keepHuman('a', [humanRow('Hola')])
        expect(await recalled()).toBeUndefined()
      })
    })

    describe('a person’s text that was taken back', () => {
      it('is forgotten, and that of another article stays', async () => {
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.keepHuman('b', [humanRow('Buenas'), humanRow('Otra', 'another')])
        await memory.keepHuman('a', [], [keyOf('sentence'), keyOf('unknown')])
        expect(await recalled()).toBe('Buenas')
        await memory.keepHuman('b', [humanRow('Otra', 'another')], [keyOf('sentence')])
        expect(await recalled()).toBeUndefined()
        expect(await recalled('another')).toBe('Otra')
      })
    })

    describe('an article that has another id', () => {
      it('keeps its texts, those of sentences that it has lost too, and they are no other article’s', async () => {
        await memory.keepHuman('a', [humanRow('Hola'), humanRow('Otra', 'another')])
        await memory.keepHuman('a', [humanRow('Hola')])
        await memory.moveHuman('a', 'b')
        expect(await recalled()).toBe('Hola')
        expect(await memory.stats()).toMatchObject({ human: 2, damaged: 0 })
        await memory.keepHuman('b', [humanRow('Buenas')])
        expect(await recalled()).toBe('Buenas')
        expect(await recalled('another')).toBe('Otra')
      })

      it('keeps what was written under that id already', async () => {
        await memory.keepHuman('a', [humanRow('Hola'), humanRow('Otra', 'another')])
        await memory.keepHuman('b', [humanRow('Buenas')])
        await memory.moveHuman('a', 'b')
        expect(await recalled()).toBe('Buenas')
        expect(await recalled('another')).toBe('Otra')
        expect(await memory.stats()).toMatchObject({ human: 2 })
      })
    })

    it('counts the changes after which a person’s text may be recalled otherwise, and no others', async () => {
      const row = humanRow('Hola')
      const changes: [string, () => Promise<void>, boolean][] = [
        ['nothing', () => memory.keepHuman('a', []), false],
        ['a text', () => memory.keepHuman('a', [row]), true],
        ['the same', () => memory.keepHuman('a', [row]), false],
        [
          'an approval of the same words',
          () => memory.keepHuman('a', [{ ...row, state: 'approved' }]),
          false,
        ],
        ['another date', () => memory.keepHuman('a', [{ ...row, date: row.date + 1 }]), false],
        ['another text', () => memory.keepHuman('a', [humanRow('Buenas')]), true],
        ['its sentence is gone', () => memory.keepHuman('a', []), true],
        ['it is back', () => memory.keepHuman('a', [humanRow('Buenas')]), true],
        ['another id', () => memory.moveHuman('a', 'b'), false],
        ['an id of which nothing is known', () => memory.moveHuman('a', 'b'), false],
        ['what another article says', () => memory.keepHuman('c', [row]), true],
        ['an id that has other words', () => memory.moveHuman('c', 'b'), true],
        ['it is taken back', () => memory.keepHuman('b', [], [row.key]), true],
        ['a machine’s text', () => memory.keep([machineRow('Hola')]), false],
      ]
      for (const [what, change, isOne] of changes) {
        const before = memory.humanChanges()
        await change()
        expect(memory.humanChanges() > before, what).toBe(isOne)
      }
    })

    it('stays usable after a row that could not be kept, and keeps none of those that came with it', async () => {
      const impossible = { ...machineRow('two'), text: null } as unknown as MachineRow
      await expect(memory.keep([machineRow('one'), impossible])).rejects.toThrow()
      expect(await memory.recall([keyOf('one')])).toEqual(new Map())
      await memory.keep([machineRow('one')])
      expect((await memory.recall([keyOf('one')])).size).toBe(1)
    })

    it('is there again after it was closed and opened anew', async () => {
      await memory.keep([machineRow('Hola')])
      await memory.keepHuman('a', [humanRow('Buenas')])
      await memory.close()
      const later = await subject.another()
      expect((await later.recall([keyOf('Hola')])).get(keyOf('Hola'))?.text).toBe('Hola')
      expect((await later.recallHuman([keyOf('sentence')])).agreed.size).toBe(1)
      await later.close()
    })

    it('takes from two writers at once, and each sees what the other kept', async () => {
      const other = await subject.another()
      const keep = (nth: number) => (nth % 2 === 0 ? memory : other).keep([machineRow(`text ${nth}`)])
      await Promise.all(Array.from({ length: 40 }, (_, nth) => keep(nth)))
      const keys = Array.from({ length: 40 }, (_, nth) => keyOf(`text ${nth}`))
      expect((await memory.recall(keys)).size).toBe(40)
      expect((await other.recall(keys)).size).toBe(40)
      await other.close()
    })

    it('may be closed twice', async () => {
      await memory.close()
      await expect(memory.close()).resolves.toBeUndefined()
    })
  })
}
