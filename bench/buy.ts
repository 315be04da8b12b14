import type { Segment } from '../src/article/segment.ts'
import type { Target } from '../src/article/target.ts'
import { codePoints } from '../src/translate/characters.ts'
import type { Gap, Route, Rung } from '../src/translate/gap.ts'
import { type Attempt, firstAttempt } from '../src/translate/wire/attempt.ts'
import { readReply } from '../tests/fakes/check.ts'

/** What became of the segments of a corpus, by key. */
export interface Bought {
  readonly targets: ReadonlyMap<string, Target>
  readonly rungs: ReadonlyMap<string, Rung>
  /** Keys of segments that failed a check on every rung; their targets are what came back last. */
  readonly refused: ReadonlySet<string>
}

const TIMEOUT_MS = 600_000

/** The ladder of rungs without queue, memory or quota: batches go out one after another. */
export async function buy(segments: readonly Segment[], route: Route): Promise<Bought> {
  const targets = new Map<string, Target>()
  const rungs = new Map<string, Rung>()
  const refused = new Set<string>()
  const unique = new Map(segments.map((segment) => [segment.key, segment]))
  let waiting = [...unique.values()].map((segment): Attempt => {
    const gap: Gap = { article: '', segment, memoryKey: segment.key, terms: [] }
    return firstAttempt(gap, route)
  })
  const keep = (key: string, content: Target['content'], rung: Rung) => {
    targets.set(key, targetOf(content, route))
    rungs.set(key, rung)
  }
  while (waiting.length > 0) {
    const next: Attempt[] = []
    for (const batch of batches(waiting, route)) {
      for (const [attempt, reply] of await send(batch, route)) {
        const { key } = attempt.gap.segment
        const reading = readReply(attempt, reply, route, {})
        if (reading.kind === 'served') keep(key, reading.content, reading.rung)
        else if (reading.kind === 'again') next.push(reading.attempt)
        else {
          refused.add(key)
          if (reading.rejected !== undefined) keep(key, reading.rejected.content, reading.rejected.rung)
        }
      }
    }
    waiting = next
  }
  return { targets, rungs, refused }
}

async function send(batch: readonly Attempt[], { provider, source, target }: Route) {
  const texts = batch.flatMap((attempt) => attempt.texts)
  const { mime } = batch[0]!
  const reply = await provider.translate({ source, target, mime, texts, timeoutMs: TIMEOUT_MS })
  let from = 0
  return batch.map((attempt) => {
    const own = reply.texts.slice(from, from + attempt.texts.length)
    from += own.length
    return [attempt, own] as const
  })
}

function* batches(orders: readonly Attempt[], { provider }: Route): Generator<Attempt[]> {
  const { itemsPerRequest, charactersPerRequest } = provider.limits
  for (const mime of ['text', 'html'] as const) {
    let batch: Attempt[] = []
    let items = 0
    let characters = 0
    for (const attempt of orders.filter((one) => one.mime === mime)) {
      const more = codePoints(attempt.texts)
      if (items + attempt.texts.length > itemsPerRequest || characters + more > charactersPerRequest) {
        yield batch
        batch = []
        items = 0
        characters = 0
      }
      batch.push(attempt)
      items += attempt.texts.length
      characters += more
    }
    if (batch.length > 0) yield batch
  }
}

const targetOf = (content: Target['content'], { provider }: Route): Target => ({
  content,
  origin: { kind: 'machine', provider: provider.kind, model: provider.model },
  state: 'machine',
  date: '2026-11-01T10:00:00Z',
})
