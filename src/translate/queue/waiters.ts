/**
 * The requests that have a place at a provider and wait for leave to send, perhaps for minutes. When something urgent
 * has no place, the usual ones among them yield theirs: their batches go back into their lanes.
 */
export interface Waiters {
  /** @param ending aborts the wait, as yielding does */
  enter(standing: Standing, ending: AbortSignal): Waiter
  /** All of the usual standing yield. */
  yieldAll(): void
}

/** `stays`: neither urgent nor to be asked to yield, such as the half of a batch that is being divided. */
export type Standing = 'urgent' | 'usual' | 'stays'

export interface Waiter {
  readonly standing: Standing
  readonly signal: AbortSignal
  leave(): void
}

/** The request was asked to yield its place; it has sent nothing. */
export class Yielded extends Error {}

export function openWaiters(): Waiters {
  const usual = new Set<AbortController>()
  return {
    enter(standing, ending) {
      const asked = new AbortController()
      if (standing === 'usual') usual.add(asked)
      return {
        standing,
        signal: AbortSignal.any([ending, asked.signal]),
        leave: () => usual.delete(asked),
      }
    },
    yieldAll() {
      for (const asked of usual) asked.abort()
      usual.clear()
    },
  }
}
