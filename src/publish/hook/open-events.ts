import type { Project } from '../../config/load.ts'
import { openSqliteOutbox } from '../../memory/sqlite/outbox.ts'
import { outboxFile } from '../../memory/stores.ts'
import { type Events, noEvents } from '../events.ts'
import { openHook } from './hook.ts'
import { openSigner } from './signature.ts'

export interface EventsOptions {
  readonly environment: NodeJS.ProcessEnv
  /** Told, in words for people, of an outbox that was damaged and set aside. Without it, damage is an error. */
  readonly onDamage?: ((message: string) => void) | undefined
  /** Told of events that could not be delivered. */
  readonly onTrouble: (message: string) => void
}

/**
 * Those whom `publish.events` names. Only a command that holds the lock of the state folder may deliver: of two that do, one
 * could overtake the other.
 * @throws DragomanError CREDENTIAL_MISSING, CONFIG_INVALID, STATE_UNREADABLE
 */
export function openEvents(
  { state, config }: Pick<Project, 'state' | 'config'>,
  { environment, onDamage, onTrouble }: EventsOptions,
): Events {
  const url = config.publish.events
  if (url === undefined) return noEvents
  const signer = openSigner(environment)
  const onOutboxDamage = onDamage && ((aside: string) => onDamage(outboxDamaged(aside)))
  return openHook({ url, signer, outbox: openSqliteOutbox(outboxFile(state), onOutboxDamage), onTrouble })
}

/**
 * Notes events for whoever holds the lock, now or next: a person's withdrawal waits for no run, and no secret is needed for it.
 * @throws DragomanError STATE_UNREADABLE
 */
export function openNotes({ state, config }: Pick<Project, 'state' | 'config'>): Events {
  if (config.publish.events === undefined) return noEvents
  const outbox = openSqliteOutbox(outboxFile(state))
  return {
    tell: async (event) => void (await outbox.note(event)),
    flush: async () => {},
    close: () => outbox.close(),
  }
}

const outboxDamaged = (aside: string): string =>
  `The outbox of events was damaged and is now ${aside}. What waited in it is not told; “dragoman run --force” tells of every edition.`
