import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ignoreState } from '../../src/init/git-ignore.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

it.each([
  ['', '.dragoman/\n'],
  ['dist/\n', 'dist/\n.dragoman/\n'],
  ['dist/', 'dist/\n.dragoman/\n'],
  ['dist/\r\n', 'dist/\r\n.dragoman/\r\n'],
  ['# .dragoman/\n', '# .dragoman/\n.dragoman/\n'],
])('adds the state folder to what is there: %j', (before, after) => {
  const root = temporaryFolder()
  writeFiles(root, { '.gitignore': before })
  expect(ignoreState(root)).toBe('added')
  expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toBe(after)
})

it.each(['.dragoman/\n', '/.dragoman\n', 'dist/\r\n.dragoman/ \r\n'])(
  'leaves what names it already: %j',
  (text) => {
    const root = temporaryFolder()
    writeFiles(root, { '.gitignore': text })
    expect(ignoreState(root)).toBe('there already')
    expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toBe(text)
  },
)

it('begins the file inside a repository, and only there', () => {
  const root = temporaryFolder()
  mkdirSync(path.join(root, '.git'))
  mkdirSync(path.join(root, 'news/site'), { recursive: true })
  expect(ignoreState(path.join(root, 'news/site'))).toBe('added')
  const elsewhere = temporaryFolder()
  expect(ignoreState(elsewhere)).toBe('no repository')
  expect(existsSync(path.join(elsewhere, '.gitignore'))).toBe(false)
})
