import { DragomanError } from '../article/errors.ts'
import type { Provider } from '../providers/provider.ts'
import { codePoints } from './characters.ts'
import type { Purchase, Route } from './gap.ts'
import type { Order } from './order.ts'

/**
 * A lane: orders of one route and one mime, oldest first, that wait until a request takes a batch of them.
 * Whatever article they come from, they share requests.
 */
export interface Lane {
  readonly route: Route
  readonly mime: Order['mime']
  readonly isEmpty: boolean
  /** Requests that would leave full; and those it takes to leave nothing behind. */
  readonly fullBatches: number
  readonly batches: number
  /** Requests that are queued and will take a batch when their turn comes. */
  queued: number
  inFlight: number
  add(waiting: Waiting): void
  /** As many orders, oldest first, as one request holds. */
  take(): readonly Waiting[]
  /** All that wait: they are not going to be sent. */
  clear(): readonly Waiting[]
}

export interface Waiting {
  readonly order: Order
  /** Unicode code points of the order's texts. */
  readonly characters: number
  readonly priority: number
  readonly resolve: (purchase: Purchase) => void
}

/** The same buyer, with another order: its next rung. */
export const again = (waiting: Waiting, order: Order): Waiting => ({
  ...waiting,
  order,
  characters: codePoints(order.texts),
})

export interface BatchLimits {
  readonly items: number
  readonly characters: number
}

/** A request must also fit into a minute's quota, or it would wait for ever. */
export function batchLimits({ limits }: Provider): BatchLimits {
  return {
    items: limits.itemsPerRequest,
    characters: Math.min(limits.charactersPerRequest, limits.charactersPerMinute),
  }
}

/** Orders that share a lane share this id. */
export const laneId = ({ source, target }: Route, mime: Order['mime']): string =>
  JSON.stringify([source, target, mime])

/** Why no request can hold this order; undefined when one can. */
export function tooLarge({ texts }: Order, provider: Provider): DragomanError | undefined {
  const limits = batchLimits(provider)
  const characters = codePoints(texts)
  if (characters <= limits.characters && texts.length <= limits.items) return undefined
  return new DragomanError(
    'PROVIDER_TOO_LARGE',
    `A segment of ${characters} characters is more than ${provider.name} takes at once (${limits.characters}).`,
    { fix: 'Use "segmentation": "sentence", or break the paragraph up.' },
  )
}

export function openLane(route: Route, mime: Order['mime']): Lane {
  const limits = batchLimits(route.provider)
  let waiting: Waiting[] = []
  let characters = 0
  let texts = 0

  const fill = () => Math.max(characters / limits.characters, texts / limits.items)
  return {
    route,
    mime,
    queued: 0,
    inFlight: 0,
    get isEmpty() {
      return waiting.length === 0
    },
    get fullBatches() {
      return Math.floor(fill())
    },
    get batches() {
      return Math.ceil(fill())
    },
    add(order) {
      waiting.push(order)
      characters += order.characters
      texts += order.order.texts.length
    },
    take() {
      const before = { characters, texts }
      let count = 0
      for (const { order, characters: more } of waiting) {
        const left = { characters: characters - more, texts: texts - order.texts.length }
        const isOver =
          before.characters - left.characters > limits.characters || before.texts - left.texts > limits.items
        if (isOver) break
        characters = left.characters
        texts = left.texts
        count++
      }
      return waiting.splice(0, count)
    },
    clear() {
      const all = waiting
      waiting = []
      characters = 0
      texts = 0
      return all
    },
  }
}
