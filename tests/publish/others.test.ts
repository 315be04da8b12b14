import { existsSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/article/hash.ts'
import { folder } from '../../src/publish/files.ts'
import { isAsWritten, keptMeta, type Others, openOthers, outputOfKept } from '../../src/publish/others.ts'
import { editionRecord } from '../fakes/edition-record.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const EDITION = { article: 'news', locale: 'es', output: 'es/news.md' }
const META = {
  article: 'news.md',
  sourceLocale: 'en',
  sourceHash: 'abc',
  segments: {},
}

let root: string
let told: string[]
let others: Others
const kept = (bytes: string | Uint8Array, output = EDITION.output) =>
  path.join(root, 'kept', sha256(bytes).slice(0, 8), output)

beforeEach(() => {
  root = temporaryFolder()
  told = []
  const at = (name: string) => folder(path.join(root, name), 'kill')
  others = openOthers({ locales: at('locales'), output: at('public'), kept: at('kept') }, (_, message) =>
    told.push(message),
  )
})

const isNobodys = () => false

describe('a file that is not ours', () => {
  it('is kept byte for byte, with the meta of that moment, and told of with its mend', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x41])
    writeFiles(root, {
      'public/es/news.md': bytes,
      'locales/es/articles/news.meta.json': JSON.stringify(META),
    })
    await others.keep(EDITION, isNobodys, 'replaced')
    const file = kept(bytes)
    expect(existsSync(file)).toBe(true)
    expect(told).toEqual([expect.stringContaining(`dragoman import ${file} --by NAME`)])
    expect(keptMeta(path.join(root, 'kept'), file)).toEqual(META)
    expect(outputOfKept(path.join(root, 'kept'), file)).toBe('es/news.md')
  })

  it('is named as a shell takes it', async () => {
    writeFiles(root, { 'public/es/the mayor’s.md': 'theirs' })
    await others.keep({ ...EDITION, output: 'es/the mayor’s.md' }, isNobodys, 'replaced')
    expect(told[0]).toContain(`import '${kept('theirs', 'es/the mayor’s.md')}' --by`)
  })

  it('is kept and told of once, whatever becomes of it', async () => {
    writeFiles(root, { 'public/es/news.md': 'theirs' })
    for (const fate of ['stays', 'stays', 'replaced', 'removed'] as const)
      await others.keep(EDITION, isNobodys, fate)
    expect(told).toHaveLength(1)
  })

  it('is told of anew when it was changed anew', async () => {
    for (const text of ['theirs', 'theirs again']) {
      writeFiles(root, { 'public/es/news.md': text })
      await others.keep(EDITION, isNobodys, 'stays')
    }
    expect(told).toHaveLength(2)
    expect(['theirs', 'theirs again'].map((text) => existsSync(kept(text)))).toEqual([true, true])
  })
})

describe('nothing is kept or told', () => {
  it.each<[string, Record<string, string>, (hash: string) => boolean]>([
    ['where nothing stands', {}, isNobodys],
    ['of a folder', { 'public/es/news.md/inside': 'x' }, isNobodys],
    ['of what we wrote', { 'public/es/news.md': 'ours' }, isAsWritten({ outputHash: sha256('ours') })],
    [
      'where a record of an earlier version does not say what we wrote',
      { 'public/es/news.md': 'x' },
      isAsWritten({ outputHash: '' }),
    ],
  ])('%s', async (_, files, isOurs) => {
    writeFiles(root, files)
    await others.keep(EDITION, isOurs, 'replaced')
    expect(told).toEqual([])
    expect(existsSync(path.join(root, 'kept'))).toBe(false)
  })
})

describe('an edition that stays as it is', () => {
  const record = editionRecord({
    output: EDITION.output,
    outputHash: sha256('ours'),
    date: 1_700_000_000_000,
  })
  const output = () => path.join(root, EDITION.output.replace('es/', 'public/es/'))
  const touch = (ms: number) => utimesSync(output(), ms / 1000, ms / 1000)

  it('is kept when it was changed after its record', async () => {
    writeFiles(root, { 'public/es/news.md': 'theirs' })
    touch(record.date + 60_000)
    await others.notice(EDITION, record)
    expect(told).toEqual([expect.stringContaining('stays until')])
  })

  it.each([
    ['it was not touched since', 'theirs', -1],
    ['it was touched and says the same', 'ours', 60_000],
  ])('is nothing to tell of where %s', async (_, text, after) => {
    writeFiles(root, { 'public/es/news.md': text })
    touch(record.date + after)
    await others.notice(EDITION, record)
    expect(told).toEqual([])
  })

  it('is nothing to tell of where it is gone', async () => {
    writeFiles(root, { 'public/es/news.md': 'theirs' })
    rmSync(output())
    await others.notice(EDITION, record)
    expect(told).toEqual([])
  })
})
