import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Found, findArticles, namedArticles } from '../../src/sources/folder.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

/** What was found, as `id` or `CODE path`. */
const brief = (found: Iterable<Found>) =>
  [...found].map((one) => (one.kind === 'article' ? one.id : `${one.error.code} ${one.path}`))

function articles(...paths: readonly string[]): string {
  const root = path.join(temporaryFolder(), 'articles')
  mkdirSync(root)
  writeFiles(root, Object.fromEntries(paths.map((relative) => [relative, 'Hello.\n'])))
  return root
}

describe('the articles of a folder', () => {
  it('are found in name order, folder by folder, by their paths without ending', () => {
    const root = articles('news.md', 'world/flood.html', 'world/asia/quake.json', 'a.txt', 'Zoo.md')
    expect(brief(findArticles(root))).toEqual(['Zoo', 'a', 'news', 'world/asia/quake', 'world/flood'])
    expect([...findArticles(root)].at(-1)).toEqual({
      kind: 'article',
      id: 'world/flood',
      path: 'world/flood.html',
      file: path.join(root, 'world/flood.html'),
    })
  })

  it('are not the hidden files and the pictures that lie beside them', () => {
    const root = articles('news.md', '.news.md.swp', '.git/config', 'flood.JPG', 'news.jpg', 'style.css')
    expect(brief(findArticles(root))).toEqual(['news'])
  })

  it('are looked for as they are asked for: no list of all of them is held', () => {
    const root = articles('a/1.md', 'b/2.md')
    const found = findArticles(root)
    found.next()
    writeFiles(root, { 'b/3.md': 'late' })
    expect(brief(found)).toEqual(['b/2', 'b/3'])
  })

  it('that would share an id are refused, all of them, and only them', () => {
    const root = articles('flood.md', 'flood.html', 'flood.json', 'flood/flood.md', 'quake.md')
    expect(brief(findArticles(root))).toEqual([
      'flood/flood',
      'ID_DUPLICATE flood.html',
      'ID_DUPLICATE flood.json',
      'ID_DUPLICATE flood.md',
      'quake',
    ])
  })

  it.each(['a\nb.md', 'a\u001Bb.md', 'a\\b.md', 'a%2e%2e%2fb.md', 'news.meta.json', 'news.meta.md'])(
    'with a name that could do harm are refused: %j',
    (name) => {
      const found = brief(findArticles(articles(name, 'zoo.md')))
      expect(found).toEqual([`ID_UNSAFE ${name}`, 'zoo'])
    },
  )

  it('that cannot be listed are a wrong configuration', () => {
    const root = path.join(temporaryFolder(), 'nowhere')
    expect(() => [...findArticles(root)]).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', place: root }),
    )
  })

  it('go on behind a folder that cannot be listed', () => {
    const root = articles('a/1.md', 'b/2.md', 'c.md')
    const found = findArticles(root)
    expect(found.next().value).toMatchObject({ id: 'a/1' })
    rmSync(path.join(root, 'b'), { recursive: true })
    expect(brief(found)).toEqual(['ARTICLE_UNREADABLE b', 'c'])
  })
})

describe('a link among the articles', () => {
  it('to another article is one', () => {
    const root = articles('real.md')
    symlinkSync('real.md', path.join(root, 'link.md'))
    expect(brief(findArticles(root))).toEqual(['link', 'real'])
  })

  it.each([
    ['out of the folder', '../secret.md'],
    ['to nowhere', 'nothing.md'],
    ['to itself', 'link.md'],
    ['to a folder', 'world'],
    ['to the folder above', '..'],
  ])('%s is refused and not followed', (_where, target) => {
    const root = articles('world/flood.md')
    writeFileSync(path.join(root, '../secret.md'), 'secret')
    symlinkSync(target, path.join(root, 'link.md'))
    expect(brief(findArticles(root))).toEqual(['ARTICLE_UNREADABLE link.md', 'world/flood'])
  })

  it('does not lead out by a folder whose name begins like ours', () => {
    const root = articles('news.md')
    writeFiles(`${root}-old`, { 'secret.md': 'secret' })
    symlinkSync('../articles-old/secret.md', path.join(root, 'link.md'))
    expect(brief(findArticles(root))).toEqual(['ARTICLE_UNREADABLE link.md', 'news'])
  })
})

describe.skipIf(process.platform === 'win32')('what is neither a file nor a folder', () => {
  it('is refused, by whatever name: to read a pipe would be to wait for ever', async () => {
    const root = articles('news.md')
    const server = createServer().listen(path.join(root, 'socket.md'))
    await once(server, 'listening')
    symlinkSync('socket.md', path.join(root, 'link.md'))
    expect(brief(findArticles(root))).toEqual([
      'ARTICLE_UNREADABLE link.md',
      'news',
      'ARTICLE_UNREADABLE socket.md',
    ])
    server.close()
  })
})

describe('named articles', () => {
  it('are taken as the walk would take them, in the order they are named', () => {
    const root = articles('news.md', 'world/flood.html', 'world/quake.md')
    const named = ['world/quake.md', 'news.md'].map((relative) => path.join(root, relative))
    expect(brief(namedArticles(root, named))).toEqual(['world/quake', 'news'])
    expect([...namedArticles(root, named)][1]).toEqual([...findArticles(root)][0])
  })

  it('that share an id with a neighbour are refused though only one is named', () => {
    const root = articles('flood.md', 'flood.html')
    expect(brief(namedArticles(root, [path.join(root, 'flood.md')]))).toEqual(['ID_DUPLICATE flood.md'])
  })

  it.each(['missing.md', 'nowhere/missing.md', 'world', 'photo.jpg', 'news.md/x.md'])(
    'that are no article are refused, and the others taken: %s',
    (relative) => {
      const root = articles('news.md', 'world/flood.md', 'photo.jpg')
      const named = [relative, 'news.md'].map((name) => path.join(root, name))
      expect(brief(namedArticles(root, named))).toEqual([`ARTICLE_UNREADABLE ${relative}`, 'news'])
    },
  )

  it.each(['../secret.md', '..', '.', '../articles-old/x.md', '/etc/hosts'])(
    'outside the articles folder are a mistake in the command: %s',
    (relative) => {
      const root = articles('news.md')
      expect(() => [...namedArticles(root, [path.resolve(root, relative)])]).toThrow(
        expect.objectContaining({ code: 'USAGE' }),
      )
    },
  )

  it('may begin with two dots', () => {
    const root = articles('..news.md')
    expect(brief(namedArticles(root, [path.join(root, '..news.md')]))).toEqual([
      'ARTICLE_UNREADABLE ..news.md',
    ])
  })
})
