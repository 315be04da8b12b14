import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveLock } from '../../src/state/save-lock.ts'
import { temporaryFolder } from '../fakes/folder.ts'

let state: string
const children: ChildProcess[] = []

beforeEach(() => {
  state = temporaryFolder()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Another process that does this with `lock`. */
function elsewhere(script: string): ChildProcess {
  const module = new URL('../../src/state/save-lock.ts', import.meta.url).href
  const program = `
    import { readFileSync, writeFileSync, writeSync } from 'node:fs'
    import { saveLock } from ${JSON.stringify(module)}
    const lock = saveLock(${JSON.stringify(state)})
    ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

describe('the lock of saves', () => {
  it('gives back what the work under it came to, and leaves one empty file', () => {
    expect(saveLock(state).hold(() => 'saved')).toBe('saved')
    expect(readdirSync(state)).toEqual(['save.lock'])
    expect(statSync(path.join(state, 'save.lock')).size).toBe(0)
  })

  it('is free again after work that failed, which the caller is told', () => {
    const fail = () => {
      throw new Error('disk full')
    }
    expect(() => saveLock(state).hold(fail)).toThrow('disk full')
    expect(saveLock(state).hold(() => 'saved')).toBe('saved')
  })

  it('is free at once when the process that has it is killed', async () => {
    const child = elsewhere(`lock.hold(() => { writeSync(1, 'held'); for (;;); })`)
    await once(child.stdout!, 'data')
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    expect(saveLock(state).hold(() => 'saved')).toBe('saved')
  })

  it('loses no save of several processes that look, then write the same file', async () => {
    const file = path.join(state, 'saved.txt')
    writeFileSync(file, '0')
    const script = `
      for (let nth = 0; nth < 100; nth++)
        lock.hold(() => {
          const before = Number(readFileSync(${JSON.stringify(file)}, 'utf8'))
          writeFileSync(${JSON.stringify(file)}, String(before + 1))
        })`
    const exits = await Promise.all(Array.from({ length: 3 }, () => once(elsewhere(script), 'exit')))
    expect(exits.map(([code]) => code)).toEqual([0, 0, 0])
    expect(readFileSync(file, 'utf8')).toBe('300')
  })
})
