import { closestName, didYouMean } from '../article/did-you-mean.ts'
import type { Segment } from '../article/segment.ts'
import { CHECK_IDS } from '../check/ids.ts'
import { isEmpty, type LocaleFile, textOf } from './locale-file.ts'

/**
 * What a person has dismissed: `"<key>#dismiss": "numbers, length"` beside a segment of a locale file says that
 * these checks are wrong about it, in this article and this language.
 */
export interface Dismissals {
  /** Ids of checks, sorted, by segment key; a segment for which nothing is dismissed has none. */
  readonly dismissed: ReadonlyMap<string, readonly string[]>
  readonly unknown: readonly UnknownDismissal[]
}

/** A word in a dismissal that is no check. */
interface UnknownDismissal {
  readonly key: string
  /** `file:line`, or the file alone when it does not hold it any more. */
  readonly place: string
  readonly message: string
}

/** Not a check, but what findings about dismissals go by. */
export const DISMISSAL = 'dismissal'

export const dismissalKey = (segmentKey: string): string => `${segmentKey}#dismiss`

export function readDismissals(file: LocaleFile, segments: readonly Segment[]): Dismissals {
  const dismissed = new Map<string, readonly string[]>()
  const unknown: UnknownDismissal[] = []
  if (isEmpty(file)) return { dismissed, unknown }
  for (const key of new Set(segments.map((segment) => segment.key))) {
    const words =
      textOf(file, dismissalKey(key))
        ?.split(/[\s,]+/)
        .filter((word) => word !== '') ?? []
    const ids = [...new Set(words)].toSorted()
    const good = ids.filter((id) => KNOWN.has(id))
    if (good.length > 0) dismissed.set(key, good)
    for (const id of ids) if (!KNOWN.has(id)) unknown.push(unknownCheck(file, key, id))
  }
  return { dismissed, unknown }
}

const KNOWN = new Set<string>(CHECK_IDS)

function unknownCheck(file: LocaleFile, key: string, id: string): UnknownDismissal {
  const line = file.lines.get(dismissalKey(key))
  const place = line === undefined ? file.path : `${file.path}:${line}`
  const hint = didYouMean(closestName(id, KNOWN)) || '.'
  return { key, place, message: `“${id}” is no check${hint} Use one of: ${[...KNOWN].join(', ')}.` }
}
