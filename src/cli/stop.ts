import { DragomanError } from '../article/errors.ts'
import type { Night } from '../pipeline/open.ts'
import { EXIT } from './exit-codes.ts'
import type { Progress } from './progress.ts'

/*
 * A command that is told to stop: at the first signal what is on its way is finished, and nothing comes after it; at the
 * second signal the command ends at once.
 */

export interface Stop {
  readonly signal: AbortSignal
  /** As the first signal does. */
  end(): void
  release(): void
}

export function stopOnce(): Stop {
  const stopping = new AbortController()
  const release = onSignals(
    () => stopping.signal.aborted,
    () => stopping.abort(),
  )
  return { signal: stopping.signal, end: () => stopping.abort(), release }
}

/** The night sends nothing more, and keeps what is out. @returns what takes the signals' handlers off again */
export const stopOnSignals = ({ translator, asking }: Night, seen: Pick<Progress, 'note'>): (() => void) =>
  onSignals(
    () => translator.stopped,
    (signal) => {
      seen.note(`${signal}: finishing what is on its way. Once more to stop at once.`)
      asking.tally.stop(stoppedBy(signal))
      translator.stop()
    },
  )

const stoppedBy = (signal: NodeJS.Signals) =>
  new DragomanError('STOPPED', `${signal} came before all was done; what was on its way is kept.`, {
    fix: 'Run again: it goes on where it stopped.',
  })

function onSignals(isStopping: () => boolean, stop: (signal: NodeJS.Signals) => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping()) process.exit(EXIT.stopped)
    stop(signal)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}
