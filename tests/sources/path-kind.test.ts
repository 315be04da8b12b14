import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathKinds } from '../../src/sources/path-kind.ts'

describe('a file under the articles folder', () => {
  it.each([
    ['news.md', 'article'],
    ['world/asia/quake.JSON', 'article'],
    ['2026/the flood, day 2.html', 'article'],
    ['flood (1).txt', 'article'],
    ['4913.md', 'article'],
    ['#metoo.md', 'article'],
    ['backup.md', 'article'],
    ['template/news.md', 'article'],
    ['old/news.md', 'article'],
    ['data/turnout.csv', 'unread'],
    ['feed.xml', 'unread'],
    ['LICENSE', 'unread'],
    ['notes.docx', 'unread'],
    ['.DS_Store', 'hidden'],
    ['.#flood.md', 'hidden'],
    ['.flood.md.swp', 'hidden'],
    ['.git/description.txt', 'hidden'],
    ['flood.md~', 'leftover'],
    ['~$flood.docx', 'leftover'],
    ['#flood.md#', 'leftover'],
    ['world/4913', 'leftover'],
    ['flood.md.bak', 'leftover'],
    ['flood.md.orig', 'leftover'],
    ['flood.md.rej', 'leftover'],
    ['flood.md.swo', 'leftover'],
    ['flood.tmp', 'leftover'],
    ['flood.md.crdownload', 'leftover'],
    ['flood.md___jb_tmp___', 'leftover'],
    ['Thumbs.db', 'leftover'],
    ['flood (Ana’s conflicted copy 2026-10-10).md', 'leftover'],
    ['flood.sync-conflict-20261010-101500-ABCDEFG.md', 'leftover'],
    ['quay.jpg', 'asset'],
    ['flood.pdf', 'asset'],
  ] as const)('by its name: %s is %s', (path, kind) => {
    expect(pathKinds([]).file(path)).toBe(kind)
  })

  it.each([
    ['drafts/**', ['drafts/a.md', 'drafts/b/c.md'], ['news.md', 'sport/drafts/a.md', 'drafts.md']],
    ['drafts', ['drafts/a.md', 'drafts/b/c.md'], ['sport/drafts/a.md', 'drafts.md']],
    ['./drafts/', ['drafts/a.md'], ['sport/drafts/a.md']],
    ['/drafts', ['drafts/a.md'], ['sport/drafts/a.md']],
    ['**/drafts', ['drafts/a.md', 'sport/drafts/b/a.md'], ['news.md']],
    ['*.html', ['index.html'], ['sport/index.html', 'index.md']],
    ['**/_*', ['_index.md', 'sport/_index.md', '_drafts/a.md'], ['sport/index_.md']],
    ['sport/{2024,2025}/**', ['sport/2024/a.md'], ['sport/2026/a.md']],
    ['!(sport)/**', ['news/a.md'], ['sport/a.md']],
    ['año/*.md', ['año/a.md'], ['ano/a.md']],
  ])('is ignored by a glob of source.ignore: %s', (pattern, ignored, read) => {
    const { file } = pathKinds([pattern])
    expect(ignored.filter((path) => file(path) !== 'ignored')).toEqual([])
    expect(read.filter((path) => file(path) !== 'article')).toEqual([])
  })

  it('is ignored whenever a folder on the way to it is', () => {
    const step = fc.constantFrom('a', 'b', 'drafts', 'x.md')
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const { file, folder } = pathKinds(['**/drafts', 'b/a'])
        const above = steps.slice(0, -1).join('/')
        if (above !== '' && folder(above) === 'ignored') expect(file(steps.join('/'))).toBe('ignored')
      }),
    )
  })
})
