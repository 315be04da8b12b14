import type { ChildProcess } from 'node:child_process'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Summary } from '../../src/state/summary.ts'
import { type CloudTranslation, startCloudTranslation, translateLike } from '../stand-in/cloud-translation.ts'
import { ended, google, type Newsroom, newsroom } from './newsroom.ts'

/** So little that an archive takes minutes, and that there is room again every second. */
const SLOW = { pacing: { seconds: 1, characters: 600 }, concurrency: 4 }

const LIVE = 'The dam above the town has broken tonight.'
const UPDATE = 'Everybody has reached the hills in time.'
const LIVE_FILE = path.join('articles', 'zz', 'live.md')

/** Some 300 characters, none of them another article's. */
const archived = (nth: number) =>
  Array.from(
    { length: 6 },
    (_, line) => `Report ${nth} of the year says ${line} things about the harbour.\n`,
  ).join('\n')

const archive = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, nth) => [`old-${String(nth).padStart(3, '0')}.md`, archived(nth)]),
  )

let cloud: CloudTranslation
let room: Newsroom
const children: ChildProcess[] = []

beforeEach(async () => {
  cloud = await startCloudTranslation()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  room.close()
  await cloud.close()
})

const config = (quota: object = SLOW, more: object = {}) => ({
  targets: ['es', 'ca'],
  providers: [google(cloud.url, quota)],
  ...more,
})

function open(articles: number): void {
  room = newsroom(config(), { ...archive(articles), 'zz/live.md': `${LIVE}\n` })
}

/** A command that goes on while others are run; `until` waits for what it brings about. */
function start(...args: string[]) {
  const child = room.start(...args)
  children.push(child)
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  const done = ended(child)
  const until = async (isSo: () => boolean, what: string) => {
    for (let tries = 0; !isSo(); tries++) {
      if (tries > 1_200 || child.exitCode !== null) throw new Error(`never: ${what}\n${stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  return { child, done, until, stderr: () => stderr, isGoingOn: () => child.exitCode === null }
}

const has = (file: string) => existsSync(path.join(room.folder, file))

/** An archive of which the first edition is out. */
async function underWay(articles: number, ...args: string[]) {
  open(articles)
  const night = start('run', ...args)
  await night.until(() => has('public/es/old-000.md'), 'a first edition')
  return night
}

/** Without files that are being written. */
const left = () =>
  (has('.dragoman/errands') ? readdirSync(path.join(room.folder, '.dragoman/errands')) : []).filter(
    (name) => !name.startsWith('.'),
  )

/** Everything is finished without haste, and then: nothing was bought twice, and the ledger has what was billed. */
async function closeTheBooks(articles: number) {
  room.write('dragoman.config.json', JSON.stringify(config({})))
  const last = await room.run()
  expect(last.code).toBe(0)
  expect(last.summary.articles).toBe(articles + 1)
  const { boughtTwice, billedCharacters } = cloud.stats
  expect(boughtTwice).toBe(0)
  const cost = await room.dragoman('cost', '--by', 'article', '--json')
  const sum = (JSON.parse(cost.stdout) as { rows: { characters: number }[] }).rows.reduce(
    (total, { characters }) => total + characters,
    0,
  )
  expect(sum).toBe(billedCharacters)
}

describe('a live story that is named while a run is under way', () => {
  it('is out while that goes on, on a bill of its own, and is bought once', async () => {
    const night = await underWay(100)
    const live = await room.run(LIVE_FILE)
    expect(night.isGoingOn()).toBe(true)
    expect(has('public/ca/old-099.md')).toBe(false)
    expect(live.stderr).toContain('Handed over to the run under way')
    expect(live.code).toBe(0)
    expect(live.summary).toMatchObject({
      articles: 1,
      editions: { written: 2, unchanged: 0, withheld: 0, failed: 0 },
      segments: { total: 2, bought: 2 },
      characters: LIVE.length * 2,
    })
    expect(room.read('public/es/zz/live.md')).toContain(translateLike(LIVE, 'es', 'text'))
    expect(left()).toEqual([])
    night.child.kill('SIGTERM')
    expect((await night.done).code).toBe(3)
    await closeTheBooks(100)
  })

  it('goes ahead of what it waits among, as it is now and not as the run had read it', async () => {
    const night = await underWay(40)
    room.write(LIVE_FILE, `${LIVE}\n\n${UPDATE}\n`)
    const live = await room.run(LIVE_FILE)
    expect(night.isGoingOn()).toBe(true)
    expect(live.summary.editions.written).toBe(2)
    for (const locale of ['es', 'ca'])
      expect(room.read(`public/${locale}/zz/live.md`)).toContain(translateLike(UPDATE, locale, 'text'))
    expect(has('public/ca/old-039.md')).toBe(false)
    night.child.kill('SIGTERM')
    expect((await night.done).code).toBe(3)
    for (const locale of ['es', 'ca'])
      expect(room.read(`public/${locale}/zz/live.md`)).toContain(translateLike(UPDATE, locale, 'text'))
    await closeTheBooks(40)
  })

  it('brings its own findings and exit code', async () => {
    const night = await underWay(40)
    room.write(LIVE_FILE, '---\nheadline: [\n---\nText.\n')
    const live = await room.run(LIVE_FILE)
    expect(live.code).toBe(2)
    expect(live.summary).toMatchObject({ editions: { failed: 1 }, characters: 0 })
    expect(live.stderr).toContain('zz/live.md:')
    expect(night.isGoingOn()).toBe(true)
  })

  it('is done by who asked when the run is killed', async () => {
    const night = await underWay(100)
    const asker = start('run', '--json', LIVE_FILE)
    await asker.until(() => asker.stderr().includes('Handed over'), 'handing over')
    night.child.kill('SIGKILL')
    const { code, stdout } = await asker.done
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as Summary).articles).toBe(1)
    expect(room.read('public/es/zz/live.md')).toContain(translateLike(LIVE, 'es', 'text'))
    expect(left()).toEqual([])
  })

  it('is done by who asked when the run is told to stop', async () => {
    const night = await underWay(100)
    // So long that the quota does not let all of it through at once.
    const long = Array.from({ length: 8 }, (_, nth) => archived(1_000 + nth)).join('\n')
    room.write(LIVE_FILE, long)
    const asker = start('run', LIVE_FILE)
    await night.until(() => night.stderr().includes('goes ahead of everything else'), 'taking over')
    night.child.kill('SIGTERM')
    expect((await night.done).code).toBe(3)
    expect((await asker.done).code).toBe(0)
    expect(has('public/ca/zz/live.md')).toBe(true)
    expect(cloud.stats.boughtTwice).toBe(0)
  })

  it('is withdrawn by a signal to who asked, and the run goes on', async () => {
    open(100)
    // The run must not take it at once: it is this process, which takes none.
    room.write('.dragoman/lock', JSON.stringify({ pid: process.pid, started: '', work: 'run' }))
    const asker = start('run', LIVE_FILE)
    await asker.until(() => asker.stderr().includes('Handed over'), 'handing over')
    expect(left()).toHaveLength(1)
    asker.child.kill('SIGINT')
    expect((await asker.done).code).toBe(3)
    expect(left()).toEqual([])
    expect(has('public')).toBe(false)
  })

  it('is told of when its request is removed without an answer', async () => {
    open(0)
    room.write('.dragoman/lock', JSON.stringify({ pid: process.pid, started: '', work: 'run' }))
    const asker = start('run', LIVE_FILE)
    await asker.until(() => left().length === 1, 'a request')
    rmSync(path.join(room.folder, '.dragoman/errands'), { recursive: true })
    const { code, stderr } = await asker.done
    expect(code).toBe(1)
    expect(stderr).toContain('cannot be handed over')
  })

  it('is not handed over to a run with another configuration', async () => {
    const night = await underWay(100)
    room.write('other.json', JSON.stringify(config(SLOW, { checks: { length: 'off' } })))
    const other = await room.dragoman('run', LIVE_FILE, '--config', 'other.json')
    expect(other.code).toBe(1)
    expect(other.stderr).toContain('STATE_LOCKED')
    expect(other.stderr).toContain('cannot be handed over')
    room.write('third.json', JSON.stringify({ ...config(), targets: ['es', 'ca', 'fr'] }))
    const third = await room.dragoman('run', LIVE_FILE, '--config', 'third.json')
    expect(third.code).toBe(1)
    expect(third.stderr).toContain('fr is not among its targets')
    expect(has('public/es/zz/live.md')).toBe(false)
    expect(left()).toEqual([])
    expect(night.isGoingOn()).toBe(true)
  })

  it('is not handed over to a command that takes no urgent jobs', async () => {
    open(0)
    room.write('long.md', Array.from({ length: 8 }, (_, nth) => archived(nth)).join('\n'))
    const translating = start('translate', 'long.md', '--to', 'es')
    await translating.until(() => has('.dragoman/lock'), 'the lock')
    const live = await room.dragoman('run', LIVE_FILE)
    expect(live.code).toBe(1)
    expect(live.stderr).toContain('STATE_LOCKED')
    expect(live.stderr).not.toContain('Handed over')
    expect(translating.isGoingOn()).toBe(true)
  })

  it('of a frozen run, or a dry one, is not handed over', async () => {
    await underWay(100)
    expect((await room.dragoman('run', LIVE_FILE, '--frozen')).stderr).toContain('STATE_LOCKED')
    const dry = await room.run(LIVE_FILE, '--dry-run')
    expect(dry.stderr).not.toContain('Handed over')
    expect(dry.code).toBe(0)
  })
})

describe('what does not belong in the inbox', () => {
  it('is removed, and harms nothing', async () => {
    open(3)
    room.write('secret.md', 'Nobody should translate this.\n')
    const honest = {
      asker: { pid: process.pid, started: '' },
      folders: ['articles', 'locales', 'public'].map((folder) => path.join(room.folder, folder)),
      fingerprints: {},
      files: ['zz/live.md'],
      force: false,
    }
    const [articles, locales, output] = honest.folders
    const request = { ...honest, folders: { articles, locales, output } }
    const put = (name: string, content: unknown) =>
      room.write(`.dragoman/errands/${name}`, typeof content === 'string' ? content : JSON.stringify(content))
    put('a.json', '{ "asker": ')
    put('b.json', '')
    put('c.json', { ...request, files: ['../secret.md'] })
    put('e.json', { ...request, files: ['zz/../../secret.md'] })
    put('f.json', { ...request, asker: { pid: spawnSync(process.execPath, ['-v']).pid, started: '1' } })
    put('g.json', { ...request, more: true })
    put('g.answer.json', { kind: 'done' })
    put('h.answer.json', '[]')
    put('x%2f..', 'x')
    put('i.json/inside', 'a folder')
    const night = await room.run()
    expect(night.code).toBe(0)
    expect(night.summary.editions.written).toBe(8)
    expect(left()).toEqual(['i.json'])
    expect(cloud.stats.texts.some(({ text }) => text.includes('Nobody'))).toBe(false)
  })
})

describe('a watch', () => {
  it('hands a save over to its own first run, and the rest of what was saved waits for that', async () => {
    open(60)
    const watching = start('run', '--watch', '--json')
    await watching.until(() => has('public/es/old-000.md'), 'a first edition')
    room.write(LIVE_FILE, `${LIVE}\n\n${UPDATE}\n`)
    const update = translateLike(UPDATE, 'es', 'text')
    await watching.until(
      () => has('public/es/zz/live.md') && room.read('public/es/zz/live.md').includes(update),
      'the update',
    )
    expect(watching.stderr()).not.toContain('Watching')
    expect(has('public/es/old-059.md')).toBe(false)
    watching.child.kill('SIGTERM')
    expect((await watching.done).code).toBe(3)
  })

  it('hands a save over to another run', async () => {
    const night = await underWay(100)
    const watching = start('run', '--watch', LIVE_FILE)
    await watching.until(() => watching.stderr().includes('Watching'), 'the first round')
    expect(room.read('public/es/zz/live.md')).toContain(translateLike(LIVE, 'es', 'text'))
    room.write(LIVE_FILE, `${LIVE}\n\n${UPDATE}\n`)
    const update = translateLike(UPDATE, 'ca', 'text')
    await watching.until(() => room.read('public/ca/zz/live.md').includes(update), 'the update')
    expect(night.isGoingOn()).toBe(true)
    expect(has('public/es/old-099.md')).toBe(false)
  })
})
