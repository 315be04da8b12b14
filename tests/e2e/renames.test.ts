import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Summary } from '../../src/state/summary.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/** Articles that are renamed between two runs, and people's words about them: the real command against a strict stand-in. */
let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es', 'ca'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const at = (file: string) => path.join(room.folder, file)
const isThere = (file: string) => existsSync(at(file))
const move = (from: string, to: string) => {
  mkdirSync(path.dirname(at(to)), { recursive: true })
  renameSync(at(from), at(to))
}

const SENTENCE = 'The port said 4,200 passengers were stranded.'
const WORDS = 'Según el puerto, 4.200 pasajeros quedaron en tierra.'

/** An editor saves a text for a sentence of an article. */
function edit(id: string, sentence: string, words: string): void {
  const sources = JSON.parse(room.read(`locales/en/articles/${id}.json`)) as Record<string, string>
  const key = Object.keys(sources).find((each) => sources[each] === sentence)!
  const file = `locales/es/articles/${id}.json`
  room.write(file, JSON.stringify({ ...JSON.parse(room.read(file)), [key]: words }, null, 2))
}

const bought = ({ segments, requests }: Summary) => ({ bought: segments.bought, requests })

describe('an article that is renamed', () => {
  it('costs nothing, and is published under its new name alone, with people’s words and their meta', async () => {
    await room.run()
    edit('ferry', SENTENCE, WORDS)
    await room.run()
    const meta = JSON.parse(room.read('locales/es/articles/ferry.meta.json'))
    move('articles/ferry.md', 'articles/world/boats.md')
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
    expect(summary.written.toSorted()).toEqual(['ca/world/boats.md', 'es/world/boats.md'])
    expect(summary.withdrawn).toEqual([])
    expect(room.read('public/es/world/boats.md')).toContain(WORDS)
    for (const left of [
      'public/es/ferry.md',
      ...['es', 'ca', 'en'].map((tag) => `locales/${tag}/articles/ferry.json`),
    ])
      expect(isThere(left), left).toBe(false)
    expect(isThere('locales/es/articles/ferry.meta.json')).toBe(false)
    expect(JSON.parse(room.read('locales/es/articles/world/boats.meta.json'))).toEqual({
      ...meta,
      article: 'world/boats.md',
    })
    expect((await room.run()).summary).toMatchObject({ editions: { unchanged: 4, written: 0, withdrawn: 0 } })
  })

  it('and edited in the same go costs what was edited, and keeps the rest', async () => {
    await room.run()
    edit('ferry', SENTENCE, WORDS)
    await room.run()
    move('articles/ferry.md', 'articles/boats.md')
    room.write('articles/boats.md', FERRY.replace('Last boat: none', 'Last boat: 11 p.m.'))
    const { summary } = await room.run()
    expect(summary.segments.bought).toBe(2)
    expect(room.read('public/es/boats.md')).toContain(WORDS)
    expect(isThere('public/es/ferry.md')).toBe(false)
    expect(isThere('locales/es/articles/ferry.json')).toBe(false)
  })

  it('is found when it is named alone', async () => {
    await room.run()
    edit('ferry', SENTENCE, WORDS)
    move('articles/ferry.md', 'articles/boats.md')
    const { summary } = await room.run('articles/boats.md')
    expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
    expect(room.read('public/es/boats.md')).toContain(WORDS)
    expect(isThere('public/es/ferry.md')).toBe(false)
  })

  it('together with its locale files keeps what they have', async () => {
    await room.run()
    edit('ferry', SENTENCE, WORDS)
    await room.run()
    move('articles/ferry.md', 'articles/boats.md')
    for (const tag of ['es', 'ca', 'en'])
      for (const ending of tag === 'en' ? ['json'] : ['json', 'meta.json'])
        move(`locales/${tag}/articles/ferry.${ending}`, `locales/${tag}/articles/boats.${ending}`)
    const { summary } = await room.run()
    expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
    expect(room.read('public/es/boats.md')).toContain(WORDS)
    expect(isThere('public/es/ferry.md')).toBe(false)
    expect(JSON.parse(room.read('locales/es/articles/boats.meta.json')).retired).toBeUndefined()
  })

  it('and back again is as it was', async () => {
    await room.run()
    const before = room.read('public/es/ferry.md')
    move('articles/ferry.md', 'articles/boats.md')
    await room.run()
    move('articles/boats.md', 'articles/ferry.md')
    const { summary } = await room.run()
    expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
    expect(room.read('public/es/ferry.md')).toBe(before)
    expect(isThere('public/es/boats.md')).toBe(false)
    expect(isThere('locales/es/articles/boats.json')).toBe(false)
  })

  it('stays taken down, in whatever state its text comes', async () => {
    await room.run()
    await room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund')
    move('articles/ferry.md', 'articles/boats.md')
    room.write('articles/boats.md', FERRY.replace('Last boat: none', 'Last boat: 11 p.m.'))
    const { summary } = await room.run()
    expect(summary.written).toEqual([])
    expect(isThere('public/es/boats.md')).toBe(false)
    expect(Object.keys(JSON.parse(room.read('locales/withdrawn.json')))).toEqual(['boats'])
    // By its former name too.
    const undone = await room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund', '--undo', '--json')
    expect(JSON.parse(undone.stdout)).toMatchObject({ article: 'boats', changed: true })
    await room.run()
    expect(isThere('public/es/boats.md')).toBe(true)
  })
})

it('an article that was deleted is published again when it is back, as it was', async () => {
  await room.run()
  const before = room.read('public/es/ferry.md')
  move('articles/ferry.md', 'ferry.md')
  expect((await room.run()).summary.editions.withdrawn).toBe(2)
  move('ferry.md', 'articles/ferry.md')
  expect((await room.run()).summary).toMatchObject({ editions: { written: 2 }, requests: 0 })
  expect(room.read('public/es/ferry.md')).toBe(before)
})

it('a copy is an article of its own', async () => {
  await room.run()
  edit('ferry', SENTENCE, WORDS)
  await room.run()
  room.write('articles/copy.md', FERRY)
  const { summary } = await room.run()
  expect(summary.editions).toMatchObject({ written: 2, unchanged: 4, withdrawn: 0 })
  expect(room.read('public/es/copy.md')).toContain(WORDS)
  expect(isThere('public/es/ferry.md')).toBe(true)
  expect(isThere('locales/es/articles/ferry.json')).toBe(true)
})

it('a folder of thirty that is renamed costs nothing, though so many vanished', async () => {
  for (let nth = 0; nth < 30; nth++)
    room.write(`articles/boats/${nth}.md`, `Boat ${nth} is out.\n\nIt will be back in ${nth} days.\n`)
  await room.run()
  edit('boats/7', 'Boat 7 is out.', 'El barco 7 ha salido.')
  move('articles/boats', 'articles/harbour')
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
  expect(summary.editions).toMatchObject({ written: 60, withdrawn: 0 })
  expect(readFileSync(at('public/es/harbour/7.md'), 'utf8')).toContain('El barco 7 ha salido.')
  expect(isThere('public/es/boats/7.md')).toBe(false)
})

describe('a sentence that several articles have', () => {
  const SHARED = 'Crews stayed ashore on Tuesday.'
  const THEIRS = 'La tripulación se quedó en tierra el martes.'

  it.each([
    ['before', 'city/council', 'ferry.md'],
    ['after', 'ferry', 'city/council.html'],
  ])(
    'is a person’s in all of them after one run, where its author’s article comes %s the others',
    async (_, author, other) => {
      await room.run()
      edit(author, SHARED, THEIRS)
      const { code, summary } = await room.run()
      expect(code).toBe(0)
      expect(room.read(`public/es/${other}`)).toContain(THEIRS)
      expect(bought(summary)).toEqual({ bought: 0, requests: 0 })
      expect(summary.written.toSorted()).toEqual(['es/city/council.html', 'es/ferry.md'])
      expect(summary.locales['es']).toMatchObject({ written: 2, unchanged: 0 })
      expect(summary.editions).toMatchObject({ written: 2, unchanged: 2 })
      const status = JSON.parse((await room.dragoman('status', '--json')).stdout)
      expect(status.locales.es).toMatchObject({ current: 2, stale: 0 })
    },
  )

  it('waits for the whole run where an article is named alone, and status says why', async () => {
    await room.run()
    edit('ferry', SHARED, THEIRS)
    expect((await room.run('articles/ferry.md')).summary.written).toEqual(['es/ferry.md'])
    const status = JSON.parse((await room.dragoman('status', '--json')).stdout)
    expect(status.locales.es).toMatchObject({ current: 1, stale: 1 })
    const told = await room.dragoman('status', 'city/council')
    expect(told.stdout + told.stderr).toContain('a person has written one of its sentences')
    expect((await room.run()).summary.written).toEqual(['es/city/council.html'])
  })
})
