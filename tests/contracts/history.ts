import { describe, expect, it } from 'vitest'
import { entryId, type History, type HistoryEntry } from '../../src/review/history.ts'

/** A history to hold to the contract. Each test opens a new, empty one. */
export interface HistorySubject {
  readonly history: History
  /** The same history as another process, or a later one, sees it. */
  readonly another: () => History
}

const words = {
  at: '2026-11-22T20:00:00.000Z',
  by: 'Ada Lund',
  act: 'edit',
  key: 'paragraph.5f2a9c0d1b7e',
  text: 'Buenas.',
} as const

export const historyEntry = (changes: Partial<HistoryEntry> = {}): HistoryEntry => {
  const entry = { ...words, ...changes }
  return { id: entryId(entry), ...entry }
}

/** What every history keeps to. */
export function historyContract(name: string, open: () => HistorySubject): void {
  describe(`${name} keeps the contract of a history`, () => {
    it('is empty where nothing was added', async () => {
      expect(await open().history.of('news', 'es')).toEqual({ entries: [], broken: [] })
    })

    it('gives back what was added to that article in that locale, also to another process', async () => {
      const { history, another } = open()
      const entry = historyEntry({ note: 'two\nlines, “quoted”' })
      await history.add('news', 'es', [entry])
      expect((await another().of('news', 'es')).entries).toEqual([entry])
      expect((await another().of('news', 'ca')).entries).toEqual([])
      expect((await another().of('harbour', 'es')).entries).toEqual([])
    })

    it('has entries by their moments, whatever the order in which they came', async () => {
      const { history } = open()
      const [first, second, third] = ['01', '02', '03'].map((day) =>
        historyEntry({ at: `2026-11-${day}T08:00:00Z` }),
      ) as [HistoryEntry, HistoryEntry, HistoryEntry]
      await history.add('news', 'es', [third])
      await history.add('news', 'es', [second, first])
      expect((await history.of('news', 'es')).entries).toEqual([first, second, third])
    })

    it('compares moments, not the way in which zones write them', async () => {
      const { history } = open()
      const later = historyEntry({ at: '2026-11-22T20:30:00Z' })
      const earlier = historyEntry({ at: '2026-11-22T21:00:00+01:00' })
      await history.add('news', 'es', [later, earlier])
      expect((await history.of('news', 'es')).entries).toEqual([earlier, later])
    })

    it('changes entries when something is erased, and those alone', async () => {
      const { history, another } = open()
      const [one, other] = [historyEntry(), historyEntry({ by: 'Ana Ruiz' })]
      await history.add('news', 'es', [one, other])
      const erased = { ...one, id: 'erased', by: 'editor' }
      await history.amend('news', 'es', (entry) => (entry.by === one.by ? erased : entry))
      expect(new Set((await another().of('news', 'es')).entries)).toEqual(new Set([erased, other]))
      await history.amend('harbour', 'es', () => erased)
      expect((await another().of('harbour', 'es')).entries).toEqual([])
    })

    it('has an entry once, however often it was added', async () => {
      const { history, another } = open()
      const one = historyEntry()
      const other = historyEntry({ key: 'title.0d1b7e5f2a9c' })
      await history.add('news', 'es', [one])
      await another().add('news', 'es', [one, other, one])
      expect((await history.of('news', 'es')).entries).toEqual([one, other])
    })

    it('keeps what two add at the same time', async () => {
      const { history, another } = open()
      const entries = Array.from({ length: 20 }, (_, nth) => historyEntry({ key: `paragraph.${nth}` }))
      await Promise.all(
        entries.map((entry, nth) => (nth % 2 === 0 ? history : another()).add('news', 'es', [entry])),
      )
      const { entries: kept, broken } = await history.of('news', 'es')
      expect(new Set(kept.map(({ key }) => key))).toEqual(new Set(entries.map(({ key }) => key)))
      expect(broken).toEqual([])
    })
  })
}
