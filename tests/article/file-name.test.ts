import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileStem, isShortened } from '../../src/article/file-name.ts'
import { articleId } from '../../src/article/id.ts'

const bytes = (text: string) => Buffer.byteLength(text)
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** The longest endings that a source and a file of ours have. */
const SOURCE = '.md'
const OURS = '.history.jsonl'

describe('the name of an article’s files', () => {
  it.each(['flood', 'world/flood', `world/${'n'.repeat(241)}`, `${'น'.repeat(80)}`, 'a~0123456789abcdef'])(
    'is its id where that fits: %s',
    (id) => {
      expect(fileStem(id)).toBe(id)
      expect(isShortened(id)).toBe(false)
    },
  )

  it.each([
    ['letters', 'n'.repeat(252), 'n'.repeat(224)],
    ['Thai', `น้ำท่วม${'น'.repeat(77)}`, `น้ำท่วม${'น'.repeat(67)}`],
    ['emoji, which are two units each', '🌊'.repeat(63), '🌊'.repeat(56)],
    ['one letter too many', 'n'.repeat(242), 'n'.repeat(224)],
  ])('is its beginning, cut between characters, and a hash: %s', (_what, name, kept) => {
    const stem = fileStem(`world/${name}`)
    expect(stem.replace(/[0-9a-f]{16}$/, '')).toBe(`world/${kept}~`)
    expect(isShortened(stem)).toBe(true)
  })

  it('does not change from one version to the next', () => {
    expect(fileStem('n'.repeat(252))).toBe(`${'n'.repeat(224)}~e4bd1aa0a8ed282e`)
  })

  it('fits, whatever the headline, and is another for another', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }).filter((text) => {
      const isName = !/[/\u0000]/.test(text) && text.isWellFormed()
      return isName && bytes(text) + bytes(SOURCE) <= 255 && !isShortened(text)
    })
    const long = name.map((text) => (bytes(text) > 120 ? text : text.repeat(Math.floor(252 / bytes(text)))))
    fc.assert(
      fc.property(fc.oneof(name, long), fc.oneof(name, long), (one, other) => {
        const stem = fileStem(`a/${one}`)
        expect(bytes(nameOf(stem) + OURS)).toBeLessThanOrEqual(255)
        expect(stem.isWellFormed()).toBe(true)
        expect(fileStem(stem)).toBe(stem)
        expect(stem === fileStem(`a/${other}`)).toBe(one === other)
      }),
    )
  })

  it('is no other article’s: one that is called like a name that was cut is refused', () => {
    const stem = fileStem('n'.repeat(252))
    expect(() => articleId(`world/${stem}.md`)).toThrow(expect.objectContaining({ code: 'ID_UNSAFE' }))
  })
})
