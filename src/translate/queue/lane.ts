import { DragomanError } from '../../article/errors.ts'
import type { LanguagePair, Provider } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'
import type { Route, Translation } from '../gap.ts'
import type { Attempt } from '../wire/attempt.ts'
import {
  attemptLimits,
  fits,
  type Load,
  loadOf,
  minus,
  NOTHING,
  plus,
  requestLimits,
  requestsIn,
} from './load.ts'

/**
 * A lane: attempts of one route and one mime, urgent ones first and then oldest first, that wait until a request takes
 * a batch of them. Whatever article they come from, they share requests.
 */
export interface Lane {
  readonly id: string
  readonly route: Route
  readonly mime: Attempt['mime']
  readonly isEmpty: boolean
  /** Of one article: no other article’s attempts come into it. */
  readonly isOwn: boolean
  /** Milliseconds since the lane was last empty, or a request took a batch. */
  readonly waitedMs: number
  /** Milliseconds since something was last added. */
  readonly quietMs: number
  /** How many full requests the attempts make; and how many requests take all of them. */
  readonly fullBatches: number
  readonly batches: number
  readonly isUrgent: boolean
  /** How many requests the urgent attempts alone make. */
  readonly urgentBatches: number
  /** Requests that wait for a slot, and take a batch when they have one. */
  requestsDue: number
  /** Requests that have a slot. */
  requestsOut: number
  add(added: Waiting): void
  /**
   * A batch for a request that has its slot: as much as a request holds, and no more than may be sent at once, if at least
   * the first attempt may. Otherwise the whole request waits for the quota; a batch with urgent attempts takes no usual ones
   * along then, since it would have to wait for their room too.
   * @param room characters that the quota has left at this moment
   */
  take(room: number): readonly Waiting[]
  /** What was taken and not sent goes back to the front. */
  putBack(batch: readonly Waiting[]): void
  /** Some of what waits has become urgent. */
  reorder(): void
  /** Takes out all attempts: they are not going to be sent. */
  clear(): readonly Waiting[]
}

export interface Waiting {
  readonly attempt: Attempt
  /** The attempt's texts. */
  readonly load: Load
  /** Shared by all attempts at one translation. */
  readonly demand: Demand
  readonly resolve: (translation: Translation) => void
}

/** Which articles want a translation. */
export interface Demand {
  /** Ids of the articles that have asked. */
  readonly articles: readonly string[]
  readonly isUrgent: boolean
}

/** The same gap and askers, with the next attempt. */
export const again = (waiting: Waiting, attempt: Attempt): Waiting => ({
  ...waiting,
  attempt,
  load: loadOf(attempt.texts),
})

/** The same for all routes of one pair. */
export const pairId = ({ source, target }: LanguagePair): string => `${source} ${target}`

/**
 * The same for all attempts that share a lane: those of one article, where the provider takes one context a request; and
 * those that go alone.
 */
export const laneId = (route: Route, { mime, gap, isAlone }: Attempt): string => {
  const own = route.provider.context === 'shared' ? gap.article : ''
  return `${pairId(route)} ${mime} ${isAlone ? 'alone' : ''} ${own}`
}

/** A request is filled by the first attempt that it takes. */
const ONE_ATTEMPT: Load = {
  items: 1,
  characters: Number.POSITIVE_INFINITY,
  bytes: Number.POSITIVE_INFINITY,
}

/** Why no request can hold an attempt of this load; undefined when one can. */
export function tooLarge(load: Load, provider: Provider): DragomanError | undefined {
  const limits = attemptLimits(provider)
  if (fits(load, limits)) return undefined
  const measure = load.bytes > limits.bytes ? 'bytes' : 'characters'
  return new DragomanError(
    'PROVIDER_TOO_LARGE',
    `A segment of ${load[measure]} ${measure} is more than ${provider.name} takes at once (${limits[measure]}).`,
    { fix: 'Use "segmentation": "sentence", or break the paragraph up.' },
  )
}

/** @param first the attempt it is opened for; all others have its mime, and go alone as it does or do not */
export function openLane(
  route: Route,
  first: Pick<Attempt, 'mime' | 'isAlone'>,
  id: string,
  clock: Clock,
): Lane {
  const { mime } = first
  const limits = first.isAlone ? ONE_ATTEMPT : requestLimits(route.provider)
  let since = clock.now()
  let addedAt = since
  let waiting: Waiting[] = []
  let total = NOTHING
  const isUrgent = ({ demand }: Waiting) => demand.isUrgent
  /** Where the urgent ones end. */
  const others = () => {
    const first = waiting.findIndex((each) => !isUrgent(each))
    return first < 0 ? waiting.length : first
  }

  return {
    id,
    route,
    mime,
    requestsDue: 0,
    requestsOut: 0,
    isOwn: route.provider.context === 'shared',
    get isEmpty() {
      return waiting.length === 0
    },
    get waitedMs() {
      return clock.now() - since
    },
    get quietMs() {
      return clock.now() - addedAt
    },
    get fullBatches() {
      return Math.floor(requestsIn(total, limits))
    },
    get batches() {
      return Math.ceil(requestsIn(total, limits))
    },
    get isUrgent() {
      return waiting[0] !== undefined && isUrgent(waiting[0])
    },
    get urgentBatches() {
      const urgent = waiting.slice(0, others()).reduce((sum, { load }) => plus(sum, load), NOTHING)
      return Math.ceil(requestsIn(urgent, limits))
    },
    add(added) {
      addedAt = clock.now()
      if (waiting.length === 0) since = addedAt
      if (isUrgent(added)) waiting.splice(others(), 0, added)
      else waiting.push(added)
      total = plus(total, added.load)
    },
    take(room) {
      const urgent = others()
      const isRoom = room >= (waiting[0]?.load.characters ?? 0)
      let batch = NOTHING
      let count = 0
      for (const { load } of waiting) {
        const more = plus(batch, load)
        const isTooMuch = isRoom ? more.characters > room : urgent > 0 && count >= urgent
        // The first goes also where it is larger than a request is filled to.
        if (count > 0 && (isTooMuch || !fits(more, limits))) break
        batch = more
        count++
      }
      total = minus(total, batch)
      since = clock.now()
      return waiting.splice(0, count)
    },
    putBack(batch) {
      waiting.unshift(...batch)
      total = waiting.reduce((sum, { load }) => plus(sum, load), NOTHING)
      this.reorder()
    },
    reorder() {
      waiting = [...waiting.filter(isUrgent), ...waiting.filter((each) => !isUrgent(each))]
    },
    clear() {
      const all = waiting
      waiting = []
      total = NOTHING
      return all
    },
  }
}
