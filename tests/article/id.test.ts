import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { articleId } from '../../src/article/id.ts'

describe('an article id', () => {
  it.each([
    ['world/flood.md', 'world/flood'],
    ['flood', 'flood'],
    ['2026/03/the flood, day 2.html', '2026/03/the flood, day 2'],
    ['v1.2/notes', 'v1.2/notes'],
    ['release.1.2.md', 'release.1.2'],
    ['inundación.md', 'inundación'],
    ['meta.md', 'meta'],
    ['a.meta/b.json', 'a.meta/b'],
    ['100%.md', '100%'],
  ])('of %s is %s', (path, id) => {
    expect(articleId(path)).toBe(id)
  })

  it.each([
    ['../flood.md', 'dots'],
    ['world/../../flood.md', 'dots'],
    ['./flood.md', 'dots'],
    ['/etc/flood.md', 'empty'],
    ['world//flood.md', 'empty'],
    ['world/.md', 'empty'],
    ['', 'empty'],
    ['.hidden/flood.md', 'begins with a dot'],
    ['world/.flood.md', 'begins with a dot'],
    ['world\\flood.md', 'backslash'],
    ['a\u0000b.md', 'control'],
    ['a\nb.md', 'control'],
    ['%2e%2e/flood.md', 'percent'],
    ['world%2Fflood.md', 'percent'],
    ['a\uD800.md', 'Unicode'],
    ['flood.meta.json', '.meta'],
    ['flood.META.json', '.meta'],
  ])('is refused for %j', (path, problem) => {
    const naming = () => articleId(path)
    expect(naming).toThrow(DragomanError)
    expect(naming).toThrow(
      expect.objectContaining({ code: 'ID_UNSAFE', place: path, message: expect.stringContaining(problem) }),
    )
  })

  it('never leaves its folder, whatever the path', () => {
    const step = fc.oneof(
      fc.constantFrom('..', '.', '', '%2e%2e', '\\', 'a', 'a.md'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
        let id: string
        try {
          id = articleId(steps.join('/'))
        } catch {
          return
        }
        const inside = new URL(`file:///root/${encodeURI(id)}`).pathname
        expect(inside.startsWith('/root/')).toBe(true)
        expect(id.split('/').every((part) => part !== '' && !part.startsWith('.'))).toBe(true)
      }),
    )
  })

  it('takes a path of a megabyte in one go', () => {
    expect(articleId(`${'a.'.repeat(500_000)}md`)).toBe('a.'.repeat(500_000).slice(0, -1))
  })
})
