import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isFileLocked, lockFile } from '../../src/state/kernel-lock.ts'
import { temporaryFolder } from '../fakes/folder.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = temporaryFolder()
  file = path.join(folder, 'a.sqlite')
})

/** As another process sees it. */
const isLockedElsewhere = (): boolean => {
  const module = new URL('../../src/state/kernel-lock.ts', import.meta.url).href
  const script = `import { isFileLocked } from ${JSON.stringify(module)}; console.log(isFileLocked(${JSON.stringify(file)}))`
  return (
    execFileSync(process.execPath, ['--input-type=module', '--eval', script]).toString().trim() === 'true'
  )
}

describe('a lock that the kernel holds', () => {
  it('is had once, until it is released, which may be done twice', () => {
    const held = lockFile(file, 0)
    expect(held).toBeDefined()
    expect(lockFile(file, 0)).toBeUndefined()
    held?.release()
    held?.release()
    const again = lockFile(file, 0)
    expect(again).toBeDefined()
    held?.release()
    expect(isFileLocked(file)).toBe(true)
    again?.release()
  })

  it('is seen by those who ask, here and in another process, however often they ask', () => {
    expect(isFileLocked(file)).toBe(false)
    const held = lockFile(file, 0)
    // A file that is opened and closed again here must not let the lock go.
    for (let times = 0; times < 100; times++) expect(isFileLocked(file)).toBe(true)
    expect(lockFile(file, 0)).toBeUndefined()
    expect(isLockedElsewhere()).toBe(true)
    held?.release()
    expect(isFileLocked(file)).toBe(false)
    expect(isLockedElsewhere()).toBe(false)
  })

  it('writes nothing, so that a full disk is no hindrance and a kill leaves nothing', () => {
    const held = lockFile(file, 0)
    expect(readdirSync(folder)).toEqual(['a.sqlite'])
    held?.release()
    expect(readdirSync(folder)).toEqual(['a.sqlite'])
    expect(statSync(file).size).toBe(0)
  })

  it('makes the folder it needs, which asking does not', () => {
    const deep = path.join(folder, 'deep', 'a.sqlite')
    expect(isFileLocked(deep)).toBe(false)
    expect(readdirSync(folder)).toEqual([])
    lockFile(deep, 0)?.release()
    expect(readdirSync(folder)).toEqual(['deep'])
  })

  it('is an error, with its place, where there can be no file', () => {
    mkdirSync(file)
    expect(() => lockFile(file, 0)).toThrow(
      expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
    )
    rmSync(file, { recursive: true })
    writeFileSync(file, '')
    expect(() => lockFile(path.join(file, 'a.lock'), 0)).toThrow(
      expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
    )
  })
})
