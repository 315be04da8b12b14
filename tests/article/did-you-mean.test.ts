import { describe, expect, it } from 'vitest'
import { closestName, didYouMean } from '../../src/article/did-you-mean.ts'

const KEYS = [
  'source',
  'targets',
  'locales',
  'frontMatter',
  'charactersPerDay',
  'apiKey',
  'id',
  'numbers-warn',
]

describe('the name that was meant', () => {
  it.each([
    ['sourcee', 'source'],
    ['tragets', 'targets'],
    ['target', 'targets'],
    ['front_matter', 'frontMatter'],
    ['FRONTMATTER', 'frontMatter'],
    ['api-key', 'apiKey'],
    ['charactersADay', 'charactersPerDay'],
    ['numbersWarn', 'numbers-warn'],
    ['ids', 'id'],
  ])('is found: %s is %s', (unknown, meant) => {
    expect(closestName(unknown, KEYS)).toBe(meant)
  })

  it.each(['colour', 'perDay', 'x', '', '--', 'targets'.repeat(1000)])('is not guessed: %.20s', (unknown) => {
    expect(closestName(unknown, KEYS)).toBeUndefined()
  })

  it('is told only where there is one', () => {
    expect([didYouMean('source'), didYouMean(undefined)]).toEqual(['; did you mean “source”?', ''])
  })
})
