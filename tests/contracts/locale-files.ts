import { describe, expect, it } from 'vitest'
import { type LocaleFile, type LocaleMeta, printMeta, printTexts } from '../../src/review/locale-file.ts'
import type { LocaleFiles } from '../../src/review/locale-files.ts'

/** Locale files to hold to the contract. Each test opens new, empty ones. */
export interface LocaleFilesSubject {
  readonly files: LocaleFiles
  /** The same as another process, or a later one, sees them. */
  readonly another: () => LocaleFiles
}

const KEY = 'paragraph.5f2a9c0d1b7e'
const META: LocaleMeta = { article: 'news.md', sourceLocale: 'en', sourceHash: 'abc', segments: {} }
const texts = (text: string) => printTexts(new Map([[KEY, text]]))
const meta = (sourceHash: string) => printMeta({ ...META, sourceHash })
const said = (file: LocaleFile) => [file.texts.get(KEY), file.meta.sourceHash]

/** What all locale files keep to. */
export function localeFilesContract(name: string, open: () => LocaleFilesSubject): void {
  describe(`${name} keep the contract of locale files`, () => {
    const saved = async (files: LocaleFiles, text: string, hash: string, id = 'news') => {
      const changes = { texts: texts(text), meta: meta(hash) }
      const revision = await files.save('es', id, changes, await files.read('es', id))
      if (revision === undefined) throw new Error('saved by another')
      return revision
    }

    it('are empty where nothing was saved', async () => {
      const { files } = open()
      const file = await files.read('es', 'news')
      expect([file.texts.size, file.hash, file.metaHash]).toEqual([0, '', ''])
      expect(await files.isAt('es', 'news', file)).toBe(true)
      expect(await Array.fromAsync(files.stems('es'))).toEqual([])
    })

    it('say what was saved, for that article in that locale, also to another process', async () => {
      const { files, another } = open()
      const revision = await saved(files, 'Hola.', 'one')
      const file = await another().read('es', 'news')
      expect(said(file)).toEqual(['Hola.', 'one'])
      expect(revision).toMatchObject({ hash: file.hash, metaHash: file.metaHash })
      expect((await another().read('ca', 'news')).texts.size).toBe(0)
      expect((await another().read('es', 'harbour')).texts.size).toBe(0)
    })

    it('are at a revision until somebody saves the texts or the meta', async () => {
      const { files, another } = open()
      const first = await saved(files, 'Hola.', 'one')
      expect(await another().isAt('es', 'news', first)).toBe(true)
      const second = await another().save('es', 'news', { meta: meta('two') }, first)
      expect(await files.isAt('es', 'news', first)).toBe(false)
      expect(await files.isAt('es', 'news', second!)).toBe(true)
      await another().save('es', 'news', { texts: texts('Buenas.') }, second!)
      expect(await files.isAt('es', 'news', second!)).toBe(false)
    })

    it('are at a revision of which an earlier version noted the texts alone, whatever meta says', async () => {
      const { files } = open()
      const { hash } = await saved(files, 'Hola.', 'one')
      expect(await files.isAt('es', 'news', { hash, metaHash: undefined })).toBe(true)
      expect(await files.isAt('es', 'news', { hash: 'others', metaHash: undefined })).toBe(false)
    })

    it('are at a revision that has no meta as long as there is none', async () => {
      const { files } = open()
      await files.saveSource('es', 'news', texts('Hola.'))
      const typed = await files.read('es', 'news')
      expect(await files.isAt('es', 'news', typed)).toBe(true)
      await files.save('es', 'news', { meta: meta('one') }, typed)
      expect(await files.isAt('es', 'news', typed)).toBe(false)
    })

    it.each<[string, { texts?: string; meta?: string }]>([
      ['the texts', { texts: texts('Saludos.') }],
      ['the meta', { meta: meta('theirs') }],
    ])('keep what somebody saved since: %s', async (_, theirs) => {
      const { files, another } = open()
      const first = await saved(files, 'Hola.', 'one')
      await another().save('es', 'news', theirs, first)
      const before = said(await files.read('es', 'news'))
      const changes = { texts: texts('Buenas.'), meta: meta('ours') }
      expect(await files.save('es', 'news', changes, first)).toBeUndefined()
      expect(said(await files.read('es', 'news'))).toEqual(before)
    })

    it('save the same changes twice as once, as after a kill', async () => {
      const { files, another } = open()
      const first = await saved(files, 'Hola.', 'one')
      const changes = { interimMeta: meta('interim'), texts: texts('Buenas.'), meta: meta('two') }
      const second = await files.save('es', 'news', changes, first)
      expect(await another().save('es', 'news', changes, first)).toEqual(second)
      expect(said(await files.read('es', 'news'))).toEqual(['Buenas.', 'two'])
    })

    it.each<[string, { interimMeta?: string; texts?: string }]>([
      ['interim meta', { interimMeta: meta('interim') }],
      ['texts', { interimMeta: meta('interim'), texts: texts('Buenas.') }],
    ])('go on where a kill came after the %s', async (_, written) => {
      const { files, another } = open()
      const first = await saved(files, 'Hola.', 'one')
      await files.save('es', 'news', written, first)
      const changes = { interimMeta: meta('interim'), texts: texts('Buenas.'), meta: meta('two') }
      expect(await another().save('es', 'news', changes, first)).toBeDefined()
      expect(said(await files.read('es', 'news'))).toEqual(['Buenas.', 'two'])
    })

    it('list the stems of all that have their meta, folders and long names included', async () => {
      const { files } = open()
      const long = `world/${'f'.repeat(252)}`
      for (const id of ['news', 'world/flood', long]) await saved(files, 'Hola.', 'one', id)
      await files.saveSource('es', 'source', texts('Hola.'))
      const stems = await Array.fromAsync(files.stems('es'))
      expect(stems).toHaveLength(3)
      expect(stems).toEqual(expect.arrayContaining(['news', 'world/flood']))
      for (const stem of stems) expect(said(await files.read('es', stem))).toEqual(['Hola.', 'one'])
    })

    it('have a source’s own texts, but not in the place of a target’s', async () => {
      const { files } = open()
      await files.saveSource('en', 'news', texts('Hello.'))
      await files.saveSource('en', 'news', texts('Hello there.'))
      expect((await files.read('en', 'news')).texts.get(KEY)).toBe('Hello there.')
      await saved(files, 'Hola.', 'one')
      await files.saveSource('es', 'news', texts('Hello.'))
      expect((await files.read('es', 'news')).texts.get(KEY)).toBe('Hola.')
    })

    it('of an article that has another id are called so, in all locales, the source’s too', async () => {
      const { files, another } = open()
      await saved(files, 'Hola.', 'one')
      await files.saveSource('en', 'news', texts('Hello.'))
      await files.move('news', 'world/harbour')
      const later = another()
      expect(said(await later.read('es', 'world/harbour'))).toEqual(['Hola.', 'one'])
      expect((await later.read('en', 'world/harbour')).texts.get(KEY)).toBe('Hello.')
      for (const locale of ['es', 'en']) expect((await later.read(locale, 'news')).texts.size).toBe(0)
      expect(await Array.fromAsync(later.stems('es'))).toEqual(['world/harbour'])
      await later.move('news', 'world/harbour')
      expect(said(await later.read('es', 'world/harbour'))).toEqual(['Hola.', 'one'])
    })

    it('of an article are gone when they are removed, in that locale alone', async () => {
      const { files, another } = open()
      await saved(files, 'Hola.', 'one')
      await saved(files, 'Hola.', 'one', 'harbour')
      await files.remove('es', 'news')
      await files.remove('es', 'never there')
      expect((await another().read('es', 'news')).texts.size).toBe(0)
      expect(await Array.fromAsync(another().stems('es'))).toEqual(['harbour'])
    })

    it('never take the place of texts that stand under the other id, with whatever belongs to them', async () => {
      const { files } = open()
      await saved(files, 'Hola.', 'one')
      await files.saveSource('es', 'harbour', texts('Mine.'))
      await files.move('news', 'harbour')
      expect(said(await files.read('es', 'harbour'))).toEqual(['Mine.', ''])
      expect(said(await files.read('es', 'news'))).toEqual(['Hola.', 'one'])
    })
  })
}
