import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFile } from '../../src/state/kernel-lock.ts'
import { fileLock } from '../../src/state/lock.ts'
import { thisProcess } from '../../src/state/process.ts'
import { lockContract } from '../contracts/lock.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const locked = (message = /under way/) =>
  expect.objectContaining({ code: 'STATE_LOCKED', message: expect.stringMatching(message) })

/** A process id that was in use a moment ago. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

function stateWithLock(content: string, ageMs = 0): string {
  const state = temporaryFolder()
  writeFiles(state, { lock: content })
  const written = (Date.now() - ageMs) / 1000
  utimesSync(path.join(state, 'lock'), written, written)
  return state
}

const acquire = (state: string) => fileLock(state).acquire('run')

/** It can be had: takes it and gives it back. */
const expectFree = async (state: string) => (await acquire(state)).release()

lockContract('the lock of a state folder', () => {
  const state = temporaryFolder()
  return () => fileLock(state)
})

describe('the lock of a state folder', () => {
  it('makes the folder it needs, and leaves in it the empty file that is locked', async () => {
    const state = path.join(temporaryFolder(), 'deep', 'state')
    await expectFree(state)
    expect(readdirSync(state)).toEqual(['lock.sqlite'])
    expect(statSync(path.join(state, 'lock.sqlite')).size).toBe(0)
  })

  it('is free when its process is dead', async () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1', work: 'run' }))
    expect(await fileLock(state).holder()).toBeUndefined()
  })

  it('says on the disk what other versions read there', async () => {
    const state = temporaryFolder()
    const held = await fileLock(state).acquire('round')
    const file = JSON.parse(readFileSync(path.join(state, 'lock'), 'utf8'))
    expect(file).toEqual({ ...thisProcess(), work: 'round' })
    await held.release()
    const living = { pid: process.ppid, started: '', work: 'closed' }
    expect(await fileLock(stateWithLock(JSON.stringify(living))).holder()).toMatchObject({
      pid: process.ppid,
      purpose: 'closed',
    })
  })

  it('is refused while its process lives, wherever it is from', async () => {
    const state = stateWithLock(JSON.stringify({ pid: process.ppid, started: '' }))
    await expect(acquire(state)).rejects.toEqual(locked(new RegExp(`process ${process.ppid}`)))
  })

  it('is taken over when its process is dead', async () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1' }))
    const held = await acquire(state)
    expect(JSON.parse(readFileSync(path.join(state, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(state)).toEqual(['lock', 'lock.sqlite'])
    await held.release()
  })

  it.skipIf(!existsSync('/proc/self/stat'))('is taken over when another process has its number by now', () =>
    expectFree(stateWithLock(JSON.stringify({ pid: process.pid, started: '1' }))),
  )

  it.each(['', '{', 'null', '{"pid":0}', '{"pid":-1}', '{"pid":"x"}', '\u0000\u0000'])(
    'that says nothing readable (%j) is respected while it may be being written, then taken over',
    async (content) => {
      await expect(acquire(stateWithLock(content))).rejects.toEqual(locked())
      await expectFree(stateWithLock(content, 60_000))
    },
  )

  it('is not released by one that it was taken from', async () => {
    const state = temporaryFolder()
    const held = await acquire(state)
    writeFileSync(path.join(state, 'lock'), 'another’s')
    await held.release()
    expect(readFileSync(path.join(state, 'lock'), 'utf8')).toBe('another’s')
  })

  it.each([
    ['lives or not, as far as can be seen here', { pid: process.ppid, started: '' }],
    ['has the number of nobody here', { pid: deadPid(), started: '1' }],
  ])(
    'is free while nobody holds it, though a process of another container says so that %s',
    async (_, pid) => {
      const elsewhere = { ...pid, namespace: 'boot pid:[1]', host: 'web-1', work: 'run' }
      const state = stateWithLock(JSON.stringify(elsewhere))
      expect(await fileLock(state).holder()).toBeUndefined()
      await expectFree(state)
    },
  )

  it('is held while the kernel says so, though its process has the number of nobody here', async () => {
    const state = temporaryFolder()
    const kernel = lockFile(path.join(state, 'lock.sqlite'), 0)
    const elsewhere = {
      pid: deadPid(),
      started: '1',
      namespace: 'boot pid:[1]',
      host: 'web-1',
      work: 'round',
    }
    writeFiles(state, { lock: JSON.stringify(elsewhere) })
    await expect(acquire(state)).rejects.toEqual(locked(new RegExp(`process ${elsewhere.pid} on web-1`)))
    expect(await fileLock(state).holder()).toMatchObject({ host: 'web-1', purpose: 'round' })
    kernel?.release()
    expect(await fileLock(state).holder()).toBeUndefined()
    await expectFree(state)
  })

  it('is refused without a name while its holder has not said yet who it is', async () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1' }))
    const kernel = lockFile(path.join(state, 'lock.sqlite'), 0)
    await expect(acquire(state)).rejects.toEqual(locked(/under way\.$/))
    expect(await fileLock(state).holder()).toBeUndefined()
    kernel?.release()
  })

  it('is still refused when what the kernel holds was deleted while its process lives', async () => {
    const state = temporaryFolder()
    const child = rival(state)
    expect(await firstWord(child)).toBe('held')
    rmSync(path.join(state, 'lock.sqlite'))
    await expect(acquire(state)).rejects.toEqual(locked(new RegExp(`process ${child.pid}`)))
    await killed(child)
    await expectFree(state)
  })

  it('is free at once when its process is killed, and held until then', async () => {
    const state = temporaryFolder()
    const child = rival(state)
    expect(await firstWord(child)).toBe('held')
    await expect(acquire(state)).rejects.toEqual(locked(new RegExp(`process ${child.pid}`)))
    await killed(child)
    expect(await fileLock(state).holder()).toBeUndefined()
    await expectFree(state)
  })

  it('that cannot be had says what may be wrong with its file system, and names the file', async () => {
    const state = temporaryFolder()
    writeFiles(state, { 'lock.sqlite': 'no database at all'.repeat(100) })
    await expect(acquire(state)).rejects.toMatchObject({
      code: 'STATE_UNREADABLE',
      place: path.join(state, 'lock.sqlite'),
      fix: expect.stringMatching(/network file systems have no locks.* delete it/),
    })
  })

  it('cannot be made where a file stands in the folder’s place', async () => {
    const state = path.join(temporaryFolder(), 'state')
    writeFileSync(state, '')
    await expect(acquire(state)).rejects.toMatchObject({ code: 'STATE_UNREADABLE', place: state })
    mkdirSync(`${state}2/lock`, { recursive: true })
    await expect(acquire(`${state}2`)).rejects.toEqual(locked())
  })

  it('goes to exactly one of many that find it dead at once', async () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1' }))
    const rivals = Array.from({ length: 6 }, () => rival(state))
    const outcomes = await Promise.all(rivals.map(firstWord))
    for (const child of rivals) child.stdin?.end()
    await Promise.all(rivals.map((child) => child.exitCode ?? once(child, 'exit')))
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'STATE_LOCKED'), 'held'])
  })
})

async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** Another process that tries the lock, says how it went, and holds what it has until its input ends. */
function rival(state: string): ChildProcess {
  const module = new URL('../../src/state/lock.ts', import.meta.url).href
  const script = `
    import { fileLock } from ${JSON.stringify(module)}
    try { await fileLock(${JSON.stringify(state)}).acquire('run'); console.log('held') } catch (error) { console.log(error.code) }
    process.stdin.resume()`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function firstWord(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout!, 'data')
  return String(chunk).trim()
}
