import { type Clock, monotonicClock } from '../translate/clock.ts'

/**
 * No locale waits for another: an article whose other editions are done gives its place to the next one, and is left
 * behind with the locales that are still at it. Of each locale only so many are left behind; what comes after leaves
 * that locale out for now. So memory stays bounded, and no article waits for another’s slow locale; who gets the places at
 * a provider is not decided here.
 */
export interface Pace {
  /** May another edition of this locale be begun, or are too many left behind? */
  hasRoom(locale: string): boolean
  /** Resolves when the article may give its place to the next. */
  follow(editions: ReadonlyMap<string, Promise<unknown>>): Promise<void>
  /** Resolves when nothing is left behind any more. */
  idle(): Promise<void>
}

/** Editions of one locale: as many as there are places. */
const LEFT_BEHIND_AT_MOST = 64
/** How long an article waits for its other locales once the first is done. */
const GRACE_MS = 2_000
/** Without a reason one is made for each article, an error with all its stack. */
const OVER = 'The wait is over.'

export function openPace(clock: Clock = monotonicClock): Pace {
  const behind = new Map<string, number>()
  const stragglers = new Set<Promise<unknown>>()
  const count = (locale: string, by: number) => behind.set(locale, (behind.get(locale) ?? 0) + by)
  const hasRoom = (locale: string) => (behind.get(locale) ?? 0) < LEFT_BEHIND_AT_MOST

  return {
    hasRoom,
    async follow(editions) {
      const open = new Map(editions)
      for (const [locale, edition] of editions) void edition.then(() => open.delete(locale))
      const all = Promise.all(editions.values())
      const stop = new AbortController()
      const grace = () => clock.sleep(GRACE_MS, stop.signal)
      await Promise.race([all, Promise.race(editions.values()).then(grace)])
      stop.abort(OVER)
      if (![...open.keys()].every(hasRoom)) {
        await all
        return
      }
      for (const [locale, edition] of open) {
        count(locale, 1)
        void edition.then(() => count(locale, -1))
      }
      stragglers.add(all)
      void all.then(() => stragglers.delete(all))
    },
    async idle() {
      await Promise.all(stragglers)
    },
  }
}
