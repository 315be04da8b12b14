import { microsFor } from '../../config/prices.ts'
import type { Neighbours } from '../../providers/provider.ts'
import type { Lane, Waiting } from '../queue/lane.ts'
import type { BatchRequest } from './request.ts'

/** A batch as one request takes it. */
export function pack(batch: readonly Waiting[], { route, mime }: Lane, timeoutMs: number): BatchRequest {
  const { source, target, provider, price } = route
  const characters = batch.reduce((sum, waiting) => sum + waiting.load.characters, 0)
  return {
    source,
    target,
    mime,
    texts: batch.flatMap(({ attempt }) => attempt.texts),
    ...(provider.context === 'none' ? {} : { neighbours: batch.flatMap(neighboursOf) }),
    timeoutMs,
    segments: batch.length,
    charge: { characters, micros: price === undefined ? 0 : microsFor(characters, price) },
    price,
    shares: sharesOf(batch),
  }
}

/** Code points by article. */
function sharesOf(batch: readonly Waiting[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>()
  for (const { attempt, load } of batch) {
    const { article } = attempt.gap
    shares.set(article, (shares.get(article) ?? 0) + load.characters)
  }
  return shares
}

/** One for each text of the attempt: the words of a link stand where its sentence does. */
const neighboursOf = ({ attempt }: Waiting): readonly Neighbours[] =>
  attempt.texts.map(() => attempt.gap.neighbours ?? NO_NEIGHBOURS)

const NO_NEIGHBOURS: Neighbours = { headline: '', before: '', after: '' }
