import { describe, expect, it } from 'vitest'
import { openHands } from '../../src/pipeline/hands.ts'

function crew() {
  const told: string[] = []
  const hands = openHands((state) => told.push(state))
  return { hands, told }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('those at work', () => {
  it('are feeding while one of them may ask for more, wait once all do, and are done when no more come', async () => {
    const { hands, told } = crew()
    const [reading, bought] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
    const second = hands.work(() => reading.promise)
    const first = hands.work(() => hands.wait(bought.promise))
    await turn()
    expect(told).toEqual([])
    reading.resolve()
    await second
    expect(told).toEqual(['waiting'])
    hands.expectMore(false)
    expect(told).toEqual(['waiting', 'done'])
    bought.resolve('Hola')
    expect(await first).toBe('Hola')
    expect(told).toEqual(['waiting', 'done', 'feeding', 'done'])
    hands.expectMore(true)
    expect(told.at(-1)).toBe('waiting')
  })

  it('are counted out when they fail, whether at work or waiting', async () => {
    const { hands, told } = crew()
    hands.expectMore(false)
    const failing = [
      hands.work(() => Promise.reject(new Error('unreadable'))),
      hands.work(() => hands.wait(Promise.reject(new Error('refused')))),
      hands.work(() => {
        throw new Error('at once')
      }),
    ]
    for (const each of failing) await expect(each).rejects.toThrow()
    expect(told.at(-1)).toBe('done')
    void hands.work(() => new Promise(() => {}))
    expect(told.at(-1)).toBe('feeding')
  })
})
