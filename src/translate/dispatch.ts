import PQueue from 'p-queue'
import { DragomanError, messageOf } from '../article/errors.ts'
import type { Severities } from '../check/check.ts'
import type { MachineRow, Memory, Outcome } from '../memory/memory.ts'
import type { Failure, Provider, TranslationReply } from '../providers/provider.ts'
import { ProviderError } from '../providers/provider-error.ts'
import { toNotation } from '../segment/notation.ts'
import type { Budget } from './budget.ts'
import type { Bill, Buyer } from './buyer.ts'
import type { Clock } from './clock.ts'
import type { Purchase, Route } from './gap.ts'
import { firstOrder, type Order, plainOrder, readReply } from './order.ts'
import { type Quota, slidingQuota } from './quota.ts'
import { RETRY_DEFAULTS, type RetryPolicy, withRetry } from './retry.ts'

/**
 * The dispatcher: gaps in, purchases out. Gaps of one route wait in a lane until a batch is full, or until the
 * feeders say that no more is coming; p-queue bounds what is out at once, the sliding quota what is out in any
 * minute. One reply is one transaction into memory, and only then anybody's text.
 */
export type FeederState = 'feeding' | 'waiting' | 'done'

export interface DispatchPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly memory: (locale: string) => Memory
  readonly severities: Severities
  readonly budget: Budget
  readonly retry?: RetryPolicy
  readonly timeoutMs?: number
  readonly onRetry?: (provider: string, error: ProviderError, waitMs: number) => void
}

/** Providers book a request somewhere within a minute's window. */
const WINDOW_MS = 60_000
const ATTEMPT_TIMEOUT_MS = 60_000

interface Lane {
  readonly route: Route
  readonly mime: Order['mime']
  readonly waiting: Waiting[]
  characters: number
  texts: number
  /** Sends that are queued and will take from `waiting` when their turn comes. */
  queued: number
  inFlight: number
}

interface Waiting {
  readonly order: Order
  readonly characters: number
  readonly priority: number
  readonly resolve: (purchase: Purchase) => void
}

interface Desk {
  readonly queue: PQueue
  readonly quota: Quota
  readonly batchCharacters: number
  /** Set when no request can succeed any more in this run. */
  halted: ProviderError | undefined
}

export function dispatcher(ports: DispatchPorts): Buyer {
  const stopping = new AbortController()
  const desks = new Map<Provider, Desk>()
  const lanes = new Map<string, Lane>()
  const underWay = new Map<string, Promise<Purchase>>()
  const bills = new Map<string, Bill>()
  let feeders: FeederState = 'feeding'

  const deskOf = (provider: Provider): Desk => {
    const known = desks.get(provider)
    if (known !== undefined) return known
    const { limits } = provider
    const desk: Desk = {
      queue: new PQueue({ concurrency: limits.concurrency }),
      quota: slidingQuota({ ...limits, windowMs: WINDOW_MS }, ports.clock),
      batchCharacters: Math.min(limits.charactersPerRequest, limits.charactersPerMinute),
      halted: undefined,
    }
    desks.set(provider, desk)
    return desk
  }
  const laneOf = (route: Route, mime: Order['mime']): Lane => {
    const id = JSON.stringify([route.provider.kind, route.provider.model, route.source, route.target, mime])
    const known = lanes.get(id)
    if (known !== undefined) return known
    const lane: Lane = { route, mime, waiting: [], characters: 0, texts: 0, queued: 0, inFlight: 0 }
    lanes.set(id, lane)
    return lane
  }

  const place = (route: Route, waiting: Waiting) => {
    if (stopping.signal.aborted) return waiting.resolve({ ok: false, error: stoppedError() })
    const desk = deskOf(route.provider)
    if (desk.halted !== undefined) return waiting.resolve({ ok: false, error: desk.halted })
    const { itemsPerRequest } = route.provider.limits
    if (waiting.characters > desk.batchCharacters || waiting.order.texts.length > itemsPerRequest) {
      return waiting.resolve({
        ok: false,
        error: tooLong(route.provider, waiting.characters, desk.batchCharacters),
      })
    }
    const lane = laneOf(route, waiting.order.mime)
    lane.waiting.push(waiting)
    lane.characters += waiting.characters
    lane.texts += waiting.order.texts.length
    const full = Math.max(lane.characters / desk.batchCharacters, lane.texts / itemsPerRequest)
    while (lane.queued < Math.floor(full)) queueSend(lane, waiting.priority)
    if (feeders === 'done') pump()
  }

  const queueSend = (lane: Lane, priority: number) => {
    lane.queued++
    void deskOf(lane.route.provider).queue.add(
      async () => {
        lane.queued--
        const batch = takeBatch(lane, deskOf(lane.route.provider))
        if (batch.length === 0) return
        lane.inFlight++
        try {
          await send(lane, batch)
        } catch (error) {
          for (const waiting of batch) waiting.resolve({ ok: false, error: asDragomanError(error) })
        } finally {
          lane.inFlight--
          // A turn later: the articles that this reply completes may feed the lane first.
          setImmediate(pump)
        }
      },
      { priority },
    )
  }

  /** Sends part-filled lanes when nobody is going to fill them. */
  const pump = () => {
    if (feeders === 'feeding') return
    for (const lane of lanes.values()) {
      const quiet = feeders === 'done' || lane.inFlight === 0
      if (lane.waiting.length > 0 && lane.queued === 0 && quiet) queueSend(lane, -1)
    }
  }

  /** One batch over the wire; a reply or refusal settles each order, or sends it on to its next rung. */
  const send = async (lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    const { route } = lane
    const desk = deskOf(route.provider)
    try {
      await withRetry(() => attempt(lane, batch), {
        policy: ports.retry ?? RETRY_DEFAULTS,
        clock: ports.clock,
        random: ports.random,
        signal: stopping.signal,
        onRetry: (error, waitMs) => ports.onRetry?.(route.provider.name, error, waitMs),
      })
    } catch (error) {
      const failure = error instanceof ProviderError ? error.failure : undefined
      if (failure !== undefined && isPoison(failure)) await refuse(lane, batch, error as ProviderError)
      else {
        if (failure !== undefined) desk.halted = error as ProviderError
        for (const waiting of batch) waiting.resolve({ ok: false, error: asDragomanError(error) })
      }
    }
  }

  /** A batch that the provider rejects as such is halved until the culprit stands alone. */
  const refuse = async (lane: Lane, batch: readonly Waiting[], error: ProviderError): Promise<void> => {
    const [only] = batch
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2)
      await send(lane, batch.slice(0, half))
      await send(lane, batch.slice(half))
    } else if (only?.order.mime === 'html') replace(lane, only, plainOrder(only.order.gap))
    else only?.resolve({ ok: false, error })
  }

  const replace = (lane: Lane, waiting: Waiting, order: Order) =>
    place(lane.route, { ...waiting, order, characters: codePoints(order.texts) })

  const attempt = async (lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    const { route } = lane
    const { provider } = route
    const desk = deskOf(provider)
    if (desk.halted !== undefined) throw desk.halted
    const texts = batch.flatMap((waiting) => waiting.order.texts)
    const characters = batch.reduce((sum, waiting) => sum + waiting.characters, 0)
    const grant = await desk.quota.acquire(characters, stopping.signal)
    if (grant === undefined) throw stoppedError()
    try {
      ports.budget.reserve(characters)
    } catch (error) {
      grant.release()
      throw error
    }
    const memory = ports.memory(route.target)
    const intent = await memory.intend({
      provider: provider.kind,
      segments: batch.length,
      characters,
      sentAt: Date.now(),
    })
    let reply: TranslationReply
    try {
      const timeoutMs = ports.timeoutMs ?? ATTEMPT_TIMEOUT_MS
      reply = await provider.translate({
        source: route.source,
        target: route.target,
        mime: lane.mime,
        texts,
        timeoutMs,
      })
      if (reply.texts.length !== texts.length) {
        throw new ProviderError(
          provider.name,
          { kind: 'invalid' },
          `${reply.texts.length} texts came back for ${texts.length}.`,
        )
      }
    } catch (thrown) {
      const error = asProviderError(provider, thrown)
      if (error.failure.kind === 'rate' || error.failure.kind === 'unavailable') {
        desk.quota.block(error.failure.retryAfterMs ?? 0)
      }
      const outcome = outcomeOf(error.failure)
      if (outcome === 'rejected') ports.budget.giveBack(characters)
      await memory.settle(intent, outcome, [])
      throw error
    } finally {
      grant.release()
    }
    await settle(lane, batch, reply, intent, memory)
    count(route, characters)
  }

  const settle = async (
    lane: Lane,
    batch: readonly Waiting[],
    reply: TranslationReply,
    intent: number,
    memory: Memory,
  ) => {
    const { provider } = lane.route
    const date = Date.now()
    const model = reply.model ?? provider.model
    const rows: MachineRow[] = []
    const then: (() => void)[] = []
    let from = 0
    for (const waiting of batch) {
      const { gap, texts } = waiting.order
      const result = readReply(
        waiting.order,
        reply.texts.slice(from, from + texts.length),
        lane.route,
        ports.severities,
      )
      from += texts.length
      switch (result.kind) {
        case 'served': {
          const { content, rung, findings } = result
          rows.push({ key: gap.memoryKey, text: toNotation(content), provider: provider.kind, model, date })
          const purchase = {
            ok: true,
            content,
            rung,
            provider: provider.kind,
            model,
            date,
            findings,
          } as const
          then.push(() => waiting.resolve(purchase))
          break
        }
        case 'again':
          then.push(() => replace(lane, waiting, result.order))
          break
        case 'refused':
          then.push(() => waiting.resolve({ ok: false, error: result.error }))
          break
        default:
          result satisfies never
      }
    }
    await keep(() => memory.settle(intent, 'answered', rows))
    for (const act of then) act()
  }

  /** What cannot be kept must not be bought: a memory that fails stops the run. */
  const keep = async (write: () => Promise<void>) => {
    try {
      await write()
    } catch (cause) {
      stopping.abort()
      throw new DragomanError(
        'STATE_UNREADABLE',
        `A reply could not be kept in memory: ${messageOf(cause)}`,
        {
          fix: 'Free disk space or mend the state folder, then run again.',
          cause,
        },
      )
    }
  }

  const count = ({ provider, target }: Route, characters: number) => {
    const id = `${provider.kind} ${provider.model} ${target}`
    const before = bills.get(id) ?? {
      provider: provider.kind,
      model: provider.model,
      locale: target,
      requests: 0,
      characters: 0,
    }
    bills.set(id, { ...before, requests: before.requests + 1, characters: before.characters + characters })
  }

  return {
    buy(route, gap, priority = 0) {
      const known = underWay.get(gap.memoryKey)
      if (known !== undefined) return known
      if (stopping.signal.aborted) return Promise.resolve({ ok: false, error: stoppedError() })
      const order = firstOrder(gap, route.provider.markup)
      const purchase = new Promise<Purchase>((resolve) => {
        place(route, { order, characters: codePoints(order.texts), priority, resolve })
      })
      underWay.set(gap.memoryKey, purchase)
      // Kept a turn longer: whoever looked memory up just before it was written still finds it here.
      void purchase.then(() => setImmediate(() => underWay.delete(gap.memoryKey)))
      return purchase
    },
    feeders(state) {
      feeders = state
      pump()
    },
    stop() {
      stopping.abort()
      for (const lane of lanes.values()) {
        for (const waiting of lane.waiting.splice(0)) waiting.resolve({ ok: false, error: stoppedError() })
      }
    },
    get stopped() {
      return stopping.signal.aborted
    },
    get bills() {
      return [...bills.values()]
    },
  }
}

/** As much of a lane, oldest first, as one request holds. */
function takeBatch(lane: Lane, desk: Desk): Waiting[] {
  const { itemsPerRequest } = lane.route.provider.limits
  const batch: Waiting[] = []
  let characters = 0
  let texts = 0
  for (const waiting of lane.waiting) {
    characters += waiting.characters
    texts += waiting.order.texts.length
    if (characters > desk.batchCharacters || texts > itemsPerRequest) break
    batch.push(waiting)
  }
  lane.waiting.splice(0, batch.length)
  for (const waiting of batch) {
    lane.characters -= waiting.characters
    lane.texts -= waiting.order.texts.length
  }
  return batch
}

/** Unicode code points: what Google and others bill. */
export function codePoints(texts: readonly string[]): number {
  let count = 0
  for (const text of texts) {
    count += text.length
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) count--
    }
  }
  return count
}

const isPoison = (failure: Failure) => failure.kind === 'invalid' || failure.kind === 'tooLarge'

/** A time-out or a cut connection may have been booked; a refusal was not. */
function outcomeOf(failure: Failure): Outcome {
  switch (failure.kind) {
    case 'timeout':
    case 'unavailable':
    case 'invalid':
      return 'unknown'
    case 'rate':
    case 'quota':
    case 'auth':
    case 'tooLarge':
      return 'rejected'
  }
}

function asProviderError(provider: Provider, thrown: unknown): ProviderError {
  if (thrown instanceof ProviderError) return thrown
  return new ProviderError(provider.name, { kind: 'unavailable' }, messageOf(thrown), thrown)
}

const asDragomanError = (thrown: unknown): DragomanError =>
  thrown instanceof DragomanError
    ? thrown
    : new DragomanError('TRANSLATION_FAILED', messageOf(thrown), {
        fix: 'Run again; what was bought is kept.',
        cause: thrown,
      })

const stoppedError = () =>
  new DragomanError('STOPPED', 'The run was stopped before this was sent.', {
    fix: 'Run again: it goes on where it stopped.',
  })

const tooLong = (provider: Provider, characters: number, limit: number) =>
  new DragomanError(
    'PROVIDER_TOO_LARGE',
    `A segment of ${characters} characters is more than ${provider.name} takes at once (${limit}).`,
    {
      fix: 'Use "segmentation": "sentence", or break the paragraph up.',
    },
  )
