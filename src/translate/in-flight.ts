import { type Gap, type Translation, translationId } from './gap.ts'
import type { Demand } from './queue/lane.ts'

/**
 * InFlight under way: what is asked for twice is bought once, and it is urgent as soon as one of those who asked
 * is.
 */
export interface InFlight {
  /**
   * `begin` orders what nobody has asked for yet; it calls `settle` once, now or later.
   * @returns in the order of the gaps, once all are settled
   */
  join(gaps: readonly Gap[], begin: Begin): Promise<readonly Translation[]>
  /** Some articles have become urgent. */
  review(): void
}

type Begin = (gap: Gap, demand: Demand, settle: (translation: Translation) => void) => void

export function openInFlight(isUrgent: (article: string) => boolean, onHastened: () => void): InFlight {
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
    const id = translationId(gap)
    const { article } = gap
    const known = underWay.get(id)
    if (known !== undefined) {
      known.articles.push(article)
      if (isUrgent(article)) hasten(known)
      if (known.translation === undefined) known.askers.push(asker)
      else give(asker, known.translation)
      return
    }
    const demand: UnderWay = {
      articles: [article],
      isUrgent: isUrgent(article),
      askers: [asker],
      translation: undefined,
    }
    begin(gap, demand, (translation) => {
      demand.translation = translation
      for (const each of demand.askers) give(each, translation)
      forgetLater(id)
    })
    underWay.set(id, demand)
  }

  return {
    async join(gaps, begin) {
      if (gaps.length === 0) return []
      const { promise, resolve } = Promise.withResolvers<readonly Translation[]>()
      const basket: Basket = { translations: new Array(gaps.length), missing: gaps.length, resolve }
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
  translation: Translation | undefined
}

/** What somebody asked for at once: one promise for all of it, since a night asks for hundreds of thousands. */
interface Basket {
  readonly translations: Translation[]
  missing: number
  readonly resolve: (translations: readonly Translation[]) => void
}

/** A place in a basket. */
interface Asker {
  readonly basket: Basket
  readonly place: number
}

function give({ basket, place }: Asker, translation: Translation): void {
  basket.translations[place] = translation
  basket.missing--
  if (basket.missing === 0) basket.resolve(basket.translations)
}
