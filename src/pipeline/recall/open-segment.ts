import type { Segment } from '../../article/segment.ts'
import { glossaryHash, matches } from '../../glossary/matches.ts'
import { humanKey } from '../../memory/memory-key.ts'
import type { ArticleSegments } from '../../review/people.ts'
import type { Gap, Route } from '../../translate/gap.ts'
import { neighboursIn } from '../../translate/wire/neighbours.ts'
import type { LocalePair } from '../pair.ts'
import { type MemoryKeys, memoryKeysOf } from './memory-keys.ts'

/** A segment that is still to be found. */
export interface OpenSegment {
  /** What it is when nothing is found. */
  readonly gap: Gap
  /** What people's words for it are remembered by. */
  readonly humanKey: string
  /** What a provider's words for it are remembered by: the route's own, then those of the providers that stand in. */
  readonly choices: readonly { readonly route: Route; readonly keys: MemoryKeys }[]
}

/** Terms enter a key only where they match: a glossary change buys again just what holds a changed term. */
export function opener(
  { id, segments }: Pick<ArticleSegments, 'id' | 'segments'>,
  { source, choices, glossary }: Pick<LocalePair, 'source' | 'choices' | 'glossary'>,
): (segment: Segment) => OpenSegment {
  const takeContext = choices.some(({ provider }) => provider.context !== 'none')
  const neighbours = takeContext ? neighboursIn(segments) : undefined
  const keyed = choices.map((route) => ({ route, keysOf: memoryKeysOf(route) }))
  return (segment) => {
    const terms = matches(glossary, segment.source.text, source)
    const hash = glossaryHash(terms)
    const known = keyed.map(({ route, keysOf }) => ({ route, keys: keysOf(segment.notation, hash) }))
    const [first, ...standIns] = known.map(({ route, keys }) => ({ route, memoryKey: keys[0] }))
    return {
      gap: {
        article: id,
        segment,
        memoryKey: first!.memoryKey,
        terms,
        ...(standIns.length > 0 && { standIns }),
        ...(neighbours && { neighbours: neighbours(segment) }),
      },
      humanKey: humanKey(source, segment.notation),
      choices: known,
    }
  }
}
