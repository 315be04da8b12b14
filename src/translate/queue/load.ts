import type { Provider, ProviderLimits } from '../../providers/provider.ts'
import { codePoints } from '../characters.ts'

/** How much goes into a request, or may: providers count texts, characters, or bytes. */
export interface Load {
  readonly items: number
  /** Unicode code points. */
  readonly characters: number
  /** UTF-8. */
  readonly bytes: number
}

export const NOTHING: Load = { items: 0, characters: 0, bytes: 0 }

export const loadOf = (texts: readonly string[]): Load => ({
  items: texts.length,
  characters: codePoints(texts),
  bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
})

/** What a request is filled to. */
export const requestLimits = ({ limits }: Provider): Load => limitsOf(limits, limits.charactersPerRequest)

/** What one attempt may hold: more than a request is filled to goes by itself. */
export const attemptLimits = ({ limits }: Provider): Load =>
  limitsOf(limits, limits.charactersPerSegment ?? limits.charactersPerRequest)

/** A request must also fit into every window of the quota, or it would wait for ever. */
const limitsOf = (limits: ProviderLimits, characters: number): Load => ({
  items: limits.itemsPerRequest,
  characters: Math.min(
    characters,
    limits.charactersPerMinute,
    limits.pacing?.characters ?? Number.POSITIVE_INFINITY,
  ),
  bytes: limits.bytesPerRequest ?? Number.POSITIVE_INFINITY,
})

export const plus = (a: Load, b: Load): Load => ({
  items: a.items + b.items,
  characters: a.characters + b.characters,
  bytes: a.bytes + b.bytes,
})

export const minus = (a: Load, b: Load): Load => ({
  items: a.items - b.items,
  characters: a.characters - b.characters,
  bytes: a.bytes - b.bytes,
})

export const fits = (load: Load, limits: Load): boolean =>
  load.items <= limits.items && load.characters <= limits.characters && load.bytes <= limits.bytes

/** How many requests it fills, in parts of one. */
export const requestsIn = (load: Load, limits: Load): number =>
  Math.max(load.items / limits.items, load.characters / limits.characters, load.bytes / limits.bytes)
