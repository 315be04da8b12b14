import { openBills } from './bills.ts'
import { type Gap, type Route, type Translation, translationId } from './gap.ts'
import { laneId, tooLarge } from './queue/lane.ts'
import { fits, type Load, loadOf, NOTHING, plus, requestLimits } from './queue/load.ts'
import { NOTHING_HASTENED, type Translator } from './translator.ts'
import { firstAttempt } from './wire/attempt.ts'

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
    const translation = translationId(gap, target)
    if (!seen.has(translation)) {
      seen.add(translation)
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
    hasten: () => NOTHING_HASTENED,
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
