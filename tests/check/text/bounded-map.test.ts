import { describe, expect, it } from 'vitest'
import { BoundedMap } from '../../../src/check/text/bounded-map.ts'

const filled = (bounds: { entries: number; room: number }, rooms: readonly number[]) => {
  const map = new BoundedMap<number, string>(bounds)
  for (const [key, room] of rooms.entries()) map.set(key, `value ${key}`, room)
  return rooms.map((_, key) => key).filter((key) => map.get(key) !== undefined)
}

describe('a bounded map', () => {
  it('keeps what there is room for', () => {
    expect(filled({ entries: 3, room: 10 }, [5, 4, 1])).toEqual([0, 1, 2])
  })

  it('forgets the oldest when there are too many entries', () => {
    expect(filled({ entries: 3, room: 10 }, [1, 1, 1, 1, 1])).toEqual([2, 3, 4])
  })

  it('forgets as many of the oldest as it takes to make room', () => {
    expect(filled({ entries: 9, room: 10 }, [4, 3, 3, 6])).toEqual([2, 3])
  })

  it('keeps nothing that would take all the room, and loses nothing over it', () => {
    expect(filled({ entries: 9, room: 10 }, [4, 3, 11])).toEqual([0, 1])
  })

  it('counts an entry once that is set again', () => {
    const map = new BoundedMap<string, number>({ entries: 2, room: 10 })
    map.set('a', 1, 5)
    for (let value = 0; value < 9; value++) map.set('b', value, 5)
    expect([map.get('a'), map.get('b')]).toEqual([1, 8])
  })

  it('gives no value from before for one that it could not keep', () => {
    const map = new BoundedMap<string, number>({ entries: 2, room: 10 })
    map.set('a', 1, 5)
    map.set('a', 2, 11)
    expect(map.get('a')).toBeUndefined()
  })
})
