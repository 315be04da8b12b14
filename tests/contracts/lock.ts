import { describe, expect, it } from 'vitest'
import type { StateLock } from '../../src/state/lock.ts'

const locked = expect.objectContaining({
  code: 'STATE_LOCKED',
  message: expect.stringContaining(`process ${process.pid}`),
})

/**
 * What every lock keeps to.
 * @param open opens the lock of a new state; each call of what it returns opens that lock again
 */
export function lockContract(name: string, open: () => () => StateLock): void {
  describe(`${name} keeps the contract of locks`, () => {
    it('is refused to a second, and free again once released', async () => {
      const again = open()
      const held = await again().acquire('run')
      await expect(again().acquire('run')).rejects.toEqual(locked)
      await held.release()
      await (await again().acquire('run')).release()
    })

    it.each(['run', 'round', 'closed'] as const)('says who holds it for a %s', async (purpose) => {
      const again = open()
      expect(await again().holder()).toBeUndefined()
      const held = await again().acquire(purpose)
      expect(await again().holder()).toMatchObject({ pid: process.pid, purpose })
      await held.release()
      expect(await again().holder()).toBeUndefined()
    })

    it('is not freed by one who has released it before', async () => {
      const again = open()
      const first = await again().acquire('run')
      await first.release()
      const second = await again().acquire('round')
      await first.release()
      expect(await again().holder()).toMatchObject({ purpose: 'round' })
      await second.release()
    })

    it('goes to exactly one of many who come at once', async () => {
      const again = open()
      const all = await Promise.allSettled(Array.from({ length: 5 }, () => again().acquire('run')))
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('of one state says nothing of another’s', async () => {
      const held = await open()().acquire('run')
      await (await open()().acquire('run')).release()
      await held.release()
    })
  })
}
