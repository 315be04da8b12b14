import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outbox } from '../../src/publish/hook/outbox.ts'
import { withdrawnEvent, writtenEvent } from '../fakes/events.ts'

/** An outbox to hold to the contract. Each test opens a new, empty one. */
export interface OutboxSubject {
  readonly outbox: Outbox
  /** The same outbox as another process, or a later one, sees it. */
  readonly another: () => Promise<Outbox> | Outbox
  /** Ends what was started for the subject. The suite closes the outboxes itself. */
  readonly dispose?: () => Promise<void> | void
}

/** What every outbox keeps to. */
export function outboxContract(name: string, open: () => Promise<OutboxSubject> | OutboxSubject): void {
  describe(`${name} keeps the contract of an outbox`, () => {
    let subject: OutboxSubject
    let outbox: Outbox
    const others: Outbox[] = []

    beforeEach(async () => {
      subject = await open()
      outbox = subject.outbox
    })

    afterEach(async () => {
      for (const each of [outbox, ...others.splice(0)]) await each.close()
      await subject.dispose?.()
    })

    const another = async () => {
      const other = await subject.another()
      others.push(other)
      return other
    }
    const next = (from = outbox, leftOut: readonly number[] = []) => from.next(100, leftOut)
    const said = async (from = outbox) => (await next(from)).map(({ body }) => typeAndHash(body))
    const deliverAll = async () => {
      const all: string[] = []
      for (let events = await next(); events.length > 0; events = await next())
        for (const { place, body } of events) {
          all.push(typeAndHash(body))
          await outbox.delivered(place)
        }
      return all
    }

    it('has noted an event once it resolves, with an id that stays', async () => {
      expect(await outbox.note(writtenEvent())).toBe(true)
      const [event] = await next(await another())
      expect(event).toEqual((await next())[0])
      expect(event?.id).toMatch(/^evt_[0-9a-f-]{36}$/)
      expect(JSON.parse(event?.body ?? '')).toMatchObject({ type: 'edition.made' })
    })

    it('is there again after it was closed and opened anew', async () => {
      await outbox.note(writtenEvent())
      const before = await next()
      await outbox.close()
      expect(await next(await another())).toEqual(before)
    })

    it('gives an event until it is delivered', async () => {
      await outbox.note(writtenEvent())
      const [event] = await next()
      expect(await next()).toEqual([event])
      await outbox.delivered(event!.place)
      expect([await next(), await outbox.count()]).toEqual([[], 0])
    })

    it('gives the earliest event of each edition, in the order of their notes, and counts all', async () => {
      await outbox.note(writtenEvent({ locale: 'es', sha256: '1' }))
      await outbox.note(writtenEvent({ locale: 'es', sha256: '2' }))
      await outbox.note(writtenEvent({ locale: 'ca', sha256: '3' }))
      expect(await said()).toEqual(['edition.made 1', 'edition.made 3'])
      expect(await outbox.count()).toBe(3)
      expect(await deliverAll()).toEqual(['edition.made 1', 'edition.made 3', 'edition.corrected 2'])
    })

    it('gives no later event of an edition in the stead of one that is left out', async () => {
      await outbox.note(writtenEvent({ locale: 'es', sha256: '1' }))
      await outbox.note(writtenEvent({ locale: 'es', sha256: '2' }))
      await outbox.note(writtenEvent({ locale: 'ca', sha256: '3' }))
      const [first] = await next()
      const rest = await next(outbox, [first!.place])
      expect(rest.map(({ body }) => typeAndHash(body))).toEqual(['edition.made 3'])
    })

    it('gives no more than it is asked for', async () => {
      for (let nth = 0; nth < 20; nth++) await outbox.note(writtenEvent({ article: `article ${nth}` }))
      expect(await outbox.next(8, [])).toHaveLength(8)
      expect(await outbox.count()).toBe(20)
    })

    it('never gives a place twice: an answer that comes late removes nothing else', async () => {
      await outbox.note(writtenEvent({ sha256: '1' }))
      const [first] = await next()
      await outbox.delivered(first!.place)
      await outbox.note(writtenEvent({ sha256: '2' }))
      await outbox.delivered(first!.place)
      expect(await outbox.count()).toBe(1)
    })

    it('takes no event whose edition was noted with the same bytes last, delivered or not', async () => {
      await outbox.note(writtenEvent())
      expect(await outbox.note(writtenEvent({ kind: 'corrected', at: '2026-12-01T00:00:00.000Z' }))).toBe(
        false,
      )
      await deliverAll()
      expect(await (await another()).note(writtenEvent())).toBe(false)
      expect(await outbox.count()).toBe(0)
    })

    it('takes the same bytes at another place, and after others', async () => {
      await outbox.note(writtenEvent({ sha256: '1' }))
      await outbox.note(writtenEvent({ sha256: '1', output: 'es/news.txt' }))
      await outbox.note(writtenEvent({ sha256: '2' }))
      await outbox.note(writtenEvent({ sha256: '1' }))
      expect(await deliverAll()).toEqual([
        'edition.made 1',
        'edition.corrected 1',
        'edition.corrected 2',
        'edition.corrected 1',
      ])
    })

    it('takes each withdrawal once, and knows the next edition for a first one', async () => {
      await outbox.note(writtenEvent({ sha256: '1' }))
      await outbox.note(withdrawnEvent({ why: 'on-hold' }))
      expect(await outbox.note(withdrawnEvent({ why: 'on-hold' }))).toBe(false)
      expect(await outbox.note(withdrawnEvent({ why: 'canceled' }))).toBe(true)
      await outbox.note(writtenEvent({ kind: 'corrected', sha256: '1' }))
      expect(await deliverAll()).toEqual([
        'edition.made 1',
        'edition.withdrawn',
        'edition.withdrawn',
        'edition.made 1',
      ])
    })

    it('believes who tells of an edition that nothing was noted of', async () => {
      await outbox.note(writtenEvent({ kind: 'corrected', sha256: '1' }))
      await outbox.note(withdrawnEvent({ article: 'other' }))
      expect(await deliverAll()).toEqual(['edition.corrected 1', 'edition.withdrawn'])
    })

    it('takes from two writers at once, and each sees what the other noted', async () => {
      const other = await another()
      const note = (nth: number) =>
        (nth % 2 === 0 ? outbox : other).note(writtenEvent({ article: `article ${nth}` }))
      await Promise.all(Array.from({ length: 40 }, (_, nth) => note(nth)))
      expect([await outbox.count(), await other.count()]).toEqual([40, 40])
    })

    it('may be closed twice', async () => {
      await outbox.close()
      await expect(outbox.close()).resolves.toBeUndefined()
    })
  })
}

/** “edition.made 9f2b”; a withdrawal has no hash. */
function typeAndHash(body: string): string {
  const { type, data } = JSON.parse(body) as { type: string; data: { sha256?: string } }
  return [type, data.sha256].filter((part) => part !== undefined).join(' ')
}
