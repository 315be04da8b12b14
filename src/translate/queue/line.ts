/**
 * The line of those who wait for leave to send. Each holds one of the provider's places meanwhile, perhaps for
 * minutes: when something urgent has none, the others step back into their lanes.
 */
export interface Line {
  /** @param ending aborts the wait, as stepping back does. */
  enter(standing: Standing, ending: AbortSignal): Place
  /** All of the usual standing step back. */
  makeWay(): void
}

/** `stays`: neither urgent nor to be asked to step back, such as the half of a batch that is being divided. */
export type Standing = 'urgent' | 'usual' | 'stays'

export interface Place {
  readonly standing: Standing
  readonly signal: AbortSignal
  leave(): void
}

/** Whoever was asked to step back has sent nothing. */
export class SteppedBack extends Error {}

export function openLine(): Line {
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
    makeWay() {
      for (const asked of usual) asked.abort()
      usual.clear()
    },
  }
}
