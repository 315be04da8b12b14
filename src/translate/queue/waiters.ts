/**
 * The requests that have a slot at a provider and wait until they are admitted, perhaps for minutes. When something urgent
 * has no slot, the usual ones among them yield theirs: their batches go back into their lanes.
 */
export interface Waiters {
  /** @param ending aborts the wait, as yielding does */
  enter(priority: Priority, ending: AbortSignal): Waiter
  /** The usual ones yield. */
  yieldAll(): void
}

/** `stays`: not urgent, and never asked to yield, such as the half of a batch that is being divided. */
export type Priority = 'urgent' | 'usual' | 'stays'

export interface Waiter {
  readonly priority: Priority
  readonly signal: AbortSignal
  leave(): void
}

/** The request was asked to yield its slot; nothing of it was sent. */
export class Yielded extends Error {}

export function openWaiters(): Waiters {
  const usual = new Set<AbortController>()
  return {
    enter(priority, ending) {
      const asked = new AbortController()
      if (priority === 'usual') usual.add(asked)
      return {
        priority,
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
