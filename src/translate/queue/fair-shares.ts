import type { Clock } from '../clock.ts'
import type { Route } from '../gap.ts'
import { type Lane, pairId } from './lane.ts'

/**
 * How many of an account's places a pair of languages may hold. While several are at work, each has an equal share and
 * no more, even if places are free: what a slow pair were given in a moment when the others have nothing to send, it
 * would hold through its latency, its time-outs and their repetition, and soon it would hold them all. A pair alone has
 * all places. Shares are rounded up, so that together they are never less than the places there are.
 */
export interface FairShares {
  /** This pair has something to send, or has had until now. */
  note(route: Route): void
  /** It has been given a place. */
  took(route: Route): void
  /** As the lanes are at this moment. */
  now(lanes: Iterable<Lane>): Division
}

export interface Division {
  hasRoom(lane: Lane): boolean
  /** The pair with the fewest requests on their way goes first; of equals the one whose turn is longest ago. */
  goesBefore(lane: Lane, other: Lane): boolean
  /** Milliseconds until the shares may have grown, though nothing happens; undefined: they will not. */
  readonly growsInMs: number | undefined
}

/**
 * How long a pair counts after its last request: articles are read, looked up and put together in between.
 */
const LINGER_MS = 10_000

/**
 * The account’s first moments, when nobody can know who else is coming: the first article is looked up in one locale
 * before the others, and may be long. As many pairs as this are reckoned with till then.
 */
const START_MS = 500
const PAIRS_AT_START = 3

export function openFairShares(places: number, clock: Clock): FairShares {
  const lastSeen = new Map<string, number>()
  const lastTurn = new Map<string, number>()
  const openedAt = clock.now()
  let turns = 0

  return {
    note(route) {
      lastSeen.set(pairId(route), clock.now())
    },
    took(route) {
      lastTurn.set(pairId(route), ++turns)
    },
    now(lanes) {
      const now = clock.now()
      const out = requestsOut(lanes)
      const lingerMs = [...lastSeen].flatMap(([pair, seen]) =>
        out.has(pair) ? [] : [seen + LINGER_MS - now],
      )
      const startMs = openedAt + START_MS - now
      const growsIn = [...lingerMs, startMs].filter(isLeft)
      const pairs = out.size + lingerMs.filter(isLeft).length
      const share = Math.ceil(places / Math.max(1, pairs, isLeft(startMs) ? PAIRS_AT_START : 0))
      const outFor = ({ route }: Lane) => out.get(pairId(route)) ?? 0
      const turnOf = ({ route }: Lane) => lastTurn.get(pairId(route)) ?? 0
      return {
        hasRoom: (lane) => outFor(lane) < share,
        goesBefore: (lane, other) =>
          outFor(lane) === outFor(other) ? turnOf(lane) < turnOf(other) : outFor(lane) < outFor(other),
        growsInMs: growsIn.length === 0 ? undefined : Math.min(...growsIn),
      }
    },
  }
}

/** Of each pair that has something to send, or on its way. */
function requestsOut(lanes: Iterable<Lane>): ReadonlyMap<string, number> {
  const out = new Map<string, number>()
  for (const { route, isEmpty, queued, inFlight } of lanes) {
    const pair = pairId(route)
    if (!isEmpty || queued + inFlight > 0) out.set(pair, (out.get(pair) ?? 0) + inFlight)
  }
  return out
}

const isLeft = (ms: number) => ms > 0
