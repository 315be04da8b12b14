import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findFolders, looseArticles } from '../../src/init/folders.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const NINJS = JSON.stringify({ uri: 'urn:x', type: 'text', headline: 'A headline', body_text: 'Words.' })

function found(files: Readonly<Record<string, string>>) {
  const root = temporaryFolder()
  writeFiles(root, files)
  return findFolders(root).map(({ path, articles }) => `${path} ${articles}`)
}

describe('folders of articles', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['of any name', { 'texts/a.md': 'A.', 'texts/b.html': '<p>B.' }, ['texts 2']],
    [
      'by their likely names first',
      { 'aaa/a.md': 'A.', 'docs/b.md': 'B.', 'articles/c.md': 'C.' },
      ['articles 1', 'docs 1', 'aaa 1'],
    ],
    [
      'of the same likelihood by what they hold',
      { 'one/a.md': 'A.', 'two/b.md': 'B.', 'two/c.md': 'C.' },
      ['two 2', 'one 1'],
    ],
    [
      'with the parts that some of it lies in',
      { 'content/news/a.md': 'A.', 'content/b.md': 'B.' },
      ['content 2', 'content/news 1'],
    ],
    ['without the one part that all of it lies in', { 'content/news/a.md': 'A.' }, ['content 1']],
    [
      'inside the source of a site',
      { 'src/content/a.mdx': 'A.', 'src/index.html': '<p>B.' },
      ['src/content 1'],
    ],
    [
      'by content where JSON may be anything',
      { 'wire/a.json': NINJS, 'wire/b.json': '{ "a": 1 }', 'settings/c.json': '{}' },
      ['wire 1'],
    ],
    [
      'but none of programs, output, locale files or hidden ones',
      { 'node_modules/x/a.md': 'A.', 'public/es/a.md': 'A.', 'locales/es/a.txt': 'A.', '.cache/a.md': 'A.' },
      [],
    ],
    ['but none of pictures alone', { 'photos/a.jpg': 'x' }, []],
  ])('are found %s', (_what, files, folders) => {
    expect(found(files)).toEqual(folders)
  })

  it('are none where there is nothing', () => {
    const root = temporaryFolder()
    mkdirSync(path.join(root, 'articles'))
    expect(findFolders(root)).toEqual([])
  })
})

it('names articles that lie beside the configuration, and no page of a project', () => {
  const root = temporaryFolder()
  writeFiles(root, {
    'README.md': 'R',
    'CHANGE_LOG.md': 'C',
    'ferry-strike.md': 'F',
    'Notes.html': 'N',
    'a.json': NINJS,
  })
  expect(looseArticles(root).toSorted()).toEqual(['Notes.html', 'ferry-strike.md'])
})
