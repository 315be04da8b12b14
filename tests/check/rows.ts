import { describe, expect, it } from 'vitest'
import type { Check } from '../../src/check/check.ts'
import { coded } from '../coded.ts'

/** A rule in plain English, a source, its translation, and the locales where they are not en and es. */
export type Row = readonly [
  rule: string,
  source: string,
  target: string,
  to?: string | undefined,
  from?: string | undefined,
]

export interface Rows {
  readonly passes: readonly Row[]
  readonly fails: readonly Row[]
}

/** One test a row; sources and targets are in notation. */
export function itJudges(check: Check, { passes, fails }: Rows): void {
  describe(check.id, () => {
    it.each(named(passes))('passes $rule', ({ row }) => {
      expect(judge(check, ...row)).toBeUndefined()
    })
    it.each(named(fails))('fails $rule', ({ row }) => {
      expect(judge(check, ...row)).toMatch(/^\S.*\.$/)
    })
  })
}

const named = (rows: readonly Row[]) => rows.map((row) => ({ rule: row[0], row }))

export const judge = (check: Check, ...[, source, target, to = 'es', from = 'en']: Row) =>
  check.find({ source: coded(source), target: coded(target), sourceLocale: from, targetLocale: to })
