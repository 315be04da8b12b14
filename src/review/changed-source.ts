import { onceEach } from '../article/once-each.ts'
import type { Segment } from '../article/segment.ts'
import type { LocaleMeta } from './locale-file.ts'

/**
 * What becomes of a person's words when their source sentence changes. Where it says the same in another shape, words, state
 * and approval go with it. Where it says something else, the words leave the edition and stay beside their own source, as a
 * suggestion for the sentence that has taken its place.
 */

/**
 * The words alone: quotation marks in one shape, without the spaces that some languages put inside them, and all spaces alike.
 * Composition and runs of white space are alike in any notation.
 */
export const withoutStyle = (notation: string): string =>
  notation
    .replace(/[“”„‟«»＂〝〞〟]/g, '"')
    .replace(/[‘’‚‛‹›`´]/g, "'")
    .replace(/[\s\u00A0\u202F\u2009]+/g, ' ')
    .replace(/ ?" ?/g, '"')
    .trim()

/** A person's words, or words that a person approved, whose sentence the article no longer holds. */
export interface StaleText {
  /** Of the segment that is gone. */
  readonly key: string
  /** Both in notation. Files of earlier versions do not tell the source. */
  readonly text: string
  readonly sourceText: string | undefined
  readonly by: string
  readonly state: 'edited' | 'approved'
}

/** All that a locale file keeps, those of earlier changes too. */
export function staleTexts({ meta }: { readonly meta: Pick<LocaleMeta, 'retired'> }): readonly StaleText[] {
  return Object.entries(meta.retired ?? {}).map(([key, { text, sourceText, by = '', state = 'edited' }]) => ({
    key,
    text,
    sourceText,
    by,
    state,
  }))
}

/** A stale text with the segment that has taken its sentence's place. */
export interface Suggestion extends StaleText {
  readonly sourceText: string
  /** Key of that segment. */
  readonly replaces: string
  /** 0…1: how much of the words of both sentences is the same. */
  readonly similarity: number
}

/** Less in common than this, and it is rather another sentence. */
const LEAST_SIMILAR = 0.4

/**
 * For each stale text the segment whose sentence is most like its own, of the same role first; each segment once, the best fit
 * going first. @param locale of the source: words are cut by its rules
 */
export function suggestions(
  stale: readonly StaleText[],
  segments: readonly Segment[],
  locale: string,
): readonly Suggestion[] {
  const fits = stale.flatMap((text) =>
    text.sourceText === undefined ? [] : fitsOf({ ...text, sourceText: text.sourceText }, segments, locale),
  )
  const found = new Map<string, Suggestion>()
  const placed = new Set<string>()
  for (const fit of fits.toSorted((a, b) => b.similarity - a.similarity)) {
    if (found.has(fit.replaces) || placed.has(fit.key)) continue
    found.set(fit.replaces, fit)
    placed.add(fit.key)
  }
  return [...found.values()]
}

function fitsOf(
  text: StaleText & { readonly sourceText: string },
  segments: readonly Segment[],
  locale: string,
): Suggestion[] {
  const role = roleOf(text.key)
  const own = wordsOf(text.sourceText, locale)
  return segments.flatMap(({ key, notation }) => {
    const similarity = shared(own, wordsOf(notation, locale)) + (roleOf(key) === role ? SAME_ROLE : 0)
    return similarity < LEAST_SIMILAR ? [] : [{ ...text, replaces: key, similarity: Math.min(1, similarity) }]
  })
}

/** Between two that are as like, the one in the same place of an article. */
const SAME_ROLE = 0.01

const roleOf = (key: string): string => key.slice(0, key.lastIndexOf('.'))

function wordsOf(notation: string, locale: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const { segment, isWordLike } of segmenterFor(locale).segment(withoutStyle(notation)))
    if (isWordLike) words.set(segment.toLowerCase(), (words.get(segment.toLowerCase()) ?? 0) + 1)
  return words
}

const segmenterFor = onceEach((locale) => new Intl.Segmenter(locale, { granularity: 'word' }))

/** Twice the words in common, of the words of both (Dice). */
function shared(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0
  let all = 0
  for (const [word, count] of one) {
    common += Math.min(count, other.get(word) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  return all === 0 ? 0 : (2 * common) / all
}
