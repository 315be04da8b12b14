import { type Content, readable } from '../article/content.ts'
import { compose, fold } from './fold.ts'
import type { Term } from './glossary.ts'
import type { TermMatch } from './matches.ts'
import { endsWord, startsAfterPrefix, startsWord } from './word-edges.ts'

/**
 * What a target leaves of its glossary: a sentence for the editor on each matched term that it does not hold in
 * the form the glossary gives. Once is enough, however often the source has it: people write “it” as well.
 * @param locale of the target.
 */
export function violations(
  source: Content,
  target: Content,
  found: readonly TermMatch[],
  locale: string,
): string[] {
  const text = readable(target)
  const composed = compose(text)
  const folded = fold(text, locale).text
  const byTerm = new Map(found.map((match) => [match.term, match]))
  return [...byTerm].flatMap(([term, { start, end }]) => {
    const wanted = wantedOf(term)
    const isThere =
      term.caseRule === 'exact'
        ? standsIn(composed, compose(wanted))
        : standsIn(folded, fold(wanted, locale).text)
    return isThere ? [] : [messageOf(term, source.text.slice(start, end))]
  })
}

const wantedOf = ({ source, target }: Term): string => (target.kind === 'keep' ? source : target.text)

function standsIn(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const starts = startsWord(text, at) || startsAfterPrefix(text, at)
    if (starts && endsWord(text, at + wanted.length)) return true
  }
  return false
}

const messageOf = (term: Term, written: string): string =>
  term.target.kind === 'keep'
    ? `“${written}” must stay as it is.`
    : `“${written}” must be “${term.target.text}”.`
