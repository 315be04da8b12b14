import { hashParts } from '../article/hash.ts'
import { literalSpans, type Span } from '../article/literals.ts'
import { compose, fold } from './fold.ts'
import type { Glossary, Term } from './glossary.ts'
import { type Entry, type TermIndex, termIndex } from './term-index.ts'
import { endsWord, startsWord } from './word-edges.ts'

/** A term where a text has it: offsets into the text as it is. */
export interface TermMatch extends Span {
  readonly term: Term
}

/**
 * Terms in a text, in reading order: whole words, longer ones first, none overlapping another, none across an
 * inline code. What stands inside an address or a handle is no term; a term that is a whole hashtag is.
 * @param locale of the text.
 */
export function matches(glossary: Glossary, text: string, locale: string): TermMatch[] {
  if (glossary.terms.length === 0) return []
  const candidates = allMatches(indexOf(glossary, locale), text, locale)
  if (candidates.length === 0) return []
  const whole = withoutCuts(candidates, literalSpans(text), text)
  return longestFirst(whole, text).sort((a, b) => a.start - b.start)
}

/** Names the entries that match a source: a change of any other changes nothing. Empty when none does. */
export function glossaryHash(found: readonly TermMatch[]): string {
  if (found.length === 0) return ''
  const entries = new Set(found.map(({ term }) => JSON.stringify([term.source, term.caseRule, term.target])))
  return hashParts([...entries])
}

const indexes = new WeakMap<Glossary, Map<string, TermIndex>>()

/** One for each source language, made once. */
function indexOf(glossary: Glossary, locale: string): TermIndex {
  const byLocale = indexes.get(glossary) ?? new Map<string, TermIndex>()
  indexes.set(glossary, byLocale)
  const index = byLocale.get(locale) ?? termIndex(glossary.terms, locale)
  byLocale.set(locale, index)
  return index
}

/** A term within a longer one counts only where the longer one gives way to one that overlaps it. */
const NESTED = 8

function allMatches(index: TermIndex, text: string, locale: string): TermMatch[] {
  const folded = fold(text, locale)
  const found: TermMatch[] = []
  for (let at = 0; at < folded.text.length; at++) {
    if (folded.text[at] === ' ' || !startsWord(folded.text, at)) continue
    const start = folded.offsets[at]!
    let nested = 0
    for (const entry of index.startingAt(folded.text, at)) {
      if (!endsWord(folded.text, at + entry.folded.length)) continue
      const end = folded.offsets[at + entry.folded.length]!
      const term = termOf(entry, text.slice(start, end))
      if (term === undefined) continue
      found.push({ start, end, term })
      if (++nested === NESTED) break
    }
  }
  return found
}

/** A term for this very spelling goes before one for any. */
const termOf = (entry: Entry, written: string): Term | undefined =>
  entry.exact.get(compose(written)) ?? entry.ignoring

/** Leaves out matches that begin or end in the middle of a literal. */
function withoutCuts(candidates: readonly TermMatch[], literals: readonly Span[], text: string): TermMatch[] {
  const inside = new Uint8Array(text.length + 1)
  for (const { start, end } of literals) inside.fill(1, start + 1, end)
  return candidates.filter(({ start, end }) => !inside[start] && !inside[end])
}

/** Of two as long, the first. What is taken is as long or longer, so it would cover an end of what overlaps it. */
function longestFirst(candidates: readonly TermMatch[], text: string): TermMatch[] {
  const taken = new Uint8Array(text.length)
  const length = ({ start, end }: Span) => end - start
  return candidates
    .toSorted((a, b) => length(b) - length(a) || a.start - b.start)
    .filter(({ start, end }) => {
      if (taken[start] || taken[end - 1]) return false
      taken.fill(1, start, end)
      return true
    })
}
