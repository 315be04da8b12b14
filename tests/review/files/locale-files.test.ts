import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { folder } from '../../../src/publish/files.ts'
import { localeFilesIn } from '../../../src/review/files/locale-files.ts'
import { metaPath, textsPath } from '../../../src/review/locale-file.ts'
import { saveLock } from '../../../src/state/save-lock.ts'
import { localeFilesContract } from '../../contracts/locale-files.ts'
import { temporaryFolder, writeFiles } from '../../fakes/folder.ts'

const filesIn = (root: string) =>
  localeFilesIn(folder(path.join(root, 'locales'), 'kill'), saveLock(path.join(root, 'state')))

localeFilesContract('files in a folder', () => {
  const root = temporaryFolder()
  return { files: filesIn(root), another: () => filesIn(root) }
})

const META = '{"article":"news.md","sourceLocale":"en","sourceHash":"","segments":{}}'

it('leaves nothing lying where somebody saved meanwhile', async () => {
  const root = temporaryFolder()
  const files = filesIn(root)
  await files.save('es', 'news', { texts: '{}', meta: META }, await files.read('es', 'news'))
  const before = readdirSync(root, { recursive: true })
  await files.save('es', 'news', { texts: '{"a":"b"}' }, { hash: 'others', metaHash: '' })
  expect(readdirSync(root, { recursive: true })).toEqual(before)
})

it('takes a meta that was only touched, as by a checkout, for the same', async () => {
  const root = temporaryFolder()
  const files = filesIn(root)
  const left = await files.save('es', 'news', { texts: '{}', meta: META }, await files.read('es', 'news'))
  const file = path.join(root, 'locales', metaPath('es', 'news'))
  utimesSync(file, 1, 1)
  expect(await files.isAt('es', 'news', left!)).toBe(true)
  writeFileSync(file, META.replace('""', '"x"'))
  expect(await files.isAt('es', 'news', left!)).toBe(false)
})

it('does not touch files in which nothing changes', async () => {
  const root = temporaryFolder()
  const files = filesIn(root)
  const left = await files.save('es', 'news', { texts: '{}', meta: META }, await files.read('es', 'news'))
  const file = path.join(root, 'locales', textsPath('es', 'news'))
  writeFileSync(file, '{}')
  utimesSync(file, 1, 1)
  expect(await files.save('es', 'news', {}, left!)).toEqual(left)
  expect(readFileSync(file, 'utf8')).toBe('{}')
})

it('of an article that has another id are moved with its history, those of former targets too', async () => {
  const root = temporaryFolder()
  const files = filesIn(root)
  const left = ['es/articles/news.history.jsonl', 'es/articles/news.meta.json', 'fr/articles/news.json']
  writeFiles(path.join(root, 'locales'), Object.fromEntries(left.map((file) => [file, '{}\n'])))
  await files.move('news', 'harbour')
  const there = readdirSync(path.join(root, 'locales'), { recursive: true }).map(String)
  expect(there.filter((file) => file.includes('.')).toSorted()).toEqual(
    left.map((file) => file.replace('news', 'harbour')),
  )
})
