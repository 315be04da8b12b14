import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findArticles } from '../../src/sources/folder.ts'
import { articleTest, namedArticles } from '../../src/sources/named.ts'
import { articles, brief, sourceAt } from '../fakes/source.ts'

describe('named articles', () => {
  it('are taken as the walk would take them, in the order they are named', () => {
    const root = articles('news.md', 'world/flood.html', 'world/quake.md')
    const named = ['world/quake.md', 'news.md'].map((relative) => path.join(root, relative))
    expect(brief(namedArticles(sourceAt(root), named))).toEqual(['world/quake', 'news'])
    expect([...namedArticles(sourceAt(root), named)][1]).toEqual([...findArticles(sourceAt(root))][0])
  })

  it('that share an id with a neighbour are refused though only one is named', () => {
    const root = articles('flood.md', 'flood.html')
    expect(brief(namedArticles(sourceAt(root), [path.join(root, 'flood.md')]))).toEqual([
      'ID_DUPLICATE flood.md',
    ])
  })

  it.each(['missing.md', 'nowhere/missing.md', 'world', 'photo.jpg', 'news.md/x.md'])(
    'that are no article are refused, and the others taken: %s',
    (relative) => {
      const root = articles('news.md', 'world/flood.md', 'photo.jpg')
      const named = [relative, 'news.md'].map((name) => path.join(root, name))
      expect(brief(namedArticles(sourceAt(root), named))).toEqual([`ARTICLE_UNREADABLE ${relative}`, 'news'])
    },
  )

  it.each(['../secret.md', '..', '.', '../articles-old/x.md', '/etc/hosts'])(
    'outside the articles folder are a mistake in the command: %s',
    (relative) => {
      const root = articles('news.md')
      expect(() => [...namedArticles(sourceAt(root), [path.resolve(root, relative)])]).toThrow(
        expect.objectContaining({ code: 'USAGE' }),
      )
    },
  )

  it('may begin with two dots', () => {
    const root = articles('..news.md')
    expect(brief(namedArticles(sourceAt(root), [path.join(root, '..news.md')]))).toEqual([
      'ARTICLE_UNREADABLE ..news.md',
    ])
  })

  it('are taken by links to them, each once', () => {
    const root = articles('world/flood.md', '.store/news.md')
    symlinkSync('world/flood.md', path.join(root, 'latest.md'))
    symlinkSync('world', path.join(root, 'abroad'))
    symlinkSync('.store/news.md', path.join(root, 'news.md'))
    const named = ['latest.md', 'abroad/flood.md', 'world/flood.md', 'news.md']
    const found = namedArticles(
      sourceAt(root),
      named.map((each) => path.join(root, each)),
    )
    expect(brief(found)).toEqual(['world/flood', 'news'])
  })

  it.each([
    ['drafts/flood.md', 'source.ignore'],
    ['.old.md', 'begins with a dot'],
    ['~$news.md', 'temporary file or a backup'],
    ['quay.jpg', 'ending'],
    ['world', 'it is a folder'],
    ['abroad', 'it is a folder'],
    ['inside/flood.md', 'symbolic link'],
    ['gone.md', 'no such article'],
  ])('that are passed over are refused, with the reason: %s', (relative, why) => {
    const root = articles('drafts/flood.md', '.old.md', '~$news.md', 'quay.jpg', 'world/x.md', '.in/flood.md')
    symlinkSync('world', path.join(root, 'abroad'))
    symlinkSync('.in', path.join(root, 'inside'))
    const [found] = namedArticles(sourceAt(root, 'drafts'), [path.join(root, relative)])
    expect(found).toMatchObject({ kind: 'refused', path: relative })
    expect(found).toMatchObject({
      error: { code: 'ARTICLE_UNREADABLE', message: expect.stringContaining(why) },
    })
  })

  it('of no format that is read are taken: reading them says why they cannot be', () => {
    const root = articles('data.csv')
    expect(brief(namedArticles(sourceAt(root), [path.join(root, 'data.csv')]))).toEqual(['data'])
  })
})

it('a known path is no article’s any more when its file is gone, ignored, or a link to another article', () => {
  const root = articles('news.md', 'drafts/flood.md', 'world/quake.md', '.store/cup.md')
  symlinkSync('world/quake.md', path.join(root, 'latest.md'))
  symlinkSync('world', path.join(root, 'abroad'))
  symlinkSync('.store/cup.md', path.join(root, 'cup.md'))
  symlinkSync('/etc/hosts', path.join(root, 'hosts.md'))
  const isArticle = articleTest(sourceAt(root, 'drafts'))
  const known = [
    'news.md',
    'gone.md',
    'drafts/flood.md',
    'latest.md',
    'abroad/quake.md',
    'cup.md',
    'hosts.md',
  ]
  // One that is refused is still there.
  expect(known.filter(isArticle)).toEqual(['news.md', 'cup.md', 'hosts.md'])
})
