import type { DragomanError } from '../article/errors.ts'
import { type Gap, type Translation, translationId } from './gap.ts'
import type { Demand } from './queue/lane.ts'

/**
 * Translations under way, so that nothing is paid for twice: what is asked for again while it is under way joins it, and
 * is urgent as soon as one of those who asked is. Whoever does not find a translation here enters it first and asks memory
 * after that. A translation leaves only once memory holds it; so it is always found in one of the two.
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
  /** Begins a translation that is neither under way nor in memory; calls `settle` once, now or later. */
  readonly begin: (gap: Gap, demand: Demand, settle: Settle) => void
  /** What a look-up that failed means for those who wait. */
  readonly failure: (error: unknown) => DragomanError
}

export type Settle = (translation: Translation) => void

/** A translation that others may join. */
interface UnderWay extends Demand {
  readonly articles: string[]
  isUrgent: boolean
  readonly outcome: Promise<Translation>
  readonly settle: Settle
}

export function openInFlight(isUrgent: (article: string) => boolean, onHastened: () => void): InFlight {
  const underWay = new Map<string, UnderWay>()

  const hasten = (demand: UnderWay) => {
    if (demand.isUrgent) return
    demand.isUrgent = true
    onHastened()
  }

  const enter = (id: string, article: string): UnderWay => {
    const { promise, resolve } = Promise.withResolvers<Translation>()
    const settle = (translation: Translation) => {
      underWay.delete(id)
      resolve(translation)
    }
    const entered = { articles: [article], isUrgent: isUrgent(article), outcome: promise, settle }
    underWay.set(id, entered)
    return entered
  }

  const beginAll = async (entered: ReadonlyMap<Gap, UnderWay>, ports: JoinPorts): Promise<void> => {
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
      const entered = new Map<Gap, UnderWay>()
      const outcomes = gaps.map((gap) => {
        const id = translationId(gap, ports.target)
        const { article } = gap
        const known = underWay.get(id)
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
      for (const demand of underWay.values()) if (demand.articles.some(isUrgent)) hasten(demand)
    },
  }
}
