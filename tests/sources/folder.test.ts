import { once } from 'node:events'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findArticles, findFiles } from '../../src/sources/folder.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'
import { articles, brief, sourceAt } from '../fakes/source.ts'

describe('the articles of a folder', () => {
  it('are found in name order, folder by folder, by their paths without ending', () => {
    const root = articles('news.md', 'world/flood.html', 'world/asia/quake.json', 'a.txt', 'Zoo.md')
    expect(brief(findArticles(sourceAt(root)))).toEqual([
      'Zoo',
      'a',
      'news',
      'world/asia/quake',
      'world/flood',
    ])
    expect([...findArticles(sourceAt(root))].at(-1)).toEqual({
      kind: 'article',
      id: 'world/flood',
      path: 'world/flood.html',
      file: path.join(root, 'world/flood.html'),
    })
  })

  it('are not the hidden files and the pictures that lie beside them', () => {
    const root = articles('news.md', '.news.md.swp', '.git/config', 'flood.JPG', 'news.jpg', 'style.css')
    expect(brief(findArticles(sourceAt(root)))).toEqual(['news'])
  })

  it('are not the files that no format reads: these are counted', () => {
    const root = articles('news.md', 'data/turnout.csv', 'feed.xml', 'LICENSE', 'photo.jpg')
    expect(brief(findArticles(sourceAt(root)))).toEqual(['news'])
    const unread = [...findFiles(sourceAt(root))].filter(({ kind }) => kind === 'unread')
    expect(unread.map((each) => each.path)).toEqual(['LICENSE', 'data/turnout.csv', 'feed.xml'])
  })

  it('are not what is ignored; a folder that is ignored is not listed', () => {
    const root = articles('drafts/flood.md', 'news.md', 'old/2025/a.md', 'sport/cup.draft.md')
    const source = sourceAt(root, 'drafts/**', 'old', '**/*.draft.md')
    expect(brief(findArticles(source))).toEqual(['news'])
  })

  it('are looked for as they are asked for: no list of all of them is held', () => {
    const root = articles('a/1.md', 'b/2.md')
    const found = findArticles(sourceAt(root))
    found.next()
    writeFiles(root, { 'b/3.md': 'late' })
    expect(brief(found)).toEqual(['b/2', 'b/3'])
  })

  it('that would share an id are refused, all of them, and only them', () => {
    const root = articles('flood.md', 'flood.html', 'flood.json', 'flood/flood.md', 'quake.md')
    expect(brief(findArticles(sourceAt(root)))).toEqual([
      'flood/flood',
      'ID_DUPLICATE flood.html',
      'ID_DUPLICATE flood.json',
      'ID_DUPLICATE flood.md',
      'quake',
    ])
  })

  it.each(['flood.md~', 'flood.md.orig', 'flood.pdf', 'flood.xml', 'flood.csv', '#flood.md#', 'flood'])(
    'have no rival in a file that is no article: %s',
    (other) => {
      const root = articles('flood.md', other)
      expect(brief(findArticles(sourceAt(root)))).toEqual(['flood'])
    },
  )

  it.each([
    ['data of the newsroom’s', '{ "values": [1, 2] }', ['flood']],
    ['data with comments', '// Turnout\n{ "values": [1, 2], }', ['flood']],
    [
      'an article',
      '{ "uri": "urn:x", "headline": "Flood" }',
      ['ID_DUPLICATE flood.json', 'ID_DUPLICATE flood.md'],
    ],
    ['broken', '{ "values": [1, ', ['ID_DUPLICATE flood.json', 'ID_DUPLICATE flood.md']],
    ['empty', '', ['ID_DUPLICATE flood.json', 'ID_DUPLICATE flood.md']],
  ])('have a rival in JSON that is, or may be, an article: %s', (_what, json, expected) => {
    const root = articles('flood.md', ['flood.json', json])
    expect(brief(findArticles(sourceAt(root)))).toEqual(expected)
  })

  it('that are ignored are nobody’s rivals', () => {
    const root = articles('flood.md', 'flood.html')
    expect(brief(findArticles(sourceAt(root, '*.html')))).toEqual(['flood'])
  })

  it.each(['a\nb.md', 'a\u001Bb.md', 'a\\b.md', 'a%2e%2e%2fb.md', 'news.meta.json', 'news.meta.md'])(
    'with a name that could do harm are refused: %j',
    (name) => {
      const found = brief(findArticles(sourceAt(articles(name, 'zoo.md'))))
      expect(found).toEqual([`ID_UNSAFE ${name}`, 'zoo'])
    },
  )

  it('that cannot be listed are a wrong configuration', () => {
    const root = path.join(temporaryFolder(), 'nowhere')
    expect(() => [...findArticles(sourceAt(root))]).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', place: root }),
    )
  })

  it('go on behind a folder that cannot be listed', () => {
    const root = articles('a/1.md', 'b/2.md', 'c.md')
    const found = findArticles(sourceAt(root))
    expect(found.next().value).toMatchObject({ id: 'a/1' })
    rmSync(path.join(root, 'b'), { recursive: true })
    expect(brief(found)).toEqual(['ARTICLE_UNREADABLE b', 'c'])
  })
})

describe('a link among the articles', () => {
  it.each([
    ['to an article', 'link.md', 'real.md', ['real', 'world/flood']],
    ['to an article in a folder', 'link.md', 'world/flood.md', ['real', 'world/flood']],
    ['by another ending', 'real.html', 'real.md', ['real', 'world/flood']],
    ['to a folder', 'link', 'world', ['real', 'world/flood']],
    ['to its own folder', 'link', '.', ['real', 'world/flood']],
    ['over another link', 'link', 'world/../other', ['real', 'world/flood']],
  ])('%s adds nothing: what it leads to is read in its own place', (_where, name, target, expected) => {
    const root = articles('real.md', 'world/flood.md')
    symlinkSync('world', path.join(root, 'other'))
    symlinkSync(target, path.join(root, name))
    expect(brief(findArticles(sourceAt(root)))).toEqual(expected)
  })

  it.each([
    ['hidden, as where folders are swapped as a whole', '.releases/42/flood.md'],
    ['ignored', 'old/flood.md'],
    ['of an ending that no format reads', 'flood.v3'],
  ])('to a file that is no article in its own place is one: %s', (_what, target) => {
    const root = articles(target)
    symlinkSync(target, path.join(root, 'news.md'))
    expect(brief(findArticles(sourceAt(root, 'old/**')))).toEqual(['news'])
  })

  it('to a folder of links that lead to each other is walked once', () => {
    const root = articles('a/one.md', 'b/two.md')
    symlinkSync('../b', path.join(root, 'a/b'))
    symlinkSync('../a', path.join(root, 'b/a'))
    expect(brief(findArticles(sourceAt(root)))).toEqual(['a/one', 'b/two'])
  })

  it.each([
    ['out of the folder', '../secret.md', 'outside'],
    ['to the folder above', '..', 'outside'],
    ['to nowhere', 'nothing.md', 'what is not there'],
    ['to itself', 'link.md', 'back to itself'],
    ['to a hidden folder', '.git', 'hidden or ignored'],
  ])('%s is refused, with the reason', (_where, target, why) => {
    const root = articles('world/flood.md', '.git/news.md')
    writeFileSync(path.join(root, '../secret.md'), 'secret')
    symlinkSync(target, path.join(root, 'link.md'))
    const found = [...findArticles(sourceAt(root))]
    expect(brief(found)).toEqual(['ARTICLE_UNREADABLE link.md', 'world/flood'])
    expect(found[0]).toMatchObject({ error: { message: expect.stringContaining(why), place: 'link.md' } })
  })

  it.each([
    ['a folder, perhaps', 'archive', ['ARTICLE_UNREADABLE archive', 'news']],
    ['an article', 'flood.md', ['ARTICLE_UNREADABLE flood.md', 'news']],
    ['no article', 'data.csv', ['news']],
    ['a lock of Emacs’s', '.#news.md', ['news']],
    ['a backup', 'news.md~', ['news']],
    ['a picture', 'quay.jpg', ['news']],
  ])('to nowhere fails the night where it would have been an article: %s', (_what, name, expected) => {
    const root = articles('news.md')
    symlinkSync('nothing', path.join(root, name))
    expect(brief(findArticles(sourceAt(root)))).toEqual(expected)
  })

  it('does not lead out by a folder whose name begins like ours', () => {
    const root = articles('news.md')
    writeFiles(`${root}-old`, { 'secret.md': 'secret' })
    symlinkSync('../articles-old/secret.md', path.join(root, 'link.md'))
    expect(brief(findArticles(sourceAt(root)))).toEqual(['ARTICLE_UNREADABLE link.md', 'news'])
  })

  it('may be the articles folder itself', () => {
    const root = `${articles('news.md')}-link`
    symlinkSync('articles', root)
    symlinkSync('news.md', path.join(root, 'link.md'))
    expect(brief(findArticles(sourceAt(root)))).toEqual(['news'])
  })
})

describe.skipIf(process.platform === 'win32')('what is neither a file nor a folder', () => {
  it('is refused, by whatever name: to read a pipe would be to wait for ever', async () => {
    const root = articles('news.md')
    const server = createServer().listen(path.join(root, 'socket.md'))
    await once(server, 'listening')
    symlinkSync('socket.md', path.join(root, 'link.md'))
    expect(brief(findArticles(sourceAt(root)))).toEqual([
      'ARTICLE_UNREADABLE link.md',
      'news',
      'ARTICLE_UNREADABLE socket.md',
    ])
    server.close()
  })
})
