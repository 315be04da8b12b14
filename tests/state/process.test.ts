import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { isAlive, isThisProcess, ProcessIdentity, processName, thisProcess } from '../../src/state/process.ts'

const me = thisProcess()
const dead = spawnSync(process.execPath, ['--version']).pid
const elsewhere = { namespace: 'boot pid:[1]', host: 'web-1' }

describe('a process', () => {
  it.each<[string, Partial<ProcessIdentity>, boolean | undefined]>([
    ['that is this one lives', {}, true],
    ['whose number nobody has is dead', { pid: dead }, false],
    ['of another start time is dead, though its number is in use', { started: '1' }, false],
    [
      'of another container may live, though its number is nobody’s here',
      { ...elsewhere, pid: dead },
      undefined,
    ],
    ['of another container may be dead, though its number is in use here', elsewhere, undefined],
    ['that an earlier version wrote down counts here, alive', { namespace: '', host: '' }, true],
    ['that an earlier version wrote down counts here, dead', { namespace: '', host: '', pid: dead }, false],
  ])('%s', (_, changes, alive) => expect(isAlive({ ...me, ...changes })).toBe(alive))

  it('is read as earlier versions wrote it', () => {
    expect(ProcessIdentity.parse({ pid: 7, started: '1' })).toEqual({
      pid: 7,
      started: '1',
      namespace: '',
      host: '',
    })
  })

  it('of the same number in another container is not this one', () => {
    expect(isThisProcess(me)).toBe(true)
    expect(isThisProcess({ ...me, ...elsewhere })).toBe(false)
    expect(isThisProcess({ ...me, pid: dead })).toBe(false)
  })

  it('is named with its host where its number says nothing', () => {
    expect(processName({ ...me, pid: 7 })).toBe('process 7')
    expect(processName({ ...me, ...elsewhere, pid: 7 })).toBe('process 7 on web-1')
  })
})
