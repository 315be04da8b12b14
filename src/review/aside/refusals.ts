import type { Segment } from '../../article/segment.ts'
import { withoutStyle } from '../changed-source.ts'
import {
  type LocaleFile,
  type LocaleMeta,
  type Refusal,
  type SegmentMeta,
  shortHash,
  textHash,
  textIn,
} from '../locale-file.ts'

/**
 * Words that people said no to in an article do not come back into it by themselves, also when others have taken their place since,
 * or their sentence was gone in between: a memory, a provider or another article may offer them again.
 */

/** By segment key. */
export type Refusals = ReadonlyMap<string, readonly Refusal[]>

/** Who has emptied a text asks for the machine's, whichever they are. */
export function refusalsFor(segments: readonly Segment[], file: LocaleFile): Refusals {
  const all = Map.groupBy(refusalsIn(file.meta), ({ source }) => source)
  const found = new Map<string, readonly Refusal[]>()
  if (all.size === 0) return found
  for (const { key, notation } of segments) {
    const refusals = all.get(sourceHash(notation))
    if (refusals !== undefined && textIn(file, key)?.trim() !== '') found.set(key, refusals)
  }
  return found
}

export const refusalOf = (refusals: Refusals, key: string, text: string): Refusal | undefined =>
  refusals.get(key)?.find(({ target }) => target === textHash(text))

/**
 * What meta is to keep of them, beside these segments.
 * @returns a part of meta
 */
export function keptRefusals(
  earlier: LocaleFile,
  segments: LocaleMeta['segments'],
): Pick<LocaleMeta, 'refused'> {
  const all = refusalsIn(earlier.meta)
  if (all.length === 0) return {}
  const nameOf = (source: string, target: string) => `${source} ${target}`
  const emptied = Object.entries(earlier.meta.segments).filter(([key]) => textIn(earlier, key)?.trim() === '')
  const asked = new Set(emptied.map(([, { sourceText = '' }]) => sourceHash(sourceText)))
  const wanted = new Set(
    Object.values(segments)
      .filter(isWanted)
      .map(({ sourceText = '', target }) => nameOf(sourceHash(sourceText), target)),
  )
  const kept = all.filter(({ source, target }) => !asked.has(source) && !wanted.has(nameOf(source, target)))
  return kept.length === 0 ? {} : { refused: kept }
}

/** By a person, who has written these words or approved them since. */
const isWanted = ({ origin, state }: SegmentMeta): boolean =>
  state !== 'rejected' && (origin === 'human' || state === 'approved')

/** What stands there included. */
function refusalsIn({ segments, refused = [] }: LocaleMeta): Refusal[] {
  const known = new Set(refused.map(({ source, target }) => `${source} ${target}`))
  const standing = Object.values(segments).flatMap(({ state, review, sourceText, target }): Refusal[] => {
    if (state !== 'rejected' || review === undefined || sourceText === undefined) return []
    const source = sourceHash(sourceText)
    return known.has(`${source} ${target}`) ? [] : [{ source, target, ...review }]
  })
  return [...refused, ...standing]
}

const sourceHash = (notation: string): string => shortHash(withoutStyle(notation))
