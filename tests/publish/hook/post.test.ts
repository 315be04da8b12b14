import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPost, type Posted } from '../../../src/publish/hook/post.ts'
import { openSigner } from '../../../src/publish/hook/signature.ts'
import { type Receiver, startReceiver } from '../../stand-in/receiver.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const EVENT = { place: 1, id: 'evt_1', body: '{"type":"edition.made"}' }

let receiver: Receiver

beforeEach(async () => {
  receiver = await startReceiver(SECRET)
})
afterEach(() => receiver.close())

const post = (timeoutMs = 10_000): Promise<Posted> => {
  const signer = openSigner({ DRAGOMAN_EVENTS_SECRET: SECRET })
  return openPost(receiver.url, signer, () => new Date())(EVENT, timeoutMs)
}
const failed = (facts: object) => ({
  kind: 'failed',
  why: expect.any(String),
  isOutage: true,
  retryAfterMs: 0,
  ...facts,
})

describe('an event', () => {
  it('is posted once, signed, with its id', async () => {
    expect(await post()).toEqual({ kind: 'delivered' })
    expect(receiver.requests).toMatchObject([
      { id: 'evt_1', isGenuine: true, event: { type: 'edition.made' } },
    ])
  })

  it.each<[number, object]>([
    [200, { kind: 'delivered' }],
    [202, { kind: 'delivered' }],
    [410, { kind: 'gone' }],
    [400, failed({ why: 'HTTP 400', isOutage: false })],
    [401, failed({ why: 'HTTP 401', isOutage: false })],
    [404, failed({ why: 'HTTP 404', isOutage: false })],
    [408, failed({ why: 'HTTP 408' })],
    [429, failed({ why: 'HTTP 429', retryAfterMs: 7_000 })],
    [500, failed({ why: 'HTTP 500' })],
    [503, failed({ why: 'HTTP 503', retryAfterMs: 7_000 })],
  ])('that is answered with %i has come to this: %o', async (status, posted) => {
    const headers = status === 429 || status === 503 ? { 'retry-after': '7' } : {}
    receiver.answer(() => ({ status, headers }))
    expect(await post()).toEqual(posted)
    expect(receiver.requests).toHaveLength(1)
  })

  it.each([301, 302, 307, 308])('does not follow a redirect: %i', async (status) => {
    const elsewhere = await startReceiver(SECRET)
    receiver.answer(() => ({ status, headers: { location: elsewhere.url } }))
    expect(await post()).toEqual(
      failed({ why: `HTTP ${status}, and no redirect is followed`, isOutage: false }),
    )
    expect(elsewhere.requests).toEqual([])
    await elsewhere.close()
  })

  it('that is not answered in time has failed, and why', async () => {
    receiver.answer(() => 'hang')
    expect(await post(100)).toEqual(failed({ why: 'no answer within 100 ms' }))
  })

  it('that nobody answers has failed, and why', async () => {
    await receiver.close()
    expect(await post()).toEqual(failed({ why: 'no answer (ECONNREFUSED)' }))
  })
})
