import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAnyFollowing, readFollowing } from '../../../src/segment/rules/following.ts'

it('reads a plain capitalised word as it reads any other', () => {
  const word = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,26}$/)
  const next = fc.constantFrom('', ' ', 'é', 'e\u0301', '’s', '-', '.', ',', '²', '中', '😀')
  fc.assert(
    fc.property(word, next, (first, second) => {
      const text = `. ${first}${second}`
      expect(readFollowing(text, 2)).toEqual(readAnyFollowing(text, 2))
    }),
  )
})
