import { DragomanError } from '../article/errors.ts'
import { type Bill, openBills } from './bills.ts'
import { type Gap, type Route, type Translation, translationId } from './gap.ts'
import type { Errand } from './priority.ts'
import { laneId, tooLarge } from './queue/lane.ts'
import { fits, type Load, loadOf, NOTHING, plus, requestLimits } from './queue/load.ts'
import { firstAttempt } from './wire/attempt.ts'

export type { Bill } from './bills.ts'

/** Whoever fills gaps: the dispatcher for real, the estimator for an answer in advance, the refuser for a gate. */
export interface Translator {
  /**
   * What comes of each gap, in their order, once all are settled. The same memory key asked for twice while it is being
   * bought is bought once.
   */
  translate(route: Route, gaps: readonly Gap[]): Promise<readonly Translation[]>
  /** What these articles ask for, and have asked for, goes ahead of everything else until the errand ends. */
  hasten(articles: readonly string[]): Errand
  feeders(state: FeederState): void
  /** Sends nothing more; what is out is still awaited and kept. */
  stop(): void
  readonly stopped: boolean
  /** What was sent (or would be), by provider; without what was sent on errands. */
  readonly bills: readonly Bill[]
}

/**
 * How it stands with those who ask. `feeding`: lanes wait to be filled; `waiting` (for replies): part-filled
 * lanes go out where nothing is on its way; `done`: everything goes out.
 */
export type FeederState = 'feeding' | 'waiting' | 'done'

/** Says what the dispatcher would send, by the dispatcher's own first attempt for each gap; sends nothing. */
export function estimator(): Translator {
  const wanted = new Map<string, Wanted>()
  const seen = new Set<string>()
  let stopped = false
  const reckon = (route: Route, gap: Gap): Translation => {
    const { provider, target } = route
    const attempt = firstAttempt(gap, route)
    const load = loadOf(attempt.texts)
    const error = tooLarge(load, provider)
    if (error !== undefined) return { ok: false, error }
    if (!seen.has(translationId(gap))) {
      seen.add(translationId(gap))
      const id = `${provider.kind} ${provider.model} ${target} ${laneId(route, attempt)}`
      const before = wanted.get(id) ?? { route, requests: 0, characters: 0, batch: NOTHING }
      wanted.set(id, withMore(before, load))
    }
    const origin = { kind: 'machine', provider: provider.kind, model: provider.model } as const
    const date = new Date().toISOString()
    const as = { content: gap.segment.source, origin, state: 'machine', date } as const
    return { ok: true, target: as, rung: 'exact', memoryKey: gap.memoryKey, findings: [] }
  }
  return {
    translate: async (route, gaps) => gaps.map((gap) => reckon(route, gap)),
    hasten: () => NO_ERRAND,
    feeders() {},
    stop() {
      stopped = true
    },
    get stopped() {
      return stopped
    },
    get bills() {
      const bills = openBills()
      for (const { route, requests, characters } of wanted.values()) bills.add(route, requests, characters)
      return bills.all
    },
  }
}

/** Where nothing is sent, nothing is ahead of anything. */
const NO_ERRAND: Errand = { bills: [], end() {} }

/** What goes through one lane: cut into requests as the lane cuts it, oldest first. */
interface Wanted {
  readonly route: Route
  readonly requests: number
  readonly characters: number
  /** What the last of the requests holds so far. */
  readonly batch: Load
}

function withMore({ route, requests, characters, batch }: Wanted, load: Load): Wanted {
  const together = plus(batch, load)
  const isNext = requests === 0 || !fits(together, requestLimits(route.provider))
  return {
    route,
    requests: isNext ? requests + 1 : requests,
    characters: characters + load.characters,
    batch: isNext ? load : together,
  }
}

/** `--frozen`: everything must be there already. */
export function refuser(): Translator {
  let stopped = false
  return {
    translate: async (route, gaps) => gaps.map((gap) => ({ ok: false, error: wouldBuy(route, gap) })),
    hasten: () => NO_ERRAND,
    feeders() {},
    stop() {
      stopped = true
    },
    get stopped() {
      return stopped
    },
    bills: [],
  }
}

const wouldBuy = ({ provider }: Route, { segment }: Gap) =>
  new DragomanError(
    'WOULD_BUY',
    `Text would have to be bought from ${provider.name}, first at ${segment.key}.`,
    {
      fix: 'Run without --frozen, then commit the locale files.',
    },
  )
