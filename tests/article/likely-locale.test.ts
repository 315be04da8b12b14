import { expect, it } from 'vitest'
import { likelyLocale } from '../../src/article/likely-locale.ts'
import { parseLocale } from '../../src/article/locale.ts'

it.each([
  ['pt_BR', 'pt-BR'],
  ['zh_hans', 'zh-Hans'],
  ['spanish', 'es'],
  ['Español', 'es'],
  ['català', 'ca'],
  ['日本語', 'ja'],
  ['Portugese', 'pt'],
  ['jp', 'ja'],
  ['CZ', 'cs'],
  ['ua', 'uk'],
])('is the tag that was meant: %s is %s', (text, tag) => {
  expect(likelyLocale(text)).toBe(tag)
})

it.each(['qq', 'zz', 'cq', 'klingon-', '??', '', 'und', 'x', 'a_b_c'])('is not guessed: %s', (text) => {
  expect(likelyLocale(text)).toBeUndefined()
})

it('stands in the message of an unknown tag', () => {
  expect(() => parseLocale('german')).toThrow(
    '“german” is not a locale tag that CLDR knows; did you mean “de”?',
  )
  expect(() => parseLocale('qq')).toThrow(/CLDR knows\.$/)
})
