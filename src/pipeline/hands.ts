import type { FeederState } from '../translate/translator.ts'

/**
 * Who is at work on an article or an edition and may yet ask for something to be bought, and who only waits for what was
 * asked. While anybody is at work, requests are left to fill.
 */
export interface Hands {
  /** At work until it settles. */
  work<T>(task: () => Promise<T>): Promise<T>
  /** Not at work until it settles: for whoever is. */
  wait<T>(bought: Promise<T>): Promise<T>
  /** Are there more articles to begin? */
  expectMore(isMore: boolean): void
}

export function openHands(tell: (state: FeederState) => void): Hands {
  let atWork = 0
  let isMore = true
  let told: FeederState = 'feeding'
  const look = () => {
    const state = atWork > 0 ? 'feeding' : isMore ? 'waiting' : 'done'
    if (state === told) return
    told = state
    tell(state)
  }
  const counted = async <T>(by: 1 | -1, task: () => Promise<T>): Promise<T> => {
    atWork += by
    look()
    try {
      return await task()
    } finally {
      atWork -= by
      look()
    }
  }
  return {
    work: (task) => counted(1, task),
    wait: (bought) => counted(-1, () => bought),
    expectMore(more) {
      isMore = more
      look()
    },
  }
}
