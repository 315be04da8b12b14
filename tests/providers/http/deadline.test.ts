import { expect, it } from 'vitest'
import { within } from '../../../src/providers/http/deadline.ts'

const late = () => new Error('It is late.')

it('an attempt that does not answer in time fails, and is told to stop', async () => {
  let asked: AbortSignal | undefined
  const attempt = within(20, late, (signal) => {
    asked = signal
    return new Promise(() => {})
  })
  await expect(attempt).rejects.toThrow('It is late.')
  expect(asked?.aborted).toBe(true)
})

it('time in which the process could hear nothing is not counted against it', async () => {
  const attempt = within(20, late, () => new Promise((resolve) => setTimeout(resolve, 30, 'heard')))
  const until = performance.now() + 600
  while (performance.now() < until);
  expect(await attempt).toBe('heard')
})
