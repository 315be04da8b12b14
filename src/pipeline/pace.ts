import { type Clock, monotonicClock } from '../translate/clock.ts'

/**
 * No locale waits for another: an article whose other editions are done gives its place to the next one, and is left
 * behind with the locales that are still at it. Of each locale only so many editions are under way; what comes after
 * leaves that locale out for now. So memory stays bounded, and no article waits for another’s slow locale; who gets the
 * places at a provider is not decided here.
 */
export interface Pace {
  /** May another edition of this locale be begun, or are too many unfinished? */
  hasRoom(locale: string): boolean
  /** Resolves when one of these locales has ample room, so that it is worth while to come back to it. */
  room(locales: Iterable<string>): Promise<void>
  /** Resolves when the article may give its place to the next. */
  follow(editions: ReadonlyMap<string, Promise<unknown>>): Promise<void>
  /** Resolves when nothing is left behind any more. */
  idle(): Promise<void>
}

/** Editions of one locale: for each place an article that has it, and one that has left it. */
const UNDER_WAY_AT_MOST = 128
const AMPLE_ROOM = 64
/** How long an article waits for its other locales once the first is done. */
const GRACE_MS = 2_000
/** Without a reason one is made for each article, an error with all its stack. */
const OVER = 'The wait is over.'

export function openPace(clock: Clock = monotonicClock): Pace {
  const underWay = new Map<string, number>()
  const unfinished = new Set<Promise<unknown>>()
  let changed = Promise.withResolvers<void>()
  const roomOf = (locale: string) => UNDER_WAY_AT_MOST - (underWay.get(locale) ?? 0)
  const count = (locale: string, by: number) => {
    underWay.set(locale, (underWay.get(locale) ?? 0) + by)
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }

  return {
    hasRoom: (locale) => roomOf(locale) > 0,
    async room(locales) {
      const all = [...locales]
      while (!all.some((locale) => roomOf(locale) >= AMPLE_ROOM)) await changed.promise
    },
    async follow(editions) {
      for (const [locale, edition] of editions) {
        count(locale, 1)
        void edition.then(() => count(locale, -1))
      }
      const all = Promise.all(editions.values())
      unfinished.add(all)
      void all.then(() => unfinished.delete(all))
      const stop = new AbortController()
      const grace = () => clock.sleep(GRACE_MS, stop.signal)
      await Promise.race([all, Promise.race(editions.values()).then(grace)])
      stop.abort(OVER)
    },
    async idle() {
      await Promise.all(unfinished)
    },
  }
}
