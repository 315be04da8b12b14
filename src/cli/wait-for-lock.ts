import { DragomanError } from '../article/errors.ts'
import type { HeldLock, Holder, Purpose, StateLock } from '../state/lock.ts'
import { type Clock, monotonicClock } from '../translate/clock.ts'
import { log } from './log.ts'

export interface LockWait {
  readonly lock: StateLock
  readonly purpose: Purpose
  /**
   * Which holders of the lock the command waits for; any other is an error. A run waits for a watch's round, which is over
   * in seconds, so that no night is lost over it. A watch waits for all, however long that takes.
   */
  readonly waitsFor: 'rounds' | 'all'
  readonly stopping?: AbortSignal | undefined
  readonly clock?: Clock
}

/**
 * Asks the run or round that holds the lock to do what the command was to do. Undefined: the holder has ended without.
 * @throws DragomanError STATE_LOCKED when it declines
 */
export type HandOver<Done> = () => Promise<Done | undefined>

/** Either the command holds the lock, or the holder has done what the command was to do. */
export type LockOrDone<Done> =
  | { readonly kind: 'locked'; readonly lock: HeldLock }
  | { readonly kind: 'done'; readonly done: Done }

const RETRY_MS = 500

/** @throws DragomanError STATE_LOCKED where the command does not wait, STOPPED once it is told to stop */
export async function waitForLock(wait: LockWait): Promise<HeldLock> {
  const came = await waitOrHandOver<never>(wait)
  return came.kind === 'locked' ? came.lock : came.done
}

/** @param handOver once it was declined, the command only waits. @throws as {@link waitForLock} */
export async function waitOrHandOver<Done>(
  wait: LockWait,
  handOver?: HandOver<Done>,
): Promise<LockOrDone<Done>> {
  const { lock, purpose, stopping, clock = monotonicClock } = wait
  let mayHandOver = handOver
  for (let isTold = false; !stopping?.aborted; ) {
    const attempt = await attemptAt(lock, purpose)
    if (attempt.kind === 'locked') return attempt
    const { error, holder } = attempt
    if (mayHandOver !== undefined && takesUrgentJobs(holder)) {
      const answer = await answerTo(mayHandOver)
      if (answer.kind === 'done') return answer
      if (answer.kind === 'ended') continue
      if (!mayWaitFor(holder, wait)) throw answer.error
      log('warn', answer.error.message)
      mayHandOver = undefined
    }
    if (!mayWaitFor(holder, wait)) throw error
    if (!isTold) log('info', `${error.message} Waiting for it to finish.`)
    isTold = true
    await clock.sleep(RETRY_MS, stopping)
  }
  throw stopped()
}

type Attempt =
  | { readonly kind: 'locked'; readonly lock: HeldLock }
  | { readonly kind: 'refused'; readonly error: DragomanError; readonly holder: Holder | undefined }

async function attemptAt(lock: StateLock, purpose: Purpose): Promise<Attempt> {
  try {
    return { kind: 'locked', lock: await lock.acquire(purpose) }
  } catch (error) {
    if (!isLocked(error)) throw error
    return { kind: 'refused', error, holder: await lock.holder() }
  }
}

type HandOverAnswer<Done> =
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'ended' }
  | { readonly kind: 'declined'; readonly error: DragomanError }

async function answerTo<Done>(handOver: HandOver<Done>): Promise<HandOverAnswer<Done>> {
  try {
    const done = await handOver()
    return done === undefined ? { kind: 'ended' } : { kind: 'done', done }
  } catch (error) {
    if (!isLocked(error)) throw error
    return { kind: 'declined', error }
  }
}

const takesUrgentJobs = (holder: Holder | undefined) =>
  holder?.purpose === 'run' || holder?.purpose === 'round'

/** A lock whose holder cannot be seen is being written or given back: it is free in a moment. */
const mayWaitFor = (holder: Holder | undefined, { waitsFor }: LockWait) =>
  holder === undefined || waitsFor === 'all' || holder.purpose === 'round'

const isLocked = (error: unknown): error is DragomanError =>
  error instanceof DragomanError && error.code === 'STATE_LOCKED'

const stopped = () =>
  new DragomanError(
    'STOPPED',
    'Stopped while another command held the lock; what was saved is not translated yet.',
    {
      fix: 'Run again: the next run does it.',
    },
  )
