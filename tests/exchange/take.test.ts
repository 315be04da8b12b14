import { describe, expect, it } from 'vitest'
import { readTexts } from '../../src/exchange/article-texts.ts'
import { bundled } from '../../src/exchange/bundle.ts'
import type { Returned } from '../../src/exchange/exchange.ts'
import { take } from '../../src/exchange/take.ts'
import { xliff } from '../../src/exchange/xliff/xliff.ts'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import { writeSourceFile } from '../../src/pipeline/edition.ts'
import { save } from '../../src/review/save.ts'
import { bundleWith, returned, written } from './bundle-room.ts'
import { editionRoom } from './edition-room.ts'

const ARTICLE = '# Ferry strike\n\nCrews stayed ashore. Read [the timetable](/t) first.\n'

async function published() {
  const room = editionRoom()
  const { ports } = room.room
  const publish = async (path: string, text: string) => {
    await writeSourceFile(await room.publish(path, text), ports.publish)
  }
  await publish('sea/ferry.md', ARTICLE)
  const { localeFiles } = ports.publish
  const read = async () => {
    const texts = await readTexts(localeFiles, 'en', 'es', 'sea/ferry')
    if (texts === undefined) throw new Error('the article is not there')
    return texts
  }
  return {
    room: room.room,
    publish,
    read,
    async xliff() {
      const { source, file } = await read()
      const { segments } = bundled(source, file, { locale: 'es', severities: {}, glossary: NO_GLOSSARY })
      return written(xliff, bundleWith(segments))
    },
    take: async (entries: readonly Returned[]) => {
      const by = { name: 'Ana Ruiz', at: new Date('2026-11-23T08:00:00Z') }
      return take({ ...(await read()).source, path: 'sea/ferry.md' }, 'es', entries, by, room.room.saving)
    },
    files: () => [
      room.room.read('locales/es/articles/sea/ferry.json'),
      room.room.read('locales/es/articles/sea/ferry.meta.json'),
    ],
  }
}

describe('taking what came back', () => {
  it('changes no byte where nothing was changed', async () => {
    const room = await published()
    const before = room.files()
    const found = await room.take(await returned(xliff, await room.xliff()))
    expect(found).toEqual({ taken: [], unchanged: 3, refused: [] })
    expect(room.files()).toEqual(before)
  })

  it('makes new words the person’s, and a final state the person’s approval', async () => {
    const room = await published()
    const [title = '', crews = '', read = ''] = (await room.read()).file.texts.keys()
    const text = (await room.xliff())
      .replace(/(<unit id="paragraph[\s\S]*?)<target>[^<]*<\/target>/, '$1<target>No zarparon.</target>')
      .replace(/state="translated" subState="dragoman:machine"/, 'state="final"')
    const found = await room.take(await returned(xliff, text))
    expect(found).toMatchObject({
      taken: [
        { key: title, isApproved: true },
        { key: crews, text: 'No zarparon.' },
      ],
      refused: [],
    })
    const { segments } = room.room.meta('sea/ferry')
    const review = { by: 'Ana Ruiz', date: '2026-11-23T08:00:00.000Z' }
    expect(segments[title]).toMatchObject({
      state: 'approved',
      origin: 'machine',
      review,
      sourceText: 'Ferry strike',
    })
    expect(segments[crews]).toMatchObject({ state: 'edited', origin: 'human', provider: 'Ana Ruiz' })
    expect(segments[read]).toMatchObject({ state: 'machine' })
    expect(room.room.texts('sea/ferry')[crews]).toBe('No zarparon.')
    const again = await room.take(await returned(xliff, text))
    expect(again).toMatchObject({ taken: [], unchanged: 3, refused: [] })
  })

  it('refuses to approve what a person has rejected', async () => {
    const room = await published()
    const text = (await room.xliff()).replaceAll(
      'state="translated" subState="dragoman:machine"',
      'state="final"',
    )
    const { source } = await room.read()
    const [title = ''] = source.segments.map(({ key }) => key)
    const by = { name: 'Bo Lund', at: new Date('2026-11-23T07:00:00Z') }
    const article = { ...source, path: 'sea/ferry.md' }
    await save(article, 'es', () => [{ kind: 'reject', key: title }], by, room.room.saving)
    const found = await room.take(await returned(xliff, text))
    expect(found.taken).toHaveLength(2)
    expect(found.refused).toMatchObject([{ key: title, reason: 'its words were rejected' }])
  })

  it('keeps what it replaced in the history, with who did it', async () => {
    const room = await published()
    const text = (await room.xliff()).replace(/<target>[^<]*/, '<target>Otro titular')
    await room.take(await returned(xliff, text))
    const { entries } = await room.room.saving.history.of('sea/ferry', 'es')
    expect(entries).toMatchObject([
      { act: 'edit', by: 'Ana Ruiz', text: 'Otro titular', before: expect.any(String) },
    ])
  })

  it('shares new words with other articles by way of memory', async () => {
    const room = await published()
    const text = (await room.xliff()).replace(
      /(<unit id="paragraph[\s\S]*?)<target>[^<]*</,
      '$1<target>No zarparon.<',
    )
    await room.take(await returned(xliff, text))
    await room.publish('sea/other.md', '# Other\n\nCrews stayed ashore.\n')
    expect(Object.values(room.room.texts('sea/other'))).toContain('No zarparon.')
  })

  it('refuses what does not fit, by its reason, and takes the rest', async () => {
    const room = await published()
    const text = (await room.xliff())
      .replace(/<unit id="headline\.\w+/, '<unit id="headline.000000000000')
      .replace(/(<unit id="paragraph[\s\S]*?)<target>[^<]*</, '$1<target>No zarparon.<')
      .replace(/<target>([^<]*)<pc [^>]*>([^<]*)<\/pc>/, '<target>$1$2')
    const found = await room.take(await returned(xliff, text))
    expect(found.taken).toMatchObject([{ text: 'No zarparon.' }])
    expect(found.refused.map(({ reason }) => reason)).toEqual([
      'the article has no sentence of this key',
      '<a1> is missing',
    ])
  })

  it('tells of a source that has changed since', async () => {
    const room = await published()
    const text = await room.xliff()
    await room.publish('sea/ferry.md', ARTICLE.replace('ashore', 'home'))
    const changed = text.replace(/(<unit id="paragraph[\s\S]*?)<target>[^<]*</, '$1<target>No zarparon.<')
    const found = await room.take(await returned(xliff, changed))
    expect(found.refused).toMatchObject([
      { role: 'paragraph', words: 'No zarparon.', reason: 'its source sentence is another one by now' },
    ])
  })

  it('refuses a sentence that comes back twice with different words', async () => {
    const room = await published()
    const entries = await returned(xliff, await room.xliff())
    const [first] = entries
    if (first?.kind !== 'words') throw new Error('no words')
    const found = await room.take([
      { ...first, text: 'Uno' },
      { ...first, text: 'Dos' },
    ])
    expect(found).toMatchObject({
      taken: [{ text: 'Uno' }],
      refused: [{ words: 'Dos', reason: expect.stringContaining('“Uno”') }],
    })
  })

  it('finds a sentence by its source where the file names no key', async () => {
    const room = await published()
    const words = {
      kind: 'words',
      article: undefined,
      locale: 'es',
      key: undefined,
      isApproved: false,
      exported: undefined,
    } as const
    const found = await room.take([
      { ...words, source: 'Crews stayed ashore.', text: 'No zarparon.' },
      { ...words, source: 'Nobody wrote this.', text: 'Nadie.' },
    ])
    expect(found).toMatchObject({
      taken: [{ text: 'No zarparon.' }],
      refused: [{ words: 'Nadie.', reason: 'no sentence of the article has this source' }],
    })
  })
})
