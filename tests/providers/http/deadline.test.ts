import { expect, it } from 'vitest'
import { within } from '../../../src/providers/http/deadline.ts'

it('an attempt that does not answer in time fails, and is told to stop', async () => {
  let asked: AbortSignal | undefined
  const attempt = within('Test', 20, (signal) => {
    asked = signal
    return new Promise(() => {})
  })
  await expect(attempt).rejects.toMatchObject({ failure: { kind: 'timeout' } })
  expect(asked?.aborted).toBe(true)
})

it('time in which the process could hear nothing is not counted against it', async () => {
  const attempt = within('Test', 20, () => new Promise((resolve) => setTimeout(resolve, 30, 'heard')))
  const until = performance.now() + 600
  while (performance.now() < until);
  expect(await attempt).toBe('heard')
})
