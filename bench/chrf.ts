/**
 * chrF2 of a corpus: how much of its reference a translation has, in character n-grams of 1 to 6, recall weighing
 * twice as much as precision. White space does not count. Counts are added up over the corpus, then averaged
 * over the orders: the figures of sacreBLEU's chrF2 (`nc:6|nw:0|space:no`).
 * @see Popović 2015, “chrF: character n-gram F-score for automatic MT evaluation”, W15-3049
 */
const ORDERS = 6
const BETA = 2

/** @returns 0 to 100. */
export function chrF2(hypotheses: readonly string[], references: readonly string[]): number {
  if (hypotheses.length !== references.length)
    throw new RangeError(`${hypotheses.length} hypotheses for ${references.length} references`)
  const totals = Array.from({ length: ORDERS }, (): Counts => ({ hypothesis: 0, reference: 0, shared: 0 }))
  for (const [line, hypothesis] of hypotheses.entries()) addLine(totals, hypothesis, references[line]!)
  return score(totals)
}

/** N-grams of one order: in the hypotheses, in the references, and in both. */
interface Counts {
  hypothesis: number
  reference: number
  shared: number
}

function addLine(totals: readonly Counts[], hypothesis: string, reference: string): void {
  const own = characters(hypothesis)
  const wanted = characters(reference)
  for (const [at, total] of totals.entries()) {
    const left = nGrams(wanted, at + 1)
    const found = nGrams(own, at + 1)
    // A line whose reference is too short for this order says nothing about it.
    if (left.size === 0) continue
    total.reference += wanted.length - at
    total.hypothesis += Math.max(0, own.length - at)
    for (const [gram, count] of found) total.shared += Math.min(count, left.get(gram) ?? 0)
  }
}

const characters = (text: string): string[] => [...text.replace(/\s+/gu, '')]

function nGrams(text: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + order <= text.length; at++) {
    const gram = text.slice(at, at + order).join('')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/** Orders for which nothing in the corpus is long enough are left out of the average. */
function score(totals: readonly Counts[]): number {
  const orders = totals.filter(({ hypothesis, reference }) => hypothesis > 0 && reference > 0)
  const precision = mean(orders.map(({ shared, hypothesis }) => shared / hypothesis))
  const recall = mean(orders.map(({ shared, reference }) => shared / reference))
  if (precision + recall === 0) return 0
  return (100 * (1 + BETA ** 2) * precision * recall) / (BETA ** 2 * precision + recall)
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
