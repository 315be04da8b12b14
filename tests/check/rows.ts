import { describe, expect, it } from 'vitest'
import type { Check } from '../../src/check/check.ts'
import { coded } from '../coded.ts'

/** A rule in plain English, a source, its translation, and the locales where they are not en and es. */
export type Row = readonly [rule: string, source: string, target: string, to?: string, from?: string]

export interface Rows {
  readonly passes: readonly Row[]
  readonly fails: readonly Row[]
}

/** One test a row; sources and targets are in notation. */
export function itJudges(check: Check, { passes, fails }: Rows): void {
  describe(check.id, () => {
    it.each(passes)('passes %s', (_, source, target, to, from) => {
      expect(judge(check, source, target, to, from)).toBeUndefined()
    })
    it.each(fails)('fails %s', (_, source, target, to, from) => {
      expect(judge(check, source, target, to, from)).toMatch(/^\S.*\.$|\?$/)
    })
  })
}

export const judge = (check: Check, source: string, target: string, to = 'es', from = 'en') =>
  check.find({ source: coded(source), target: coded(target), sourceLocale: from, targetLocale: to })
