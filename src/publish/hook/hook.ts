import { messageOf } from '../../article/errors.ts'
import { monotonicClock } from '../../translate/clock.ts'
import type { Events } from '../events.ts'
import { Delivery, type Unfinished } from './delivery.ts'
import type { Outbox } from './outbox.ts'
import { hookName, openPost } from './post.ts'
import type { Signer } from './signature.ts'

export interface HookOptions {
  readonly url: string
  readonly signer: Signer
  readonly outbox: Outbox
  /** Told, in words for people, of events that could not be delivered. */
  readonly onTrouble: (message: string) => void
}

/**
 * The web-hook of `publish.events`: each event is noted in the outbox, then posted, beside whatever else goes on, until the
 * receiver has taken it, in this run or in a later one. What earlier runs left is posted at once.
 */
export function openHook({ url, signer, outbox, onTrouble }: HookOptions): Events {
  const delivery = new Delivery({
    outbox,
    post: openPost(url, signer, () => new Date()),
    clock: monotonicClock,
    random: Math.random,
    onTrouble: (error) => onTrouble(`Nobody is told of editions any more in this run: ${messageOf(error)}`),
  })
  delivery.wake()
  return {
    async tell(event) {
      if (await outbox.note(event)) delivery.wake()
    },
    async flush(patienceMs) {
      const unfinished = await delivery.finish(patienceMs)
      if (unfinished !== undefined) onTrouble(undelivered(url, unfinished))
    },
    async close() {
      await delivery.stop()
      await outbox.close()
    },
  }
}

const undelivered = (url: string, { waiting, why }: Unfinished): string =>
  `${waiting === 1 ? '1 event waits' : `${waiting} events wait`} for ${hookName(url)}: ${why}. The next run posts what waits; ` +
  'see to it that the receiver answers with 2xx (publish.events, DRAGOMAN_EVENTS_SECRET; docs/events.md).'
