import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { type LockWait, waitForLock, waitOrHandOver } from '../../src/cli/wait-for-lock.ts'
import { fileLock, type Purpose } from '../../src/state/lock.ts'
import type { Clock } from '../../src/translate/clock.ts'
import { fakeClock } from '../fakes/clock.ts'
import { temporaryFolder } from '../fakes/folder.ts'

const MINUTE = 60_000
const locked = expect.objectContaining({ code: 'STATE_LOCKED' })

const lockForRun = (state: string, clock: Clock) =>
  waitForLock({ lock: fileLock(state), purpose: 'run', waitsFor: 'rounds', clock })
const lockForWatch = (state: string, purpose: Purpose, stopping: AbortSignal, clock: Clock) =>
  waitForLock({ lock: fileLock(state), purpose, waitsFor: 'all', stopping, clock })

/** Whether it has come by now. */
function watched(wait: Promise<unknown>) {
  let isDone = false
  const done = () => {
    isDone = true
  }
  wait.then(done, done)
  return () => isDone
}

it('a run has the lock at once when it is free, and holds it as a run', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const held = await clock.until(lockForRun(state, clock))
  await expect(fileLock(state).acquire('run')).rejects.toEqual(locked)
  await expect(clock.until(lockForRun(state, clock))).rejects.toEqual(locked)
  await held.release()
})

it('a run waits for a watch’s round, then is a run for the commands that come after', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const round = await fileLock(state).acquire('round')
  const wait = lockForRun(state, clock)
  const isDone = watched(wait)
  await clock.advance(MINUTE)
  expect(isDone()).toBe(false)
  await round.release()
  const held = await clock.until(wait)
  await expect(clock.until(lockForRun(state, clock))).rejects.toEqual(locked)
  await held.release()
})

it('a run that waits for a round does not wait for a run that was quicker', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const round = await fileLock(state).acquire('round')
  const wait = lockForRun(state, clock)
  const isDone = watched(wait)
  await clock.advance(0)
  expect(isDone()).toBe(false)
  await round.release()
  const quicker = await fileLock(state).acquire('run')
  await expect(clock.until(wait)).rejects.toEqual(locked)
  await quicker.release()
})

it.each(['run', 'round'] as const)('a watch waits for a %s, however long it takes', async (purpose) => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const other = await fileLock(state).acquire(purpose)
  const wait = lockForWatch(state, 'round', new AbortController().signal, clock)
  const isDone = watched(wait)
  await clock.advance(5 * MINUTE)
  expect(isDone()).toBe(false)
  await other.release()
  const held = await clock.until(wait)
  // A run has to know that this is over soon.
  const next = lockForRun(state, clock)
  await clock.advance(MINUTE)
  await held.release()
  await (await clock.until(next)).release()
})

it('a watch that is told to stop waits no longer, and says that something is left to do', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const other = await fileLock(state).acquire('run')
  const stopping = new AbortController()
  const wait = lockForWatch(state, 'round', stopping.signal, clock)
  await clock.advance(MINUTE)
  stopping.abort()
  const before = clock.now()
  await expect(clock.until(wait)).rejects.toMatchObject({ code: 'STOPPED' })
  expect(clock.now()).toBe(before)
  await other.release()
  await expect(lockForWatch(state, 'round', stopping.signal, clock)).rejects.toMatchObject({
    code: 'STOPPED',
  })
  await (await fileLock(state).acquire('run')).release()
})

it('a run waits while the lock is being written, until it says by whom', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  writeFileSync(path.join(state, 'lock'), '')
  const wait = lockForRun(state, clock)
  const isDone = watched(wait)
  await clock.advance(1_000)
  expect(isDone()).toBe(false)
  rmSync(path.join(state, 'lock'))
  await (await clock.until(wait)).release()
})

it('who cannot have the lock at all is told so, and does not wait', async () => {
  const clock = fakeClock()
  const state = path.join(temporaryFolder(), 'state')
  writeFileSync(state, 'no folder')
  const unusable = { code: 'STATE_UNREADABLE', place: state }
  await expect(clock.until(lockForRun(state, clock))).rejects.toMatchObject(unusable)
  const { signal } = new AbortController()
  await expect(clock.until(lockForWatch(state, 'run', signal, clock))).rejects.toMatchObject(unusable)
})

describe('what can be handed over', () => {
  const declined = () =>
    new DragomanError('STATE_LOCKED', 'Its folders are others.', { fix: 'Wait until it has finished.' })

  /** A state that another holds, and a wait at it. */
  async function waitAt(purpose: Purpose, waitsFor: LockWait['waitsFor'] = 'rounds') {
    const lock = fileLock(temporaryFolder())
    const clock = fakeClock()
    const other = await lock.acquire(purpose)
    return { lock, clock, other, wait: { lock, purpose: 'run', waitsFor, clock } as const }
  }

  it('is not handed over while the lock is free', async () => {
    const { clock, other, wait } = await waitAt('run')
    await other.release()
    const came = await clock.until(waitOrHandOver(wait, () => Promise.reject(declined())))
    expect(came.kind).toBe('locked')
  })

  it.each(['run', 'round'] as const)('is done by the %s that holds the lock', async (purpose) => {
    const { clock, wait } = await waitAt(purpose)
    const came = await clock.until(waitOrHandOver(wait, async () => 'done by it'))
    expect(came).toEqual({ kind: 'done', done: 'done by it' })
  })

  it('is left to the command when the run ends without having done it', async () => {
    const { clock, other, wait } = await waitAt('run')
    const came = await clock.until(waitOrHandOver(wait, () => other.release().then(() => undefined)))
    expect(came.kind).toBe('locked')
  })

  it('is an error with the run’s reason where it declines and the command does not wait', async () => {
    const { clock, wait } = await waitAt('run')
    const came = clock.until(waitOrHandOver(wait, () => Promise.reject(declined())))
    await expect(came).rejects.toThrow('Its folders are others.')
  })

  it('is asked for once where it declines and the command waits', async () => {
    const { clock, other, wait } = await waitAt('run', 'all')
    let asked = 0
    const came = waitOrHandOver(wait, () => {
      asked++
      return Promise.reject(declined())
    })
    await clock.advance(MINUTE)
    expect(asked).toBe(1)
    await other.release()
    expect((await clock.until(came)).kind).toBe('locked')
  })

  it('is offered to a run that comes after a command which takes nothing', async () => {
    const { lock, clock, other, wait } = await waitAt('closed', 'all')
    const came = waitOrHandOver(wait, async () => 'done by the run')
    const isDone = watched(came)
    await clock.advance(MINUTE)
    expect(isDone()).toBe(false)
    await other.release()
    await lock.acquire('run')
    expect(await clock.until(came)).toEqual({ kind: 'done', done: 'done by the run' })
  })

  it('fails as the hand-over fails', async () => {
    const { clock, wait } = await waitAt('run', 'all')
    const came = clock.until(waitOrHandOver(wait, () => Promise.reject(new Error('no such file'))))
    await expect(came).rejects.toThrow('no such file')
  })
})
