import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { holder, lock } from '../../src/state/lock.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const locked = (message = /under way/) =>
  expect.objectContaining({ code: 'STATE_LOCKED', message: expect.stringMatching(message) })

/** A process id that was somebody’s a moment ago. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

function stateWithLock(content: string, ageMs = 0): string {
  const state = temporaryFolder()
  writeFiles(state, { lock: content })
  const written = (Date.now() - ageMs) / 1000
  utimesSync(path.join(state, 'lock'), written, written)
  return state
}

describe('the lock of a state folder', () => {
  it('is taken, with the folder it needs, refused to a second, and free again once released', () => {
    const state = path.join(temporaryFolder(), 'deep', 'state')
    const held = lock(state)
    expect(() => lock(state)).toThrow(locked(new RegExp(`process ${process.pid}`)))
    held.release()
    expect(readdirSync(state)).toEqual([])
    lock(state).release()
  })

  it('says who holds it and for what, as long as its process lives', () => {
    const state = temporaryFolder()
    expect(holder(state)).toBeUndefined()
    const held = lock(state, 'closed')
    expect(holder(state)).toMatchObject({ pid: process.pid, work: 'closed' })
    held.release()
    expect(holder(state)).toBeUndefined()
    expect(
      holder(stateWithLock(JSON.stringify({ pid: deadPid(), started: '1', work: 'run' }))),
    ).toBeUndefined()
  })

  it('is refused while its process lives, wherever it is from', () => {
    const state = stateWithLock(JSON.stringify({ pid: process.ppid, started: '' }))
    expect(() => lock(state)).toThrow(locked(new RegExp(`process ${process.ppid}`)))
  })

  it('is taken over when its process is dead', () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1' }))
    const held = lock(state)
    expect(JSON.parse(readFileSync(path.join(state, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(state)).toEqual(['lock'])
    held.release()
  })

  it.skipIf(!existsSync('/proc/self/stat'))(
    'is taken over when another process has its number by now',
    () => {
      lock(stateWithLock(JSON.stringify({ pid: process.pid, started: '1' }))).release()
    },
  )

  it.each(['', '{', 'null', '{"pid":0}', '{"pid":-1}', '{"pid":"x"}', '\u0000\u0000'])(
    'that says nothing readable (%j) is respected while it may be being written, then taken over',
    (content) => {
      expect(() => lock(stateWithLock(content))).toThrow(locked())
      lock(stateWithLock(content, 60_000)).release()
    },
  )

  it('is not released by one that it was taken from', () => {
    const state = temporaryFolder()
    const held = lock(state)
    writeFileSync(path.join(state, 'lock'), 'another’s')
    held.release()
    expect(readFileSync(path.join(state, 'lock'), 'utf8')).toBe('another’s')
  })

  it('is refused while another is just taking it over', () => {
    const state = stateWithLock(JSON.stringify({ pid: deadPid(), started: '1' }))
    writeFiles(state, { 'lock.takeover': JSON.stringify({ pid: process.ppid, started: '' }) })
    expect(() => lock(state)).toThrow(locked())
  })

  it('is taken over though the one who did so before died over it', () => {
    const dead = JSON.stringify({ pid: deadPid(), started: '1' })
    const state = stateWithLock(dead)
    writeFiles(state, { 'lock.takeover': dead })
    lock(state).release()
    expect(readdirSync(state)).toEqual([])
  })

  it('cannot be made where a file stands in the folder’s place', () => {
    const state = path.join(temporaryFolder(), 'state')
    writeFileSync(state, '')
    expect(() => lock(state)).toThrow(expect.objectContaining({ code: 'STATE_UNREADABLE', place: state }))
    mkdirSync(`${state}2/lock`, { recursive: true })
    expect(() => lock(`${state}2`)).toThrow(locked())
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

/** Another process that tries the lock, says how it went, and holds what it has until its input ends. */
function rival(state: string): ChildProcess {
  const module = new URL('../../src/state/lock.ts', import.meta.url).href
  const script = `
    import { lock } from ${JSON.stringify(module)}
    try { lock(${JSON.stringify(state)}); console.log('held') } catch (error) { console.log(error.code) }
    process.stdin.resume()`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function firstWord(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout!, 'data')
  return String(chunk).trim()
}
