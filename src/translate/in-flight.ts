import type { DragomanError } from '../article/errors.ts'
import { type Gap, type Translation, translationId } from './gap.ts'
import type { Demand } from './queue/lane.ts'

/**
 * Translations in flight, so that nothing is paid for twice: a gap whose translation is in flight joins it, and the
 * translation is urgent as soon as one of the articles that asked is. A gap that finds none enters its own first and is looked
 * up in memory after that. A translation leaves only once memory holds it, so that one of the two always has it.
 */
export interface InFlight {
  /** @returns in the order of the gaps, once all are settled */
  join(gaps: readonly Gap[], ports: JoinPorts): Promise<readonly Translation[]>
  /** Some articles have become urgent. */
  review(): void
}

interface JoinPorts {
  /** Locale that all the gaps are to be filled in. */
  readonly target: string
  /** What memory holds of these gaps by now. */
  readonly lookUp: (gaps: readonly Gap[]) => Promise<ReadonlyMap<Gap, Translation>>
  /** Begins a translation that is neither in flight nor in memory; calls `settle` once, now or later. */
  readonly begin: (gap: Gap, demand: Demand, settle: Settle) => void
  /** What a look-up that failed means for the gaps that wait. */
  readonly failure: (error: unknown) => DragomanError
}

export type Settle = (translation: Translation) => void

/** A translation that others may join. */
interface TranslationInFlight extends Demand {
  readonly articles: string[]
  isUrgent: boolean
  readonly outcome: Promise<Translation>
  readonly settle: Settle
}

export function openInFlight(isUrgent: (article: string) => boolean, onHastened: () => void): InFlight {
  const inFlight = new Map<string, TranslationInFlight>()

  const hasten = (demand: TranslationInFlight) => {
    if (demand.isUrgent) return
    demand.isUrgent = true
    onHastened()
  }

  const enter = (id: string, article: string): TranslationInFlight => {
    const { promise, resolve } = Promise.withResolvers<Translation>()
    const settle = (translation: Translation) => {
      inFlight.delete(id)
      resolve(translation)
    }
    const entered = { articles: [article], isUrgent: isUrgent(article), outcome: promise, settle }
    inFlight.set(id, entered)
    return entered
  }

  const beginAll = async (
    entered: ReadonlyMap<Gap, TranslationInFlight>,
    ports: JoinPorts,
  ): Promise<void> => {
    try {
      const remembered = await ports.lookUp([...entered.keys()])
      for (const [gap, demand] of entered) {
        const known = remembered.get(gap)
        if (known === undefined) ports.begin(gap, demand, demand.settle)
        else demand.settle(known)
      }
    } catch (thrown) {
      const error = ports.failure(thrown)
      for (const { settle } of entered.values()) settle({ ok: false, error })
    }
  }

  return {
    async join(gaps, ports) {
      const entered = new Map<Gap, TranslationInFlight>()
      const outcomes = gaps.map((gap) => {
        const id = translationId(gap, ports.target)
        const { article } = gap
        const known = inFlight.get(id)
        if (known !== undefined) {
          known.articles.push(article)
          if (isUrgent(article)) hasten(known)
          return known.outcome
        }
        const mine = enter(id, article)
        entered.set(gap, mine)
        return mine.outcome
      })
      if (entered.size > 0) await beginAll(entered, ports)
      return Promise.all(outcomes)
    },
    review() {
      for (const demand of inFlight.values()) if (demand.articles.some(isUrgent)) hasten(demand)
    },
  }
}
