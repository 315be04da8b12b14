import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import { type Lane, pairId } from './lane.ts'

/**
 * How many of an account's slots a pair of languages may hold. While several pairs have something to send, each has an equal
 * share and no more, even if slots are free: a slow pair that was given more in a moment when the others have nothing to
 * send would hold them through its latency, its time-outs and their repetition, and soon hold them all. A pair alone has
 * all slots. Shares are rounded up, so that together they are never less than the slots there are.
 */
export interface FairShares {
  /** This pair has something to send, or has had until now. */
  note(route: Route): void
  /** A request of this pair has been given a slot. */
  noteStart(route: Route): void
  /** As the lanes are at this moment. */
  now(lanes: Iterable<Lane>): Shares
}

export interface Shares {
  /** May the lane's pair hold one more slot? */
  hasRoom(lane: Lane): boolean
  /** The pair with the fewest requests out goes first; of equals the one whose last request started first. */
  goesBefore(lane: Lane, other: Lane): boolean
  /** Milliseconds until the shares may have grown, though nothing happens; undefined: they will not. */
  readonly growsInMs: number | undefined
}

/**
 * How long a pair counts after its last request: articles are read, looked up and put together in between.
 */
const LINGER_MS = 10_000

/**
 * The account’s first moments, when the other pairs are not known yet: the first article is looked up in one locale
 * before the others, and may be long. Until then at least so many pairs are reckoned with.
 */
const START_MS = 500
const PAIRS_AT_START = 3

export function openFairShares(slots: number, clock: Clock): FairShares {
  const lastSeen = new Map<string, number>()
  const lastStart = new Map<string, number>()
  const openedAt = clock.now()
  let starts = 0

  return {
    note(route) {
      lastSeen.set(pairId(route), clock.now())
    },
    noteStart(route) {
      lastStart.set(pairId(route), ++starts)
    },
    now(lanes) {
      const now = clock.now()
      const out = requestsByPair(lanes)
      const lingerMs = [...lastSeen].flatMap(([pair, seen]) =>
        out.has(pair) ? [] : [seen + LINGER_MS - now],
      )
      const startMs = openedAt + START_MS - now
      const growsIn = [...lingerMs, startMs].filter(isLeft)
      const pairs = out.size + lingerMs.filter(isLeft).length
      const share = Math.ceil(slots / Math.max(1, pairs, isLeft(startMs) ? PAIRS_AT_START : 0))
      const outFor = ({ route }: Lane) => out.get(pairId(route)) ?? 0
      const startOf = ({ route }: Lane) => lastStart.get(pairId(route)) ?? 0
      return {
        hasRoom: (lane) => outFor(lane) < share,
        goesBefore: (lane, other) =>
          outFor(lane) === outFor(other) ? startOf(lane) < startOf(other) : outFor(lane) < outFor(other),
        growsInMs: growsIn.length === 0 ? undefined : Math.min(...growsIn),
      }
    },
  }
}

/** Of each pair that has something to send, or a request out. */
function requestsByPair(lanes: Iterable<Lane>): ReadonlyMap<string, number> {
  const out = new Map<string, number>()
  for (const { route, isEmpty, requestsDue, requestsOut } of lanes) {
    const pair = pairId(route)
    if (!isEmpty || requestsDue + requestsOut > 0) out.set(pair, (out.get(pair) ?? 0) + requestsOut)
  }
  return out
}

const isLeft = (ms: number) => ms > 0
