import { expect, it } from 'vitest'
import { openPace } from '../../src/pipeline/pace.ts'
import { fakeClock } from '../fakes/clock.ts'

const done = () => Promise.resolve()
const never = () => new Promise<void>(() => {})

function watched(promise: Promise<unknown>) {
  const state = { isDone: false }
  void promise.then(() => {
    state.isDone = true
  })
  return state
}

it('an article keeps its place until all its locales are done', async () => {
  const clock = fakeClock()
  const slow = Promise.withResolvers<void>()
  const pace = openPace(clock)
  const followed = pace.follow(
    new Map([
      ['es', slow.promise],
      ['ca', slow.promise],
    ]),
  )
  const state = watched(followed)
  await clock.advance(60_000)
  expect(state.isDone).toBe(false)
  slow.resolve()
  await followed
  expect(pace.hasRoom('es')).toBe(true)
})

it('it gives its place up some time after the first of them, and the run still waits for the others', async () => {
  const clock = fakeClock()
  const slow = Promise.withResolvers<void>()
  const pace = openPace(clock)
  const followed = pace.follow(
    new Map([
      ['es', done()],
      ['fr', slow.promise],
    ]),
  )
  const state = watched(followed)
  await clock.advance(1_000)
  expect(state.isDone).toBe(false)
  await clock.advance(60_000)
  expect(state.isDone).toBe(true)
  const idle = watched(pace.idle())
  await clock.advance(1)
  expect(idle.isDone).toBe(false)
  slow.resolve()
  await pace.idle()
})

it('of one locale only so many are left behind, of the others none', async () => {
  const clock = fakeClock()
  const slow = Promise.withResolvers<void>()
  const pace = openPace(clock)
  for (let article = 0; article < 64; article++) {
    expect(pace.hasRoom('fr')).toBe(true)
    void pace.follow(
      new Map([
        ['es', done()],
        ['fr', slow.promise],
      ]),
    )
    await clock.advance(3_000)
  }
  expect([pace.hasRoom('es'), pace.hasRoom('fr')]).toEqual([true, false])
  // One more would have to keep its place.
  const state = watched(
    pace.follow(
      new Map([
        ['es', done()],
        ['fr', never()],
      ]),
    ),
  )
  await clock.advance(60_000)
  expect(state.isDone).toBe(false)
  slow.resolve()
  await pace.idle()
  expect(pace.hasRoom('fr')).toBe(true)
})
