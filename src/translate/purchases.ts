import { type Gap, type Purchase, purchaseId } from './gap.ts'
import type { Demand } from './lane.ts'

/**
 * Purchases under way: what is asked for twice is bought once, and it is urgent as soon as one of those who asked
 * is.
 */
export interface Purchases {
  /** `begin` orders what nobody has asked for yet. */
  join(gap: Gap, begin: (demand: Demand) => Promise<Purchase>): Promise<Purchase>
  /** Some articles have become urgent. */
  review(): void
}

export function openPurchases(isUrgent: (article: string) => boolean, onHastened: () => void): Purchases {
  const underWay = new Map<string, { readonly purchase: Promise<Purchase>; readonly demand: OpenDemand }>()
  let done: string[] = []

  const hasten = (demand: OpenDemand) => {
    if (demand.isUrgent) return
    demand.isUrgent = true
    onHastened()
  }

  /** Kept a turn longer: whoever looked memory up just before it was written still finds it here. */
  const forgetLater = (id: string) => {
    if (done.length === 0)
      setImmediate(() => {
        for (const each of done) underWay.delete(each)
        done = []
      })
    done.push(id)
  }

  return {
    join(gap, begin) {
      const id = purchaseId(gap)
      const { article } = gap
      const known = underWay.get(id)
      if (known !== undefined) {
        known.demand.articles.push(article)
        if (isUrgent(article)) hasten(known.demand)
        return known.purchase
      }
      const demand = { articles: [article], isUrgent: isUrgent(article) }
      const purchase = begin(demand)
      underWay.set(id, { purchase, demand })
      const forget = () => forgetLater(id)
      void purchase.then(forget, forget)
      return purchase
    },
    review() {
      for (const { demand } of underWay.values()) if (demand.articles.some(isUrgent)) hasten(demand)
    },
  }
}

/** One that others may join. */
interface OpenDemand extends Demand {
  readonly articles: string[]
  isUrgent: boolean
}
