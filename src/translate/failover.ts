import type { DragomanError, ErrorCode } from '../article/errors.ts'
import { author } from '../article/origin.ts'
import type { Target } from '../article/target.ts'
import type { Provider } from '../providers/provider.ts'
import type { Gap, Route, StandIn, Translation } from './gap.ts'
import { type Translator, translatingBy } from './translator.ts'

/** Told once of each provider that another one stands in for, and why. */
export type OnStandIn = (from: Provider, to: Provider, why: DragomanError) => void

/**
 * A translator that goes on to the next provider where one cannot serve: out of service, its day's quota used up, its
 * credentials refused, or its words failing their checks on every rung. Which provider served stays with each
 * translation, and the first is asked again as soon as it is back.
 */
export function failover(translator: Translator, onStandIn: OnStandIn = () => {}): Translator {
  const told = new Set<string>()
  const tell = (from: Provider, to: Provider, why: DragomanError) => {
    const change = JSON.stringify([from.name, to.name, why.code])
    if (told.has(change)) return
    told.add(change)
    onStandIn(from, to, why)
  }
  const one = async (route: Route, gap: Gap) => (await translator.translate(route, [gap]))[0]!
  const translateByAny = async (
    route: Route,
    gap: Gap,
    standIns: readonly StandIn[],
  ): Promise<Translation> => {
    const first = await one(route, gap)
    let last = first
    let asked = route.provider
    for (const standIn of standIns) {
      if (last.ok || ENDS.has(last.error.code)) return last
      // What fails its checks is replaced by what can be published, or by nothing.
      if (isBadText(first) && standIn.route.isDraft) continue
      tell(asked, standIn.route.provider, last.error)
      asked = standIn.route.provider
      if (standIn.draft !== undefined) return asTranslation(standIn, standIn.draft)
      last = await one(standIn.route, { ...gap, memoryKey: standIn.memoryKey })
    }
    return last.ok || !isBadText(first) ? last : first
  }
  return translatingBy(translator, (route, gaps) =>
    gaps.every(({ standIns }) => standIns === undefined)
      ? translator.translate(route, gaps)
      : Promise.all(gaps.map((gap) => translateByAny(route, gap, gap.standIns ?? []))),
  )
}

/** What was bought in an earlier outage. */
const asTranslation = ({ memoryKey, rung = 'exact' }: StandIn, draft: Target): Translation => ({
  ok: true,
  target: { ...draft, origin: author(draft.origin) },
  rung,
  memoryKey,
  isDraft: true,
  findings: [],
})

/** What no other provider changes. */
const ENDS: ReadonlySet<ErrorCode> = new Set(['STOPPED', 'BUDGET_SPENT', 'STATE_UNREADABLE', 'WOULD_BUY'])

/** Something came back, and the policy may want it. */
const isBadText = (translation: Translation): boolean => !translation.ok && translation.rejected !== undefined
