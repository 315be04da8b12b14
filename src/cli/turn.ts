import { DragomanError } from '../article/errors.ts'
import { type Lock, lock, lockedFor, type Work } from '../pipeline/lock.ts'
import { type Clock, monotonicClock } from '../translate/clock.ts'
import { log } from './log.ts'

/**
 * A run waits for a watch's round, which is over in seconds: no night is lost over it.
 * @throws DragomanError STATE_LOCKED while another run is under way
 */
export const lockForRun = (state: string, clock: Clock = monotonicClock): Promise<Lock> =>
  wait(state, 'run', () => lockedFor(state) !== 'run', clock)

/**
 * A watch waits for everybody, however long it takes.
 * @throws DragomanError STOPPED once it is told to stop
 */
export const lockForWatch = (
  state: string,
  work: Work,
  stopping: AbortSignal,
  clock: Clock = monotonicClock,
): Promise<Lock> => wait(state, work, () => true, clock, stopping)

const RETRY_MS = 500

async function wait(
  state: string,
  work: Work,
  isWorthIt: () => boolean,
  clock: Clock,
  stopping?: AbortSignal,
): Promise<Lock> {
  for (let isTold = false; !stopping?.aborted; isTold = true) {
    try {
      return lock(state, work)
    } catch (error) {
      if (!(error instanceof DragomanError) || error.code !== 'STATE_LOCKED' || !isWorthIt()) throw error
      if (!isTold) log('info', `${error.message} Waiting for it to finish.`)
      await clock.sleep(RETRY_MS, stopping)
    }
  }
  throw new DragomanError('STOPPED', 'Stopped before its turn came; what was saved is not translated yet.', {
    fix: 'Run again: the next run does it.',
  })
}
