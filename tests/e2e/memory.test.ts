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
