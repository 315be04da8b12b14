import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashParts, sha256 } from '../../src/article/hash.ts'

/** The first is an example of FIPS 180-4. */
it('hashes text as the bytes of its UTF-8', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(sha256(text)).toBe(sha256(Buffer.from(text)))
    }),
  )
})

describe('hashing parts', () => {
  it('never takes one list for another by where the parts end', () => {
    const list = fc.array(fc.string({ unit: fc.constantFrom('a', ':', '1', '2', '\u0000') }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(list, list, (a, b) => {
        const isSame = a.length === b.length && a.every((part, nth) => part === b[nth])
        expect(hashParts(a) === hashParts(b)).toBe(isSame)
      }),
    )
  })
})
