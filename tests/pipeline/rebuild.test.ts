import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { fileStem } from '../../src/article/file-name.ts'
import { NO_GLOSSARY } from '../../src/glossary/glossary.ts'
import type { Memory } from '../../src/memory/memory.ts'
import { humanKey } from '../../src/memory/memory-key.ts'
import { openSqliteStore } from '../../src/memory/sqlite/store.ts'
import { makeEdition, writeSourceFile } from '../../src/pipeline/edition.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import { type RebuildPorts, rebuild } from '../../src/pipeline/rebuild.ts'
import { writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'
import { fakeProvider } from '../fakes/provider.ts'

const FERRY = 'Crews stayed *ashore* on Tuesday. Read the [timetable](/t).\n'
const COUNCIL = 'The vote was close. Crews stayed *ashore* on Tuesday.\n'

const emptyMemory = () => openSqliteStore({ path: ':memory:', locale: 'es' })

/** Articles, their Spanish editions and locale files. */
async function translated(articles: Readonly<Record<string, string>>): Promise<Newsroom> {
  const room = newsroom()
  for (const [place, text] of Object.entries(articles)) await translate(room, room.source(place, text))
  return room
}

async function translate(room: Newsroom, source: ReadArticle): Promise<void> {
  await writeSourceFile(source, room.ports.publish)
  expect(await room.edition(source)).toMatchObject({ kind: 'written' })
}

const filledFrom = (room: Newsroom, memory: Memory, change: Partial<RebuildPorts> = {}) =>
  rebuild({
    memory,
    localeFiles: room.ports.publish.localeFiles,
    routes: room.ports.translate.routes,
    glossary: () => NO_GLOSSARY,
    isThere: (place) => existsSync(path.join(room.root, 'articles', place)),
    now: room.ports.publish.now,
    ...change,
  })

/** What another article's edition takes from that memory, and how much of it would have to be bought. */
async function editionFrom(room: Newsroom, memory: Memory, text: string) {
  const source = room.source('another.md', text)
  const outcome = await room.at(() =>
    makeEdition(source, 'es', { ...room.ports, memory: { ...room.ports.memory, of: () => memory } }),
  )
  return { ...outcome.counts!, text: room.read('public/es/another.md') ?? '' }
}

const refused = (code: 'CREDENTIAL_MISSING' | 'PAIR_UNSERVED') => async () => {
  throw new DragomanError(code, 'It cannot be asked.', { fix: 'none' })
}

describe('a memory filled from its locale files', () => {
  it('has the machine’s texts, codes and all, and people’s: nothing is bought again', async () => {
    const room = await translated({ 'ferry.md': FERRY, 'city/council.md': COUNCIL })
    room.edit('ferry', 'es:Crews stayed <em1>ashore</em1> on Tuesday.', 'La flota, en <em1>tierra</em1>.')
    await translate(room, room.source('ferry.md', FERRY))
    const memory = emptyMemory()
    expect(await filledFrom(room, memory)).toEqual({
      files: 2,
      unreadable: [],
      people: 1,
      // The council’s edition still has the machine’s words of the sentence.
      machine: 3,
      problems: [],
    })
    const { agreed: known } = await memory.recallHuman([
      humanKey('en', 'Crews stayed <em1>ashore</em1> on Tuesday.'),
    ])
    expect([...known.values()]).toMatchObject([
      {
        text: 'La flota, en <em1>tierra</em1>.',
        origin: { kind: 'human' },
        date: room.ports.publish.now().getTime(),
      },
    ])
    const again = await editionFrom(room, memory, `${FERRY}\nThe vote was close.\n`)
    expect(again).toMatchObject({ total: 3, recalled: 3, bought: 0 })
    expect(again.text).toContain('La flota, en *tierra*. es:Read the [timetable](/t).')
    expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 0 })
  })

  it('has what an editor has just saved and no run has seen yet', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    room.edit('ferry', 'es:Read the <a1>timetable</a1>.', 'Consulte el <a1>horario</a1>.')
    const memory = emptyMemory()
    expect(await filledFrom(room, memory)).toMatchObject({ people: 1, machine: 1 })
    const key = humanKey('en', 'Read the <a1>timetable</a1>.')
    expect((await memory.recallHuman([key])).agreed.get(key)?.date).toBe(room.ports.publish.now().getTime())
    expect((await editionFrom(room, memory, FERRY)).text).toContain('Consulte el [horario](/t).')
  })

  it('has nothing that an editor broke: its article says so', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    room.edit('ferry', 'es:Read the <a1>timetable</a1>.', 'Consulte el horario.')
    expect(await filledFrom(room, emptyMemory())).toMatchObject({ people: 0, machine: 1, unreadable: [] })
  })

  it('has what is known of an article that is gone', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    rmSync(path.join(room.root, 'articles'), { recursive: true })
    const memory = emptyMemory()
    expect(await filledFrom(room, memory)).toMatchObject({ files: 1, machine: 2 })
    expect(await editionFrom(room, memory, FERRY)).toMatchObject({ recalled: 2, bought: 0 })
  })

  it('has what a person wrote of an article that is gone, and lets it decide nothing', async () => {
    const room = await translated({ 'ferry.md': FERRY, 'news.md': FERRY })
    room.edit('ferry', 'es:Read the <a1>timetable</a1>.', 'Consulte el <a1>horario</a1>.')
    const key = humanKey('en', 'Read the <a1>timetable</a1>.')
    rmSync(path.join(room.root, 'articles/ferry.md'))
    const memory = emptyMemory()
    expect(await filledFrom(room, memory)).toMatchObject({ people: 1 })
    expect((await memory.recallHuman([key])).agreed.get(key)?.text).toBe('Consulte el <a1>horario</a1>.')
    await memory.keepHuman('news', [{ key, text: 'Otro', editor: 'editor', date: 1 }])
    expect((await memory.recallHuman([key])).agreed.get(key)?.text).toBe('Otro')
  })

  it('has what a person wrote of an article whose files have a name that was cut, by the article’s own', async () => {
    const id = `world/${'f'.repeat(252)}`
    const room = await translated({ [`${id}.md`]: FERRY })
    room.edit(fileStem(id), 'es:Read the <a1>timetable</a1>.', 'Consulte el <a1>horario</a1>.')
    const memory = emptyMemory()
    expect(await filledFrom(room, memory)).toMatchObject({ files: 1, people: 1, machine: 1 })
    const key = humanKey('en', 'Read the <a1>timetable</a1>.')
    // What is kept of the same article takes the place of what was, though it is older.
    await memory.keepHuman(id, [{ key, text: 'Otro', editor: 'editor', date: 1 }])
    expect((await memory.recallHuman([key])).agreed.get(key)).toMatchObject({ text: 'Otro' })
  })

  it('keeps what it held beside, and counts only what is new to it', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const memory = emptyMemory()
    const key = humanKey('en', 'Another sentence.')
    await memory.keep([{ key, text: 'Otra frase.', provider: 'fake', model: 'm1', date: 1 }])
    expect(await filledFrom(room, memory)).toMatchObject({ machine: 2 })
    expect(await filledFrom(room, memory)).toMatchObject({ files: 1, machine: 0 })
    expect((await memory.recall([key])).get(key)?.text).toBe('Otra frase.')
  })

  it('has nothing that was bought from a provider that is no longer asked', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const other = newsroom()
    const routes: RebuildPorts['routes'] = async (source, target) => {
      const [route] = await other.ports.translate.routes(source, target)
      return [{ ...route, provider: fakeProvider({ model: 'm2' }) }]
    }
    expect(await filledFrom(room, emptyMemory(), { routes })).toMatchObject({
      files: 1,
      machine: 0,
      problems: [],
    })
  })

  it('is empty where there are no locale files', async () => {
    expect(await filledFrom(newsroom(), emptyMemory())).toMatchObject({ files: 0, people: 0, machine: 0 })
  })
})

describe('a locale file that cannot be used', () => {
  it.each([
    ['locales/es/articles/ferry.json', '{ "broken"'],
    ['locales/es/articles/ferry.meta.json', 'null'],
    ['locales/en/articles/ferry.json', '<<<<<<< ours'],
  ])('is named and left alone, and the others are looked at: %s', async (file, text) => {
    const room = await translated({ 'ferry.md': FERRY, 'city/council.md': COUNCIL })
    writeFiles(room.root, { [file]: text })
    const { files, unreadable, machine, problems } = await filledFrom(room, emptyMemory())
    expect({ files, machine, problems }).toEqual({ files: 2, machine: 2, problems: [] })
    expect(unreadable).toEqual([expect.objectContaining({ code: 'LOCALE_FILE_INVALID' })])
    expect(unreadable[0]!.place).toContain(path.join(room.root, file))
    expect(room.read(file)).toBe(text)
  })

  it('may name a language that leads out of the folder', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const meta = JSON.stringify({ ...room.meta('ferry'), sourceLocale: '../..' })
    writeFiles(room.root, { 'locales/es/articles/ferry.meta.json': meta })
    const { unreadable } = await filledFrom(room, emptyMemory())
    expect(unreadable).toMatchObject([{ code: 'OUTPUT_OUTSIDE' }])
  })
})

describe('what cannot be asked', () => {
  it('is told once for all files, and people’s texts come back without it', async () => {
    const room = await translated({ 'ferry.md': FERRY, 'city/council.md': COUNCIL })
    room.edit('ferry', 'es:Read the <a1>timetable</a1>.', 'Consulte el <a1>horario</a1>.')
    const routes = refused('CREDENTIAL_MISSING')
    const { people, machine, problems } = await filledFrom(room, emptyMemory(), { routes })
    expect({ people, machine }).toEqual({ people: 1, machine: 0 })
    expect(problems).toMatchObject([{ code: 'CREDENTIAL_MISSING' }])
  })

  it('is a problem when it is the glossary', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const glossary = () => {
      throw new DragomanError('CONFIG_INVALID', 'The glossary is broken.', { fix: 'Mend it.' })
    }
    const { machine, problems } = await filledFrom(room, emptyMemory(), { glossary })
    expect(machine).toBe(0)
    expect(problems).toMatchObject([{ code: 'CONFIG_INVALID' }])
  })

  it('is no problem when no provider translates from that language any longer', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const rebuilt = await filledFrom(room, emptyMemory(), { routes: refused('PAIR_UNSERVED') })
    expect(rebuilt).toMatchObject({ files: 1, machine: 0, problems: [] })
  })

  it('is no excuse for a fault of ours', async () => {
    const room = await translated({ 'ferry.md': FERRY })
    const routes = async () => {
      throw new TypeError('no function')
    }
    await expect(filledFrom(room, emptyMemory(), { routes })).rejects.toThrow(TypeError)
  })
})
