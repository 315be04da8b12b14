import type { Clock } from '../../src/translate/clock.ts'

/** A clock whose time passes only when nothing else is left to do: tests of minutes take milliseconds. */
export interface FakeClock extends Clock {
  /** Lets time pass until `work` is done. @throws when nothing is left that could happen: a deadlock. */
  until<T>(work: Promise<T>): Promise<T>
  /** Lets this much time pass, and all that falls due in it happen. */
  advance(ms: number): Promise<void>
  /** This much time passes while the process is held up: nothing happens in it, and what falls due is late. */
  skip(ms: number): void
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

/** Turns of the event loop that the longest chain without a sleep takes, with room to spare. */
const TURNS = 6

export function fakeClock(start = 1_000): FakeClock {
  const sleepers = new Set<Sleeper>()
  let now = start

  const wakeNext = (limit: number): boolean => {
    const [next] = [...sleepers].sort((a, b) => a.due - b.due)
    if (next === undefined || next.due > limit) return false
    now = Math.max(now, next.due)
    sleepers.delete(next)
    next.wake()
    return true
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = { due: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          resolve()
        })
      }),
    async until(work) {
      let isDone = false
      const done = () => {
        isDone = true
      }
      work.then(done, done)
      for (;;) {
        await turns()
        if (isDone) return work
        if (!wakeNext(Number.POSITIVE_INFINITY))
          throw new Error(`deadlock at ${now} ms: nothing is left to happen`)
      }
    },
    skip(ms) {
      now += ms
    },
    async advance(ms) {
      const end = now + ms
      do await turns()
      while (wakeNext(end))
      now = end
    },
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn = isDiskBusy() ? 0 : turn + 1)
    await new Promise((resolve) => setImmediate(resolve))
}

/** Files are really written, however long the disk takes: no time passes meanwhile. */
export const isDiskBusy = (): boolean =>
  process.getActiveResourcesInfo().some((resource) => /^(?:FSReq|CloseReq)/.test(resource))
