import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Newsroom, newsroom } from './newsroom.ts'

const FERRY = `Crews stayed ashore on Tuesday. Read the *timetable* before you travel.\n`

let room: Newsroom

beforeEach(async () => {
  room = newsroom(
    { targets: ['en-XA', 'ar-XB'], providers: [{ kind: 'pseudo' }] },
    { 'world/ferry.md': FERRY, 'again.md': 'Crews stayed ashore on Monday.\n' },
  )
  expect((await room.dragoman('run')).code).toBe(0)
})
afterEach(() => room.close())

const json = async (...args: string[]) =>
  JSON.parse((await room.dragoman('memory', ...args, '--json')).stdout)

/** An editor saves other words for a segment. */
function edit(locale: string, id: string, source: string, text: string): void {
  const texts = JSON.parse(room.read(`locales/en/articles/${id}.json`)) as Record<string, string>
  const key = Object.keys(texts).find((each) => texts[each] === source)!
  const file = `locales/${locale}/articles/${id}.json`
  room.write(file, JSON.stringify({ ...JSON.parse(room.read(file)), [key]: text }, null, 2))
}

it('memory search finds where words were translated, people’s first, and what an editor has just saved', async () => {
  edit('en-XA', 'world/ferry', 'Crews stayed ashore on Tuesday.', 'Nobody sailed.')
  expect(await json('search', 'crews ashore', '--locale', 'en-XA')).toMatchObject([
    {
      locale: 'en-XA',
      article: 'world/ferry',
      sourceLocale: 'en',
      source: 'Crews stayed ashore on Tuesday.',
      target: 'Nobody sailed.',
      origin: { kind: 'human', editor: 'editor' },
      state: 'edited',
    },
    { article: 'again', origin: { kind: 'machine', provider: 'pseudo' }, state: 'machine' },
  ])
  expect(await json('search', 'crews', '--limit', '1')).toMatchObject([
    { locale: 'en-XA' },
    { locale: 'ar-XB' },
  ])
  const { stdout } = await room.dragoman('memory', 'search', '"nobody sailed"', '--in', 'target')
  expect(stdout).toMatch(
    /^en-XA world\/ferry paragraph\.[0-9a-f]+ \(edited, editor\)\n {2}source: Crews.*\n {2}target: Nobody/,
  )
})

it('memory search --similar finds sentences like one', async () => {
  const found = await json('search', '--similar', 'Crews stayed ashore on Friday.', '--locale', 'en-XA')
  expect(found).toMatchObject([{ score: 0.8 }, { score: 0.8 }])
})

it('memory search needs no run, and says when there is nothing', async () => {
  rmSync(path.join(room.folder, '.dragoman'), { recursive: true })
  expect(await json('search', 'timetable', '--locale', 'en-XA')).toHaveLength(1)
  expect(existsSync(path.join(room.folder, '.dragoman/memory/en-XA.search.sqlite'))).toBe(true)
  const { code, stdout, stderr } = await room.dragoman('memory', 'search', 'zeppelin')
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('Nothing was found')
})

it.each([
  [['search', ''], 'WORDS'],
  [['search', 'crews', '--in', 'both sides'], '--in'],
  [['search', 'crews', '--limit', '0'], '--limit'],
  [['search', 'crews', '--locale', 'fr'], '--locale'],
])('memory %j is refused, with what is wrong', async (args, place) => {
  const { code, stderr } = await room.dragoman('memory', ...args)
  expect(code).toBe(1)
  expect(stderr).toContain(place)
})

it('memory stats counts what each locale’s memory holds', async () => {
  expect(await json('stats', '--locale', 'en-XA')).toEqual({
    'en-XA': {
      machine: 3,
      human: 0,
      gone: 0,
      failed: 0,
      engines: [{ provider: 'pseudo', model: 'pseudo', rows: 3 }],
      oldest: expect.stringMatching(/^\d{4}-/),
      newest: expect.stringMatching(/^\d{4}-/),
      bytes: expect.any(Number),
    },
  })
  const { code, stderr } = await room.dragoman('memory', 'stats')
  expect(code).toBe(0)
  expect(stderr).toMatch(/en-XA[^\n]+3[\s\S]+ar-XB[\s\S]+pseudo/)
})

it('memory verify names a person’s text that memory does not have yet, and rebuild takes it in', async () => {
  expect(await room.dragoman('memory', 'verify')).toMatchObject({ code: 0 })
  edit('en-XA', 'world/ferry', 'Crews stayed ashore on Tuesday.', 'Nobody sailed.')
  const { code, stderr } = await room.dragoman('memory', 'verify')
  expect(code).toBe(2)
  expect(stderr).toMatch(/world\/ferry\.json:\d+: paragraph\.[0-9a-f]+ is a person’s, and not in memory/)
  expect(await json('verify')).toMatchObject([
    { locale: 'en-XA', rows: 3, damaged: [], faults: [], lacking: [{ article: 'world/ferry' }] },
    { locale: 'ar-XB', lacking: [] },
  ])
  expect(await json('rebuild')).toMatchObject({
    'en-XA': { files: 2, people: 1, machine: 0, unreadable: [], problems: [] },
    'ar-XB': { files: 2, people: 0 },
  })
  expect(await room.dragoman('memory', 'verify')).toMatchObject({ code: 0 })
})

it('memory rebuild fills a memory that was lost, and nothing is bought then', async () => {
  rmSync(path.join(room.folder, '.dragoman'), { recursive: true })
  expect(await json('rebuild')).toMatchObject({
    'en-XA': { files: 2, machine: 3 },
    'ar-XB': { files: 2, machine: 3 },
  })
  const { summary } = await room.run('--frozen')
  expect(summary.segments).toMatchObject({ bought: 0, recalled: 6 })
})

it('memory verify and rebuild name a locale file that is broken', async () => {
  room.write('locales/en-XA/articles/again.json', '{ broken')
  for (const command of ['verify', 'rebuild']) {
    const { code, stderr } = await room.dragoman('memory', command)
    expect(code).toBe(2)
    expect(stderr).toContain('again.json')
  }
})

it('memory verify names a memory that is no database', async () => {
  room.write('.dragoman/memory/en-XA.sqlite', 'no database')
  const { code, stderr } = await room.dragoman('memory', 'verify')
  expect(code).toBe(2)
  expect(stderr).toContain('en-XA.sqlite')
})
