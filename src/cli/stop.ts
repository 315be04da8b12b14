import { EXIT } from './exit-codes.ts'

export interface Stop {
  readonly signal: AbortSignal
  /** As the first signal does. */
  end(): void
  release(): void
}

/** First signal: what is on its way is finished, and nothing comes after. Second: at once. */
export function stopOnce(): Stop {
  const stopping = new AbortController()
  const stop = () => {
    if (stopping.signal.aborted) process.exit(EXIT.stopped)
    stopping.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: stopping.signal,
    end: () => stopping.abort(),
    release() {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
