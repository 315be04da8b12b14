import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Folder, folder } from '../../src/publish/files.ts'
import { localeFilesIn } from '../../src/review/files/locale-files.ts'
import { metaPath, shortHash, textHash, textsPath } from '../../src/review/locale-file.ts'
import { readPeople } from '../../src/review/people.ts'
import { readLocaleFileOf } from '../../src/review/read-locale-file.ts'
import { withPersonsTexts } from '../../src/review/save.ts'
import { segmentsIn } from '../../src/review/source-file.ts'
import { changesOf } from '../../src/review/write.ts'
import { segmentKey } from '../../src/segment/key.ts'
import { saveLock } from '../../src/state/save-lock.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const ARTICLE = { path: 'news.md', locale: 'en' }
const BY = { name: 'Ana Ruiz', at: new Date('2026-11-23T08:00:00Z') }
const NOW = new Date('2026-11-24T08:00:00Z')
const SOURCE = 'Hello there.'
const KEY = segmentKey('paragraph', SOURCE)
const SEGMENTS = segmentsIn(new Map([[KEY, SOURCE]]))

const machine = { origin: 'machine', state: 'machine', provider: 'fake', date: '2026-11-01T00:00:00Z' }

function localeFile(texts: Record<string, string>, segments: Record<string, object>) {
  const root = temporaryFolder()
  const meta = { article: 'news.md', sourceLocale: 'en', sourceHash: 'abc', segments }
  writeFiles(root, {
    [textsPath('es', 'news')]: JSON.stringify(texts),
    [metaPath('es', 'news')]: JSON.stringify(meta),
  })
  return root
}

const ours = (text: string) => ({ ...machine, source: shortHash(SOURCE), target: textHash(text) })
const words = [{ key: KEY, source: SOURCE, text: 'Buenas.' }]

const filesIn = (locales: Folder) => localeFilesIn(locales, saveLock(temporaryFolder()))

async function save(root: string, locales: Folder = folder(root, 'kill')) {
  const earlier = readLocaleFileOf(root, 'es', 'news')
  const printed = withPersonsTexts(earlier, words, ARTICLE, BY)
  await filesIn(locales).save('es', 'news', changesOf(printed, earlier), earlier)
}

describe('a locale file with a person’s words put in', () => {
  it('says whose they are, and leaves everything else as it was', async () => {
    const texts = { [KEY]: 'Hola.', 'quote.000000000000': 'De otro.', [`${KEY}#dismiss`]: 'numbers' }
    const root = localeFile(texts, { [KEY]: ours('Hola.'), 'quote.000000000000': ours('De otro.') })
    await save(root)
    const saved = readLocaleFileOf(root, 'es', 'news')
    expect(Object.fromEntries(saved.texts)).toEqual({ ...texts, [KEY]: 'Buenas.' })
    expect(Object.keys(saved.meta.segments)).toEqual([KEY, 'quote.000000000000'])
    expect(readPeople(saved, SEGMENTS, NOW).targets.get(KEY)).toMatchObject({
      origin: { kind: 'human', editor: 'Ana Ruiz' },
      state: 'edited',
      date: '2026-11-23T08:00:00.000Z',
    })
  })

  it.each([
    ['a machine’s text counts as nobody’s', ours('Hola.'), 0],
    ['a person’s text still counts as a person’s', { ...ours('Hola.'), origin: 'human', provider: 'Bea' }, 1],
  ])('when a kill comes between the two files, %s', async (_, meta, count) => {
    const root = localeFile({ [KEY]: 'Hola.' }, { [KEY]: meta })
    const locales = folder(root, 'kill')
    const dying = {
      ...locales,
      async prepare(relative: string, content: string | Uint8Array) {
        const file = await locales.prepare(relative, content)
        const put = () => {
          if (!relative.endsWith('.meta.json')) throw new Error('killed')
          file.put()
        }
        return { ...file, put }
      },
    }
    await expect(save(root, dying)).rejects.toThrow('killed')
    const { targets, machine: machines } = readPeople(readLocaleFileOf(root, 'es', 'news'), SEGMENTS, NOW)
    expect([targets.size, machines.size]).toEqual([count, 0])
  })

  it('is one of its own where there was none', async () => {
    const root = temporaryFolder()
    await save(root)
    const { meta, texts } = readLocaleFileOf(root, 'es', 'news')
    expect(texts).toEqual(new Map([[KEY, 'Buenas.']]))
    expect(meta).toMatchObject({ article: 'news.md', sourceLocale: 'en' })
    expect(readFileSync(path.join(root, textsPath('es', 'news')), 'utf8')).toContain('Buenas.')
  })
})
