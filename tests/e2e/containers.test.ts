import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COMMAND, type Ended, ended, google, type Newsroom, newsroom } from './newsroom.ts'

/*
 * Containers that share a state folder: each command runs in a PID namespace of its own, as in a container. In all of them the
 * command has the same number, and none sees another's processes.
 */
const NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount-proc']
const mayUnshare = spawnSync('unshare', [...NAMESPACE, 'true']).status === 0
const title = `commands of two containers${mayUnshare ? '' : ' (skipped: unshare is not permitted here)'}`

/** So little that a run takes minutes. */
const SLOW = { pacing: { seconds: 1, characters: 600 }, concurrency: 4 }
const archive = Object.fromEntries(
  Array.from({ length: 30 }, (_, nth) => [
    `old-${nth}.md`,
    Array.from({ length: 6 }, (_, line) => `Report ${nth} says ${line} things about the harbour.\n`).join(
      '\n',
    ),
  ]),
)

let cloud: CloudTranslation
let room: Newsroom
const children: ChildProcess[] = []

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom({ targets: ['es'], providers: [google(cloud.url, SLOW)] }, archive)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  room.close()
  await cloud.close()
})

function start(...args: string[]): { readonly child: ChildProcess; readonly done: Promise<Ended> } {
  const child = spawn('unshare', [...NAMESPACE, process.execPath, COMMAND, ...args], {
    cwd: room.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return { child, done: ended(child) }
}

const state = (name: string) => path.join(room.folder, '.dragoman', name)

async function startedRun() {
  const run = start('run')
  await vi.waitFor(() => expect(existsSync(state('lock'))).toBe(true), { timeout: 20_000 })
  return run
}

describe.skipIf(!mayUnshare)(title, () => {
  it('hold the lock of a shared state one at a time, and a kill frees it at once', async () => {
    const { child } = await startedRun()
    const second = await start('run').done
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(/Another run is under way \(process \d+ on .+\)/)
    expect(second.stderr).toContain('STATE_LOCKED')
    // Seen from the machine itself it is no different.
    expect((await room.dragoman('translate', '--to', 'es', 'articles/old-0.md')).stderr).toContain(
      'STATE_LOCKED',
    )

    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    expect(existsSync(state('lock'))).toBe(true)
    for (const name of Object.keys(archive))
      if (name !== 'old-0.md') rmSync(path.join(room.folder, 'articles', name))
    const third = await start('run').done
    expect(third).toMatchObject({ code: 0 })
    expect(existsSync(state('lock'))).toBe(false)
  })
  it('hand named articles over to the run of the other', async () => {
    await startedRun()
    const { code, stderr } = await start('run', 'articles/old-29.md').done
    expect(stderr).toMatch(/Handed over to the run under way \(process \d+ on .+\)/)
    expect(code).toBe(0)
    expect(existsSync(path.join(room.folder, 'public/es/old-29.md'))).toBe(true)
  })
})
