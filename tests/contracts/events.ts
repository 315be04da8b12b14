import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Events } from '../../src/publish/events.ts'
import { withdrawnEvent, writtenEvent } from '../fakes/events.ts'

/** Those who are told of editions, to hold to the contract. Each test opens new ones, who were told nothing. */
export interface EventsSubject {
  readonly events: Events
  /** The same as a later process opens them. */
  readonly another: () => Promise<Events> | Events
  /** What has come, each event once: type and place, such as “edition.made es/news.md”. */
  readonly told: () => readonly string[]
  /** From now on nothing comes through, or everything again. */
  readonly interrupt: (isInterrupted: boolean) => void
  /** Ends what was started for the subject. The suite closes the events itself. */
  readonly dispose?: () => Promise<void> | void
}

const PATIENCE_MS = 30_000

/** What all who are told of editions can rely on. */
export function eventsContract(name: string, open: () => Promise<EventsSubject> | EventsSubject): void {
  describe(`${name} keeps the contract of events`, () => {
    let subject: EventsSubject
    let events: Events
    const others: Events[] = []

    beforeEach(async () => {
      subject = await open()
      events = subject.events
    })

    afterEach(async () => {
      for (const each of [events, ...others.splice(0)]) await each.close()
      await subject.dispose?.()
    })

    const another = async () => {
      const other = await subject.another()
      others.push(other)
      return other
    }

    it('has told of everything once it is flushed, of each edition in order', async () => {
      await events.tell(writtenEvent({ sha256: '1' }))
      await events.tell(writtenEvent({ sha256: '2' }))
      await events.tell(withdrawnEvent())
      await events.flush(PATIENCE_MS)
      expect(subject.told()).toEqual([
        'edition.made es/news.md',
        'edition.corrected es/news.md',
        'edition.withdrawn es/news.md',
      ])
    })

    it('tells the same bytes, and the same withdrawal, once', async () => {
      for (const event of [writtenEvent(), writtenEvent(), withdrawnEvent(), withdrawnEvent()])
        await events.tell(event)
      await events.flush(PATIENCE_MS)
      expect(subject.told()).toEqual(['edition.made es/news.md', 'edition.withdrawn es/news.md'])
    })

    it('keeps what does not come through for a later process, which tells of it unasked and before its own', async () => {
      subject.interrupt(true)
      await events.tell(writtenEvent({ sha256: '1' }))
      await events.flush(0)
      await events.close()
      subject.interrupt(false)
      const later = await another()
      await later.tell(writtenEvent({ sha256: '2' }))
      await later.flush(PATIENCE_MS)
      expect(subject.told()).toEqual(['edition.made es/news.md', 'edition.corrected es/news.md'])
    })

    it('may be closed twice, and flushed when there is nothing to tell', async () => {
      await events.flush(PATIENCE_MS)
      await events.close()
      await expect(events.close()).resolves.toBeUndefined()
    })
  })
}
