import type { ChildProcess } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Summary } from '../../src/state/summary.ts'
import { type CloudTranslation, startCloudTranslation, translateLike } from '../stand-in/cloud-translation.ts'
import { COUNCIL, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom
let watching: ChildProcess | undefined

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
})
afterEach(async () => {
  watching?.kill('SIGKILL')
  watching = undefined
  room.close()
  await cloud.close()
})

/** The command with --watch, and the summaries of its rounds as they come. */
function watch(...args: string[]) {
  const child = room.start('run', '--watch', '--json', ...args)
  watching = child
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8')
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const rounds = (): Summary[] =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Summary)
  const until = async (isSo: () => boolean, what: string) => {
    for (let tries = 0; !isSo(); tries++) {
      if (tries > 600) throw new Error(`never: ${what}\n${stdout}\n${stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  const round = async (count: number) => {
    await until(() => rounds().length >= count, `round ${count}`)
    return rounds()[count - 1]!
  }
  return { round, rounds, until, ended, child, stderr: () => stderr }
}

const NEW = 'The port has named a mediator.'

it('a save is translated at once, for the price of the changed sentence; a signal ends the watch', async () => {
  const { round, rounds, until, ended, child, stderr } = watch()
  expect((await round(1)).editions.written).toBe(2)
  await until(() => stderr().includes('Watching'), 'watching')
  room.write('articles/ferry.md', `${FERRY}\n${NEW}\n`)
  const second = await round(2)
  expect(second).toMatchObject({ articles: 1, segments: { bought: 1 }, characters: NEW.length })
  expect(room.read('public/es/ferry.md')).toContain(translateLike(NEW, 'es', 'text'))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(rounds()).toHaveLength(2)
})

it('its rounds add up in one report, and a run beside it has its own', async () => {
  const { round, until, stderr } = watch()
  const first = await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  room.write('articles/ferry.md', `${FERRY}\n${NEW}\n`)
  const second = await round(2)
  const report = async (...args: string[]) =>
    JSON.parse((await room.dragoman('report', '--json', ...args)).stdout)
  expect(await report()).toMatchObject({
    rounds: 2,
    scope: { files: [], locales: ['es'], watch: true },
    summary: {
      articles: 2,
      editions: { written: 3 },
      characters: first.characters + second.characters,
      written: first.written,
    },
  })
  await room.dragoman('run')
  expect(
    (await report('--last', '9')).map(({ scope }: { scope: { watch: boolean } }) => scope.watch),
  ).toEqual([false, true])
})

it('a broken save is told of with its place, its edition stays, and the next save mends it', async () => {
  const { round, until, stderr } = watch(path.join('articles', 'ferry.md'))
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  const before = room.read('public/es/ferry.md')
  room.write('articles/ferry.md', '---\nheadline: [\n---\nText.\n')
  expect((await round(2)).editions).toMatchObject({ written: 0, failed: 1 })
  expect(stderr()).toContain('ferry.md:')
  expect(room.read('public/es/ferry.md')).toBe(before)
  room.write('articles/ferry.md', `${FERRY}\n${NEW}\n`)
  expect((await round(3)).editions.written).toBe(1)
})

it('an editor’s save of a locale file makes the edition anew, and nothing that we write wakes the watch', async () => {
  const { round, rounds, until, stderr } = watch()
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  const file = 'locales/es/articles/ferry.json'
  const texts = JSON.parse(room.read(file)) as Record<string, string>
  const [key = ''] = Object.keys(texts)
  room.write(file, JSON.stringify({ ...texts, [key]: 'Segundo día de huelga' }, null, 2))
  expect((await round(2)).segments.bought).toBe(0)
  expect(room.read('public/es/ferry.md')).toContain('Segundo día de huelga')
  // The next save is the next round: none came in between.
  room.write('articles/ferry.md', `${FERRY}\n${NEW}\n`)
  expect(await round(3)).toMatchObject({ articles: 1, characters: NEW.length })
  expect(rounds()).toHaveLength(3)
})

it('hands over to another run that holds the lock, and does it itself when that ends without', async () => {
  const { round, until, stderr } = watch()
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  // A process that lives: this one.
  room.write('.dragoman/lock', JSON.stringify({ pid: process.pid, started: '' }))
  room.write('articles/new.md', 'This was saved meanwhile.\n')
  await until(() => stderr().includes('Handed over to the run under way'), 'handing over')
  rmSync(path.join(room.folder, '.dragoman/lock'))
  expect((await round(2)).editions.written).toBe(1)
})

it('a removed article loses its edition', async () => {
  const { round, rounds, until, stderr } = watch()
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  rmSync(path.join(room.folder, 'articles/ferry.md'))
  expect(await round(2)).toMatchObject({ editions: { withdrawn: 1, failed: 0 }, withdrawn: ['es/ferry.md'] })
  expect(existsSync(path.join(room.folder, 'public/es/ferry.md'))).toBe(false)
  expect(rounds()).toHaveLength(2)
})

it('wakes when an embargo ends', async () => {
  const until = new Date(Date.now() + 4_000).toISOString()
  room.write('articles/ferry.md', FERRY.replace('slug:', `embargo: ${until}\nslug:`))
  const { round } = watch()
  expect((await round(1)).editions).toMatchObject({ written: 1, held: 1 })
  expect(existsSync(path.join(room.folder, 'public/es/ferry.md'))).toBe(false)
  expect((await round(2)).editions).toMatchObject({ written: 1, held: 0 })
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until))
  expect(room.read('public/es/ferry.md')).toContain('automáticamente')
})

it('what the configuration says is done from its next save on; one that cannot be used is told of', async () => {
  const { round, until, stderr } = watch()
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  room.write('dragoman.config.json', '{ "targets": [] }')
  await until(() => stderr().includes('CONFIG_INVALID'), 'told')
  const config = { targets: ['es', 'ca'], providers: [google(cloud.url)] }
  room.write('dragoman.config.json', JSON.stringify(config))
  expect((await round(2)).editions).toMatchObject({ written: 2, unchanged: 2 })
  const file = 'locales/ca/articles/ferry.json'
  const texts = JSON.parse(room.read(file)) as Record<string, string>
  const [key = ''] = Object.keys(texts)
  room.write(file, JSON.stringify({ ...texts, [key]: 'Segon dia de vaga' }, null, 2))
  await round(3)
  expect(room.read('public/ca/ferry.md')).toContain('Segon dia de vaga')
})

it('a run waits while a watch’s round holds the lock', async () => {
  room.write('.dragoman/lock', JSON.stringify({ pid: process.pid, started: '', work: 'round' }))
  const run = room.start('run')
  watching = run
  const gone = ended(run)
  let stderr = ''
  run.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  await expect.poll(() => stderr, { timeout: 20_000 }).toContain('Waiting for it to finish')
  rmSync(path.join(room.folder, '.dragoman/lock'))
  expect((await gone).code).toBe(0)
  expect(room.read('public/es/ferry.md')).toContain('lang: es')
})

it('an article that is renamed while a watch goes on is published under its new name, for nothing', async () => {
  const { round, until, stderr } = watch()
  await round(1)
  await until(() => stderr().includes('Watching'), 'watching')
  const { requests } = cloud.stats
  renameSync(path.join(room.folder, 'articles/ferry.md'), path.join(room.folder, 'articles/boats.md'))
  await until(() => existsSync(path.join(room.folder, 'public/es/boats.md')), 'the new name')
  await until(() => !existsSync(path.join(room.folder, 'public/es/ferry.md')), 'no more the old one')
  expect(existsSync(path.join(room.folder, 'locales/es/articles/boats.meta.json'))).toBe(true)
  expect(existsSync(path.join(room.folder, 'locales/es/articles/ferry.meta.json'))).toBe(false)
  expect(cloud.stats.requests).toBe(requests)
})
