import { DragomanError } from '../article/errors.ts'
import type { Gap, Route } from './gap.ts'
import { NOTHING_HASTENED, type Translator } from './translator.ts'

/** `--frozen`: everything must be there already. */
export function refuser(): Translator {
  let stopped = false
  return {
    translate: async (route, gaps) => gaps.map((gap) => ({ ok: false, error: wouldBuy(route, gap) })),
    hasten: () => NOTHING_HASTENED,
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
