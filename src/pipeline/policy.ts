import type { DragomanError } from '../article/errors.ts'
import type { Finding } from '../check/check.ts'
import type { CheckId } from '../check/ids.ts'
import type { Config } from '../config/config.ts'
import type { Translation } from '../translate/gap.ts'
import type { Known } from './recall/recall.ts'

export type Policy = Config['publish']['onFinding']

/** What becomes of one translation. */
type Outcome =
  | { readonly kind: 'problem'; readonly error: DragomanError }
  | { readonly kind: 'untranslated'; readonly findings: readonly Finding[] }
  | { readonly kind: 'settled'; readonly known: Known; readonly findings: readonly Finding[] }

/** What is bought is used; what was bought and failed its checks goes as the policy says. */
export function outcomeOf(translation: Translation, onFinding: Policy): Outcome {
  if (translation.ok) {
    const { target, rung, findings, dismissed, memoryKey, isDraft } = translation
    const bought: Known = { target, memoryKey, rung }
    const known = isDraft ? { ...bought, isDraft } : bought
    return {
      kind: 'settled',
      known: dismissed === undefined ? known : { ...known, failing: dismissed },
      findings,
    }
  }
  const { error, rejected } = translation
  if (rejected === undefined || onFinding === 'withhold') return { kind: 'problem', error }
  const { rung, findings } = rejected
  const failing = findings.filter(({ severity }) => severity === 'block').map(({ check }) => check)
  if (onFinding === 'source' || failing.some((id) => UNPUBLISHABLE.includes(id)))
    return { kind: 'untranslated', findings }
  // Without a memory key: the next run must not take it for a good text.
  const known = { target: rejected.target, memoryKey: undefined, rung, failing }
  return { kind: 'settled', known, findings }
}

/** What comes back empty, or with broken markup, cannot stand in an article: the source does. */
const UNPUBLISHABLE: readonly string[] = ['empty', 'codes'] satisfies CheckId[]
