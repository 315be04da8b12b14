import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/article/hash.ts'
import type { Summary } from '../../src/state/summary.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { type Receiver, startReceiver } from '../stand-in/receiver.ts'
import { COMMAND, COUNCIL, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let cloud: CloudTranslation
let receiver: Receiver
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  receiver = await startReceiver(SECRET)
  room = newsroom(
    {
      targets: ['es', 'ca'],
      providers: [google(cloud.url)],
      publish: { baseUrl: 'https://news.example.org', events: receiver.url },
    },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
    { DRAGOMAN_EVENTS_SECRET: SECRET },
  )
})
afterEach(async () => {
  room.close()
  await receiver.close()
  await cloud.close()
})

const told = () => receiver.taken.map(({ event: { type, data } }) => `${type} ${data['output']}`)
const undelivered = ({ findings }: Summary) =>
  findings.filter(({ check }) => check === 'EVENTS_UNDELIVERED').map(({ message }) => message)
const ALL = ['ca/city/council.html', 'ca/ferry.md', 'es/city/council.html', 'es/ferry.md']

describe('the receiver', () => {
  it('is told, signed, of each edition made, and of nothing on an unchanged night', async () => {
    expect(undelivered((await room.run()).summary)).toEqual([])
    expect(receiver.requests.every(({ isGenuine }) => isGenuine)).toBe(true)
    expect(told().toSorted()).toEqual(ALL.map((output) => `edition.made ${output}`))
    const ferry = receiver.taken.find(({ event }) => event.data['output'] === 'es/ferry.md')
    expect(ferry?.event.data).toEqual({
      article: 'ferry',
      path: 'ferry.md',
      locale: 'es',
      output: 'es/ferry.md',
      url: 'https://news.example.org/es/ferry.md',
      originalUrl: 'https://news.example.org/en/ferry.md',
      state: 'machine',
      sha256: sha256(room.read('public/es/ferry.md')),
      formerOutput: null,
      formerUrl: null,
    })
    await room.run()
    await room.run('--force')
    expect(receiver.requests).toHaveLength(4)
  })

  it('is told of a correction, and of nothing by a dry run', async () => {
    await room.run()
    room.write('articles/ferry.md', FERRY.replace('9.15 a.m.', '9.30 a.m.'))
    await room.run('--dry-run')
    expect(receiver.requests).toHaveLength(4)
    await room.run()
    expect(told().slice(4).toSorted()).toEqual([
      'edition.corrected ca/ferry.md',
      'edition.corrected es/ferry.md',
    ])
  })

  it('that is set only later makes no edition anew, and is told of all when they are made anew', async () => {
    const config = { targets: ['es', 'ca'], providers: [google(cloud.url)] }
    const baseUrl = 'https://news.example.org'
    room.write('dragoman.config.json', JSON.stringify({ ...config, publish: { baseUrl } }))
    await room.run()
    expect(existsSync(path.join(room.folder, '.dragoman/outbox.sqlite'))).toBe(false)
    const publish = { baseUrl, events: receiver.url }
    room.write('dragoman.config.json', JSON.stringify({ ...config, publish }))
    expect((await room.run()).summary.editions).toMatchObject({ written: 0, unchanged: 4 })
    expect(receiver.requests).toEqual([])
    await room.run('--force')
    expect(told().toSorted()).toEqual(ALL.map((output) => `edition.corrected ${output}`))
  })

  it.each([
    ['503', 503],
    ['429 with a time to wait', 429],
    ['404', 404],
  ])('that answers %s at first is told in the same run, by the same id', async (_, status) => {
    receiver.answer((_received, nth) =>
      nth <= 2 ? { status, headers: status === 429 ? { 'retry-after': '1' } : {} } : 'take',
    )
    expect(undelivered((await room.run()).summary)).toEqual([])
    expect(told().toSorted()).toEqual(ALL.map((output) => `edition.made ${output}`))
    const ids = receiver.requests.map(({ id }) => id)
    expect([ids.length, new Set(ids).size]).toEqual([6, 4])
  })

  it('that is down is told by the next run, of what it missed, in order; the run names the web-hook and its mend', async () => {
    const { port } = new URL(receiver.url)
    await receiver.close()
    const down = await room.run()
    expect(down.code).toBe(0)
    expect(down.summary.editions.written).toBe(4)
    const [message] = undelivered(down.summary)
    expect(down.stderr).toContain(message)
    expect(message).toContain(
      `4 events wait for the web-hook at http://127.0.0.1:${port}: no answer (ECONNREFUSED)`,
    )
    expect(down.stderr).not.toContain('from=dragoman')
    expect((await room.dragoman('doctor')).stdout).toContain('DRAGOMAN_EVENTS_SECRET; 4 waiting')
    receiver = await startReceiver(SECRET, Number(port))
    room.write('articles/ferry.md', FERRY.replace('9.15 a.m.', '9.30 a.m.'))
    expect(undelivered((await room.run()).summary)).toEqual([])
    expect(told().filter((line) => line.endsWith('es/ferry.md'))).toEqual([
      'edition.made es/ferry.md',
      'edition.corrected es/ferry.md',
    ])
    expect(receiver.taken).toHaveLength(6)
  })

  it('that wants no more (410) is left alone for the rest of the run', async () => {
    receiver.answer(() => ({ status: 410 }))
    const { summary } = await room.run()
    expect(receiver.requests.length).toBeLessThanOrEqual(4)
    expect(undelivered(summary)).toEqual([expect.stringContaining('wants no more')])
  })
})

describe('a withdrawal', () => {
  const saying = (line: string) => FERRY.replace('slug:', `${line}\nslug:`)
  const withdrawals = () =>
    receiver.taken.flatMap(({ event: { type, data } }) =>
      data['output'] === 'es/ferry.md' ? [`${type} ${data['why'] ?? ''} ${data['purge'] ?? ''}`.trim()] : [],
    )

  it('is told with its reason and how hard to purge, again when it becomes a harder one, and undone by an edition', async () => {
    await room.run()
    for (const status of ['withheld', 'withheld', 'canceled', 'canceled']) {
      room.write('articles/ferry.md', saying(`status: ${status}`))
      await room.run()
    }
    room.write('articles/ferry.md', FERRY)
    await room.run()
    expect(withdrawals()).toEqual([
      'edition.made',
      'edition.withdrawn on-hold soft',
      'edition.withdrawn canceled hard',
      'edition.made',
    ])
  })

  it('by a person is told at once', async () => {
    await room.run()
    await room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund')
    expect(withdrawals()).toEqual(['edition.made', 'edition.withdrawn taken-down hard'])
  })

  it('by a person waits for no run, and is told by that run or the next one', async () => {
    await room.run()
    // A process that lives: this one.
    room.write('.dragoman/lock', JSON.stringify({ pid: process.pid, started: '' }))
    expect((await room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund')).code).toBe(0)
    expect(existsSync(path.join(room.folder, 'public/es/ferry.md'))).toBe(false)
    expect(withdrawals()).toEqual(['edition.made'])
    rmSync(path.join(room.folder, '.dragoman/lock'))
    await room.run()
    expect(withdrawals()).toEqual(['edition.made', 'edition.withdrawn taken-down hard'])
  })

  it('by a person who has no secret is done, and the next run tells of it', async () => {
    await room.run()
    const command = [COMMAND, 'withdraw', 'ferry', '--by', 'Ada Lund']
    const { code, stderr } = await ended(spawn(process.execPath, command, { cwd: room.folder }))
    expect([code, stderr]).toEqual([0, expect.stringContaining('CREDENTIAL_MISSING')])
    expect(existsSync(path.join(room.folder, 'public/es/ferry.md'))).toBe(false)
    await room.run()
    expect(withdrawals()).toEqual(['edition.made', 'edition.withdrawn taken-down hard'])
  })
})

describe('a run that is killed', () => {
  it('between an edition’s files and the answer leaves its event to the next run, with the same id', async () => {
    receiver.answer(() => 'hang')
    const run = room.start('run')
    const done = ended(run)
    await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBeGreaterThan(0)
    run.kill('SIGKILL')
    await done
    const [first] = receiver.requests
    receiver.answer(undefined)
    await room.run()
    expect(told().toSorted()).toEqual(ALL.map((output) => `edition.made ${output}`))
    expect(receiver.taken).toContainEqual(first)
  })
})

describe('the secret', () => {
  it.each([
    ['is not set', '', 'CREDENTIAL_MISSING'],
    ['is no secret for web-hooks', 'tulip-from-amsterdam', 'CONFIG_INVALID'],
  ])('that %s ends the run before anything is bought, and doctor says so', async (_, secret, code) => {
    const config = room.read('dragoman.config.json')
    room.close()
    room = newsroom(JSON.parse(config), { 'ferry.md': FERRY }, { DRAGOMAN_EVENTS_SECRET: secret })
    const { code: exitCode, stderr } = await room.dragoman('run')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(code)
    expect(stderr).toContain('DRAGOMAN_EVENTS_SECRET')
    expect(stderr).not.toContain('tulip')
    expect([cloud.stats.requests, receiver.requests.length]).toEqual([0, 0])
    const doctor = await room.dragoman('doctor')
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toContain('✗ publish.events')
    expect((await room.dragoman('translate', 'articles/ferry.md', '--to', 'es')).code).toBe(0)
  })
})
