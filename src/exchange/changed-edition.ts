import type { Target } from '../article/target.ts'
import type { Unit } from '../article/unit.ts'
import { assemble } from '../assemble/assemble.ts'
import type { Fills } from '../formats/format.ts'
import { filledContent } from '../formats/splice.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import type { LocaleFile, SegmentMeta } from '../review/locale-file.ts'
import { fromNotation } from '../segment/notation.ts'
import { type AlignedPiece, align } from './align.ts'
import { wordsOf } from './own-codes.ts'
import { type ChangedEdition, type FoundWords, PeoplesWords } from './peoples-words.ts'

/**
 * An edition that people changed in its own format, read for their words. Units of the article, of the edition as it would be
 * published now and of the changed one are aligned; where the words of an aligned unit are others than those published, they
 * are a person's, if they fit their source segment by segment.
 */
export function peoplesWords(edition: ChangedEdition): FoundWords {
  const { article, file, reread, changed } = edition
  const words = new PeoplesWords(edition)
  const targets = targetsIn(article, file)
  const sourceOf = new Map(
    align(expectedPieces(edition, targets), pieces(reread).map(withoutRole)).map(([a, b]) => [b, a]),
  )
  const changedOf = new Map(align(pieces(reread), pieces(changed)))
  const segments = Map.groupBy(article.segments, ({ unit }) => unit)
  for (const [nth, before] of reread.units.entries()) {
    const at = changedOf.get(nth)
    const after = at === undefined ? undefined : changed.units[at]
    const source = article.units[sourceOf.get(nth) ?? -1]
    const own = (source && segments.get(source.id)) ?? []
    if (after !== undefined && wordsOf(after.content) === wordsOf(before.content)) words.leave(own)
    else if (after === undefined) words.missing(before, own)
    else if (source === undefined || own.length === 0)
      words.refuse(after, 'the article has these words in this place as they are; they are not translated')
    else words.compare(before, own, targets, after)
  }
  const paired = new Set(changedOf.values())
  for (const [nth, unit] of changed.units.entries()) if (!paired.has(nth)) words.added(unit)
  return words.found()
}

/** The article's words may give a role that their translation does not (“Live updates:”). */
const withoutRole = (piece: AlignedPiece): AlignedPiece => ({ ...piece, role: '' })

const pieces = ({ units }: ReadArticle): AlignedPiece[] =>
  units.map(({ role, content }) => ({ role, words: wordsOf(content) }))

/** What the article's units should be in the edition, in the article's order. */
function expectedPieces(
  { article, locale }: ChangedEdition,
  targets: ReadonlyMap<string, Target>,
): AlignedPiece[] {
  const fills = fillsFrom(article, targets, locale)
  return article.units.map(({ id, content }: Unit) => {
    const own = fills.get(id)
    return { role: '', words: wordsOf(own === undefined ? content : filledContent(content, own)) }
  })
}

/** A unit one of whose segments has no text stays in the source's language. */
export function fillsFrom(article: ReadArticle, targets: ReadonlyMap<string, Target>, locale: string): Fills {
  const { units, segments } = article
  const missing = segments.filter(({ key }) => !targets.has(key)).map(({ key }) => key)
  return assemble(units, segments, targets, { source: article.locale, target: locale }, new Set(missing))
}

/** What stands in the locale file of the article's segments. */
export function targetsIn(
  { segments }: ReadArticle,
  { texts, meta }: LocaleFile,
): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>()
  for (const { key, source } of segments) {
    const text = texts.get(key)
    const parsed = text === undefined || text.trim() === '' ? undefined : fromNotation(text, source.codes)
    if (parsed?.ok) targets.set(key, { content: parsed.content, ...writtenBy(meta.segments[key]) })
  }
  return targets
}

function writtenBy(meta: SegmentMeta | undefined): Omit<Target, 'content'> {
  const { origin = 'human', provider = 'editor', model = '', state = 'edited', date = '' } = meta ?? {}
  return {
    origin: origin === 'human' ? { kind: origin, editor: provider } : { kind: origin, provider, model },
    state,
    date,
  }
}
