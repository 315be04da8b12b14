import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { misaligned } from '../../src/check/alignment.ts'
import type { Pair } from '../../src/check/check.ts'
import { check } from '../../src/check/checks.ts'
import { MISALIGNMENTS, type Misalignment, wronged } from './misalignments.ts'
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

/** Some 5,000 characters. */
const LINES = 40

describe.skipIf(!haveReferences)('a reply of news that people translated', () => {
  const replies = (locale: string): Pair[][] => {
    const pairs = references(locale)
    const full = Math.floor(pairs.length / LINES)
    return Array.from({ length: full }, (_, nth) => pairs.slice(nth * LINES, (nth + 1) * LINES))
  }
  const all = referenceLocales.flatMap(replies)

  /** Spoilt at another place in each. */
  const noticed = (batches: readonly Pair[][], { places, spoil }: Misalignment): number =>
    batches.filter((batch, nth) => {
      const targets = batch.map(({ target }) => target.text)
      const where = places(LINES)
      const came = spoil(targets, where[(nth * 37) % where.length]!)
      const suspects = misaligned(batch.map((pair, at) => ({ ...pair, target: plain(came[at]!) })))
      return wronged(targets, came).some((at) => suspects.has(at))
    }).length

  it('is taken for misaligned in at most one of a hundred', () => {
    expect(share(all, (batch) => misaligned(batch).size > 0)).toBeLessThanOrEqual(0.01)
  })

  it.each(referenceLocales)('in %s is noticed in 95 of a hundred, whatever has happened to it', (locale) => {
    const batches = replies(locale)
    const sum = MISALIGNMENTS.reduce((total, misalignment) => total + noticed(batches, misalignment), 0)
    expect(sum / (batches.length * MISALIGNMENTS.length)).toBeGreaterThanOrEqual(0.95)
  })

  it.each(MISALIGNMENTS)('is noticed in nine of ten at least where $name', (misalignment) => {
    expect(noticed(all, misalignment) / all.length).toBeGreaterThanOrEqual(0.9)
  })
})
