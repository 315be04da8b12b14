import type { FeederState } from './buyer.ts'
import type { Route } from './gap.ts'
import type { Lane } from './lane.ts'

/** Whose turn it is, and how many requests each lane is due. */

/**
 * Of the lanes that have requests queued: those with something urgent first, then one of the pair of languages with
 * the fewest on their way, which may have a lane for each article; of equals the first.
 */
export function nextLane(lanes: Iterable<Lane>): Lane | undefined {
  const all = [...lanes]
  const outFor = new Map<string, number>()
  for (const { route, inFlight } of all)
    outFor.set(pairOf(route), (outFor.get(pairOf(route)) ?? 0) + inFlight)
  const out = ({ route }: Lane) => outFor.get(pairOf(route))!
  const goesBefore = (lane: Lane, other: Lane) =>
    lane.isUrgent === other.isUrgent ? out(lane) < out(other) : lane.isUrgent
  let next: Lane | undefined
  for (const lane of all) if (lane.queued > 0 && (next === undefined || goesBefore(lane, next))) next = lane
  return next
}

const pairOf = ({ source, target }: Route) => `${source} ${target}`

/** Requests that ought to be queued for this lane now. What is urgent waits for no full batch. */
export function requestsDue(lane: Lane, feeders: FeederState): number {
  return Math.max(lane.urgentBatches, usuallyDue(lane, feeders))
}

function usuallyDue(lane: Lane, feeders: FeederState): number {
  switch (feeders) {
    case 'feeding':
      return lane.fullBatches
    case 'waiting':
      return lane.inFlight === 0 ? Math.min(lane.batches, Math.max(1, lane.fullBatches)) : lane.fullBatches
    case 'done':
      return lane.batches
  }
}
