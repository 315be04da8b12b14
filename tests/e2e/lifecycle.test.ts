import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/** The life of an article, in files, summary and exit codes: the real command against a strict stand-in. */
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

const isThere = (file: string) => existsSync(path.join(room.folder, file))
const remove = (file: string) => rmSync(path.join(room.folder, file), { recursive: true })
const saying = (line: string) => FERRY.replace('slug:', `${line}\nslug:`)

it.each(['draft: true', 'published: false', 'status: withheld', 'embargo: 2999-01-01'])(
  '“%s”: nothing is sent to a provider or written to any locale file, and that is no failure',
  async (line) => {
    room.write('articles/ferry.md', saying(line))
    remove('articles/city')
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary).toMatchObject({ editions: { held: 2, written: 0, failed: 0 }, requests: 0, written: [] })
    expect(cloud.stats.requests).toBe(0)
    for (const locale of ['en', 'es', 'ca'])
      expect(isThere(`locales/${locale}/articles/ferry.json`)).toBe(false)
    expect((await room.run()).summary).toMatchObject({ editions: { held: 2 }, requests: 0 })
  },
)

it('an article that is canceled loses its editions and keeps its locale files; it comes back unpaid', async () => {
  await room.run()
  room.write('articles/ferry.md', saying('status: canceled'))
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary).toMatchObject({ editions: { withdrawn: 2 }, requests: 0 })
  expect(summary.withdrawn.toSorted()).toEqual(['ca/ferry.md', 'es/ferry.md'])
  expect(isThere('public/es/ferry.md')).toBe(false)
  expect(isThere('locales/es/articles/ferry.json')).toBe(true)
  expect((await room.run()).summary).toMatchObject({ editions: { withdrawn: 0, unchanged: 4 } })
  room.write('articles/ferry.md', FERRY)
  expect((await room.run()).summary).toMatchObject({ editions: { written: 2 }, requests: 0 })
})

it('an article that is deleted loses its editions, and its locale files stay', async () => {
  await room.run()
  remove('articles/ferry.md')
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary.withdrawn.toSorted()).toEqual(['ca/ferry.md', 'es/ferry.md'])
  expect(isThere('public/es/ferry.md')).toBe(false)
  expect(isThere('public/es/city/council.html')).toBe(true)
  expect(isThere('locales/es/articles/ferry.json')).toBe(true)
  const status = JSON.parse((await room.dragoman('status', '--json')).stdout)
  expect(status).toMatchObject({ articles: 1, locales: { es: { current: 1 } } })
})

it('that is kept where the configuration says so', async () => {
  room.write(
    'dragoman.config.json',
    JSON.stringify({ targets: ['es'], providers: [google(cloud.url)], publish: { onDeleted: 'keep' } }),
  )
  await room.run()
  remove('articles/ferry.md')
  expect((await room.run()).summary.withdrawn).toEqual([])
  expect(isThere('public/es/ferry.md')).toBe(true)
})

it('many that vanish at once are not taken for deleted until a person says so', async () => {
  for (let nth = 0; nth < 20; nth++) room.write(`articles/boats/${nth}.md`, `Boat ${nth} is out.\n`)
  await room.run()
  remove('articles/boats')
  const vanished = await room.run()
  expect(vanished.code).toBe(2)
  expect(vanished.summary.findings).toMatchObject([{ check: 'ARTICLES_VANISHED', severity: 'block' }])
  expect(vanished.stderr).toContain('20 of 22 known articles are gone')
  expect(isThere('public/es/boats/7.md')).toBe(true)
  const confirmed = await room.run('--confirm-withdrawals')
  expect(confirmed.code).toBe(0)
  expect(confirmed.summary.editions.withdrawn).toBe(40)
  expect(isThere('public/es/boats/7.md')).toBe(false)
})

it('a dry run says what it would withdraw, and withdraws nothing', async () => {
  await room.run()
  remove('articles/ferry.md')
  expect((await room.run('--dry-run')).summary.editions.withdrawn).toBe(2)
  expect(isThere('public/es/ferry.md')).toBe(true)
})

it('a person takes an article down at once, everywhere, and allows it again; nothing is bought for it', async () => {
  await room.run()
  const { requests } = cloud.stats
  const taken = await room.dragoman('withdraw', 'articles/ferry.md', '--by', 'Ada Lund', '--json')
  expect(taken.code).toBe(0)
  expect(JSON.parse(taken.stdout)).toMatchObject({
    article: 'ferry',
    changed: true,
    withdrawn: ['es/ferry.md', 'ca/ferry.md'],
  })
  expect(isThere('public/es/ferry.md')).toBe(false)
  expect(room.read('locales/withdrawn.json')).toContain('Ada Lund')
  // A correction does not bring it back, nor the loss of the state folder.
  room.write('articles/ferry.md', FERRY.replace('Last boat', 'Final boat'))
  await room.run()
  remove('.dragoman')
  await room.run()
  expect(isThere('public/es/ferry.md')).toBe(false)
  room.write('articles/ferry.md', FERRY)
  const undone = await room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund', '--undo')
  expect(undone.stderr).toContain('may be published again')
  await room.run()
  expect(isThere('public/es/ferry.md')).toBe(true)
  expect(cloud.stats.requests).toBe(requests)
})

it('one edition alone can be taken down; a mistyped article is refused', async () => {
  await room.run()
  await room.dragoman('withdraw', 'city/council', '--locale', 'es', '--by', 'Ada Lund')
  expect(isThere('public/es/city/council.html')).toBe(false)
  expect(isThere('public/ca/city/council.html')).toBe(true)
  const mistyped = await room.dragoman('withdraw', 'city/counsil', '--by', 'Ada Lund')
  expect(mistyped.code).toBe(1)
  expect(mistyped.stderr).toContain('city/counsil')
})
