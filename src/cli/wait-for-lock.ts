import { DragomanError } from '../article/errors.ts'
import { holder, type Lock, lock, type Work } from '../state/lock.ts'
import { type Clock, monotonicClock } from '../translate/clock.ts'
import { log } from './log.ts'

/** How a command comes to its turn at the state folder. */
export interface Queueing<T> {
  readonly state: string
  /** What it takes the lock for. */
  readonly work: Work
  /** Does it wait until this is over? */
  readonly waitsFor: (work: Work) => boolean
  /** Hands the work over to a run under way. Undefined: that has ended without doing it. */
  readonly handOver?: (() => Promise<T | undefined>) | undefined
  readonly stopping?: AbortSignal | undefined
  readonly clock?: Clock
}

/** The lock is the caller's, or another run has done its work. */
export type Turn<T> =
  | { readonly kind: 'mine'; readonly lock: Lock }
  | { readonly kind: 'done'; readonly done: T }

/** A run waits for a watch's round, which is over in seconds: no night is lost over it. */
export const asRun = (work: Work): boolean => work === 'round'

/** A watch waits for everybody, however long it takes. */
export const asWatch = (): boolean => true

const RETRY_MS = 500

/** @throws DragomanError STATE_LOCKED where it does not wait, STOPPED once it is told to stop */
export async function takeTurn<T>({
  state,
  work,
  waitsFor,
  stopping,
  clock = monotonicClock,
  ...rest
}: Queueing<T>): Promise<Turn<T>> {
  let { handOver } = rest
  for (let isTold = false; !stopping?.aborted; ) {
    try {
      return { kind: 'mine', lock: lock(state, work) }
    } catch (error) {
      if (!isLocked(error)) throw error
      const other = holder(state)?.work
      if (handOver !== undefined && (other === 'run' || other === 'round')) {
        try {
          const done = await handOver()
          if (done !== undefined) return { kind: 'done', done }
          continue
        } catch (declined) {
          if (!isLocked(declined) || !waitsFor(other)) throw declined
          log('warn', declined.message)
          handOver = undefined
        }
      }
      if (other !== undefined && !waitsFor(other)) throw error
      if (!isTold) log('info', `${error.message} Waiting for it to finish.`)
      isTold = true
      await clock.sleep(RETRY_MS, stopping)
    }
  }
  throw new DragomanError('STOPPED', 'Stopped before its turn came; what was saved is not translated yet.', {
    fix: 'Run again: the next run does it.',
  })
}

/** For whoever has nothing to hand over. @throws as {@link takeTurn} */
export async function takeLock(queueing: Omit<Queueing<never>, 'handOver'>): Promise<Lock> {
  const turn = await takeTurn<never>(queueing)
  return turn.kind === 'mine' ? turn.lock : turn.done
}

const isLocked = (error: unknown): error is DragomanError =>
  error instanceof DragomanError && error.code === 'STATE_LOCKED'
