/**
 * BLEU of a corpus with one reference: word n-grams of 1 to 4, clipped, with the brevity penalty. Tokens are
 * those of mteval-v13a and empty orders are smoothed by halves, as sacreBLEU does by default.
 * @see Papineni et al. 2002, P02-1040 · Post 2018, W18-6319
 */
const ORDERS = 4

/** @returns 0 to 100. */
export function bleu(hypotheses: readonly string[], references: readonly string[]): number {
  if (hypotheses.length !== references.length)
    throw new RangeError(`${hypotheses.length} hypotheses for ${references.length} references`)
  const matched = Array.from({ length: ORDERS }, () => 0)
  const total = Array.from({ length: ORDERS }, () => 0)
  let written = 0
  let wanted = 0
  for (const [line, hypothesis] of hypotheses.entries()) {
    const own = tokens(hypothesis)
    const reference = tokens(references[line]!)
    written += own.length
    wanted += reference.length
    for (let at = 0; at < ORDERS; at++) {
      const left = nGrams(reference, at + 1)
      for (const [gram, count] of nGrams(own, at + 1)) {
        matched[at]! += Math.min(count, left.get(gram) ?? 0)
        total[at]! += count
      }
    }
  }
  if (matched[0] === 0) return 0
  const brevity = written >= wanted ? 0 : 1 - wanted / written
  return 100 * Math.exp(brevity + meanLog(matched, total))
}

/** An order without a match counts as a half of one, the next as a quarter… Orders too long for all lines: none. */
function meanLog(matched: readonly number[], total: readonly number[]): number {
  let sum = 0
  let halves = 1
  for (const [at, all] of total.entries()) {
    if (all === 0) return Number.NEGATIVE_INFINITY
    const found = matched[at]!
    if (found === 0) halves *= 2
    sum += Math.log(found === 0 ? 1 / (halves * all) : found / all)
  }
  return sum / ORDERS
}

function tokens(line: string): string[] {
  return ` ${line} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/u)
    .filter((token) => token !== '')
}

function nGrams(words: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + order <= words.length; at++) {
    const gram = words.slice(at, at + order).join(' ')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}
