import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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

const prune = async (...args: string[]) => json('prune', ...args)
const keyIn = (id: string, source: string) => {
  const texts = JSON.parse(room.read(`locales/en/articles/${id}.json`)) as Record<string, string>
  return Object.keys(texts).find((key) => texts[key] === source)!
}

/** Every file of the newsroom that holds these words, but for the articles. */
function holding(words: string): string[] {
  return readdirSync(room.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(words))
    .map((file) => path.relative(room.folder, file))
    .toSorted()
}

/** What Zoë did, as a run, her commands and other tools would leave it, in every place that keeps it. */
async function zoe(): Promise<void> {
  const key = keyIn('again', 'Crews stayed ashore on Monday.')
  const file = 'locales/en-XA/articles/again'
  edit('en-XA', 'again', 'Crews stayed ashore on Monday.', 'Hidden words.')
  await room.dragoman('run')
  const review = { by: 'Zoe Marchetti', date: '2026-11-22T20:00:00Z' }
  const meta = JSON.parse(room.read(`${file}.meta.json`))
  meta.segments[key] = { ...meta.segments[key], provider: review.by, state: 'approved', review }
  meta.retired = {
    'paragraph.1': { text: 'Gone.', source: '', sourceText: 'Off.', date: review.date, by: review.by },
  }
  room.write(`${file}.meta.json`, JSON.stringify(meta, null, 2))
  const entry = {
    id: 'x',
    at: review.date,
    by: review.by,
    act: 'edit',
    key,
    text: 'Hidden words.',
    note: 'by Zoe Marchetti',
  }
  room.write(`${file}.history.jsonl`, `${JSON.stringify(entry)}\n`)
  await room.dragoman('withdraw', 'world/ferry', '--locale', 'ar-XB', '--by', 'Zoe Marchetti')
  await room.dragoman('run')
  await room.dragoman('memory', 'search', 'crews')
  const { '0': report } = readdirSync(path.join(room.folder, '.dragoman/reports'))
  const told = JSON.parse(room.read(`.dragoman/reports/${report}`))
  const finding = { article: 'again', locale: 'en-XA', key, check: 'names', severity: 'warn' }
  told.summary.findings = [{ ...finding, message: 'Zoe Marchetti wrote “Hidden words.”' }]
  room.write(`.dragoman/reports/${report}`, JSON.stringify(told))
  room.write('.dragoman/kept/0123abcd/en-XA/again.md', 'Hidden words. Changed by Zoe Marchetti.')
  room.write('.dragoman/kept/0123abcd/meta/en-XA/again.md', JSON.stringify(meta))
  room.write('.dragoman/memory/en-XA.sqlite.damaged-2026-11-22T10-00-00.000Z', 'Zoe Marchetti: Hidden words.')
}

it('memory prune --person erases a name wherever it stands, and only says so first', async () => {
  await zoe()
  const before = holding('Marchetti')
  expect(before).toEqual([
    '.dragoman/kept/0123abcd/en-XA/again.md',
    '.dragoman/kept/0123abcd/meta/en-XA/again.md',
    '.dragoman/memory/en-XA.search.sqlite',
    '.dragoman/memory/en-XA.sqlite',
    '.dragoman/memory/en-XA.sqlite.damaged-2026-11-22T10-00-00.000Z',
    expect.stringMatching(/^\.dragoman\/reports\//),
    'locales/en-XA/articles/again.history.jsonl',
    'locales/en-XA/articles/again.meta.json',
    'locales/withdrawn.json',
  ])
  const said = await prune('--person', 'Zoe Marchetti')
  expect(said).toMatchObject({ isDone: false, memory: { 'en-XA': { human: 1 } } })
  expect(holding('Marchetti')).toEqual(before)
  const done = await prune('--person', 'Zoe Marchetti', '--yes')
  expect(done).toEqual({ ...said, isDone: true })
  expect(holding('Marchetti')).toEqual([])
  // What she did stays, and is somebody's.
  expect(room.read('locales/en-XA/articles/again.history.jsonl')).toContain('"by":"editor"')
  expect(room.read('public/en-XA/again.md')).toContain('Hidden words.')
  expect(await room.dragoman('memory', 'verify')).toMatchObject({ code: 0 })
  expect((await room.run()).summary.segments).toMatchObject({ bought: 0 })
  expect(holding('Marchetti')).toEqual([])
})

it('memory prune --text erases a text wherever it is kept, and names where it is published', async () => {
  await zoe()
  const standing = ['locales/en-XA/articles/again.json', 'public/en-XA/again.md']
  const { files } = await prune('--text', 'Hidden words', '--yes')
  expect(files).toContainEqual({
    place: expect.stringMatching(/en-XA\/articles\/again\.json:\d+$/),
    fate: 'stands',
  })
  expect(holding('Hidden words')).toEqual(standing)
  // The one who wrote it takes it out.
  edit('en-XA', 'again', 'Crews stayed ashore on Monday.', 'Other words.')
  await room.dragoman('run')
  const { code } = await room.dragoman('memory', 'prune', '--text', 'Hidden words', '--yes')
  expect({ code, holding: holding('Hidden words') }).toEqual({ code: 0, holding: [] })
})

it('memory prune --withdrawn removes the locale files of articles that a run has withdrawn as deleted, and no others', async () => {
  const files = ['json', 'meta.json'].map((end) => `locales/en-XA/articles/again.${end}`)
  const areThere = () => files.map((file) => existsSync(path.join(room.folder, file)))
  rmSync(path.join(room.folder, 'articles/again.md'))
  // No run has seen it yet: it may have been renamed.
  expect((await prune('--withdrawn', '--yes')).files).toEqual([])
  await room.dragoman('run', '--confirm-withdrawals')
  const places = ['en-XA', 'ar-XB'].map((locale) => ({
    place: `${locale}/articles/again.json`,
    fate: 'deleted',
  }))
  expect(new Set((await prune('--withdrawn')).files)).toEqual(new Set(places))
  expect(areThere()).toEqual([true, true])
  await prune('--withdrawn', '--yes')
  expect(areThere()).toEqual([false, false])
  expect(existsSync(path.join(room.folder, 'locales/en-XA/articles/world/ferry.json'))).toBe(true)
  expect((await prune('--withdrawn')).files).toEqual([])
})

it('memory prune --orphans removes machines’ texts that no locale file uses, and what is used is not bought again', async () => {
  room.write('articles/again.md', 'Nothing of it is left.\n')
  await room.dragoman('run')
  expect((await prune('--orphans', '--older-than', '1')).memory).toMatchObject({ 'en-XA': { machine: 0 } })
  expect((await prune('--orphans', '--yes')).memory).toMatchObject({
    'en-XA': { machine: 1 },
    'ar-XB': { machine: 1 },
  })
  expect((await room.run('--force')).summary.segments).toMatchObject({ bought: 0 })
  expect(await json('stats', '--locale', 'en-XA')).toMatchObject({ 'en-XA': { machine: 3 } })
})

it('memory prune --orphans removes nothing of a locale in which a file cannot be read', async () => {
  room.write('locales/en-XA/articles/again.json', '{ broken')
  room.write('articles/world/ferry.md', 'Nothing of it is left.\n')
  const { code, stderr } = await room.dragoman('memory', 'prune', '--orphans', '--yes')
  expect(code).toBe(2)
  expect(stderr).toContain('again.json')
  expect(await json('stats', '--locale', 'en-XA')).toMatchObject({ 'en-XA': { machine: 3 } })
})

it('memory prune --older-than removes what machines wrote before, and a run takes it from the locale files again', async () => {
  expect((await prune('--older-than', '0', '--yes')).memory).toMatchObject({ 'en-XA': { machine: 3 } })
  const { summary } = await room.run('--force')
  expect(summary.segments).toMatchObject({ bought: 0 })
})

it.each([
  [[], 'nothing to prune'],
  [['--older-than', 'soon'], '--older-than'],
  [['--person', ' '], '--person'],
  [['--person', 'A', '--text', 'b'], 'one of them'],
])('memory prune %j is refused, with what is wrong', async (args, said) => {
  const { code, stderr } = await room.dragoman('memory', 'prune', ...args)
  expect(code).toBe(1)
  expect(stderr).toContain(said)
})
