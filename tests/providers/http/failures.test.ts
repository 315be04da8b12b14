import { describe, expect, it } from 'vitest'
import { failureOf, retryAfter } from '../../../src/providers/http/failures.ts'

describe('Retry-After', () => {
  it('is seconds or a date, and never in the past', () => {
    expect(retryAfter('7')).toBe(7_000)
    expect(retryAfter(new Date(Date.now() + 3_600_000).toUTCString())).toBeGreaterThan(3_500_000)
    expect(retryAfter(new Date(Date.now() - 3_600_000).toUTCString())).toBe(0)
    for (const none of [null, '', 'soon']) expect(retryAfter(none)).toBeUndefined()
  })
})

describe('a status without a meaning of its own', () => {
  it.each([
    [302, 'auth'],
    [400, 'invalid'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [404, 'auth'],
    [408, 'unavailable'],
    [413, 'tooLarge'],
    [422, 'invalid'],
    [429, 'rate'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(failureOf({ status, retryAfterMs: undefined })).toEqual({ kind })
  })

  it('keeps the patience that was asked for', () => {
    expect(failureOf({ status: 503, retryAfterMs: 9 })).toEqual({ kind: 'unavailable', retryAfterMs: 9 })
    expect(failureOf({ status: 429, retryAfterMs: 9 })).toEqual({ kind: 'rate', retryAfterMs: 9 })
  })
})
