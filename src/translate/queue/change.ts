import type { Clock } from '../clock.ts'

/** Wakes those that wait until something may have changed, and look again then. */
export interface Change {
  /** Something has changed: everything that waits wakes. */
  tell(): void
  /** Resolves at the next change, after `ms`, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export function openChange(clock: Clock): Change {
  let next = Promise.withResolvers<void>()
  return {
    tell() {
      next.resolve()
      next = Promise.withResolvers<void>()
    },
    async wait(ms, signal) {
      const changed = new AbortController()
      const timer = clock.sleep(ms, AbortSignal.any([signal, changed.signal]))
      await Promise.race([timer, next.promise])
      changed.abort()
    },
  }
}
