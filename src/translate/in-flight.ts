import { type Gap, type Purchase, purchaseId } from './gap.ts'
import type { Demand } from './queue/lane.ts'

/**
 * Purchases under way: what is asked for twice is bought once, and it is urgent as soon as one of those who asked
 * is.
 */
export interface Purchases {
  /**
   * `begin` orders what nobody has asked for yet; it calls `settle` once, now or later.
   * @returns in the order of the gaps, once all are settled
   */
  join(gaps: readonly Gap[], begin: Begin): Promise<readonly Purchase[]>
  /** Some articles have become urgent. */
  review(): void
}

type Begin = (gap: Gap, demand: Demand, settle: (purchase: Purchase) => void) => void

export function openPurchases(isUrgent: (article: string) => boolean, onHastened: () => void): Purchases {
  const underWay = new Map<string, UnderWay>()
  let done: string[] = []

  const hasten = (demand: UnderWay) => {
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

  const ask = (gap: Gap, asker: Asker, begin: Begin) => {
    const id = purchaseId(gap)
    const { article } = gap
    const known = underWay.get(id)
    if (known !== undefined) {
      known.articles.push(article)
      if (isUrgent(article)) hasten(known)
      if (known.purchase === undefined) known.askers.push(asker)
      else give(asker, known.purchase)
      return
    }
    const demand: UnderWay = {
      articles: [article],
      isUrgent: isUrgent(article),
      askers: [asker],
      purchase: undefined,
    }
    begin(gap, demand, (purchase) => {
      demand.purchase = purchase
      for (const each of demand.askers) give(each, purchase)
      forgetLater(id)
    })
    underWay.set(id, demand)
  }

  return {
    async join(gaps, begin) {
      if (gaps.length === 0) return []
      const { promise, resolve } = Promise.withResolvers<readonly Purchase[]>()
      const basket: Basket = { purchases: new Array(gaps.length), missing: gaps.length, resolve }
      for (let place = 0; place < gaps.length; place++) ask(gaps[place]!, { basket, place }, begin)
      return promise
    },
    review() {
      for (const demand of underWay.values()) if (demand.articles.some(isUrgent)) hasten(demand)
    },
  }
}

/** One that others may join; then what came of it, for those who come a moment too late. */
interface UnderWay extends Demand {
  readonly articles: string[]
  isUrgent: boolean
  readonly askers: Asker[]
  purchase: Purchase | undefined
}

/** What somebody asked for at once: one promise for all of it, since a night asks for hundreds of thousands. */
interface Basket {
  readonly purchases: Purchase[]
  missing: number
  readonly resolve: (purchases: readonly Purchase[]) => void
}

/** A place in a basket. */
interface Asker {
  readonly basket: Basket
  readonly place: number
}

function give({ basket, place }: Asker, purchase: Purchase): void {
  basket.purchases[place] = purchase
  basket.missing--
  if (basket.missing === 0) basket.resolve(basket.purchases)
}
