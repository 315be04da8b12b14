import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriedHash } from '../../src/exchange/carried-text.ts'
import type { BundledSegment, Exchange } from '../../src/exchange/exchange.ts'
import { bundleOf, bundleWith, FIXTURES, returned, returnedWords, written } from '../exchange/bundle-room.ts'
import { hostileSegments } from '../exchange/round-trip.ts'

/** What a format of outside tools does not do. */
export interface Limits {
  /** Does it say of a text which article, language and source it is of, and what went out? */
  readonly isTelling: boolean
  /** Does it hold what is not translated, or rejected? */
  readonly holds: (segment: BundledSegment) => boolean
}

/** What every exchange holds to. */
export function exchangeContract(exchange: Exchange, { isTelling, holds }: Limits): void {
  describe(`the exchange ${exchange.id}`, () => {
    it('writes what stands in the folder of examples', async () => {
      const expected = path.join(FIXTURES, `ferry/expected/ferry${exchange.extensions[0]}`)
      const text = await written(exchange, bundleOf(path.join(FIXTURES, 'ferry/input')))
      if (process.env['UPDATE'] === '1' || !existsSync(expected)) writeFileSync(expected, text)
      expect(text).toBe(readFileSync(expected, 'utf8'))
    })

    it('reads of what it has written the same of every segment, and no act of anyone', async () => {
      await fc.assert(
        fc.asyncProperty(hostileSegments, async (segments) => {
          const back = await returnedWords(exchange, await written(exchange, bundleWith(segments)))
          const held = segments.filter(holds)
          expect(back.map(({ key }) => key)).toEqual(held.map(({ key }) => key))
          for (const [nth, { article, locale, source, text, isApproved, exported }] of back.entries()) {
            const { notation, target } = held[nth]!
            expect(carriedHash(text)).toBe(carriedHash(target?.text ?? ''))
            expect(isApproved).toBe(false)
            if (!isTelling) continue
            expect([article, locale]).toEqual(['sea/ferry', 'es'])
            expect(carriedHash(source ?? '')).toBe(carriedHash(notation))
            expect(exported).toBe(target && carriedHash(target.text))
          }
        }),
      )
    })

    it('reads the same however a file is cut into pieces', async () => {
      const text = await written(exchange, bundleOf(path.join(FIXTURES, 'ferry/input')))
      const whole = await returned(exchange, text, 1_000_000)
      for (const size of [1, 2, 61]) expect(await returned(exchange, text, size)).toEqual(whole)
    })

    it.each([
      ['nothing of the kind', 'not of any kind {'],
      ['a web page', '<!doctype html><p>Hello'],
    ])('refuses a file that is %s', async (_, text) => {
      const failure = await returned(exchange, text).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'EXCHANGE_INVALID' })
    })
  })
}
