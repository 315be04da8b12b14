import type { Gap, Purchase, Route } from '../../src/translate/gap.ts'
import type { Buyer } from '../../src/translate/translator.ts'

/** One gap by itself, as if nothing else were wanted with it. */
export async function buyOne(buyer: Pick<Buyer, 'buy'>, route: Route, gap: Gap): Promise<Purchase> {
  const [purchase] = await buyer.buy(route, [gap])
  return purchase!
}
