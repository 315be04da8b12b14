import type { DragomanError } from '../../article/errors.ts'
import type { Lifecycle } from '../../article/lifecycle.ts'
import type { ReadingFinding } from '../format.ts'
import type { Claims } from './claim.ts'
import { type Context, type LifecycleSettings, said, valuesOf } from './said.ts'
import { statusOf } from './status.ts'
import { targetsSaid } from './targets.ts'
import { embargoOf, expiryOf } from './times.ts'

/**
 * What an article's claims say of its life, in any format. Where several of them speak, what publishes least counts.
 *
 * What cannot be understood is never taken for “may be published”: a time under the name of an embargo or an expiry, and a
 * target, that cannot be read refuse the article. A refused article keeps its earlier edition, though, and one that is
 * canceled, on hold or a draft must not: there the same is only reported.
 */
export interface LifecycleReading {
  readonly lifecycle: Lifecycle
  readonly findings: readonly ReadingFinding[]
}

/**
 * @param placeOf offset in the source → `path:line:column`
 * @throws DragomanError ARTICLE_INVALID for a time, LOCALE_UNKNOWN for a target, of an article that is usable otherwise
 */
export function lifecycleOf(
  claims: Claims,
  settings: LifecycleSettings,
  placeOf: (at: number) => string,
): LifecycleReading {
  const findings: ReadingFinding[] = []
  const context: Context = {
    claims,
    settings,
    report: (check, message, at) => findings.push({ check, severity: 'warn', message, at }),
  }
  const { status, isScheduled } = statusOf(context)
  const refuse = (error: DragomanError, at: number): undefined => {
    if (status === 'usable') throw error
    context.report('lifecycle', `${error.message} ${error.fix}`, at)
  }
  const strict = { ...context, placeOf, refuse }
  const lifecycle: Lifecycle = {
    status,
    embargo: embargoOf(strict, isScheduled),
    expiry: expiryOf(strict),
    targets: targetsSaid(strict),
    version: said(context, 'version').flatMap(valuesOf)[0],
  }
  return { lifecycle, findings }
}
