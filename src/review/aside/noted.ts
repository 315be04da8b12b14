import type { Target } from '../../article/target.ts'
import { toNotation } from '../../segment/notation.ts'
import { isOurs, type LocaleFile } from '../locale-file.ts'
import { reviewedTarget } from '../people.ts'

/**
 * A tool that exports only some texts, or somebody who deletes the file, takes lines out of it; meta still says what stood there.
 * Where memory has the same words, they are whose they were, and in the state that they were in.
 */
export function asNoted(target: Target, key: string, { texts, meta }: LocaleFile): Target {
  const noted = texts.has(key) ? undefined : meta.segments[key]
  if (noted === undefined || noted.via === 'memory' || noted.state === 'rejected') return target
  if (noted.origin === 'machine' && noted.state === 'machine') return target
  if (!isOurs(toNotation(target.content), noted)) return target
  return reviewedTarget(target.content, noted, new Date(noted.date))
}
