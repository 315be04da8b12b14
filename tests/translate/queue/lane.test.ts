import { describe, expect, it } from 'vitest'
import type { ProviderLimits } from '../../../src/providers/provider.ts'
import { monotonicClock } from '../../../src/translate/clock.ts'
import { openLane, tooLarge } from '../../../src/translate/queue/lane.ts'
import { loadOf } from '../../../src/translate/queue/load.ts'
import { firstAttempt } from '../../../src/translate/wire/attempt.ts'
import { gapOf, routeTo } from '../../fakes/gaps.ts'
import { fakeProvider } from '../../fakes/provider.ts'

const lane = (limits: Partial<ProviderLimits>, texts: readonly string[]) => {
  const route = routeTo(fakeProvider({ limits }))
  const lane = openLane(route, { mime: 'text' }, 'lane', monotonicClock)
  for (const text of texts) {
    const attempt = firstAttempt(gapOf(text, route), route)
    lane.add({
      attempt,
      load: loadOf(attempt.texts),
      demand: { articles: [], isUrgent: false },
      resolve() {},
    })
  }
  return lane
}

/** What the requests hold that empty it. */
function batches(limits: Partial<ProviderLimits>, texts: readonly string[]): string[][] {
  const from = lane(limits, texts)
  const taken: string[][] = []
  while (!from.isEmpty) taken.push(from.take(0).flatMap(({ attempt }) => attempt.texts))
  return taken
}

describe('a request', () => {
  it.each([
    ['texts', { itemsPerRequest: 2 }, ['aaaa', 'bb', 'c'], [['aaaa', 'bb'], ['c']]],
    ['characters', { charactersPerRequest: 4 }, ['aaaa', 'bb', 'cc'], [['aaaa'], ['bb', 'cc']]],
    ['characters of a minute', { charactersPerMinute: 4 }, ['aaaa', 'bb', 'cc'], [['aaaa'], ['bb', 'cc']]],
    ['code points', { charactersPerRequest: 4 }, ['😀😀', 'éé', 'a'], [['😀😀', 'éé'], ['a']]],
    ['bytes', { bytesPerRequest: 8 }, ['éééé', 'aa', 'bbbbbb', 'c'], [['éééé'], ['aa', 'bbbbbb'], ['c']]],
    ['bytes of three and four', { bytesPerRequest: 7 }, ['語', '😀', '語'], [['語', '😀'], ['語']]],
    [
      'bytes before characters',
      { bytesPerRequest: 6, charactersPerRequest: 5 },
      ['ééé', 'aaaaa', 'b'],
      [['ééé'], ['aaaaa'], ['b']],
    ],
  ])('holds no more %s than it may', (_, limits, texts, expected) => {
    expect(batches(limits, texts)).toEqual(expected)
  })

  it('is of one segment alone, where that is larger than a request is filled to', () => {
    const limits = { charactersPerRequest: 4, charactersPerSegment: 9 }
    expect(batches(limits, ['aa', 'bbbbbbbbb', 'cc', 'dd'])).toEqual([['aa'], ['bbbbbbbbb'], ['cc', 'dd']])
  })
})

describe('the requests that a lane fills', () => {
  it.each([
    ['by texts', { itemsPerRequest: 2 }, ['a', 'b', 'c'], 1, 2],
    ['by characters', { charactersPerRequest: 2 }, ['a', 'b', 'c'], 1, 2],
    ['by bytes', { bytesPerRequest: 4 }, ['é', 'é', 'é'], 1, 2],
    [
      'by bytes, whatever the characters',
      { bytesPerRequest: 3, charactersPerRequest: 100 },
      ['語', '語'],
      2,
      2,
    ],
    ['none', { bytesPerRequest: 4 }, [], 0, 0],
  ])('%s', (_, limits, texts, full, all) => {
    const filled = lane(limits, texts)
    expect([filled.fullBatches, filled.batches]).toEqual([full, all])
    filled.clear()
    expect([filled.fullBatches, filled.batches, filled.isEmpty]).toEqual([0, 0, true])
  })
})

it('a lane counts what is left when a request has taken its share', () => {
  const filled = lane({ bytesPerRequest: 4, itemsPerRequest: 5 }, ['é', 'é', 'é'])
  filled.take(0)
  expect([filled.fullBatches, filled.batches]).toEqual([0, 1])
})

describe('a segment that no request can hold', () => {
  it.each([
    ['characters', { charactersPerRequest: 4 }, '5 characters', 'at once (4)'],
    ['bytes', { bytesPerRequest: 9 }, '10 bytes', 'at once (9)'],
    ['characters of a minute', { charactersPerMinute: 3 }, '5 characters', 'at once (3)'],
    ['characters alone', { charactersPerRequest: 2, charactersPerSegment: 4 }, '5 characters', 'at once (4)'],
  ])('is refused by its %s', (_, limits, size, limit) => {
    const route = routeTo(fakeProvider({ limits }))
    const error = tooLarge(loadOf(['ééééé']), route.provider)
    expect(error).toMatchObject({ code: 'PROVIDER_TOO_LARGE', message: expect.stringContaining(size) })
    expect(error?.message).toContain(limit)
  })

  it.each([
    { charactersPerRequest: 5 },
    { charactersPerRequest: 2, charactersPerSegment: 5 },
    { bytesPerRequest: 10 },
    {},
  ])('is none within %j', (limits) => {
    const route = routeTo(fakeProvider({ limits }))
    expect(tooLarge(loadOf(['ééééé']), route.provider)).toBeUndefined()
  })
})
