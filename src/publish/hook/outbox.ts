import type { EditionEvent } from '../events.ts'

/**
 * Events that are noted and not delivered yet, and the last thing that was noted of each edition. Nothing is held in memory:
 * a receiver that is down for a week fills the disk a little, and nothing else.
 */
export interface Outbox {
  /** Once it resolves, a kill does not lose the event. @returns false: the edition's last event said the same, and this one is none */
  note(event: EditionEvent): Promise<boolean>
  /**
   * The earliest event of each edition, in the order of their notes.
   * @param leftOut places of events that are not wanted; no later event of their editions comes in their stead
   */
  next(atMost: number, leftOut: readonly number[]): Promise<readonly WaitingEvent[]>
  /** The event at this place was delivered; the next one of its edition may follow. */
  delivered(place: number): Promise<void>
  /** How many wait. */
  count(): Promise<number>
  /** May be called twice. */
  close(): Promise<void>
}

export interface WaitingEvent {
  /** Grows from note to note. */
  readonly place: number
  /** The receiver knows by it what it got before: the same for each attempt, in whatever run. */
  readonly id: string
  readonly body: string
}

/** The event as it is to be noted, and what then stands for the last of its edition. */
export interface Note {
  readonly event: EditionEvent
  readonly last: string
}

/**
 * Undefined: the edition's last event said the same. Where one was noted, it decides between `made` and `corrected`: the record
 * of editions may have been lost since.
 */
export function noteOf(event: EditionEvent, last: string | undefined): Note | undefined {
  const now = event.kind === 'withdrawn' ? `${WITHDRAWN}${event.why}` : `${event.output} ${event.sha256}`
  if (now === last) return undefined
  if (event.kind === 'withdrawn' || last === undefined) return { event, last: now }
  return { event: { ...event, kind: last.startsWith(WITHDRAWN) ? 'made' : 'corrected' }, last: now }
}

/** No path of an edition begins like this. */
const WITHDRAWN = '/withdrawn: '
