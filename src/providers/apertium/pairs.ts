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
  /** Where it stood in the source: 0 at the start, 1 at the end. */
  readonly at: number
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

/** In order of place. `words` in order, `pairs` outer before inner. */
export function place(text: string, words: readonly Word[], pairs: readonly Pair[]): Insertion[] {
  const spans = onOwnWords(text, words, pairs)
  let rescues = 0
  const found = spans.map((span, pair) => {
    if (span !== undefined) return span
    const word = ++rescues > MOST_RESCUES ? undefined : nearestWord(text, pair, spans, pairs)
    spans[pair] = word ?? emptyIn(text, pair, spans, pairs)
    return spans[pair]
  })
  return insertions(found, pairs)
}

function onOwnWords(text: string, words: readonly Word[], pairs: readonly Pair[]): (Span | undefined)[] {
  const own = wordsOf(words, pairs.length)
  const holders: number[][] = words.map(() => [])
  return pairs.map(({ outer }, pair) => {
    const around = pairsAround(pair, pairs)
    const isFree = (word: number) =>
      holders[word]!.every((other) => around.has(other)) &&
      (outer === undefined || holders[word]!.includes(outer))
    const isForeign = (word: number) => ![...words[word]!.pairs].every((other) => around.has(other))
    const run = longestRun(text, words, own[pair]!.filter(isFree), isForeign)
    if (run === undefined) return undefined
    for (let word = run.first; word <= run.last; word++) holders[word]!.push(pair)
    return { start: words[run.first]!.start, end: words[run.last]!.end }
  })
}

/** Each looks through the whole text; a segment that lost more pairs than this is no sentence. */
const MOST_RESCUES = 20

type Spans = readonly (Span | undefined)[]

/**
 * All words of the pair are gone (a dropped pronoun, mostly): it goes around the free word nearest to where it
 * stood (its verb, mostly), for an empty link would be a lost link.
 */
function nearestWord(text: string, pair: number, spans: Spans, pairs: readonly Pair[]): Span | undefined {
  const around = pairsAround(pair, pairs)
  const taken = spans.filter((span, other) => span !== undefined && !around.has(other)) as Span[]
  const room = roomOf(text, pair, spans, pairs)
  const goal = pairs[pair]!.at * text.length
  let best: Span | undefined
  for (const match of text.slice(room.start, room.end).matchAll(WORD)) {
    if (match[1] === undefined) continue
    const start = room.start + match.index
    const end = start + match[0].length
    if (taken.some((span) => start < span.end && span.start < end)) continue
    const word = { start, end }
    if (best === undefined || distance(word, goal) < distance(best, goal)) best = word
  }
  return best
}

const distance = ({ start, end }: Span, goal: number): number => Math.abs((start + end) / 2 - goal)

function emptyIn(text: string, pair: number, spans: Spans, pairs: readonly Pair[]): Span {
  const { end } = roomOf(text, pair, spans, pairs)
  return { start: end, end }
}

function roomOf(text: string, pair: number, spans: Spans, pairs: readonly Pair[]): Span {
  const { outer } = pairs[pair]!
  return (outer === undefined ? undefined : spans[outer]) ?? { start: 0, end: text.length }
}

/** The first alternatives keep tags and references from being taken for words. */
const WORD = /<[^<>]*>|&[^&;\s]{1,32};|([\p{L}\p{N}]+)/gu

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
    if (!isBridge(text, words[last]!.end, words[next]!.start)) return false
    for (let word = last + 1; word < next; word++) if (isForeign(word)) return false
    return true
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
