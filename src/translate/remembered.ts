import type { Finding, Severities } from '../check/check.ts'
import { checksHash } from '../check/checks.ts'
import type { FailedRow, Memory } from '../memory/memory.ts'
import { failedKey } from '../memory/memory-key.ts'
import { targetOf } from '../memory/remembered.ts'
import { failedChecks } from './failed-checks.ts'
import type { Gap, Route, Translation } from './gap.ts'
import { type Translator, translatingBy } from './translator.ts'

/** Under which checks a text that failed stays refused, and since when. */
export interface FailurePorts {
  readonly severities: Severities
  /** What failed before this instant is asked for again, epoch milliseconds. Absent: nothing is. */
  readonly retryBefore?: number | undefined
}

/**
 * What memory holds of gaps by now: words that have been bought since they were found, and texts that failed their checks,
 * which are not bought again.
 */
export async function remembered(
  gaps: readonly Gap[],
  route: Route,
  memory: Memory,
  ports: FailurePorts,
): Promise<ReadonlyMap<Gap, Translation>> {
  const rows = await memory.recall(gaps.map(({ memoryKey }) => memoryKey))
  const found = new Map<Gap, Translation>()
  for (const gap of gaps) {
    const { segment, memoryKey } = gap
    const row = rows.get(memoryKey)
    const target = row && targetOf(row, segment)
    if (target !== undefined)
      found.set(gap, { ok: true, target, rung: row?.rung ?? 'exact', memoryKey, findings: [] })
  }
  const missing = gaps.filter((gap) => !found.has(gap))
  const failed = await rememberedFailures(missing, route, memory, ports)
  return new Map([...found, ...failed])
}

/** Of these gaps, those whose words failed their checks before, each with what comes of it. */
async function rememberedFailures(
  gaps: readonly Gap[],
  route: Route,
  memory: Memory,
  { severities, retryBefore = 0 }: FailurePorts,
): Promise<ReadonlyMap<Gap, Translation>> {
  const keyOf = ({ memoryKey }: Gap) => failedKey(memoryKey, checksHash(severities))
  const found = new Map<Gap, Translation>()
  if (gaps.length === 0) return found
  const rows = await memory.recallFailed(gaps.map(keyOf))
  for (const gap of gaps) {
    const row = rows.get(keyOf(gap))
    const translation = row && row.date >= retryBefore ? asTranslation(row, gap, route) : undefined
    if (translation !== undefined) found.set(gap, translation)
  }
  return found
}

/** A translator that sends nothing, and does not say of texts that failed before that they would be sent. */
export const withFailures = (
  translator: Translator,
  memory: (locale: string) => Memory,
  ports: FailurePorts,
): Translator =>
  translatingBy(translator, async (route, gaps) => {
    const failed = await rememberedFailures(gaps, route, memory(route.target), ports)
    const others = gaps.filter((gap) => !failed.has(gap))
    const translations = (await translator.translate(route, others))[Symbol.iterator]()
    return gaps.map((gap) => failed.get(gap) ?? translations.next().value!)
  })

/** What fails nothing but checks that a person has dismissed since is good here. */
function asTranslation(row: FailedRow, gap: Gap, route: Route): Translation | undefined {
  const { segment, memoryKey, dismissed: ids = [] } = gap
  const { text, provider, model, rung, date } = row
  const origin = { kind: 'machine', provider, model } as const
  const target = targetOf({ text, origin, state: 'machine', date }, segment)
  if (target === undefined) return undefined
  const isDismissed = ({ check }: Finding) => ids.includes(check)
  const findings = row.findings.filter((finding) => !isDismissed(finding))
  const blocking = findings.find(({ severity }) => severity === 'block')
  if (blocking !== undefined) {
    const error = failedChecks(route, gap, blocking, date)
    return { ok: false, error, rejected: { target, rung, findings } }
  }
  const dismissed = row.findings.filter(isDismissed).filter(({ severity }) => severity === 'block')
  return {
    ok: true,
    target,
    rung,
    memoryKey,
    isDraft: route.isDraft ?? false,
    findings,
    dismissed: dismissed.map(({ check }) => check),
  }
}
