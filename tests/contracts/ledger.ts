import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocaleStore } from '../../src/memory/locale-store.ts'
import type { FailedRow, MachineRow } from '../../src/memory/memory.ts'
import { failedKey, humanKey } from '../../src/memory/memory-key.ts'
import { intentOf } from '../fakes/intent.ts'

/** A store whose ledger is held to the contract. Each test opens a new, empty one. */
export interface LedgerSubject {
  readonly store: LocaleStore
  /** The same store as another process, or a later one, sees it. */
  readonly another: () => Promise<LocaleStore> | LocaleStore
  /** Ends what was started for the subject. The suite closes the stores itself. */
  readonly dispose?: () => Promise<void> | void
}

const rowOf = (text: string): MachineRow => ({
  key: humanKey('en', text),
  text,
  provider: 'fake',
  model: 'm1',
  date: Date.UTC(2026, 10, 22),
})

const failedOf = (text: string, checks = 'checks'): FailedRow => ({
  ...rowOf(text),
  key: failedKey(rowOf(text).key, checks),
  rung: 'repaired',
  findings: [
    { check: 'numbers', severity: 'block', message: 'The numbers “40” differ.' },
    { check: 'quotes', severity: 'warn', message: 'A quotation mark is missing.' },
  ],
})

const impossible = { ...rowOf('two'), text: null } as unknown as MachineRow

/** What every ledger keeps to. */
export function ledgerContract(name: string, open: () => Promise<LedgerSubject> | LedgerSubject): void {
  describe(`${name} keeps the ledger contract`, () => {
    let subject: LedgerSubject
    let store: LocaleStore

    beforeEach(async () => {
      subject = await open()
      store = subject.store
    })

    afterEach(async () => {
      await store.close()
      await subject.dispose?.()
    })

    const intend = (characters = 10, sentAt = 1_000) => store.intend(intentOf({ characters, sentAt }))
    const known = async (from: LocaleStore, ...texts: string[]) =>
      Array.from((await from.recall(texts.map((text) => rowOf(text).key))).values(), ({ text }) => text)

    it('counts an intent before it has an outcome, and what was answered', async () => {
      await intend(10)
      await store.settle(await intend(7), 'answered', [])
      expect(await store.spentSince(0, 'USD')).toMatchObject({ requests: 2, characters: 17 })
    })

    it('knows what was spent in one currency, and how much was sent at no price known in it', async () => {
      await intend(10)
      await store.intend(intentOf({ characters: 3, micros: undefined, currency: '' }))
      await store.intend(intentOf({ characters: 5, micros: 500, currency: 'EUR' }))
      await store.intend(intentOf({ characters: 7, micros: 0, currency: 'EUR' }))
      const all = { requests: 4, characters: 25 }
      expect(await store.spentSince(0, 'USD')).toEqual({ ...all, micros: 200, unpriced: 8 })
      expect(await store.spentSince(0, 'EUR')).toEqual({ ...all, micros: 500, unpriced: 13 })
    })

    it('says which article asked for how much of each request, oldest first', async () => {
      const shares = new Map([
        ['city/council', 30],
        ['world/flood', 10],
      ])
      const first = await store.intend(intentOf({ characters: 40, shares, sentAt: 1_000 }))
      await store.settle(first, 'answered', [])
      await store.intend(intentOf({ micros: undefined, currency: '', sentAt: 2_000 }))
      const line = { provider: 'fake', model: 'm1', sentAt: 1_000, outcome: 'answered', currency: 'USD' }
      expect(await Array.fromAsync(store.lines(0))).toEqual([
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
      expect(await Array.fromAsync(store.lines(2_000))).toHaveLength(1)
    })

    it('keeps counting what is unknown, and forgets what was rejected', async () => {
      await store.settle(await intend(5), 'unknown', [])
      await store.settle(await intend(100), 'rejected', [])
      expect(await store.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 5 })
    })

    it('is asked from an instant on, that instant included', async () => {
      await intend(1, 1_000)
      await intend(2, 2_000)
      await intend(4, 3_000)
      expect(await store.spentSince(2_000, 'USD')).toMatchObject({ requests: 2, characters: 6 })
      expect(await store.spentSince(3_001, 'USD')).toMatchObject({ requests: 0, characters: 0 })
    })

    it('is asked up to an instant, that instant left out', async () => {
      await intend(1, 1_000)
      await intend(2, 2_000)
      await intend(4, 3_000)
      expect(await store.spentSince(1_000, 'USD', 3_000)).toMatchObject({ requests: 2, characters: 3 })
      expect(await store.spentSince(3_000, 'USD', 3_000)).toMatchObject({ requests: 0, characters: 0 })
    })

    it('does not count text that came from elsewhere than a request', async () => {
      await store.keep([rowOf('one')])
      await store.keepHuman('news', [{ ...rowOf('one'), editor: 'maria' }])
      expect(await store.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
    })

    describe('a reply', () => {
      it('brings its texts to the memory of the same store, with its outcome', async () => {
        await store.settle(await intend(), 'answered', [rowOf('one'), rowOf('two')])
        expect(await known(store, 'one', 'two')).toEqual(['one', 'two'])
        expect(await Array.fromAsync(store.lines(0))).toMatchObject([{ outcome: 'answered' }])
      })

      it('is settled whole or not at all: with one row that cannot be kept, none is, nor the outcome', async () => {
        const intent = await intend(10)
        await expect(store.settle(intent, 'rejected', [rowOf('one'), impossible])).rejects.toThrow()
        expect(await known(store, 'one')).toEqual([])
        expect(await store.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 10 })
      })

      it('brings the texts that failed their checks, with what was found, beside those that did not', async () => {
        const failed = failedOf('two')
        await store.settle(await intend(), 'answered', [rowOf('one')], [failed])
        expect(await store.recallFailed([failed.key])).toEqual(new Map([[failed.key, failed]]))
        expect(await known(store, 'one', 'two')).toEqual(['one'])
      })

      it('brings a failed text that is found under the checks that refused it alone', async () => {
        await store.settle(await intend(), 'answered', [], [failedOf('one')])
        const { key } = rowOf('one')
        expect(await store.recallFailed([failedOf('one', 'other checks').key, key])).toEqual(new Map())
        expect(await store.recallFailed([])).toEqual(new Map())
      })

      it('replaces the text that failed before it under the same checks', async () => {
        const later = { ...failedOf('one'), text: 'Another.', findings: [], date: 5 }
        await store.settle(await intend(), 'answered', [], [failedOf('one')])
        await store.settle(await intend(), 'answered', [], [later])
        expect(await store.recallFailed([later.key])).toEqual(new Map([[later.key, later]]))
      })

      it('keeps none of its texts with one failed text that cannot be kept', async () => {
        const spoilt = { ...failedOf('two'), text: null } as unknown as FailedRow
        const intent = await intend(10)
        await expect(store.settle(intent, 'answered', [rowOf('one')], [spoilt])).rejects.toThrow()
        expect(await known(store, 'one')).toEqual([])
        expect(await Array.fromAsync(store.lines(0))).toMatchObject([{ outcome: 'unknown' }])
      })

      it('leaves the store usable after it could not be kept', async () => {
        const intent = await intend()
        await expect(store.settle(intent, 'answered', [impossible])).rejects.toThrow()
        await store.settle(intent, 'answered', [rowOf('one')])
        expect(await known(store, 'one')).toEqual(['one'])
      })

      it('replaces what memory had under the same key', async () => {
        await store.keep([rowOf('one')])
        await store.settle(await intend(), 'answered', [{ ...rowOf('one'), text: 'One' }])
        expect(await known(store, 'one')).toEqual(['One'])
      })
    })

    it('is there again after it was closed and opened anew', async () => {
      await store.settle(await intend(9), 'answered', [rowOf('one')], [failedOf('two')])
      await store.close()
      const later = await subject.another()
      expect(await known(later, 'one')).toEqual(['one'])
      expect((await later.recallFailed([failedOf('two').key])).size).toBe(1)
      expect(await later.spentSince(0, 'USD')).toMatchObject({ requests: 1, characters: 9 })
      await later.close()
    })

    it('takes from two writers at once, and each sees what the other noted', async () => {
      const other = await subject.another()
      const texts = Array.from({ length: 40 }, (_, nth) => `text ${nth}`)
      const write = async (to: LocaleStore, text: string) =>
        to.settle(await to.intend(intentOf({ characters: 1 })), 'answered', [rowOf(text)])
      await Promise.all(texts.map((text, nth) => write(nth % 2 === 0 ? store : other, text)))
      for (const each of [store, other]) {
        expect(await known(each, ...texts)).toEqual(texts)
        expect(await each.spentSince(0, 'USD')).toMatchObject({ requests: 40, characters: 40 })
      }
      await other.close()
    })

    it('may be closed twice', async () => {
      await store.close()
      await expect(store.close()).resolves.toBeUndefined()
    })
  })
}
