/**
 * Where pairs of codes go in a reply whose words say which pairs they belong to. Each pair stands exactly once,
 * around its longest run of words; pairs never cross. Words that ended up far from the rest of their pair leave
 * it: a link on half its words is better than one link become two.
 */
export interface Pair {
  readonly open: string
  readonly close: string
  /** Index of the pair around it. */
  readonly outer: number | undefined
}

/** A word of the reply (or several that belong together), in UTF-16 offsets. */
export interface Word extends Span {
  readonly pairs: ReadonlySet<number>
}

export interface Insertion {
  readonly at: number
  readonly raw: string
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Indexes into the words, both included. */
interface Run {
  readonly first: number
  readonly last: number
}

/** In order of place. `words` in order, `pairs` outer before inner. A pair that lost all its words is empty. */
export function place(text: string, words: readonly Word[], pairs: readonly Pair[]): Insertion[] {
  const own = wordsOf(words, pairs.length)
  const holders: number[][] = words.map(() => [])
  const spans: Span[] = []
  for (const [pair, { outer }] of pairs.entries()) {
    const around = pairsAround(pair, pairs)
    const isFree = (word: number) =>
      holders[word]!.every((other) => around.has(other)) &&
      (outer === undefined || holders[word]!.includes(outer))
    const isForeign = (word: number) => ![...words[word]!.pairs].every((other) => around.has(other))
    const run = longestRun(text, words, own[pair]!.filter(isFree), isForeign)
    if (run === undefined) {
      const end = outer === undefined ? text.length : spans[outer]!.end
      spans.push({ start: end, end })
    } else {
      for (let word = run.first; word <= run.last; word++) holders[word]!.push(pair)
      spans.push({ start: words[run.first]!.start, end: words[run.last]!.end })
    }
  }
  return insertions(spans, pairs)
}

function wordsOf(words: readonly Word[], pairs: number): number[][] {
  const own: number[][] = Array.from({ length: pairs }, () => [])
  for (const [at, word] of words.entries()) for (const pair of word.pairs) own[pair]?.push(at)
  return own
}

function pairsAround(pair: number, pairs: readonly Pair[]): Set<number> {
  const around = new Set<number>()
  for (let at = pairs[pair]!.outer; at !== undefined; at = pairs[at]!.outer) around.add(at)
  return around
}

function longestRun(
  text: string,
  words: readonly Word[],
  own: readonly number[],
  isForeign: (word: number) => boolean,
): Run | undefined {
  const joins = (last: number, next: number) => {
    for (let word = last + 1; word < next; word++) if (isForeign(word)) return false
    return isBridge(text, words[last]!.end, words[next]!.start)
  }
  const length = ({ first, last }: Run) => words[last]!.end - words[first]!.start
  let best: Run | undefined
  let run: Run | undefined
  for (const word of own) {
    run = run && joins(run.last, word) ? { first: run.first, last: word } : { first: word, last: word }
    if (best === undefined || length(run) > length(best)) best = run
  }
  return best
}

/** What an engine may put between two words of a pair, such as the “de la” of a compound. */
const BRIDGE_WORDS = 2
const BRIDGE_CHARACTERS = 40

function isBridge(text: string, from: number, to: number): boolean {
  if (to - from > BRIDGE_CHARACTERS) return false
  return (text.slice(from, to).match(/[\p{L}\p{N}]+/gu) ?? []).length <= BRIDGE_WORDS
}

function insertions(spans: readonly Span[], pairs: readonly Pair[]): Insertion[] {
  const order = [...spans.keys()].sort(
    (a, b) => spans[a]!.start - spans[b]!.start || spans[b]!.end - spans[a]!.end || a - b,
  )
  const result: Insertion[] = []
  const open: number[] = []
  const closeTop = () => {
    const pair = open.pop()!
    result.push({ at: spans[pair]!.end, raw: pairs[pair]!.close })
  }
  for (const pair of order) {
    const around = pairsAround(pair, pairs)
    while (open.length > 0 && !around.has(open.at(-1)!)) closeTop()
    result.push({ at: spans[pair]!.start, raw: pairs[pair]!.open })
    open.push(pair)
  }
  while (open.length > 0) closeTop()
  return result
}
