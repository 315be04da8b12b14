import { rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Change } from '../../src/cli/change.ts'
import { Changes } from '../../src/cli/changes.ts'
import { loadProject } from '../../src/config/load.ts'
import { openSqliteEditions } from '../../src/memory/sqlite/editions.ts'
import { metaPath, textsPath } from '../../src/review/locale-file.ts'
import { localeFileHash } from '../../src/review/read-locale-file.ts'
import { fileLock } from '../../src/state/lock.ts'
import { editionRecord } from '../fakes/edition-record.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const PROVIDERS = '"providers": [{ "kind": "pseudo" }]'

/** A newsroom of two articles whose saves are watched. */
async function watched(more: Readonly<Record<string, string>> = {}, named: readonly string[] = []) {
  const root = temporaryFolder()
  const at = (file: string) => path.join(root, file)
  const save = (file: string, text: string) => writeFiles(root, { [file]: text })
  save(
    'dragoman.config.json',
    `{ "targets": ["es", "ca"], "source": { "ignore": ["drafts"] }, ${PROVIDERS} }`,
  )
  save('articles/ferry.md', 'Crews stayed ashore.')
  save('articles/city/council.md', 'The vote was close.')
  writeFiles(root, more)
  const stopping = new AbortController()
  const project = loadProject(at('dragoman.config.json'))
  const changes = new Changes(project, named.map(at), ['es'], stopping.signal)
  onTestFinished(async () => {
    stopping.abort()
    await changes.close()
  })
  await changes.ready
  const next = async (): Promise<Change | undefined> => {
    const change = await changes.next()
    if (change?.kind !== 'articles') return change
    return { ...change, files: change.files.map((file) => path.relative(root, file)).toSorted() }
  }
  /** The next save of an article is the next that is heard of, twice: whatever was late would come between. */
  const expectNothingElse = async () => {
    for (const text of ['one', 'two']) {
      save('articles/ferry.md', text)
      expect(await next()).toEqual({ kind: 'articles', files: ['articles/ferry.md'] })
    }
  }
  return { at, save, next, changes, project, stopping, expectNothingElse }
}

it('articles that are saved together are done together, new ones too', async () => {
  const { save, next } = await watched()
  save('articles/ferry.md', 'Crews went back.')
  save('articles/new.md', 'A new story.')
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/ferry.md', 'articles/new.md'] })
  save('articles/world/first.md', 'The first in its folder.')
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/world/first.md'] })
})

it('what is saved between two rounds is not lost, and is left when no round follows', async () => {
  const { save, next, changes, stopping } = await watched()
  save('articles/ferry.md', 'Crews went back.')
  await expect.poll(() => changes.areLeft()).toBe(true)
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/ferry.md'] })
  expect(await changes.areLeft()).toBe(false)
  save('articles/ferry.md', 'Crews went home.')
  await expect.poll(() => changes.areLeft()).toBe(true)
  stopping.abort()
  expect(await next()).toBeUndefined()
  expect(await changes.areLeft()).toBe(true)
})

it('a watch that waits for a save is woken by a stop', async () => {
  const { next, changes, stopping } = await watched()
  const waiting = next()
  stopping.abort()
  expect(await waiting).toBeUndefined()
  expect(await changes.areLeft()).toBe(false)
})

it('a save of the configuration goes before any other', async () => {
  const { save, next, expectNothingElse } = await watched({ 'locales/es/glossary.csv': 'source,target\n' })
  save('articles/ferry.md', 'Crews went back.')
  save('locales/es/glossary.csv', 'source,target\nferry,ferri\n')
  save('dragoman.config.json', `{ "targets": ["es"], ${PROVIDERS} }`)
  expect(await next()).toEqual({ kind: 'configuration' })
  await expectNothingElse()
})

it.each([
  ['a locale file that we have not written', 'locales/es/articles/ferry.json'],
  ['a glossary', 'locales/es/glossary.csv'],
  ['the site’s strings', 'locales/es/site.json'],
])('an editor’s save of %s concerns everything, even where no folder was before', async (_, file) => {
  const { save, next, expectNothingElse } = await watched()
  save(file, '{}')
  expect(await next()).toEqual({ kind: 'everything' })
  await expectNothingElse()
})

it.each(['city/council', `city/${'c'.repeat(252)}`])(
  'our own writes wake no watch; the editor’s save of the same file does: %s',
  async (id) => {
    const { at, save, next, project, expectNothingElse } = await watched()
    const editions = openSqliteEditions(path.join(project.state, 'editions.sqlite'))
    const file = `locales/${textsPath('es', id)}`
    save(file, '{ "paragraph.1": "ours" }')
    const meta = { article: `${id}.html`, sourceLocale: 'en', sourceHash: '', segments: {} }
    const metaFile = `locales/${metaPath('es', id)}`
    save(metaFile, JSON.stringify(meta))
    const ours = { localeFile: localeFileHash(at(file)), meta: localeFileHash(at(metaFile)) }
    await editions.put(id, 'es', editionRecord(ours), [])
    await editions.close()
    await expectNothingElse()
    save(file, '{ "paragraph.1": "theirs" }')
    expect(await next()).toEqual({ kind: 'everything' })
    save(file, '{ "paragraph.1": "ours" }')
    save(metaFile, JSON.stringify({ ...meta, sourceHash: 'approved' }))
    expect(await next()).toEqual({ kind: 'everything' })
  },
)

it('a record of editions that cannot be read tells nothing: then it is an editor’s save', async () => {
  const { save, next } = await watched()
  save('.dragoman/editions.sqlite', 'no database')
  save('locales/es/articles/ferry.json', '{}')
  expect(await next()).toEqual({ kind: 'everything' })
})

it.each([
  ['a meta file', 'locales/es/articles/ferry.meta.json'],
  ['a temporary file', 'articles/.ferry.md'],
  ['a backup', 'articles/ferry.md~'],
  ['a conflicted copy', 'articles/ferry.sync-conflict-20261010-101500-ABCDEFG.md'],
  ['a file that no format reads', 'articles/turnout.csv'],
  ['an article that is ignored', 'articles/drafts/ferry.md'],
  ['a picture', 'articles/quay.jpg'],
  ['what is in a hidden folder', 'articles/.git/HEAD'],
  ['a locale that is not translated into just now', 'locales/ca/articles/ferry.json'],
  ['the source’s own locale file', 'locales/en/articles/ferry.json'],
  ['an edition', 'public/es/ferry.md'],
])('%s wakes no watch', async (_, file) => {
  const { save, expectNothingElse } = await watched()
  save(file, 'text')
  await expectNothingElse()
})

it('data that is no article wakes no watch; JSON that is broken does', async () => {
  const { save, next, expectNothingElse } = await watched()
  save('articles/turnout.json', '{ "values": [1, 2] }')
  await expectNothingElse()
  save('articles/turnout.json', '{ "values": [1, ')
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/turnout.json'] })
})

it.each([
  ['to outside', 'elsewhere.md', 'linked.md'],
  ['to an article', 'articles/city/council.md', 'linked.md'],
  ['to a folder of articles', 'articles/city', 'linked'],
])('a link %s wakes no watch: no run takes it', async (_, target, link) => {
  const { at, save, expectNothingElse } = await watched()
  save('elsewhere.md', 'Text.')
  symlinkSync(at(target), at(`articles/${link}`))
  await expectNothingElse()
})

it('a link to a file that is not read in its own place is watched by its own name, as a run takes it', async () => {
  const { at, save, next } = await watched({ 'articles/.store/news.md': 'Text.' })
  symlinkSync('.store/news.md', at('articles/news.md'))
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/news.md'] })
  save('articles/.store/news.md', 'Another text.')
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/news.md'] })
})

it('an article that is gone again is nothing to do', async () => {
  const { at, save, changes, expectNothingElse } = await watched()
  save('articles/new.md', 'A new story.')
  await expect.poll(() => changes.areLeft()).toBe(true)
  rmSync(at('articles/new.md'))
  expect(await changes.areLeft()).toBe(false)
  await expectNothingElse()
})

it('of named files, those are watched and no others', async () => {
  const { save, expectNothingElse } = await watched({}, ['articles/ferry.md'])
  save('articles/city/council.md', 'The vote was not close.')
  await expectNothingElse()
})

it('while a run is under way, articles go before what must wait for its end', async () => {
  const { save, next, changes, project } = await watched({ 'locales/es/glossary.csv': 'source,target\n' })
  const run = await fileLock(project.state).acquire('run')
  save('locales/es/glossary.csv', 'source,target\nferry,ferri\n')
  await expect.poll(() => changes.areLeft()).toBe(true)
  save('articles/ferry.md', 'Crews went back.')
  expect(await next()).toEqual({ kind: 'articles', files: ['articles/ferry.md'] })
  const later = next()
  await run.release()
  expect(await later).toEqual({ kind: 'everything' })
})
