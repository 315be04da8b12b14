import { describe, expect, it } from 'vitest'
import type { Pair } from '../../src/check/check.ts'
import { check } from '../../src/check/checks.ts'
import {
  haveReferences,
  referenceLocales,
  references,
  swapped,
  withDigitChanged,
  withLink,
  withLinkDropped,
} from './references.ts'

const blocks = (pair: Pair): boolean => check(pair, {}).some((finding) => finding.severity === 'block')
const share = <T>(all: readonly T[], some: (one: T) => boolean): number =>
  all.filter(some).length / all.length

describe.skipIf(!haveReferences).each(referenceLocales)('news that people translated into %s', (locale) => {
  it('is blocked in at most one segment of a hundred', () => {
    expect(share(references(locale), blocks)).toBeLessThanOrEqual(0.01)
  })

  it('is blocked whenever a link is lost, and not for having one', () => {
    expect(share(withLinkDropped(references(locale)), blocks)).toBe(1)
    expect(share(withLink(references(locale)), blocks)).toBeLessThanOrEqual(0.01)
  })

  it('is blocked nearly always once one digit is another', () => {
    expect(share(withDigitChanged(references(locale)), blocks)).toBeGreaterThanOrEqual(0.95)
  })

  it('is blocked nearly always once two segments with numbers have changed places', () => {
    expect(share(swapped(references(locale)), (pairs) => pairs.some(blocks))).toBeGreaterThanOrEqual(0.95)
  })

  it('is blocked nearly always when it stands for a translation into another language', () => {
    const other = locale === 'es' ? 'ca' : locale === 'ca' ? 'es' : 'fa'
    const long = references(locale).filter((pair) => (pair.target.text.match(/\p{L}/gu)?.length ?? 0) >= 40)
    const misnamed = long.map((pair) => ({ ...pair, targetLocale: other }))
    expect(share(misnamed, blocks)).toBeGreaterThanOrEqual(0.95)
  })
})
