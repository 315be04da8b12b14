import type { FeederState } from './buyer.ts'
import type { Lane } from './lane.ts'

/** Whose turn it is, and how many requests each lane is due. */

/**
 * Of the lanes that have requests queued: those with something urgent first, then the one with the fewest on their
 * way; of equals the first.
 */
export function nextLane(lanes: Iterable<Lane>): Lane | undefined {
  let next: Lane | undefined
  for (const lane of lanes) if (lane.queued > 0 && (next === undefined || goesBefore(lane, next))) next = lane
  return next
}

function goesBefore(lane: Lane, other: Lane): boolean {
  if (lane.isUrgent !== other.isUrgent) return lane.isUrgent
  return lane.inFlight < other.inFlight
}

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
