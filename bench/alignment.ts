/**
 * Replies whose lines are shifted, swapped, merged or repeated, made of news that people translated (NTREX-128, beside the
 * project): how many are noticed, how many of the lines that have another's target are asked for again, how many others
 * with them; and how many sound replies are taken for such. Usage: npm run bench:alignment
 */
import Table from 'cli-table3'
import { plain } from '../src/article/content.ts'
import { misaligned } from '../src/check/alignment.ts'
import type { Pair } from '../src/check/check.ts'
import { MISALIGNMENTS, type Misalignment, wronged } from '../tests/check/misalignments.ts'
import { haveReferences, referenceLocales, references } from '../tests/check/references.ts'
import { seeded } from '../tests/stand-in/faults.ts'

/** What requests hold: as much as one may, or little. */
const SIZES = [
  { name: '5,000 characters', characters: 5_000, segments: 128 },
  { name: '8 segments', characters: 30_000, segments: 8 },
] as const

/** Batches are cut anew from so many beginnings, since the news are few. */
const BEGINNINGS = 8
const STEP = 5

if (!haveReferences) {
  console.error('No references beside the project: ../shared/samples/ntrex')
  process.exit(0)
}

for (const { name, characters, segments } of SIZES) {
  const table = new Table({
    head: [`replies of ${name}`, ...referenceLocales.map((locale) => `${locale}: %`), 'lines, %', 'others'],
  })
  const batches = referenceLocales.map((locale) => batchesOf(references(locale), characters, segments))
  const alarms = batches.map(soundly)
  table.push(['sound, and asked again', ...alarms.map(({ share }) => percent(share)), '', ''])
  for (const misalignment of MISALIGNMENTS) {
    const caught = batches.map((these) => spoilt(these, misalignment))
    table.push([
      misalignment.name,
      ...caught.map(({ share }) => percent(share)),
      percent(mean(caught.map(({ lines }) => lines))),
      mean(caught.map(({ others }) => others)).toFixed(1),
    ])
  }
  console.log(table.toString())
  const ms = mean(alarms.map(({ ms }) => ms)).toFixed(1)
  console.log(`${batches.flat().length} replies, ${ms} ms of processor time each\n`)
}

function batchesOf(pairs: readonly Pair[], characters: number, segments: number): Pair[][] {
  const batches: Pair[][] = []
  for (let beginning = 0; beginning < BEGINNINGS; beginning++) {
    let batch: Pair[] = []
    let size = 0
    for (const pair of pairs.slice(beginning * STEP)) {
      const { length } = pair.source.text
      if (batch.length === segments || size + length > characters) {
        batches.push(batch)
        batch = []
        size = 0
      }
      batch.push(pair)
      size += length
    }
  }
  return batches
}

function soundly(batches: readonly Pair[][]) {
  const fresh = batches.map((batch) => batch.map((pair) => ({ ...pair })))
  const began = process.cpuUsage()
  const asked = fresh.filter((batch) => misaligned(batch).size > 0)
  const { user, system } = process.cpuUsage(began)
  return { share: asked.length / batches.length, ms: (user + system) / 1000 / batches.length }
}

/** Each batch is spoilt once, at a place of chance. */
function spoilt(batches: readonly Pair[][], { places, spoil }: Misalignment) {
  const random = seeded(14)
  const outcomes = batches.map((batch) => {
    const targets = batch.map(({ target }) => target.text)
    const all = places(batch.length)
    const came = spoil(targets, all[Math.floor(random() * all.length)]!)
    const suspects = misaligned(batch.map((pair, at) => ({ ...pair, target: plain(came[at]!) })))
    const wrong = wronged(targets, came)
    const found = wrong.filter((at) => suspects.has(at)).length
    return { wrong: wrong.length, found, others: suspects.size - found }
  })
  const sum = (figure: 'wrong' | 'found' | 'others') =>
    outcomes.reduce((total, outcome) => total + outcome[figure], 0)
  return {
    share: outcomes.filter(({ wrong, found }) => found > 0 || wrong === 0).length / outcomes.length,
    lines: sum('found') / sum('wrong'),
    others: sum('others') / outcomes.length,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}
