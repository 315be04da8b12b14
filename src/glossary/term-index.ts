import { compose, fold } from './fold.ts'
import type { Term } from './glossary.ts'

/**
 * Finds the terms that a text goes on with, among thousands. The folded source terms stand in order, each knowing
 * the longest other one that it begins with: the terms that a text begins with are all on the chain from the
 * last one that does not come after it.
 */
export interface TermIndex {
  /** Entries that stand in the folded text at this offset, longest first. */
  startingAt(folded: string, at: number): Iterable<Entry>
}

/** The terms of one folded spelling. */
export interface Entry {
  readonly folded: string
  /** By source, composed. */
  readonly exact: ReadonlyMap<string, Term>
  readonly ignoring: Term | undefined
  /** The longest entry that this one begins with. */
  readonly shorter: Entry | undefined
}

export function termIndex(terms: readonly Term[], locale: string): TermIndex {
  const entries = inOrder(terms, locale)
  const longest = entries.reduce((length, { folded }) => Math.max(length, folded.length), 0)
  return {
    *startingAt(folded, at) {
      const ahead = folded.slice(at, at + longest)
      for (let entry = lastUpTo(ahead, entries); entry !== undefined; entry = entry.shorter)
        if (ahead.startsWith(entry.folded)) yield entry
    },
  }
}

function inOrder(terms: readonly Term[], locale: string): Entry[] {
  const groups = Map.groupBy(terms, (term) => fold(term.source, locale).text.trim())
  const chain: Entry[] = []
  return [...groups.keys()].sort().map((folded) => {
    while (chain.length > 0 && !folded.startsWith(chain.at(-1)!.folded)) chain.pop()
    const alike = groups.get(folded)!
    const exact = alike.filter((term) => term.caseRule === 'exact')
    const entry: Entry = {
      folded,
      exact: new Map(exact.map((term) => [compose(term.source), term])),
      ignoring: alike.find((term) => term.caseRule === 'ignore'),
      shorter: chain.at(-1),
    }
    chain.push(entry)
    return entry
  })
}

/** The last entry that does not come after this text, both compared by UTF-16 units. */
function lastUpTo(text: string, entries: readonly Entry[]): Entry | undefined {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.folded <= text) low = middle + 1
    else high = middle
  }
  return entries[low - 1]
}
