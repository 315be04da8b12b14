import { readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Summary } from '../../src/state/summary.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es', 'ca'], source: { ignore: ['drafts'] }, providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const blocking = ({ findings }: Summary) =>
  findings
    .filter(({ severity }) => severity === 'block')
    .map(({ check, article }) => `${check} ${article}`)
    .toSorted()

it('a folder full of what is no article is a good night, and what no format reads is named once', async () => {
  const others = {
    'ferry.md~': FERRY,
    'ferry.md.orig': FERRY,
    'ferry.csv': 'a,b',
    'ferry.json': '{ "values": [1, 2] }',
    'data/turnout.json': '{ "values": [1, 2] }',
    'package.json': '{ "name": "site" }',
    'feed.xml': '<rss/>',
    'drafts/secret.md': 'Nobody may read this.\n',
  }
  for (const [file, text] of Object.entries(others)) room.write(`articles/${file}`, text)
  symlinkSync('ferry.md', path.join(room.folder, 'articles/latest.md'))
  symlinkSync('.', path.join(room.folder, 'articles/all'))
  const { code, summary, stderr } = await room.run()
  expect(code).toBe(0)
  expect(summary).toMatchObject({ articles: 2, editions: { written: 4, failed: 0 } })
  expect(blocking(summary)).toEqual([])
  expect(stderr.match(/of no format that is read/g)).toHaveLength(1)
  expect(stderr).toContain(
    '5 files are of no format that is read, and were passed over: feed.xml and 4 more.',
  )
  expect(JSON.stringify(cloud.stats.texts)).not.toContain('Nobody may read this')
  const status = await room.dragoman('status', '--json')
  expect(JSON.parse(status.stdout)).toMatchObject({
    articles: 2,
    refused: 0,
    locales: { es: { current: 2 } },
  })
  expect((await room.dragoman('check')).code).toBe(0)
})

it('JSON that is broken may be an article, and fails the night; what is named is refused, with the reason', async () => {
  room.write('articles/wire.json', '{ "values": [1, ')
  room.write('articles/data.json', '{ "values": [1, 2] }')
  const { code, summary } = await room.run()
  expect(code).toBe(2)
  expect(blocking(summary)).toEqual(['ARTICLE_INVALID wire.json'])
  const named = await room.run('articles/data.json', 'articles/drafts/secret.md')
  expect(named.code).toBe(2)
  expect(blocking(named.summary)).toEqual(['ARTICLE_UNREADABLE drafts/secret.md', 'FORMAT_UNKNOWN data.json'])
})

it.each([['run'], ['run', '--dry-run'], ['estimate'], ['check']])(
  'an articles folder without articles is a mistake: %s %s',
  async (...command) => {
    rmSync(path.join(room.folder, 'articles'), { recursive: true })
    room.write('articles/story.xml', '<story/>')
    room.write('articles/data.json', '{ "values": [1, 2] }')
    const { code, stderr } = await room.dragoman(...command)
    expect(code).toBe(1)
    expect(stderr).toContain('(NO_ARTICLES)')
    expect(stderr).toContain(path.join(room.folder, 'articles'))
    expect(stderr).toContain('.md .markdown .mdx .html .htm .json .txt .text')
  },
)

it('status of an articles folder without articles says so, and is no mistake', async () => {
  rmSync(path.join(room.folder, 'articles/ferry.md'))
  rmSync(path.join(room.folder, 'articles/city'), { recursive: true })
  const { code, stdout } = await room.dragoman('status', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ articles: 0 })
})

it('a watch whose articles are all removed warns, and goes on with the next', async () => {
  const watching = room.start('run', '--watch')
  let stderr = ''
  watching.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  const said = (what: RegExp) => expect.poll(() => stderr, { timeout: 20_000 }).toMatch(what)
  try {
    await said(/Watching/)
    rmSync(path.join(room.folder, 'articles/ferry.md'))
    rmSync(path.join(room.folder, 'articles/city'), { recursive: true })
    await said(/WARN.*\(NO_ARTICLES\)/)
    room.write('articles/new.md', 'A boat is out.\n')
    await said(/new\.md → es, ca: 2 written/)
    expect(room.read('public/es/ferry.md')).toContain('automáticamente')
  } finally {
    watching.kill('SIGKILL')
  }
})

it('articles with names as long as names can be live like any others', async () => {
  const names = ['n'.repeat(252), `น้ำท่วม${'น'.repeat(77)}`, '🌊'.repeat(63)]
  for (const name of names)
    room.write(`articles/world/${name}.md`, `${FERRY}\nWaves reached the ${[...name][0]} pier.\n`)
  const first = await room.run()
  expect(first.code).toBe(0)
  expect(first.summary.editions).toMatchObject({ written: 10, failed: 0 })
  for (const name of names) expect(room.read(`public/es/world/${name}.md`)).toContain('automáticamente')
  const again = await room.run()
  expect(again.summary).toMatchObject({ editions: { written: 0, unchanged: 10 }, requests: 0 })
  expect((await room.dragoman('check')).code).toBe(0)

  // An editor's words are taken from the shortened file, and all is known again when the state folder is lost.
  const [file] = readdirSync(path.join(room.folder, 'locales/es/articles/world')).filter((name) =>
    /^🌊+~[0-9a-f]{16}\.json$/u.test(name),
  )
  const place = `locales/es/articles/world/${file}`
  room.write(place, room.read(place).replace(/"(?=\n\}\n$)/, ' De la redacción."'))
  await room.run()
  expect(room.read(`public/es/world/${names[2]}.md`)).toContain('De la redacción.')
  rmSync(path.join(room.folder, '.dragoman'), { recursive: true })
  const rebuilt = await room.run()
  expect(rebuilt.code).toBe(0)
  expect(rebuilt.summary).toMatchObject({ editions: { failed: 0 }, requests: 0 })
})

it('an article that is ignored from now on is taken down; all at once are, when a person says so', async () => {
  await room.run()
  const ignore = (...patterns: string[]) =>
    room.write(
      'dragoman.config.json',
      JSON.stringify({
        targets: ['es', 'ca'],
        source: { ignore: patterns },
        providers: [google(cloud.url)],
      }),
    )
  ignore('city')
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary.withdrawn.toSorted()).toEqual(['ca/city/council.html', 'es/city/council.html'])
  ignore('**')
  const nothing = await room.dragoman('run')
  expect(nothing.code).toBe(1)
  expect(nothing.stderr).toContain('--confirm-withdrawals')
  expect(room.read('public/es/ferry.md')).toContain('automáticamente')
  const confirmed = await room.run('--confirm-withdrawals')
  expect(confirmed.code).toBe(0)
  expect(confirmed.summary.editions.withdrawn).toBe(2)
})
