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

/** An article that is done in es and waits for fr. */
const halfDone = (fr: Promise<unknown>) =>
  new Map([
    ['es', done()],
    ['fr', fr],
  ])

it('of one locale only so many editions are under way, of the others as many as there are', async () => {
  const clock = fakeClock()
  const slow = Promise.withResolvers<void>()
  const pace = openPace(clock)
  for (let article = 0; article < 128; article++) {
    expect(pace.hasRoom('fr')).toBe(true)
    void pace.follow(halfDone(slow.promise))
    await clock.advance(3_000)
  }
  expect([pace.hasRoom('es'), pace.hasRoom('fr')]).toEqual([true, false])
  slow.resolve()
  await pace.idle()
  expect(pace.hasRoom('fr')).toBe(true)
})

it('none of those that were begun together keeps its place, however many they are', async () => {
  const clock = fakeClock()
  const pace = openPace(clock)
  const begin = (count: number) =>
    Array.from({ length: count }, () => watched(pace.follow(halfDone(never()))))
  // The first places, and those who come after them before anything is too much.
  for (const states of [begin(64), begin(64)]) {
    await clock.advance(3_000)
    expect(states.filter(({ isDone }) => !isDone)).toHaveLength(0)
  }
  expect(pace.hasRoom('fr')).toBe(false)
})
