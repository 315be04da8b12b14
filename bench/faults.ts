/**
 * A night at a provider that fails a third of the time: 30 % of all requests are refused with 503, 5 % are never
 * answered, at random. The dispatcher has production's own patience (60 s for an attempt, its back-off and its
 * breaker), played thirty times as fast (see faster.ts).
 * Usage: npm run bench:faults [-- --texts 3000 --fault 503:0.3 --fault hang:0.05 --seed 1]
 *
 * Bought again: texts that the stand-in billed although it had answered them before: 200, in full, to a caller who was
 * still there. Billed ÷ unique: code points billed ÷ code points of the distinct texts billed; a fault that strikes
 * after the bill (`--fault lose:0.05`) raises it by what was lost.
 */
import { parseArgs } from 'node:util'
import { newsTexts } from './news-text.ts'
import { printRows } from './processes.ts'
import { trade } from './trade.ts'

const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '3000' },
    speed: { type: 'string', default: '30' },
    fault: { type: 'string', multiple: true, default: ['503:0.3', 'hang:0.05'] },
    seed: { type: 'string', default: '1' },
  },
})
const speed = Number(values.speed)
const count = Number(values.texts)

const { failed, retries, doneMs, stats } = await trade(
  {
    speed,
    flags: [
      ...['--latency', `${80 / speed}-${400 / speed}`, '--seed', values.seed],
      ...values.fault.flatMap((fault) => ['--fault', fault]),
    ],
    quota: { concurrency: 8, itemsPerRequest: 5 },
  },
  { es: newsTexts(count, [60, 300]) },
)

const of = (part: number, whole: number) => `${part} / ${whole}`
printRows([
  ['texts not bought, of', of(failed, count), '0'],
  ['texts bought again once answered, of', of(stats.boughtAgainOnceAnswered, stats.billedTexts), '0'],
  ['characters billed ÷ unique', (stats.billedCharacters / stats.uniqueCharacters).toFixed(4), '1.00'],
  ['requests that met a fault, of', of(stats.faults, stats.requests), ''],
  ['attempts repeated', String(retries), ''],
  ['time taken, on production’s clock', `${(doneMs['es']! / 1000).toFixed(0)} s`, ''],
])
