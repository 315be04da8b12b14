import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type EditionRecord,
  type Editions,
  idNow,
  isOfGone,
  type KeptEdition,
  URGENCIES,
  type Urgency,
} from '../../src/publish/editions.ts'
import { editionRecord } from '../fakes/edition-record.ts'

/** A record of editions to hold to the contract. Each test opens a new, empty one. */
export interface EditionsSubject {
  readonly editions: Editions
  /** The same record as another process, or a later one, sees it. */
  readonly another: () => Promise<Editions> | Editions
  /** Ends what was started for the subject. The suite closes the records itself. */
  readonly dispose?: () => Promise<void> | void
}

const record = editionRecord()

/** What every record of editions keeps to. */
export function editionsContract(name: string, open: () => Promise<EditionsSubject> | EditionsSubject): void {
  describe(`${name} keeps the contract of a record of editions`, () => {
    let subject: EditionsSubject
    let editions: Editions
    const others: Editions[] = []

    beforeEach(async () => {
      subject = await open()
      editions = subject.editions
    })

    afterEach(async () => {
      for (const each of [editions, ...others.splice(0)]) await each.close()
      await subject.dispose?.()
    })

    const another = async () => {
      const other = await subject.another()
      others.push(other)
      return other
    }
    const status = async (article: string, locale = 'es') => (await editions.get(article, locale))?.status

    it('gives back what was put, for that article in that locale', async () => {
      await editions.put('news', 'es', record, ['paragraph.5f2a9c0d1b7e'])
      expect(await editions.get('news', 'es')).toEqual(record)
      expect(await editions.get('news', 'ca')).toBeUndefined()
      expect(await editions.get('other', 'es')).toBeUndefined()
    })

    it.each(['current', 'stale', 'outdated', 'withheld', 'failed', 'held', 'withdrawn'] as const)(
      'has written down what was put once it resolves, whatever its status: %s',
      async (status) => {
        await editions.put('news', 'es', { ...record, status }, [])
        expect(await (await another()).get('news', 'es')).toEqual({ ...record, status })
      },
    )

    it('is there again after it was closed and opened anew', async () => {
      await editions.put('news', 'es', record, [])
      await editions.close()
      expect(await (await another()).get('news', 'es')).toEqual(record)
    })

    it('replaces what was put before, and counts it once', async () => {
      await editions.put('news', 'es', record, [])
      await editions.put('news', 'es', { ...record, status: 'failed' }, [])
      await editions.put('news', 'ca', record, [])
      expect(await status('news')).toBe('failed')
      expect(await status('news', 'ca')).toBe('current')
      expect(await editions.count()).toBe(2)
    })

    it('changes what it is told to of what was put, and nothing else, sentences included', async () => {
      await editions.put('news', 'es', record, ['paragraph.5f2a9c0d1b7e'])
      await editions.amend('news', 'es', { rules: 'others', until: 5 })
      expect(await (await another()).get('news', 'es')).toEqual({ ...record, rules: 'others', until: 5 })
      await editions.outdate('harbour', 'es', ['paragraph.5f2a9c0d1b7e'])
      expect(await status('news')).toBe('outdated')
      await editions.amend('harbour', 'es', { until: 5 })
      expect(await editions.get('harbour', 'es')).toBeUndefined()
    })

    it.each<[string, Partial<EditionRecord>, Urgency | undefined]>([
      ['words whose sentence has changed', { stale: 1, blocked: 1 }, 'corrected'],
      ['an original that has changed', { changed: 5, rejected: 1 }, 'corrected'],
      ['a text that must not be published', { blocked: 1, rejected: 1 }, 'blocked'],
      ['an edition that is withheld', { status: 'withheld', unreviewed: 3 }, 'blocked'],
      ['rejected words', { rejected: 1, disputed: 1 }, 'rejected'],
      ['people who disagree', { disputed: 1, unreviewed: 1 }, 'disagreeing'],
      ['a machine’s words that nobody has looked at', { unreviewed: 1 }, 'new'],
      ['nothing', { edited: 3, approved: 3 }, undefined],
      ['an article that is held back', { status: 'held', stale: 1, unreviewed: 1 }, undefined],
      ['an edition that was taken down', { status: 'withdrawn', blocked: 1 }, undefined],
    ])('names an edition once among those that wait, by the most urgent: %s', async (_, about, urgency) => {
      await editions.put('news', 'es', { ...record, unreviewed: 0, ...about }, [])
      const found: string[] = []
      for (const each of URGENCIES)
        for await (const { article, locale } of editions.waiting(each))
          found.push(`${each} ${article} ${locale}`)
      expect(found).toEqual(urgency === undefined ? [] : [`${urgency} news es`])
    })

    it('outdates nothing for what is no sentence', async () => {
      await editions.put('news', 'es', record, ['paragraph.5f2a9c0d1b7e'])
      await editions.outdate('harbour', 'es', [''])
      expect(await status('news')).toBe('current')
    })

    it('goes through all that was put, each once, however many they are', async () => {
      const ids = Array.from({ length: 1_203 }, (_, nth) => `news/${nth}`)
      for (const id of ids) await editions.put(id, 'es', record, [])
      await editions.put('news/7', 'ca', { ...record, output: 'ca/news/7.md' }, [])
      const found: KeptEdition[] = []
      for await (const each of editions.all()) found.push(each)
      expect(found.map(({ article, locale }) => `${locale} ${article}`).toSorted()).toEqual(
        ['ca news/7', ...ids.map((id) => `es ${id}`)].toSorted(),
      )
      expect(found.find(({ locale }) => locale === 'ca')?.record).toEqual({
        ...record,
        output: 'ca/news/7.md',
      })
    })

    it('knows the next moment at which an article stands otherwise by itself', async () => {
      expect(await editions.nextChange(0)).toBeUndefined()
      await editions.put('news', 'es', { ...record, until: 3_000 }, [])
      await editions.put('harbour', 'es', { ...record, until: 2_000 }, [])
      await editions.put('ferry', 'es', record, [])
      expect(await editions.nextChange(0)).toBe(2_000)
      expect(await editions.nextChange(2_000)).toBe(3_000)
      expect(await editions.nextChange(3_000)).toBeUndefined()
    })

    describe('an article that has another id', () => {
      const hello = 'paragraph.5f2a9c0d1b7e'

      it('keeps its records in all locales, with their sentences, and what is left of them says where they are', async () => {
        await editions.put('news', 'es', record, [hello])
        await editions.put('news', 'ca', { ...record, status: 'withheld', output: 'ca/news.md' }, [])
        await editions.put('other', 'es', record, [])
        await editions.move('news', 'world/news', 5_000)
        const later = await another()
        expect(await later.get('world/news', 'es')).toEqual(record)
        expect(await later.get('world/news', 'ca')).toMatchObject({
          status: 'withheld',
          output: 'ca/news.md',
        })
        for (const locale of ['es', 'ca']) {
          const left = (await later.get('news', locale))!
          expect(left).toMatchObject({ status: 'withdrawn', output: '', outputHash: '', date: 5_000 })
          expect([idNow(left), isOfGone(left), left.path]).toEqual(['world/news', true, 'news.md'])
        }
        await later.outdate('other', 'es', [hello])
        expect([await status('world/news'), await status('news')]).toEqual(['outdated', 'withdrawn'])
      })

      it('takes the place of records of an article that is gone, and of no others', async () => {
        await editions.put('news', 'es', record, [])
        await editions.put('news', 'ca', record, [])
        await editions.put(
          'harbour',
          'es',
          { ...record, status: 'withdrawn', why: 'deleted', output: '' },
          [],
        )
        await editions.put('harbour', 'ca', { ...record, source: 'its own' }, [])
        await editions.move('news', 'harbour', 5_000)
        expect(await editions.get('harbour', 'es')).toEqual(record)
        expect(await editions.get('harbour', 'ca')).toEqual({ ...record, source: 'its own' })
        expect(await status('news', 'ca')).toBe('withdrawn')
      })

      it('may get its former id back', async () => {
        await editions.put('news', 'es', record, [hello])
        await editions.move('news', 'harbour', 5_000)
        await editions.move('harbour', 'news', 6_000)
        expect(await editions.get('news', 'es')).toEqual(record)
        expect(idNow((await editions.get('harbour', 'es'))!)).toBe('news')
      })

      it('may be one of which nothing was put', async () => {
        await editions.move('news', 'harbour', 5_000)
        expect(await editions.count()).toBe(0)
      })
    })

    it('knows an article’s sentences by their words hashes, as they were when it was last looked at', async () => {
      expect(await editions.sentencesOf('news')).toEqual([])
      await editions.put('news', 'es', { ...record, date: 1_000 }, ['paragraph.0aa000000001'])
      await editions.put('news', 'ca', { ...record, date: 2_000 }, [
        'title.0aa000000002',
        'list.0aa000000003',
      ])
      await editions.put('news', 'fr', { ...record, date: 3_000 }, [])
      expect(await editions.sentencesOf('news')).toEqual(['0aa000000002', '0aa000000003'])
    })

    it('holds an edition that is about to be written anew for stale, for others too, until it is put', async () => {
      for (const article of ['harbour', 'news']) await editions.put(article, 'es', record, [])
      await editions.invalidate('news', 'es')
      const other = await another()
      expect(await other.get('news', 'es')).toEqual({ ...record, status: 'stale' })
      expect(await other.get('harbour', 'es')).toEqual(record)
      await editions.put('news', 'es', record, [])
      expect(await status('news')).toBe('current')
    })

    it('takes the invalidation of an edition that it does not know', async () => {
      await editions.invalidate('news', 'es')
      expect(await editions.get('news', 'es')).toBeUndefined()
      expect(await editions.count()).toBe(0)
    })

    describe('a sentence that a person wrote anew', () => {
      const hello = 'paragraph.5f2a9c0d1b7e'

      it('outdates the other editions that hold it, whatever its role there, in that locale only', async () => {
        await editions.put('author', 'es', record, [hello])
        await editions.put('holds it', 'es', record, ['headline.0aa000000001', hello, 'quote.0aa000000002'])
        await editions.put('does not', 'es', record, ['paragraph.5f2a9c0d1b7f'])
        await editions.put('holds it', 'ca', record, [hello])
        await editions.outdate('author', 'es', ['quote.5f2a9c0d1b7e'])
        expect(await status('holds it')).toBe('outdated')
        expect(await status('author')).toBe('current')
        expect(await status('does not')).toBe('current')
        expect(await status('holds it', 'ca')).toBe('current')
      })

      it('outdates any number of them, which are then found, each once', async () => {
        const ids = Array.from({ length: 1_203 }, (_, nth) => `news/${nth}`)
        for (const id of ids) await editions.put(id, 'es', record, [hello])
        for (const id of ids) await editions.put(id, 'ca', record, [hello])
        await editions.outdate('author', 'es', [hello])
        const found = await Array.fromAsync(editions.outdated())
        expect(found.map(({ article, locale }) => `${locale} ${article}`).toSorted()).toEqual(
          ids.map((id) => `es ${id}`).toSorted(),
        )
        expect(found[0]?.record).toEqual({ ...record, status: 'outdated' })
      })

      it('leaves an edition that is not current as it is', async () => {
        await editions.put('news', 'es', { ...record, status: 'withheld' }, [hello])
        await editions.outdate('author', 'es', [hello])
        expect(await status('news')).toBe('withheld')
      })

      it('may be none at all', async () => {
        await editions.put('news', 'es', record, [hello])
        await editions.outdate('author', 'es', [])
        expect(await status('news')).toBe('current')
      })
    })

    it('takes from two writers at once, and each sees what the other put', async () => {
      const other = await another()
      const put = (nth: number) => (nth % 2 === 0 ? editions : other).put(`article ${nth}`, 'es', record, [])
      await Promise.all(Array.from({ length: 40 }, (_, nth) => put(nth)))
      expect([await editions.count(), await other.count()]).toEqual([40, 40])
    })

    it('may be closed twice', async () => {
      await editions.close()
      await expect(editions.close()).resolves.toBeUndefined()
    })
  })
}
