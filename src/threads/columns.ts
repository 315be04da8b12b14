import type { Code } from '../article/content.ts'
import type { Rung } from '../article/target.ts'
import type { Checked, Pair } from '../check/check.ts'
import type { TermMatch } from '../glossary/matches.ts'
import type { MachineRow } from '../memory/memory.ts'

/**
 * What goes between the threads in great numbers, as columns: copying an object names each of its properties anew, which
 * takes longer than copying what it holds. Of a column that mostly says the same only what differs is copied.
 */
export interface Sparse<T> {
  readonly length: number
  readonly usual: T | undefined
  /** Where it is not the usual, and what it is there. */
  readonly places: readonly number[]
  readonly others: readonly T[]
}

function sparse<T>(column: readonly T[]): Sparse<T> {
  const usual = column[0]
  const places: number[] = []
  const others: T[] = []
  for (let place = 0; place < column.length; place++) {
    if (column[place] === usual) continue
    places.push(place)
    others.push(column[place]!)
  }
  return { length: column.length, usual, places, others }
}

export function dense<T>({ length, usual, places, others }: Sparse<T>): readonly T[] {
  const column: T[] = new Array(length).fill(usual)
  for (let nth = 0; nth < places.length; nth++) column[places[nth]!] = others[nth]!
  return column
}

export interface PairColumns {
  readonly sourceTexts: readonly string[]
  readonly sourceCodes: Sparse<readonly Code[]>
  readonly targetTexts: readonly string[]
  readonly targetCodes: Sparse<readonly Code[]>
  readonly sourceLocales: Sparse<string>
  readonly targetLocales: Sparse<string>
  readonly terms: Sparse<readonly TermMatch[]>
}

export const pairColumns = (pairs: readonly Pair[]): PairColumns => ({
  sourceTexts: pairs.map(({ source }) => source.text),
  sourceCodes: sparse(pairs.map(({ source }) => codesOrNone(source.codes))),
  targetTexts: pairs.map(({ target }) => target.text),
  targetCodes: sparse(pairs.map(({ target }) => codesOrNone(target.codes))),
  sourceLocales: sparse(pairs.map(({ sourceLocale }) => sourceLocale)),
  targetLocales: sparse(pairs.map(({ targetLocale }) => targetLocale)),
  terms: sparse(pairs.map(({ terms = NO_TERMS }) => (terms.length === 0 ? NO_TERMS : terms))),
})

export function pairsOf(columns: PairColumns): readonly Pair[] {
  const sourceCodes = dense(columns.sourceCodes)
  const targetCodes = dense(columns.targetCodes)
  const sourceLocales = dense(columns.sourceLocales)
  const targetLocales = dense(columns.targetLocales)
  const terms = dense(columns.terms)
  return columns.sourceTexts.map((text, nth) => ({
    source: { text, codes: sourceCodes[nth]! },
    target: { text: columns.targetTexts[nth]!, codes: targetCodes[nth]! },
    sourceLocale: sourceLocales[nth]!,
    targetLocale: targetLocales[nth]!,
    terms: terms[nth]!,
  }))
}

/** One list for all that are empty: what mostly says the same is told by identity. */
const codesOrNone = (codes: readonly Code[]) => (codes.length === 0 ? NO_CODES : codes)
const NO_CODES: readonly Code[] = []
const NO_TERMS: readonly TermMatch[] = []

export const checkedColumn = (checked: readonly Checked[]): Sparse<Checked> =>
  sparse(checked.map((one) => (one.ok && one.findings.length === 0 ? PASSED : one)))

const PASSED: Checked = { ok: true, findings: [] }

export interface MachineColumns {
  readonly keys: readonly string[]
  readonly texts: readonly string[]
  readonly providers: Sparse<string>
  readonly models: Sparse<string>
  readonly rungs: Sparse<Rung | undefined>
  readonly dates: Sparse<number>
}

export const machineColumns = (rows: readonly MachineRow[]): MachineColumns => ({
  keys: rows.map(({ key }) => key),
  texts: rows.map(({ text }) => text),
  providers: sparse(rows.map(({ provider }) => provider)),
  models: sparse(rows.map(({ model }) => model)),
  rungs: sparse(rows.map(({ rung }) => rung)),
  dates: sparse(rows.map(({ date }) => date)),
})

export function machineRowsOf(columns: MachineColumns): readonly MachineRow[] {
  const providers = dense(columns.providers)
  const models = dense(columns.models)
  const rungs = dense(columns.rungs)
  const dates = dense(columns.dates)
  return columns.keys.map((key, nth) => ({
    key,
    text: columns.texts[nth]!,
    provider: providers[nth]!,
    model: models[nth]!,
    rung: rungs[nth],
    date: dates[nth]!,
  }))
}
