import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { spoilPage } from '../fakes/damage.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/** What can happen to the state folder. */
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

const state = (...parts: string[]) => path.join(room.folder, '.dragoman', ...parts)
const textsOf = (id: string) =>
  JSON.parse(room.read(`locales/es/articles/${id}.json`)) as Record<string, string>

describe('a state folder that is gone', () => {
  it('comes back whole from the locale files, also what has been moved to another article since', async () => {
    // So many that the first are read long before the files of the last have been looked at.
    const SHIP = 'The night ship to the islands leaves at noon.'
    const others = (moved: string) =>
      Array.from({ length: 50 }, (_, nth) => [
        `articles/boat-${nth + 10}.md`,
        `Boat ${nth} came home.\n\nIts crew of ${nth + 2} was well.\n\n${nth === 30 ? moved : 'No more is known.'}\n`,
      ])
    for (const [file = '', text = ''] of others(SHIP)) room.write(file, text)
    await room.run()
    const file = 'locales/es/articles/boat-40.json'
    const ours = Object.values(textsOf('boat-40')).at(-1)!
    room.write(file, room.read(file).replace(ours, 'El barco de la noche (revisado).'))
    await room.run()
    const { requests } = cloud.stats

    rmSync(state(), { recursive: true })
    for (const [file = '', text = ''] of others('No more is known.')) room.write(file, text)
    room.write('articles/ships.md', `${SHIP}\n`)
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.segments.bought).toBe(0)
    expect(cloud.stats.requests).toBe(requests)
    expect(room.read('public/es/ships.md')).toContain('El barco de la noche (revisado).')
  })
})

describe('a damaged memory', () => {
  const ways: [string, (file: string) => void][] = [
    ['overwritten', (file) => writeFileSync(file, Buffer.alloc(40_000, 'z'))],
    ['cut off', (file) => truncateSync(file, 5_000)],
    ['emptied', (file) => truncateSync(file, 0)],
  ]
  it.each(ways)(
    'that was %s is set aside and told of, and its texts come back unpaid',
    async (_way, spoil) => {
      await room.run()
      const [key = '', text = ''] = Object.entries(textsOf('ferry')).find(([, each]) => each.length > 30)!
      const edited = `(revisado) ${text}`
      const file = 'locales/es/articles/ferry.json'
      room.write(file, room.read(file).replace(JSON.stringify(text), JSON.stringify(edited)))
      await room.run()
      const { requests } = cloud.stats
      spoil(state('memory', 'es.sqlite'))

      // Both come back into memory: another article with the same sentences buys nothing and has the editor's words.
      room.write('articles/again.md', FERRY)
      const { code, summary, stderr } = await room.run()
      expect(code).toBe(0)
      expect(stderr).toContain('The memory for es was damaged')
      expect(summary.findings).toMatchObject([{ check: 'STATE_DAMAGED', locale: 'es', severity: 'warn' }])
      expect(summary.editions).toMatchObject({ written: 2, unchanged: 4 })
      expect(summary.segments).toMatchObject({ bought: 0 })
      expect(cloud.stats.requests).toBe(requests)
      expect(
        readdirSync(state('memory')).filter((name) => name.startsWith('es.sqlite.damaged-')),
      ).not.toEqual([])
      expect(textsOf('ferry')[key]).toBe(edited)
      expect(room.read('public/es/again.md')).toContain('(revisado)')
    },
  )

  it('that only a look-up in the middle of the run trips over is mended there and then', async () => {
    await room.run()
    const { requests } = cloud.stats
    spoilPage(state('memory', 'es.sqlite'), 'machine', 0)
    room.write('articles/again.md', FERRY)
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.findings).toMatchObject([{ check: 'STATE_DAMAGED', locale: 'es', severity: 'warn' }])
    expect(summary.editions).toMatchObject({ written: 2, unchanged: 4 })
    expect(cloud.stats.requests).toBe(requests)
  })

  it('that hides what was spent today leaves nothing of the day’s budget', async () => {
    const budget = { charactersPerDay: 1_000_000 }
    const config = { targets: ['es', 'ca'], providers: [google(cloud.url)], budget }
    room.write('dragoman.config.json', JSON.stringify(config))
    await room.run()
    const { requests } = cloud.stats
    writeFileSync(state('memory', 'es.sqlite'), 'rubbish')
    room.write('articles/new.md', 'A sentence that nobody has bought yet.\n')
    const { code, stderr } = await room.run()
    expect(code).toBe(3)
    expect(stderr).toContain('counts as spent until midnight')
    expect(cloud.stats.requests).toBe(requests)
    const status = await room.dragoman('status', '--json')
    expect(JSON.parse(status.stdout)).toMatchObject({ charactersToday: null, costToday: { amount: null } })
    expect(status.stderr).toContain('an unknown number of characters sent today, cost unknown')
  })

  it('is only told of by commands that look on', async () => {
    await room.run()
    writeFileSync(state('memory', 'es.sqlite'), 'rubbish')
    const { code, stderr } = await room.dragoman('status')
    expect(code).not.toBe(0)
    expect(stderr).toContain('es.sqlite')
    expect(readFileSync(state('memory', 'es.sqlite'), 'utf8')).toBe('rubbish')
  })
})

it('a damaged record of editions costs time, no money', async () => {
  await room.run()
  const { requests } = cloud.stats
  writeFileSync(state('editions.sqlite'), 'rubbish')
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary.editions.written).toBe(4)
  expect(summary.findings).toMatchObject([{ check: 'STATE_DAMAGED' }])
  expect(cloud.stats.requests).toBe(requests)
})

const small = mkdtempSync(path.join(os.tmpdir(), 'dragoman-small-'))
const mayMount = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', small], { stdio: 'ignore' })
    execFileSync('umount', [small], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!mayMount)('a full disk', () => {
  beforeEach(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', small])
  })
  afterEach(() => {
    execFileSync('umount', [small])
    rmSync(small, { recursive: true, force: true })
  })

  it('stops the run, which says why; what was paid is kept, and the next run finishes', async () => {
    const provider = google(cloud.url, { itemsPerRequest: 20, concurrency: 2 })
    room.write(
      'dragoman.config.json',
      JSON.stringify({ targets: ['es'], providers: [provider], state: small }),
    )
    const sentences = Array.from(
      { length: 600 },
      (_, nth) => `Ferry ${nth} left the old harbour on time today.`,
    )
    for (let nth = 0; nth < 20; nth++)
      room.write(`articles/long-${nth}.md`, `${sentences.slice(nth * 30, nth * 30 + 30).join('\n\n')}\n`)
    const full = await room.dragoman('run')
    expect(full.code).not.toBe(0)
    expect(full.stderr).toMatch(/full|space/i)
    const paid = cloud.stats.billedTexts

    execFileSync('mount', ['-o', 'remount,size=20m', small])
    expect((await room.dragoman('run')).code).toBe(0)
    expect(paid).toBeGreaterThan(0)
    // Two requests of twenty texts may have been on their way when the disk was full.
    expect(cloud.stats.boughtTwice).toBeLessThanOrEqual(40)
  })
})
