import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { asRun, asWatch, takeLock } from '../../src/cli/wait-for-lock.ts'
import { type Lock, lock, type Work } from '../../src/state/lock.ts'
import type { Clock } from '../../src/translate/clock.ts'
import { fakeClock } from '../fakes/clock.ts'
import { temporaryFolder } from '../fakes/folder.ts'

const MINUTE = 60_000
const locked = expect.objectContaining({ code: 'STATE_LOCKED' })

const lockForRun = (state: string, clock: Clock) => takeLock({ state, work: 'run', waitsFor: asRun, clock })
const lockForWatch = (state: string, work: Work, stopping: AbortSignal, clock: Clock) =>
  takeLock({ state, work, waitsFor: asWatch, stopping, clock })

/** Whether it has its turn by now. */
function watched(turn: Promise<Lock>) {
  let isDone = false
  const done = () => {
    isDone = true
  }
  turn.then(done, done)
  return () => isDone
}

it('a run has its turn at once when nobody else is at work, and holds it as a run', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const held = await clock.until(lockForRun(state, clock))
  expect(() => lock(state)).toThrow(locked)
  await expect(clock.until(lockForRun(state, clock))).rejects.toEqual(locked)
  held.release()
})

it('a run waits for a watch’s round, then is a run for those who come after', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const round = lock(state, 'round')
  const turn = lockForRun(state, clock)
  const isDone = watched(turn)
  await clock.advance(MINUTE)
  expect(isDone()).toBe(false)
  round.release()
  const held = await clock.until(turn)
  await expect(clock.until(lockForRun(state, clock))).rejects.toEqual(locked)
  held.release()
})

it('a run that waits for a round does not wait for a run that was quicker', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const round = lock(state, 'round')
  const turn = lockForRun(state, clock)
  round.release()
  const quicker = lock(state, 'run')
  await expect(clock.until(turn)).rejects.toEqual(locked)
  quicker.release()
})

it.each(['run', 'round'] as const)('a watch waits for a %s, however long it takes', async (work) => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const other = lock(state, work)
  const turn = lockForWatch(state, 'round', new AbortController().signal, clock)
  const isDone = watched(turn)
  await clock.advance(5 * MINUTE)
  expect(isDone()).toBe(false)
  other.release()
  const held = await clock.until(turn)
  // A run has to know that this is over soon.
  const next = lockForRun(state, clock)
  await clock.advance(MINUTE)
  held.release()
  ;(await clock.until(next)).release()
})

it('a watch that is told to stop waits no longer, and says that something is left to do', async () => {
  const state = temporaryFolder()
  const clock = fakeClock()
  const other = lock(state)
  const stopping = new AbortController()
  const turn = lockForWatch(state, 'round', stopping.signal, clock)
  await clock.advance(MINUTE)
  stopping.abort()
  const before = clock.now()
  await expect(clock.until(turn)).rejects.toMatchObject({ code: 'STOPPED' })
  expect(clock.now()).toBe(before)
  other.release()
  await expect(lockForWatch(state, 'round', stopping.signal, clock)).rejects.toMatchObject({
    code: 'STOPPED',
  })
  lock(state).release()
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
