import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { type Machine, machine } from './machine.ts'
import { COUNCIL, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/** Backup and restore by the very commands of docs/operations.md: nothing is bought again, and no person's word is lost. */
const WORDS = 'Las tripulaciones se quedaron en tierra (texto de una persona).'
const SENTENCE = 'Crews stayed ashore on Tuesday.'

let cloud: CloudTranslation
let room: Newsroom
let host: Machine

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es', 'ca'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
  host = await machine(room)
})
afterEach(async () => {
  room.close()
  host.close()
  await cloud.close()
})

const LOCALE_FILE = 'locales/es/articles/ferry.json'
const backup = () => path.join(host.elsewhere, 'backup')
const succeed = async (line: string) => expect(await host.sh(line)).toMatchObject({ code: 0, stderr: '' })
const spent = async () => (await room.dragoman('cost', '--by', 'article', '--json')).stdout
const reports = async () => (await room.dragoman('report', '--last', '30', '--json')).stdout

/** Two nights: what the first bought, and what a person wrote after it. */
async function twoNights(): Promise<void> {
  await succeed('./night.sh')
  const texts = JSON.parse(room.read(LOCALE_FILE)) as Record<string, string>
  const sources = JSON.parse(room.read('locales/en/articles/ferry.json')) as Record<string, string>
  const [key] = Object.entries(sources).find(([, text]) => text === SENTENCE)!
  room.write(LOCALE_FILE, JSON.stringify({ ...texts, [key]: WORDS }, null, 2))
  await succeed('./night.sh')
  expect(room.read('public/es/ferry.md')).toContain(WORDS)
}

/** All that the newsroom has on this machine. */
function destroy(): void {
  for (const name of readdirSync(room.folder)) rmSync(path.join(room.folder, name), { recursive: true })
}

const cloneAgain = () => succeed(`git clone --quiet "${host.elsewhere}/remote.git" .`)

/** The next night writes every edition and opens no connection. */
async function expectNothingLost(before: string): Promise<void> {
  const { connections } = cloud.stats
  expect((await host.sh('dragoman run --frozen')).code).toBe(0)
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary).toMatchObject({ requests: 0, characters: 0, segments: { bought: 0, failed: 0 } })
  expect(cloud.stats.connections).toBe(connections)
  for (const file of ['public/es/ferry.md', 'public/es/city/council.html'])
    expect(room.read(file)).toContain(WORDS)
  expect(room.read(LOCALE_FILE)).toBe(before)
}

describe('after everything was destroyed', () => {
  it('the state and the locale files are restored: ledger, reports and all', async () => {
    await twoNights()
    const [texts, ledger, nights] = [room.read(LOCALE_FILE), await spent(), await reports()]
    await succeed(`./backup.sh "${backup()}"`)
    destroy()
    await cloneAgain()
    await succeed(`./restore.sh "${backup()}"`)
    expect(JSON.parse(nights)).toHaveLength(2)
    expect(await reports()).toBe(nights)
    await expectNothingLost(texts)
    expect(JSON.parse(ledger)).not.toEqual([])
    expect(await spent()).toBe(ledger)
  })

  it('the locale files alone are restored, which is enough', async () => {
    await twoNights()
    const texts = room.read(LOCALE_FILE)
    destroy()
    await cloneAgain()
    await expectNothingLost(texts)
  })
})

describe('a backup', () => {
  it('is whole also when it is made while a run is under way, which then is killed', async () => {
    await twoNights()
    const texts = room.read(LOCALE_FILE)
    room.write('articles/late.md', '# Late news\n\nThe bridge is open again. Nobody was hurt.\n')
    cloud.configure({ latencyMs: [100_000, 100_000] })
    const { requests } = cloud.stats
    const run = room.start('run')
    const done = ended(run)
    await vi.waitUntil(() => cloud.stats.requests > requests, { timeout: 100_000 })
    await succeed(`./backup.sh "${backup()}"`)
    expect(run.exitCode).toBe(null)
    run.kill('SIGKILL')
    await done
    destroy()
    await cloneAgain()
    await succeed(`./restore.sh "${backup()}"`)
    await expectNothingLost(texts)
  })

  it('is put in place of a state that is still there, which is kept aside', async () => {
    await twoNights()
    await succeed(`./backup.sh "${backup()}"`)
    // As a killed run leaves it, of whatever age.
    room.write('.dragoman/memory/es.sqlite-wal', 'x')
    await succeed(`./restore.sh "${backup()}"`)
    expect(readdirSync(room.folder).filter((name) => name.startsWith('.dragoman'))).toHaveLength(2)
    expect(existsSync(path.join(room.folder, '.dragoman/memory/es.sqlite-wal'))).toBe(false)
    await expectNothingLost(room.read(LOCALE_FILE))
  })

  it('does not overwrite an earlier one', async () => {
    await twoNights()
    await succeed(`./backup.sh "${backup()}"`)
    expect((await host.sh(`./backup.sh "${backup()}"`)).code).not.toBe(0)
  })
})
