import type { Code, Content } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Role } from '../article/unit.ts'
import { segmentKey } from '../segment/key.ts'
import { fromNotation, tagsIn } from '../segment/notation.ts'

/**
 * The source's own locale file, read back: an article's segments as the last run knew them, without the article.
 * Their codes have names and no bytes, which is enough to tell whether a target fits, and all that memory keys ask.
 */
export function segmentsIn(texts: ReadonlyMap<string, string>): readonly Segment[] {
  return [...texts].flatMap(([key, notation]) => {
    const role = key.slice(0, key.lastIndexOf('.')) as Role
    // The file may have been edited: a text that its key does not fit is no source.
    if (segmentKey(role, notation) !== key) return []
    const source = contentOf(notation)
    return { key, role, unit: '', start: 0, end: source.text.length, source, notation }
  })
}

/** Without the article: what its codes are in bytes is not known. */
export function contentOf(notation: string): Content {
  const codes = tagsIn(notation).map(({ kind, name, id }): Code => {
    const isFree = kind === 'alone' ? FREE_ALONE.has(name) : FREE_PAIRS.has(name)
    return { kind, name, id, raw: '', canDelete: isFree, canCopy: isFree && kind !== 'alone' }
  })
  const parsed = fromNotation(notation, codes)
  return parsed.ok ? parsed.content : { text: notation, codes: [] }
}

/** What the formats let a target leave out, by name; only an `id` of its own would have held it. */
const FREE_PAIRS = new Set('b big del em i mark s small strike strong tt u'.split(' '))
const FREE_ALONE = new Set(['br', 'wbr'])
